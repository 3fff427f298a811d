"""What is answered besides the page: layers, downloads, places, sheets, built files."""
