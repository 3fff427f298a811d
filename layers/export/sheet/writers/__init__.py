"""A scene written as a file, one module a format."""
