"""What is asked of a sheet: query, paper, profile, words, the layers it shows."""
