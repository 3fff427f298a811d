"""What stands beside the map on a sheet: titles, legend, charts, sources."""
