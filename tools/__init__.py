"""Tools of the maintainers; nothing here is needed to run the application."""
