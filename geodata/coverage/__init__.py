"""Who hears the radio."""
