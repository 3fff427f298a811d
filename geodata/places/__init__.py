"""Where it is, and which place a name means."""
