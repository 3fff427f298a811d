"""Places to cercles, regions and sectors, and to the shapes that stand for them on a map.

Membership is found twice, and independently: by key (the ``parent`` column of ``places``) and by
point in polygon (``data/shapes``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
from shapely import Point, union_all

from geodata.errors import NotFoundError
from geodata.places.nation import NATION

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geodata.tables import Tables

UNITS = ("cercle", "region", "sector")


def ancestors(tables: Tables, place_id: str) -> list[str]:
    """Identifiers of the places that hold a place, nearest first, following ``parent``.

    Raises
    ------
    NotFoundError
        If the place, or one of its parents, is not in ``places``.
    """
    parents = dict(zip(tables["places"]["id"], tables["places"]["parent"], strict=True))
    found: list[str] = []
    while place_id:
        if place_id not in parents:
            raise NotFoundError(
                f"Aucun lieu « {place_id} » dans la table places.",
                f"No place “{place_id}” in the table places.",
            )
        place_id = parents[place_id]
        if place_id in found:
            break
        found += [place_id] if place_id else []
    return found


def members_by_key(tables: Tables) -> pd.DataFrame:
    """Cercle, region and sector of every place, by its ``parent`` chain and ``sector`` column.

    Returns
    -------
    DataFrame
        One row per place: ``id, cercle, region, sector``, empty where a place lies in none.
    """
    places = tables["places"]
    kinds = dict(zip(places["id"], places["kind"], strict=True))
    rows = []
    for place, kind, sector in zip(places["id"], places["kind"], places["sector"], strict=True):
        chain = [place, *ancestors(tables, place)]
        row = {unit: next((p for p in chain if kinds[p] == unit), "") for unit in UNITS[:2]}
        rows.append({"id": place, **row, "sector": place if kind == "sector" else sector})
    return pd.DataFrame(rows, columns=["id", *UNITS])


def members_by_shape(tables: Tables) -> pd.DataFrame:
    """Cercle, region and sector of every located place, by point in polygon.

    Returns
    -------
    DataFrame
        One row per place with a coordinate: ``id, cercle, region, sector``, empty where the
        point lies in no polygon. The sector is that of the region found (``sector_regions``).

    Raises
    ------
    NotFoundError
        If ``data/shapes`` has no regions or cercles.
    """
    points = place_points(tables)[["id", "geometry"]]
    sectors = tables["sector_regions"].set_index("region")["sector"].to_dict()
    cercles = tables.shapes("cercles")
    # The capital's district and Taoudénit, whose cercles are not mapped, are drawn there as well.
    drawn = {"cercle": cercles[(cercles["kind"] == "cercle") & ~cercles["indicative"]]}
    drawn["region"] = tables.shapes("regions")
    found = pd.DataFrame({"id": points["id"]})
    for unit in UNITS[:2]:
        found[unit] = found["id"].map(_holders(points, drawn[unit])).fillna("")
    found["sector"] = found["region"].map(sectors).fillna("")
    return found


def memberships(tables: Tables) -> pd.DataFrame:
    """Both memberships of every located place side by side, and whether they agree.

    Returns
    -------
    DataFrame
        ``id``, then ``<unit>_by_key`` and ``<unit>_by_shape`` for cercle, region and sector, then
        ``agree``: true where the three pairs are equal. Places abroad have no row.
    """
    abroad = tables["places"].query("kind in ('outside', 'country')")["id"]
    key = members_by_key(tables)
    both = key[~key["id"].isin(abroad)].merge(
        members_by_shape(tables), on="id", suffixes=("_by_key", "_by_shape")
    )
    pairs = [both[f"{unit}_by_key"] == both[f"{unit}_by_shape"] for unit in UNITS]
    both["agree"] = pairs[0] & pairs[1] & pairs[2]
    return both


def place_points(tables: Tables) -> gpd.GeoDataFrame:
    """Places that have a coordinate, as points in WGS 84 (EPSG:4326)."""
    located = tables["places"].dropna(subset=["lon", "lat"])
    points = gpd.points_from_xy(located["lon"], located["lat"], crs="EPSG:4326")
    return gpd.GeoDataFrame(located.reset_index(drop=True), geometry=points)


def place_shape(tables: Tables, place_id: str) -> BaseGeometry | None:
    """Shape of one place in WGS 84: a polygon, a point, or nothing for a zone without limits.

    Notes
    -----
    A sector has no published limits: its shape is the union of its regions (``sector_regions``).
    """
    place = tables.rows("places")[place_id]
    if not pd.isna(place["lon"]):
        return Point(place["lon"], place["lat"])
    if place["kind"] == "sector":
        rows = tables["sector_regions"]
        return _union(tables, list(rows.loc[rows["sector"] == place_id, "region"]))
    if place_id == NATION:
        outline: BaseGeometry = tables.shapes("outline").geometry.iloc[0]
        return outline
    layer = {"region": "regions", "cercle": "cercles", "country": "neighbours"}.get(place["kind"])
    return None if layer is None else _polygon(tables.shapes(layer), place_id)


def _holders(points: gpd.GeoDataFrame, polygons: gpd.GeoDataFrame) -> dict[str, str]:
    shapes = polygons[["id", "geometry"]].rename(columns={"id": "holder"})
    joined = gpd.sjoin(points, shapes, predicate="within")
    return dict(zip(joined["id"], joined["holder"], strict=True))


def _polygon(shapes: gpd.GeoDataFrame, place_id: str) -> BaseGeometry | None:
    found = shapes.loc[shapes["id"].isin([place_id, f"country-{place_id}"]), "geometry"]
    return None if found.empty else found.iloc[0]


def _union(tables: Tables, places: list[str]) -> BaseGeometry:
    shapes = (place_shape(tables, place) for place in places)
    return union_all([shape for shape in shapes if shape is not None])
