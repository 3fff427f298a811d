"""Any file that a reader has, read as one frame: text, workbooks, vector formats."""
