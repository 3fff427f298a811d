"""Where tables of readers are kept: files under an unguessable identifier, and a small catalogue of them."""
