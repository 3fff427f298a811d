"""Who asks, and what they get: sign-in, roles, and the edition of each audience."""
