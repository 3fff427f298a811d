"""Which place a written name means: a register of every place, and rules that choose among them."""
