"""What a modelled radio coverage reaches, in words and numbers."""
