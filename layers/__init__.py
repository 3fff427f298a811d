"""How what is true is shown: layers, marks, artifacts, views, exports."""
