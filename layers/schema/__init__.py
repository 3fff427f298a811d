"""What a layer declares: its marks, colours, parameters, rows; the library that reads the catalogue."""
