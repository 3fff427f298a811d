"""Distances, bearings and ways of writing a position, on the WGS 84 ellipsoid."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

import mgrs as _mgrs
from pyproj import Geod
from shapely import orient_polygons

from geodata.errors import InputError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geodata.text import Lang

WGS84 = Geod(ellps="WGS84")
_COMPASS = {
    "fr": ["N", "NE", "E", "SE", "S", "SO", "O", "NO"],
    "en": ["N", "NE", "E", "SE", "S", "SW", "W", "NW"],
}


def area_km2(area: BaseGeometry) -> float:
    """Geodesic area of a WGS 84 geometry, km²: whole from 100 km² on, else with one decimal.

    Examples
    --------
    >>> from shapely import box
    >>> area_km2(box(0, 15, 1, 16)), area_km2(box(0, 15, 0.01, 15.01))
    (11873.0, 1.2)
    """
    square_metres, _ = WGS84.geometry_area_perimeter(orient_polygons(area))
    area_ = square_metres / 1e6
    return float(round(area_) if area_ >= 100 else round(area_, 1))


def check_position(lon: float, lat: float) -> None:
    """Refuse a position that is not on the globe.

    Raises
    ------
    InputError
        If longitude is outside [-180, 180] or latitude outside [-90, 90] (degrees), or not a number.
    """
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise InputError(
            f"Position hors du globe : longitude {lon}, latitude {lat} "
            "(attendu : -180 à 180 et -90 à 90 degrés).",
            f"Position off the globe: longitude {lon}, latitude {lat} "
            "(expected -180 to 180 and -90 to 90 degrees).",
        )


def distance_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Geodesic distance in kilometres between two WGS 84 positions (degrees).

    Notes
    -----
    Karney, C. F. F. (2013), "Algorithms for geodesics", J. Geodesy 87, as in PROJ.

    Examples
    --------
    >>> round(distance_km(-0.0447, 16.2717, 1.4092, 18.4434))  # Gao to Kidal
    286
    """
    return float(WGS84.inv(lon1, lat1, lon2, lat2)[2]) / 1000


def bearing_deg(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Initial geodesic bearing from the first position to the second, degrees clockwise from true north.

    Examples
    --------
    >>> round(bearing_deg(0, 0, 1, 0))
    90
    """
    return float(WGS84.inv(lon1, lat1, lon2, lat2)[0]) % 360


def compass_point(bearing: float, lang: Lang) -> str:
    """Name the nearest of the eight compass points.

    Examples
    --------
    >>> compass_point(230, "fr"), compass_point(230, "en")
    ('SO', 'SW')
    """
    return _COMPASS[lang][round(bearing / 45) % 8]


@cache
def _grid() -> _mgrs.MGRS:
    return _mgrs.MGRS()


def to_mgrs(lon: float, lat: float, precision: int = 5) -> str:
    """Write a WGS 84 position as an MGRS reference, spaced for reading.

    Parameters
    ----------
    lon, lat
        Degrees.
    precision
        Digits per axis: 5 is one metre, 4 ten metres, ..., 0 the 100 km square.

    Raises
    ------
    InputError
        If the position is off the globe.

    Notes
    -----
    NGA.STND.0037 (2014), through the GEOTRANS library.

    Examples
    --------
    >>> to_mgrs(-0.0447, 16.2717)
    '30Q ZD 15880 01273'
    """
    check_position(lon, lat)
    text = str(_grid().toMGRS(lat, lon, MGRSPrecision=precision))
    head, digits = text[: len(text) - 2 * precision], text[len(text) - 2 * precision :]
    parts = (head[:-2], head[-2:], digits[:precision], digits[precision:])
    return " ".join(part for part in parts if part)


def to_dms(lon: float, lat: float, lang: Lang) -> str:
    """Write a position in degrees, minutes and seconds, latitude first.

    Notes
    -----
    Seconds are whole, the nearest, half of one upwards; a negative value that rounds to nothing keeps
    its side. The cases are in ``tests/shared/dms_cases.json``.

    Examples
    --------
    >>> to_dms(-0.0447, 16.2717, "en")
    '16°16′18″N 0°02′41″W'
    """
    check_position(lon, lat)
    west = "O" if lang == "fr" else "W"
    return f"{_dms(lat, 'N', 'S')} {_dms(lon, 'E', west)}"


def _dms(value: float, positive: str, negative: str) -> str:
    seconds = math.floor(abs(value) * 3600 + 0.5)
    degrees, rest = divmod(seconds, 3600)
    minutes, second = divmod(rest, 60)
    return f"{degrees}°{minutes:02d}′{second:02d}″{positive if value >= 0 else negative}"
