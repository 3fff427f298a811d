"""Where a drawn thing lies on the ground, and what is written on it: the same on screen and paper.

``layers/web/drawn_shape.ts`` is the browser's twin; both are held to ``tests/shared/drawn_cases.json``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geodata.places.geodesy import WGS84
from layers.icons.symbols import symbols
from layers.view.drawn import COLOURS
from layers.view.drawn_words import named
from layers.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geodata.text import Lang
    from layers.view.drawn import Drawn

LONG: Final = 50_000  # m; longer legs are drawn as the curve they are
SIDES: Final = 90  # of a circle: its outline is within 0.07 % of the radius
#: By size, 1 to 5, pixels: a line's width, a text's height, a marker's radius, a symbol's width.
WIDTHS: Final = (1.5, 2.25, 3.0, 4.5, 6.0)
LETTERS: Final = (11, 13, 15, 19, 24)
RADII: Final = (8.0, 9.5, 11.0, 14.0, 17.0)
SYMBOL_WIDTHS: Final = (24, 30, 38, 48, 62)


@dataclass(frozen=True, slots=True)
class Shaped:
    """A drawn thing on the ground.

    Parameters
    ----------
    thing
        The thing.
    path
        Longitudes and latitudes (n, 2), WGS 84 degrees; legs are geodesics, an area and a circle end where
        they begin.
    written
        What stands beside it, in the reader's language, or empty.
    at
        Longitude and latitude where that stands.
    rank
        Of a numbered marker, its number; else 0.
    """

    thing: Drawn
    path: NDArray[np.float64]
    written: str
    at: tuple[float, float]
    rank: int = 0

    @property
    def colour(self) -> str:
        """Its colour as ``#RRGGBB``."""
        return COLOURS[self.thing.colour]


def shaped(things: Sequence[Drawn], lang: Lang) -> list[Shaped]:
    """Lay things on the ground; markers are numbered in their order."""
    found: list[Shaped] = []
    count = 0
    for thing in things:
        count += thing.kind == "number"
        path = _path(thing)
        written, at = _written(thing, lang), _place(thing, path)
        found.append(Shaped(thing, path, written, at, count if thing.kind == "number" else 0))
    return found


def _path(thing: Drawn) -> NDArray[np.float64]:
    points = np.array([(lon, lat) for lat, lon in thing.points], dtype=float)
    if thing.kind == "circle":
        (lon, lat), turns = points[0], np.arange(SIDES + 1) % SIDES * (360 / SIDES)
        full = np.ones_like(turns)
        lons, lats, _ = WGS84.fwd(lon * full, lat * full, turns, thing.radius * 1000 * full)
        return np.column_stack([lons, lats])
    if thing.kind == "area":
        points = np.vstack([points, points[:1]])
    return geodesic(points)


def geodesic(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points (n, 2; longitude, latitude) with more between where a leg is long."""
    parts = [points[:1]]
    for start, end in pairwise(points):
        azimuth, _, metres = WGS84.inv(start[0], start[1], end[0], end[1])
        count = min(64, math.ceil(metres / LONG))
        for n in range(1, count):
            lon, lat, _ = WGS84.fwd(start[0], start[1], azimuth, metres * n / count)
            parts.append(np.array([[lon, lat]]))
        parts.append(end[None])
    return np.vstack(parts)


def length_km(thing: Drawn) -> float:
    """Geodesic length of a line, kilometres.

    Examples
    --------
    >>> from layers.view.drawn import Drawn
    >>> round(length_km(Drawn("measure", ((16.2717, -0.0447), (18.4434, 1.4092)))))
    286
    """
    lats, lons = zip(*thing.points, strict=True)
    return float(WGS84.line_length(lons, lats)) / 1000


def km_text(km: float, lang: Lang) -> str:
    r"""Kilometres as they are written: whole from 10 on, else with one decimal.

    Examples
    --------
    >>> km_text(285.6, "en"), km_text(3.25, "en")
    ('286\xa0km', '3.3\xa0km')
    """
    scale = 1 if km >= 10 else 10
    return f"{number(math.floor(km * scale + 0.5) / scale, lang)}\N{NO-BREAK SPACE}km"


def _written(thing: Drawn, lang: Lang) -> str:
    extent = ""
    if thing.kind == "measure":
        extent = km_text(length_km(thing), lang)
    elif thing.kind == "circle":
        extent = f"{number(thing.radius, lang)}\N{NO-BREAK SPACE}km"
    return " · ".join(filter(None, [thing.label, extent]))


def _place(thing: Drawn, path: NDArray[np.float64]) -> tuple[float, float]:
    """Where its text stands: on a line's middle, amid an area, on a circle's north, else on the point."""
    if thing.kind in {"arrow", "line", "measure"}:
        return _middle(path)
    lon, lat = path[:-1].mean(axis=0) if thing.kind == "area" else path[0]
    return float(lon), float(lat)


def _middle(path: NDArray[np.float64]) -> tuple[float, float]:
    lengths = np.array(WGS84.line_lengths(path[:, 0], path[:, 1]))
    half, passed = lengths.sum() / 2, 0.0
    for n, length in enumerate(lengths):
        if length and passed + length >= half:
            start, end = path[n], path[n + 1]
            azimuth, _, _ = WGS84.inv(start[0], start[1], end[0], end[1])
            lon, lat, _ = WGS84.fwd(start[0], start[1], azimuth, half - passed)
            return float(lon), float(lat)
        passed += length
    return float(path[0, 0]), float(path[0, 1])


def plain(shape: Shaped, lang: Lang) -> dict[str, Any]:
    """A shape as the map core takes it (``layers/web/drawn_shape.ts``), with all that it needs to draw it."""
    thing = shape.thing
    return {
        "kind": thing.kind,
        "colour": shape.colour,
        "size": thing.size,
        "path": [[round(float(lat), 6), round(float(lon), 6)] for lon, lat in shape.path],
        "written": shape.written,
        "at": [round(shape.at[1], 6), round(shape.at[0], 6)],
        "rank": shape.rank,
        "symbol": symbols()[thing.symbol] if thing.symbol else None,
        "name": named(thing, lang),
    }
