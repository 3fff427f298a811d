"""A ground of the server's own: a PMTiles or MBTiles file that a setting names, served read-only."""
