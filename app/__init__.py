"""The explorer: how the atlas is touched (Dash, HTTP)."""
