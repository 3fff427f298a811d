"""The usual case of radio coverage, as the coverage layer shows it before anybody changes an assumption."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pandas as pd

from geodata.coverage.people import inside, region_shares, union
from geodata.coverage.stations import read_stations
from geodata.radio.network import station_contours
from geodata.radio.prediction import Settings
from geodata.tables import kept_by_tables

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geodata.tables import Tables

#: Confidence of each contour, percent of situations: the median is an upper bound.
CONFIDENCE: Final = {"median": 50.0, "cautious": 90.0}


@kept_by_tables(4)
def usual_area(tables: Tables, contour: str) -> BaseGeometry:
    """What at least one station covers in the usual case, WGS 84; ``contour`` is a key of `CONFIDENCE`."""
    settings = Settings(situation_percent=CONFIDENCE[contour])
    return union(station_contours(read_stations(tables), settings))


@kept_by_tables(4)
def usual_shares(tables: Tables, contour: str) -> pd.DataFrame:
    """How much of each sector, region and cercle the usual case covers.

    Returns
    -------
    DataFrame
        Indexed by place: ``area``, percent of its area (on the equal-area grid), and ``people``, percent of
        the people known to live in its towns, missing where no town of it has a known population.
    """
    area = usual_area(tables, contour)
    cercles = tables.shapes("cercles")
    cercles = cercles[cercles["kind"] != "unmapped"]
    units = pd.concat([tables.shapes("regions"), cercles])[["id", "geometry"]]
    shares = region_shares(gpd.GeoDataFrame(units, crs=4326), area, "id").set_index("region")
    sectors = tables["sector_regions"].set_index("region")["sector"]
    whole = shares.loc[list(sectors.index), ["region_km2", "covered_km2"]].groupby(sectors).sum()
    found = pd.concat([shares["share"], whole["covered_km2"] / whole["region_km2"]]) * 100
    towns = tables.shapes("towns")
    reached = towns["id"].isin(inside(towns, area)["id"])
    people = pd.Series(float("nan"), index=found.index)
    for column in (towns["cercle"], towns["region"], towns["region"].map(sectors)):
        known = towns["population"].fillna(0).groupby(column).sum()
        heard = towns["population"].where(reached, 0).fillna(0).groupby(column).sum()
        share = (100 * heard / known)[known > 0]
        people.update(share[share.index.isin(people.index)])
    return pd.DataFrame({"area": found.round(1), "people": people.round(1)})
