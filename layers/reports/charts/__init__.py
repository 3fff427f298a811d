"""Charts as SVG, drawn once for every date."""
