"""The other side of coverage: sites, tribunals, projects and towns that no contour reaches."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd

from geodata.coverage import people as coverage
from geodata.text import Text
from layers.schema.rows import facts_of
from layers.words import KINDS, number, typeset

if TYPE_CHECKING:
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from geodata.tables import Tables
    from geodata.text import Lang

PROJECT_TOPICS: Final = ("cvr", "qip", "trust-fund", "pbf", "ddr", "ssr", "reconciliation")
TRIBUNALS: Final = ("court", "judicial-pole")
TITLES: Final = {
    "sites": Text(
        "Sites hors de tout contour : {out} sur {all}", "Sites outside any contour: {out} of {all}"
    ),
    "tribunals": Text(
        "Tribunaux et antennes judiciaires hors de tout contour : {out} lieux sur {all}",
        "Tribunals and judicial offices outside any contour: {out} places of {all}",
    ),
    "projects": Text(
        "Lieux de projets hors de tout contour : {out} sur {all}",
        "Places of projects outside any contour: {out} of {all}",
    ),
    "towns": Text(
        "Villes hors de tout contour : {out} sur {all}", "Towns outside any contour: {out} of {all}"
    ),
}


def outside_sections(tables: Tables, area: BaseGeometry, lang: Lang) -> list[dict[str, Any]]:
    """Return a list a kind of place: what lies outside the area, of all that has a point."""
    facilities = tables["facilities"]
    tribunals = facilities[facilities["kind"].isin(TRIBUNALS)]
    projects = facts_of(tables, *PROJECT_TOPICS)
    named = {
        "sites": tables["sites"]["place"],
        "tribunals": tribunals["place"],
        "projects": projects["place"],
    }
    sections = [_places(tables, key, ids, area, lang) for key, ids in named.items()]
    return [*sections, _towns(tables, area, lang)]


def _places(tables: Tables, key: str, ids: pd.Series[str], area: BaseGeometry, lang: Lang) -> dict[str, Any]:
    places = tables["places"]
    chosen = places[places["id"].isin(set(ids)) & places["lon"].notna()]
    points = gpd.GeoDataFrame(chosen, geometry=gpd.points_from_xy(chosen["lon"], chosen["lat"]), crs=4326)
    left = coverage.outside(points, area)
    items = [
        {"name": row[f"name_{lang}"], "kind": KINDS[row["kind"]].get(lang), "id": row["id"]}
        for _, row in left.sort_values(f"name_{lang}").iterrows()
    ]
    return _section(key, items, len(points), lang)


def _towns(tables: Tables, area: BaseGeometry, lang: Lang) -> dict[str, Any]:
    """Towns with their population where it is known, the largest first."""
    towns = tables.shapes("towns")
    left = coverage.outside(towns, area).sort_values(["population", "id"], ascending=[False, True])
    items = []
    for _, row in left.iterrows():
        people = "" if math.isnan(row["population"]) else f" ({number(row['population'], lang)})"
        items.append({"name": row[f"name_{lang}"] + people, "kind": "", "id": ""})
    return _section("towns", items, len(towns), lang)


def _section(key: str, items: list[dict[str, str]], known: int, lang: Lang) -> dict[str, Any]:
    title = typeset(TITLES[key].get(lang).format(out=len(items), all=known), lang)
    return {"kind": "list", "title": title, "items": items}
