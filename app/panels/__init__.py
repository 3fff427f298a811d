"""The page's panels, one module each."""
