"""What the documents say, and when it holds."""
