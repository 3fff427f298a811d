"""The panel for readers' own tables: read, guess, report, corrections, a layer on the map."""
