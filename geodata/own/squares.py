"""A grid of squares over the ground: rows of latitude, each parted so that its cells are squares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

    Floats = npt.NDArray[np.float64]

#: Sides that may be chosen, km, by the name of the unit.
SIDES: Final = {"square_100": 100, "square_25": 25, "square_5": 5}
#: Mean length of a degree of latitude on WGS 84, km.
_DEGREE_KM: Final = 111.2
_PARTS: Final = re.compile(r"(square_\d+)-(-?\d+)-(-?\d+)")
_NAME: Final = Text("Carré de {side} km, centre {lat} {lon}", "Square of {side} km, centre {lat} {lon}")


def squares_at(unit: str, lon: Floats, lat: Floats) -> list[str]:
    """Return the identifier of the square that holds each position (degrees, WGS 84); empty for NaN.

    Examples
    --------
    >>> squares_at("square_25", np.array([-4.0, np.nan]), np.array([16.0, 0.0]))
    ['square_25-71--18', '']
    """
    has = ~(np.isnan(lon) | np.isnan(lat))
    row = np.floor(np.where(has, lat, 0) / _height(unit)).astype(int)
    column = np.floor(np.where(has, lon, 0) / _width(unit, row)).astype(int)
    return [f"{unit}-{r}-{c}" if known else "" for r, c, known in zip(row, column, has, strict=True)]


def shape_of(square: str) -> BaseGeometry:
    """Return the outline of a square, degrees."""
    unit, row, column = _parted(square)
    height, width = _height(unit), float(_width(unit, np.array([row]))[0])
    return shapely.box(column * width, row * height, (column + 1) * width, (row + 1) * height)


def name_of(square: str) -> Text:
    """Return the name of a square: its side, and where its middle is."""
    unit, _, _ = _parted(square)
    middle = shape_of(square).centroid
    lat = f"{abs(middle.y):.2f}° {'N' if middle.y >= 0 else 'S'}"
    east, west = f"{abs(middle.x):.2f}° E", (f"{abs(middle.x):.2f}° O", f"{abs(middle.x):.2f}° W")
    written = Text(*west) if middle.x < 0 else Text(east, east)
    fr = _NAME.fr.format(side=SIDES[unit], lat=lat.replace(".", ","), lon=written.fr.replace(".", ","))
    return Text(fr, _NAME.en.format(side=SIDES[unit], lat=lat, lon=written.en))


def _parted(square: str) -> tuple[str, int, int]:
    unit, row, column = _PARTS.fullmatch(square).groups()  # type: ignore[union-attr]  # of our own making
    return unit, int(row), int(column)


def _height(unit: str) -> float:
    return SIDES[unit] / _DEGREE_KM


def _width(unit: str, row: npt.NDArray[np.int_]) -> Floats:
    """Degrees of longitude that are as long as a row is high, in the middle of the row."""
    middle = (row + 0.5) * _height(unit)
    width: Floats = _height(unit) / np.maximum(np.cos(np.radians(np.clip(middle, -89, 89))), 0.01)
    return width
