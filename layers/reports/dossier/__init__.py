"""What the documents say of a place, gathered."""
