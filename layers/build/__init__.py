"""From tables to files, and what a build takes over from the last one."""
