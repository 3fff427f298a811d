"""Map sheets: one view on paper, drawn once and written as PDF, PNG, SVG, PPTX or HTML.

``request`` says what is asked, ``compose`` draws it into a ``scene`` in millimetres, and ``pdf``,
``png``, ``svg`` and ``slide`` write the scene. ``publish`` ties them together.
"""
