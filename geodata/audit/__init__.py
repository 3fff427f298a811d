"""Whether the data are sound: checks, citations, completeness."""
