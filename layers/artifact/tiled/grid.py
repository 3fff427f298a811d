"""The grid of tiles: the square of the web map, 0 to 1 from its north-west corner, parted by halves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from layers.artifact.tiled.told import DEEPEST

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

#: Side of a tile in CSS pixels: at zoom ``z`` of a tile the map is at ``z + 1``.
TILE: Final = 512

#: How far a symbol reaches beyond its position, of a tile's side.
REACH: Final = 7 / TILE
_EDGE: Final = 85.051
#: Tiles that are listed at most; what lies deeper is asked of the tile above it.
_LISTED: Final = 4096


def on_map(lon: Any, lat: Any) -> tuple[Floats, Floats]:  # noqa: ANN401 - numbers or arrays of them
    """Return positions (degrees, WGS 84) in the square of the web map.

    Examples
    --------
    >>> [float(each) for each in on_map(0.0, 0.0)]
    [0.5, 0.5]
    """
    sine = np.sin(np.radians(np.clip(lat, -_EDGE, _EDGE)))
    return np.asarray(lon) / 360 + 0.5, 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)


def on_globe(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return positions of the square of the web map as degrees, WGS 84; the inverse of :func:`on_map`.

    Examples
    --------
    >>> lon, lat = on_globe(*on_map(np.array([-2.0]), np.array([15.0])))
    >>> round(float(lon[0]), 9), round(float(lat[0]), 9)
    (-2.0, 15.0)
    """
    return (x - 0.5) * 360, np.degrees(2 * np.arctan(np.exp((0.5 - y) * 2 * np.pi)) - np.pi / 2)


def morton(x: Floats, y: Floats) -> npt.NDArray[np.uint32]:
    """Return the cell of each position on a curve that keeps neighbours near, 2¹⁶ cells a side."""
    codes = np.zeros(len(x), dtype=np.uint32)
    for side, shift in ((x, 0), (y, 1)):
        cell = np.clip(side * 65_536, 0, 65_535).astype(np.uint32)
        for mask, by in ((0x00FF00FF, 8), (0x0F0F0F0F, 4), (0x33333333, 2), (0x55555555, 1)):
            cell = (cell | (cell << np.uint32(by))) & np.uint32(mask)
        codes |= cell << np.uint32(shift)
    return codes


def occupied(boxes: Floats) -> list[list[int]]:
    """Return for each zoom which tiles hold something: numbers ``y · 2^zoom + x``.

    Parameters
    ----------
    boxes
        West, north, east and south of each thing in the square of the web map, an array of four columns.
    """
    found: list[list[int]] = []
    for zoom in range(DEEPEST + 1):
        count = 2**zoom
        low = np.clip(np.floor(boxes[:, :2] * count - REACH), 0, count - 1).astype(int)
        high = np.clip(np.floor(boxes[:, 2:] * count + REACH), 0, count - 1).astype(int)
        is_wide = ((high - low) > 1).any(axis=1)
        spans = np.unique(np.hstack([low[is_wide], high[is_wide]]), axis=0)
        if ((spans[:, 2:] - spans[:, :2] + 1).prod(axis=1)).sum() > 20 * _LISTED:
            break
        narrow = [
            rows[~is_wide, 1] * count + columns[~is_wide, 0]
            for rows in (low, high)
            for columns in (low, high)
        ]
        tiles = set(np.unique(np.concatenate([np.unique(corner) for corner in narrow])).tolist())
        tiles |= {
            row * count + column
            for west, north, east, south in spans.tolist()
            for row in range(north, south + 1)
            for column in range(west, east + 1)
        }
        if len(tiles) > _LISTED:
            break
        found.append(sorted(tiles))
    return found


def is_tile(zoom: int, x: int, y: int) -> bool:
    """Whether there is such a tile."""
    return 0 <= zoom <= DEEPEST and 0 <= x < 2**zoom and 0 <= y < 2**zoom
