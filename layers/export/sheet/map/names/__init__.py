"""Names on the map: how they may be written, where there is room, and which are chosen."""
