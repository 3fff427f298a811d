"""Layers for GIS tools: one module a format, all from the same typed frames (:mod:`.frame`)."""
