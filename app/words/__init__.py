"""Every word of the interface, in both languages, a module for each panel."""
