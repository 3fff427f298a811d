"""Static HTML, every text and attribute escaped."""
