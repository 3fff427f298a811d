"""Add to the rows of a table what the project knows of where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.coverage.people import union
from geodata.coverage.stations import read_stations
from geodata.own.naming.keys import key
from geodata.places.geodesy import WGS84, to_mgrs
from geodata.radio.network import station_contours
from geodata.radio.prediction import Settings
from geodata.tables import kept_by_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from geodata.own.match import Matched
    from geodata.tables import Tables

#: Columns that a join adds begin so: a column of the reader's table is never written over.
PREFIX: Final = "atlas_"
UNITS: Final = ("commune", "cercle", "region", "sector")
#: What is added where it is asked for.
MORE: Final = ("pcodes", "site", "radio", "mgrs")
#: Confidence of the two contours, percent of situations (ITM), the narrower first.
_CONTOURS: Final = {"cautious": 90.0, "median": 50.0}


def holders(matched: Matched) -> pd.DataFrame:
    """Return the commune, cercle, region and sector that certainly hold each row; empty for none."""
    register = matched.register
    positions = {"geometry", "wkt", "coordinates", "mgrs"}
    numbers = [
        number if number >= 0 else place if place >= 0 and found.rule not in positions else -1
        for number, place, found in zip(
            (register.number.get(commune, -1) for commune in matched.communes),
            matched.places.tolist(),
            matched.found,
            strict=True,
        )
    ]
    different, which = np.unique(np.array(numbers, dtype=int), return_inverse=True)
    places = [register.places[n] if n >= 0 else None for n in different.tolist()]
    named = {
        unit: np.array([getattr(place, unit) if place else "" for place in places], dtype=object)
        for unit in UNITS
    }
    return pd.DataFrame(
        {unit: names[which] for unit, names in named.items()}, columns=list(UNITS), dtype=object
    )


def as_frame(matched: Matched, more: Iterable[str] = (), to: str = "") -> gpd.GeoDataFrame:
    """Return the reader's rows with what the join found, as columns whose names begin with ``atlas_``.

    Parameters
    ----------
    matched
        The join.
    more
        What else to add: some of :data:`MORE`.
    to
        A unit (``region``…): its identifier is added as ``atlas_unit``, and its area is the geometry.

    Returns
    -------
    GeoDataFrame
        In EPSG:4326, without geometry where a row is not located. Columns of an earlier join are left out.
    """
    source = matched.reading.frame
    found = added_to(matched, more, to)
    rest = pd.DataFrame(found.drop(columns="geometry"))
    frame = pd.concat([source[own_columns(source)].reset_index(drop=True), rest], axis="columns")
    return gpd.GeoDataFrame(frame, geometry=found.geometry, crs=4326)


def own_columns(frame: pd.DataFrame) -> list[str]:
    """Columns of the reader's own: neither geometry nor those of an earlier join."""
    return [c for c in frame.columns if c != "geometry" and not str(c).startswith(PREFIX)]


def added_to(matched: Matched, more: Iterable[str] = (), to: str = "") -> gpd.GeoDataFrame:
    """Return what the join adds to the rows: the columns ``atlas_…`` of :func:`as_frame` and the geometry."""
    register = matched.register
    units = holders(matched)
    different, which = np.unique(matched.places, return_inverse=True)
    places = [register.places[n] if n >= 0 else None for n in different.tolist()]

    def of_place(field: str) -> Any:  # noqa: ANN401 - an array of texts
        return np.array([getattr(place, field) if place else "" for place in places], dtype=object)[which]

    added: dict[str, Any] = {
        "place_id": of_place("id"),
        "name_fr": of_place("name_fr"),
        "name_en": of_place("name_en"),
        "level": of_place("level"),
        "lon": np.round(matched.lon, 6),
        "lat": np.round(matched.lat, 6),
        "precision": matched.precision,
        "rule": [f.rule for f in matched.found],
        "score": [f.score for f in matched.found],
        "distance_km": matched.distance_km,
        "outside": matched.outside,
        **{unit: units[unit].tolist() for unit in UNITS},
    }
    for each in more:
        added |= _MORE[each](matched, units)
    if to:
        added["unit"] = units[to].tolist()
    columns = pd.DataFrame({f"{PREFIX}{name}": values for name, values in added.items()})
    return gpd.GeoDataFrame(columns, geometry=_shapes(matched, added.get("unit")), crs=4326)


def enrich(matched: Matched, more: Iterable[str] = MORE) -> gpd.GeoDataFrame:
    """Return the rows with all that is known of where they lie.

    Notes
    -----
    P-codes (``pcode_region``, ``pcode_cercle``), the nearest of the Mission's sites with distance (km) and
    bearing (degrees from true north, from the site to the row), whether the row lies in the radio contours of
    the coverage layer's default case (``cautious``, ``median`` or ``outside``), and the MGRS reference
    (10 m). What asks for a position stays empty where a row is only known to its commune, cercle or region.
    """
    return as_frame(matched, more)


def _shapes(matched: Matched, units: list[str] | None) -> gpd.GeoSeries:
    register = matched.register
    if units is not None:
        shapes = [
            register.shape_of(register.places[register.number[u]]) if u in register.number else None
            for u in units
        ]
        return gpd.GeoSeries(shapes, crs=4326)
    has = ~np.isnan(matched.lon)
    points = np.full(len(has), None, dtype=object)
    points[has] = shapely.points(matched.lon[has], matched.lat[has])
    own = ~shapely.is_missing(matched.shapes)
    points[own] = matched.shapes[own]
    return gpd.GeoSeries(points, crs=4326)


def exactly_located(matched: Matched) -> np.ndarray[Any, Any]:
    """Rows whose position is that of the thing itself, not of the unit that holds it."""
    coarse = {"commune", "cercle", "region", "sector", "zone", "country", ""}
    exact: np.ndarray[Any, Any] = np.array([p not in coarse for p in matched.precision], dtype=bool)
    exact &= ~np.isnan(matched.lon)
    return exact


def _pcodes(matched: Matched, units: pd.DataFrame) -> dict[str, list[str]]:
    register = matched.register

    def code(unit: str) -> str:
        return register.places[register.number[unit]].pcode if unit in register.number else ""

    return {f"pcode_{level}": [code(unit) for unit in units[level]] for level in ("region", "cercle")}


def _site(matched: Matched, _units: pd.DataFrame) -> dict[str, Any]:
    register = matched.register
    sites = [register.places[register.number[place]] for place in register.tables["sites"]["place"]]
    exact = np.flatnonzero(exactly_located(matched))
    names, kms, bearings = (
        [""] * len(matched.found),
        np.full(len(matched.found), np.nan),
        np.full(len(matched.found), np.nan),
    )
    if len(exact):
        lon, lat = matched.lon[exact], matched.lat[exact]
        measured = [
            WGS84.inv(np.full(len(exact), s.lon), np.full(len(exact), s.lat), lon, lat) for s in sites
        ]
        nearest = np.argmin([m[2] for m in measured], axis=0)
        for k, n in enumerate(exact):
            azimuth, _, metres = measured[nearest[k]]
            names[n] = sites[nearest[k]].id
            kms[n], bearings[n] = round(metres[k] / 1000, 1), round(azimuth[k] % 360)
    return {"site": names, "site_km": kms, "site_bearing": bearings}


@kept_by_tables(4)
def radio_contours(tables: Tables) -> dict[str, BaseGeometry]:
    """Return the areas of the coverage layer's default case: Longley-Rice, the documented stations."""
    stations = read_stations(tables)
    return {
        name: union(station_contours(stations, Settings(situation_percent=percent)))
        for name, percent in _CONTOURS.items()
    }


def _radio(matched: Matched, _units: pd.DataFrame) -> dict[str, list[str]]:
    exact = exactly_located(matched)
    words = np.where(exact, "outside", "").astype(object)
    points = shapely.points(matched.lon[exact], matched.lat[exact])
    for name, area in reversed(radio_contours(matched.register.tables).items()):
        inside = np.zeros(len(words), dtype=bool)
        inside[exact] = shapely.contains(area, points)
        words[inside] = name
    return {"radio": words.tolist()}


def _mgrs(matched: Matched, _units: pd.DataFrame) -> dict[str, list[str]]:
    exact = exactly_located(matched)
    return {
        "mgrs": [
            to_mgrs(float(lon), float(lat), 4) if exact[n] else ""
            for n, (lon, lat) in enumerate(zip(matched.lon, matched.lat, strict=True))
        ]
    }


_MORE: Final = {"pcodes": _pcodes, "site": _site, "radio": _radio, "mgrs": _mgrs}


def unit_level(to: str) -> str:
    """Return the level that an option names: ``regions`` is ``region``, ``places`` none."""
    return {"regions": "region", "cercles": "cercle", "communes": "commune", "sectors": "sector"}.get(
        key(to), ""
    )
