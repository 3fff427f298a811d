"""Positions as people write them: decimals with point or comma, DMS, pairs, MGRS, WKT."""

from __future__ import annotations

import math
import re
from functools import cache, partial
from typing import TYPE_CHECKING, Final

import mgrs
import numpy as np
import shapely
from pyproj import Transformer
from pyproj.exceptions import CRSError, ProjError

if TYPE_CHECKING:
    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

_SIGNS: Final = str.maketrans(
    {
        "−": "-",
        "–": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "º": "°",
        "˚": "°",
        "’": "'",
        "′": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "″": '"',
        "´": "'",
    }
)
_PLAIN: Final = re.compile(r"[-+]?\d{1,9}(?:[.,]\d+)?")
#: Degrees with what may follow them, and the side before or after.
_ANGLE: Final = re.compile(
    r"""(?P<before>[NSEWO])?\s*(?P<sign>[-+])?\s*(?P<d>\d{1,3}(?:[.,]\d+)?)\s*(?:°|deg|d|\s)?\s*
        (?:(?P<m>\d{1,2}(?:[.,]\d+)?)\s*(?:'(?!')|min|m|\s)?\s*)?
        (?:(?P<s>\d{1,2}(?:[.,]\d+)?)\s*(?:''|"|sec|s)?\s*)?
        (?P<after>[NSEWO])?""",
    re.VERBOSE | re.IGNORECASE,
)
_MGRS: Final = re.compile(
    r"(\d{1,2})\s*([C-HJ-NP-X])\s*([A-HJ-NP-Z]{2})\s*(\d{1,5})\s*(\d{1,5})|"
    r"(\d{1,2})\s*([C-HJ-NP-X])\s*([A-HJ-NP-Z]{2})\s*(\d{4}|\d{6}|\d{8}|\d{10})",
    re.IGNORECASE,
)
_WKT: Final = re.compile(
    r"\s*(?:SRID=(\d{1,6});)?\s*((?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)\s*[ZM]*\s*[(]",
    re.IGNORECASE,
)
_SOUTH_WEST: Final = frozenset("SWO")

#: Mali and a little around, degrees: west, south, east, north.
BOX: Final = (-12.5, 10.0, 4.5, 25.2)


def is_wkt(text: str) -> bool:
    """Whether a text begins as well-known text does."""
    return bool(_WKT.match(text))


def number(text: str) -> float:
    """Return a number with a decimal point or comma; NaN where the text is none.

    Examples
    --------
    >>> number("-3,0074"), number("16.77"), number("1 234"), number("Gao")
    (-3.0074, 16.77, nan, nan)
    """
    text = text.translate(_SIGNS).strip()
    return float(text.replace(",", ".")) if _PLAIN.fullmatch(text) else math.nan


def angle(text: str) -> tuple[float, str]:
    r"""Return an angle in degrees and its axis: ``lat``, ``lon``, or empty where no side is written.

    Examples
    --------
    >>> angle("16°46'24\"N"), angle("3° 0' 26,6\" O")[1], angle("W 003.0074")
    ((16.773333333333333, 'lat'), 'lon', (-3.0074, 'lon'))
    """
    plain = number(text)
    if not math.isnan(plain):
        return plain, ""
    match = _ANGLE.fullmatch(text.translate(_SIGNS).strip())
    if not match or not any(char in text.translate(_SIGNS).upper() for char in "°'\"NSEWO"):
        return math.nan, ""
    parts = [float((match[name] or "0").replace(",", ".")) for name in ("d", "m", "s")]
    side = (match["before"] or match["after"] or "").upper()
    if (
        parts[1] >= 60
        or parts[2] >= 60
        or (match["before"] and match["after"])
        or (side and match["sign"] == "-")
    ):
        return math.nan, ""
    degrees = parts[0] + parts[1] / 60 + parts[2] / 3600
    axis = "" if not side else "lat" if side in "NS" else "lon"
    return (-degrees if side in _SOUTH_WEST or match["sign"] == "-" else degrees), axis


def pair(text: str) -> tuple[float, float] | None:
    """Return longitude and latitude of a text that holds both; latitude comes first unless sides say else.

    Examples
    --------
    >>> pair("16.2717, -0.0447"), pair("16,2717; -0,0447"), pair("Gao, Mali")
    ((-0.0447, 16.2717), (-0.0447, 16.2717), None)
    """
    text = text.translate(_SIGNS).strip().strip("()[]")
    if sum(char.isdigit() for char in text) < 2:
        return None
    for halves in _halves(text):
        (first, axis), (second, other) = angle(halves[0]), angle(halves[1])
        if math.isnan(first) or math.isnan(second) or (axis and axis == other) or bool(axis) != bool(other):
            continue
        return (first, second) if axis == "lon" else (second, first)
    return None


def put_right(position: tuple[float, float] | None) -> tuple[float, float] | None:
    """Return a position in or near Mali, exchanged if only so it lies there; None if it lies elsewhere.

    Examples
    --------
    >>> put_right((-0.0447, 16.2717)), put_right((16.2717, -0.0447)), put_right((2.35, 48.85))
    ((-0.0447, 16.2717), (-0.0447, 16.2717), None)
    """
    for lon, lat in (position, position[::-1]) if position else ():
        if BOX[0] <= lon <= BOX[2] and BOX[1] <= lat <= BOX[3]:
            return lon, lat
    return None


def _halves(text: str) -> list[tuple[str, str]]:
    """Every way to cut a text in two numbers."""
    for mark in (";", "|", "/", "\t", ", ", ",", " "):
        cuts = text.split(mark)
        if len(cuts) == 2:
            return [(cuts[0], cuts[1])]
        if mark == "," and len(cuts) == 4:
            return [(",".join(cuts[:2]), ",".join(cuts[2:]))]
    sided = re.fullmatch(r"(.*[NS])\s*[,;]?\s*(.*[EWO])|([NS].*?)\s*[,;]?\s*([EWO].*)", text, re.IGNORECASE)
    if sided:
        return [(sided[1], sided[2])] if sided[1] else [(sided[3], sided[4])]
    return []


@cache
def _grid() -> mgrs.MGRS:
    return mgrs.MGRS()


def from_mgrs(text: str) -> tuple[float, float, float] | None:
    """Return the centre of the square that an MGRS reference names (longitude, latitude) and its side, m.

    Examples
    --------
    >>> [round(v, 2) for v in from_mgrs("30Q ZD 15880 01273")], from_mgrs("Gao")
    ([-0.04, 16.27, 1.0], None)
    """
    match = _MGRS.fullmatch(text.strip())
    if not match:
        return None
    zone, band, square = match[1] or match[6], match[2] or match[7], match[3] or match[8]
    figures = match[9] or (match[4] + match[5])
    half = len(figures) // 2
    if len(figures) % 2 or (match[4] and len(match[4]) != len(match[5])) or not 1 <= int(zone) <= 60:
        return None
    # The centre is half a unit of the last figure on: one figure more, a five.
    wide = figures if half == 5 else f"{figures[:half]}5{figures[half:]}5"
    try:
        lat, lon = _grid().toLatLon(f"{zone}{band}{square}{wide}".upper().encode())
    except mgrs.core.MGRSError:
        return None
    return float(lon), float(lat), 10.0 ** (5 - half)


def from_wkt(text: str) -> BaseGeometry | None:
    """Return the shape of a well-known text in WGS 84; an EWKT's own system is converted.

    Invalid shapes are mended; a text that is none, or lies off the globe, gives nothing.
    """
    match = _WKT.match(text)
    if not match:
        return None
    try:
        with np.errstate(all="ignore"):
            shape = shapely.force_2d(shapely.from_wkt(text[match.start(2) :]))
        if match[1] and match[1] != "4326":
            shape = shapely.transform(shape, partial(_converted, int(match[1])))
    except (shapely.errors.ShapelyError, CRSError, ProjError):
        return None
    if shape.is_empty:
        return None
    west, south, east, north = shape.bounds
    if not (west >= -180 and south >= -90 and east <= 180 and north <= 90):
        return None
    return shape if shape.is_valid else shapely.make_valid(shape)


def _converted(code: int, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.column_stack(_to_degrees(code).transform(points[:, 0], points[:, 1]))


@cache
def _to_degrees(code: int) -> Transformer:
    return Transformer.from_crs(code, 4326, always_xy=True)
