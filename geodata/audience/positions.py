"""Positions made less exact: rounded to decimals of a degree, or moved to the middle of an MGRS square."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from mgrs import MGRS

from geodata.audience.rules import rules_from

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.audience.rules import Rules
    from geodata.tables import Tables

#: Files of points in ``shapes``; all other shapes are limits and waters.
POINTS: Final = ("towns", "airports", "villages")
#: Figures of each of the two numbers of a reference, by the side of its square in metres.
_FIGURES: Final = {10_000: 1, 1_000: 2, 100: 3}
_METRE: Final = 5


def coarse(lon: float, lat: float, rules: Rules) -> tuple[float, float]:
    """Return a position (degrees, WGS 84) as exact as an audience may have it, to five decimals.

    Examples
    --------
    >>> from geodata.audience.rules import Rules
    >>> coarse(-0.0447, 16.2717, Rules(decimals=1))
    (0.0, 16.3)
    >>> coarse(-0.0447, 16.2717, Rules(mgrs=10_000))
    (-0.04768, 16.3099)
    >>> coarse(-0.0447, 16.2717, Rules())
    (-0.0447, 16.2717)
    """
    if rules.mgrs:
        figures = _FIGURES[rules.mgrs]
        system = MGRS()
        corner = system.toMGRS(lat, lon, MGRSPrecision=figures)
        zone, numbers = corner[: -2 * figures], corner[-2 * figures :]
        # One figure more, a five: the middle of the square.
        lat, lon = system.toLatLon(f"{zone}{numbers[:figures]}5{numbers[figures:]}5")
    if rules.decimals is not None:
        lon, lat = round(lon, rules.decimals), round(lat, rules.decimals)
    return (round(lon, 5) + 0.0, round(lat, 5) + 0.0)  # no negative zero


def mgrs_figures(tables: Tables) -> int:
    """Figures of each number of an MGRS reference that the positions of a data folder bear out.

    A decimal of a degree is about 11 km, two are 1.1 km, ...: 5 figures, a metre, where nothing is rounded.
    """
    if not tables.withheld:
        return _METRE
    rules = rules_from(tables.withheld)
    by_decimals = _METRE if rules.decimals is None else min(rules.decimals, _METRE)
    return min(by_decimals, _FIGURES.get(rules.mgrs, _METRE))


def coarsen_points(path: Path, rules: Rules) -> None:
    """Write a GeoJSON file of points again, each as exact as an audience may have it."""
    content = json.loads(path.read_text("utf-8"))
    for feature in content["features"]:
        lon, lat = feature["geometry"]["coordinates"][:2]
        feature["geometry"]["coordinates"] = list(coarse(lon, lat, rules))
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
