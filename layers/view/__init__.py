"""The view: what the reader sees, as one value; its fields in the address, its days, its rules."""
