"""The document of a view: its frame, its data, its scripts."""
