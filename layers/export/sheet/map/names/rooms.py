"""Where a name has room inside its own area: pure geometry, the same in ``layers/web/names/territory.ts``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: From left to right.
Room = tuple[float, float]


def edges_of(rings: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return the edges ``x1, y1, x2, y2`` of closed rings, holes included, one a row."""
    return np.concatenate([np.column_stack([ring[:-1], ring[1:]]) for ring in rings])


def rooms(edges: NDArray[np.float64], top: float, bottom: float) -> list[Room]:
    """Return the spans of x that lie wholly inside an area from one height to another.

    Parameters
    ----------
    edges
        Of the area's rings, as :func:`edges_of` gives them; the even-odd rule tells inside from outside.
    top, bottom
        Of a level band, ``top < bottom``, in the unit of the edges.
    """
    if not len(edges) or top < edges[:, 1].min() or bottom > edges[:, 1].max():
        return []
    low, high = np.minimum(edges[:, 1], edges[:, 3]), np.maximum(edges[:, 1], edges[:, 3])
    x1, y1, x2, y2 = edges[(high > top) & (low < bottom)].T
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = (x2 - x1) / (y2 - y1)  # not used of a level edge
        cuts = [(x, y, np.clip(y, top, bottom)) for x, y in ((x1, y1), (x2, y2))]
        ends = [x + np.where(y == cut, 0, (cut - y) * slope) for x, y, cut in cuts]
    middle = (top + bottom) / 2
    crosses = (y1 > middle) != (y2 > middle)
    crossings = (x1 + (middle - y1) * slope)[crosses]
    walls = sorted(zip(np.minimum(*ends).tolist(), np.maximum(*ends).tolist(), strict=True))
    found: list[Room] = []
    end = walls[0][1] if walls else 0.0
    for left, right in walls:
        if left > end and int((crossings <= end).sum()) % 2:
            found.append((end, left))
        end = max(end, right)
    return found
