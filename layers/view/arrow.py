"""The shape of an arrow: its line, shortened, and its head. ``layers/web/arrow.ts`` is its twin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def arrow(
    path: NDArray[np.float64], width: float, unit: float = 1.0
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the line of an arrow, which ends within its head, and the head's triangle, tip first.

    Parameters
    ----------
    path
        Points (n, 2) in the drawing's units, the last of them the tip.
    width
        Width of the line, in the same units.
    unit
        A pixel of the screen in these units.
    """
    lengths = np.hypot(*np.diff(path, axis=0).T)
    long = min(3.2 * width + 7 * unit, float(lengths.sum()))
    foot, rest = _back(path, lengths, long)
    tip = path[-1]
    along = (tip - foot) / (np.hypot(*(tip - foot)) or 1)
    across = np.array([-along[1], along[0]]) * (1.3 * width + 3 * unit) * (long / (3.2 * width + 7 * unit))
    base = tip - along * long
    return np.vstack([rest, base + along * 0.2 * long]), np.array([tip, base + across, base - across])


def _back(
    path: NDArray[np.float64], lengths: NDArray[np.float64], far: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The point of a path so far before its end, and the points before it."""
    left = far
    for n in range(len(lengths) - 1, -1, -1):
        if lengths[n] and left <= lengths[n]:
            return path[n + 1] + (path[n] - path[n + 1]) * (left / lengths[n]), path[: n + 1]
        left -= lengths[n]
    return path[0], path[:1]
