"""One module, one layer. A module declares ``LAYER`` and is found by being here."""
