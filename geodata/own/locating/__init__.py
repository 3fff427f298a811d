"""How the rows of a table are located: which columns, and what their cells say."""
