"""The map of a sheet: projection, ground, symbols, names, grid, scale."""
