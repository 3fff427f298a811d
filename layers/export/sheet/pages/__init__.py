"""The pages around a sheet: cover, text, annex."""
