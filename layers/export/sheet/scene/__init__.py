"""Shapes and texts in millimetres, and the fonts they are measured with."""
