"""A reader's layer of too many rows to be sent: its files, drawn as tiles and asked by place."""
