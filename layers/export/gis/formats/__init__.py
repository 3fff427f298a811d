"""The files of GIS tools, one module a format."""
