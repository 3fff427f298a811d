"""From the tables to the files that are served."""
