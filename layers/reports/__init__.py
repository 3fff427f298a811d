"""What is read beside the map: dossiers, figures, charts, coverage, changes, search."""
