"""One module, one output made from artifacts and a view."""
