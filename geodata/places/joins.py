"""Facts to places, places to cercles, regions and sectors, groups to the union of their members.

Membership is found twice, and independently: by key (the ``parent`` column of ``places``) and by
point in polygon (``data/shapes``). A figure stated for a group belongs to the group's shape: it is
never copied to its members, nor divided among them.
"""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class FactsAbout:
    """What the documents say of one place.

    Parameters
    ----------
    own
        Facts that name the place itself.
    of_groups
        Facts stated for a group to which the place belongs: true of the group, not of the place.
    inside
        Facts that name a place lying in this one (a town of a region, a region of a sector).
    """

    own: pd.DataFrame
    of_groups: pd.DataFrame
    inside: pd.DataFrame


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


def facts_with_places(tables: Tables) -> pd.DataFrame:
    """Every fact with the place or group it names, none lost and none repeated.

    Returns
    -------
    DataFrame
        The columns of ``facts``, then ``place_kind, place_name_fr, place_name_en, lon, lat,
        cercle, region, sector`` for facts of one place, and ``group_title_fr, group_title_en``
        for facts of a group. ``lon`` and ``lat`` (degrees) are NaN for a place without a point.
    """
    wanted = ["id", "kind", "name_fr", "name_en", "lon", "lat"]
    places = tables["places"][wanted].merge(members_by_key(tables), on="id")
    names = {"kind": "place_kind", "name_fr": "place_name_fr", "name_en": "place_name_en"}
    places = places.rename(columns={**names, "id": "place"})
    titles = {"id": "group", "title_fr": "group_title_fr", "title_en": "group_title_en"}
    groups = tables["groups"].rename(columns=titles)
    joined = tables["facts"].merge(places, how="left", on="place", validate="many_to_one")
    joined = joined.merge(groups, how="left", on="group", validate="many_to_one")
    words = [c for c in joined.columns if c not in {"value", "line", "lon", "lat"}]
    return joined.fillna(dict.fromkeys(words, ""))


def facts_about(tables: Tables, place_id: str) -> FactsAbout:
    """Gather what the documents say of a place, its groups and the places within it.

    Raises
    ------
    NotFoundError
        If ``places`` has no such place.
    """
    facts = tables["facts"]
    ancestors(tables, place_id)
    groups = groups_of(tables, place_id)
    inside = set(places_inside(tables, place_id))
    return FactsAbout(
        own=facts[facts["place"] == place_id],
        of_groups=facts[facts["group"].isin(groups)],
        inside=facts[facts["place"].isin(inside)],
    )


def groups_of(tables: Tables, place_id: str) -> list[str]:
    """Identifiers of the groups that a place is a member of."""
    members = tables["group_members"]
    return list(members.loc[members["place"] == place_id, "group"])


def places_inside(tables: Tables, place_id: str) -> list[str]:
    """Identifiers of the places that lie in a place, by key; a sector holds those of its regions."""
    units = members_by_key(tables).set_index("id")
    kind = tables["places"].set_index("id").loc[place_id, "kind"]
    if place_id == NATION:
        return [p for p in units.index if NATION in ancestors(tables, str(p))]
    if kind not in UNITS:
        return [p for p in units.index if place_id in ancestors(tables, str(p))]
    return [str(p) for p in units.index[units[str(kind)] == place_id] if p != place_id]


def results_at(tables: Tables, place_id: str) -> pd.DataFrame:
    """Rows of ``result_places`` for a place or its groups, with their indicator or output."""
    links = tables["result_places"]
    groups = groups_of(tables, place_id)
    here = links[(links["place"] == place_id) | links["group"].isin(groups)]
    return here.merge(tables["results"], on="ref", how="left", suffixes=("", "_of_result"))


def projects_at(tables: Tables, place_id: str) -> pd.DataFrame:
    """Rows of ``projects`` for a place or for a group it belongs to."""
    projects = tables["projects"]
    groups = groups_of(tables, place_id)
    return projects[(projects["place"] == place_id) | projects["group"].isin(groups)]


def place_shape(tables: Tables, place_id: str) -> BaseGeometry | None:
    """Shape of one place in WGS 84: a polygon, a point, or nothing for a zone without limits.

    Notes
    -----
    A sector has no published limits: its shape is the union of its regions (``sector_regions``).
    """
    place = tables["places"].set_index("id").loc[place_id]
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


def group_shapes(tables: Tables) -> gpd.GeoDataFrame:
    """Shape of every group: the union of its members' shapes, in WGS 84 (EPSG:4326).

    Returns
    -------
    GeoDataFrame
        ``id, title_fr, title_en, members, without_shape, geometry``. ``members`` counts the
        members; ``without_shape`` names those that have none (a zone without published limits,
        a country that is no neighbour), separated by ``|``. Geometry is empty when none has one.
    """
    rows = []
    for group in tables["groups"].itertuples():
        places = list(str(group.id).split("+"))
        shapes = {place: place_shape(tables, place) for place in places}
        missing = "|".join(place for place, shape in shapes.items() if shape is None)
        union = union_all([shape for shape in shapes.values() if shape is not None])
        rows.append((group.id, group.title_fr, group.title_en, len(places), missing, union))
    columns = ["id", "title_fr", "title_en", "members", "without_shape", "geometry"]
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), crs="EPSG:4326")


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
