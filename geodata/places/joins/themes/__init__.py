"""The joined columns, a module a theme or two."""
