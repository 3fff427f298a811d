"""Make ``data/shapes/`` again from pinned packages: ``python -m tools.shapes WORK OUT``.

``pins``/``fetch`` bring the packages, ``admin``/``topology`` make the areas and their limits,
``hydro`` the water, ``places`` the points, ``names`` holds what was mended by hand,
``record`` writes GeoJSON and ``sources.csv``.
"""
