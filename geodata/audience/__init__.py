"""What each audience does not get: the rule set, and the data folder that is left of it."""
