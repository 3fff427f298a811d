"""Telling circles from other outlines: a figure given for several towns comes as circles, some joined."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import shapely

STRIDE: Final = 3  # corners between the three points through which a circle is laid
NEAR: Final = 0.04  # share of the radius within which two centres are one
SHARE: Final = 0.6  # of an outline's corners that must lie on circles
FEWEST: Final = 9  # corners on one circle


def split_circles(shape: Any) -> tuple[list[tuple[float, float]], Any]:  # noqa: ANN401 - any shapely geometry
    """Take the circles, alone or joined, out of a shape.

    Returns
    -------
    tuple
        The circles' centres, and the shape's other parts.

    Notes
    -----
    A circle is laid through each corner and the third before and after it; centres that agree are
    one circle's.
    """
    centres: list[tuple[float, float]] = []
    kept = []
    for part in getattr(shape, "geoms", [shape]):
        found = _centres(shapely.get_coordinates(part.exterior)) if part.geom_type == "Polygon" else []
        centres += found
        if not found:
            kept.append(part)
    return centres, shapely.MultiPolygon(kept)


def _centres(ring: Any) -> list[tuple[float, float]]:  # noqa: ANN401
    corners = ring[:-1]
    if len(corners) < 4 * STRIDE:
        return []
    a, b, c = np.roll(corners, STRIDE, axis=0), corners, np.roll(corners, -STRIDE, axis=0)
    ab, ac = b - a, c - a
    cross = 2 * (ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0])
    cross = np.where(np.abs(cross) < 1e-9, np.nan, cross)
    ab2, ac2 = (ab**2).sum(axis=1), (ac**2).sum(axis=1)
    x = a[:, 0] + (ac[:, 1] * ab2 - ab[:, 1] * ac2) / cross
    y = a[:, 1] + (ab[:, 0] * ac2 - ac[:, 0] * ab2) / cross
    radius = np.hypot(x - b[:, 0], y - b[:, 1])
    free = np.isfinite(radius)
    found, taken = [], 0
    while free.any():
        i = int(np.flatnonzero(free)[0])
        same = (
            free
            & (np.hypot(x - x[i], y - y[i]) < NEAR * radius[i])
            & (np.abs(radius - radius[i]) < NEAR * radius[i])
        )
        free &= ~same
        free[i] = False
        if same.sum() >= FEWEST:
            found.append((float(np.median(x[same])), float(np.median(y[same]))))
            taken += int(same.sum())
    return found if taken >= SHARE * len(corners) else []
