"""ITU-R P.1546-6, land paths."""
