"""From a request to files: one sheet, an atlas of sheets, their metadata, the drawing process."""
