"""Rules of the places: their parents, sectors, positions, groups and membership."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geodata.audit.problem import Problem, numbered_rows
from geodata.errors import NotFoundError
from geodata.places.joins import UNITS, memberships
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geodata.tables import Tables

_PARENTS = {
    "site": ("cercle", "region"),
    "town": ("cercle", "region"),
    "village": ("cercle", "region"),
    "cercle": ("region",),
    "region": ("country",),
    "sector": ("country",),
}
_POINTS = ("site", "town", "village")
_UNIT_NAMES = {
    "cercle": Text("cercle", "cercle"),
    "region": Text("région", "region"),
    "sector": Text("secteur", "sector"),
}


def _parents(tables: Tables) -> Iterator[Problem]:
    places = tables["places"].set_index("id", drop=False)
    sectors = tables["sector_regions"].set_index("region")["sector"].to_dict()
    level = Text("unité supérieure de la bonne nature", "parent of the right kind")
    same = Text("secteur de l’unité supérieure", "the sector is that of the parent")
    for line, row in numbered_rows(tables, "places"):
        parent = row["parent"]
        kind = places["kind"].get(parent, "") if parent else ""
        if row["kind"] in _PARENTS and kind not in _PARENTS[row["kind"]]:
            yield Problem("places", line, "parent", parent, level)
        elif row["kind"] in (*_POINTS, "cercle") and row["sector"] != places["sector"][parent]:
            yield Problem("places", line, "sector", row["sector"], same)
        elif row["kind"] == "region" and row["sector"] != sectors.get(row["id"], ""):
            rule = Text("secteur selon sector_regions", "the sector is that of sector_regions")
            yield Problem("places", line, "sector", row["sector"], rule)


def _positions(tables: Tables) -> Iterator[Problem]:
    pair = Text(
        "longitude, latitude et origine, toutes ou aucune",
        "longitude, latitude and source, all or none",
    )
    why = Text("sans coordonnée : dire pourquoi", "no coordinate: say why")
    for line, row in numbered_rows(tables, "places"):
        has = [not pd.isna(row["lon"]), not pd.isna(row["lat"]), bool(row["coordinate_source"])]
        if len(set(has)) > 1:
            yield Problem("places", line, "lon, lat", f"{row['lon']}, {row['lat']}", pair)
        if row["kind"] in _POINTS and not any(has) and not row["unlocated_fr"]:
            yield Problem("places", line, "unlocated_fr", "", why)


def _groups(tables: Tables) -> Iterator[Problem]:
    rule = Text(
        "membres = identifiant coupé aux « + », dans l’ordre",
        "members = the identifier split at “+”, in order",
    )
    members = tables["group_members"].groupby("group")["place"].agg(list).to_dict()
    for line, row in numbered_rows(tables, "groups"):
        listed = members.get(row["id"], [])
        if row["id"].split("+") != sorted(listed) or len(listed) < 2:
            yield Problem("groups", line, "id", row["id"], rule)


def _sites(tables: Tables) -> Iterator[Problem]:
    places = tables["places"].set_index("id")
    rule = Text("même secteur que dans places", "the same sector as in places")
    for line, row in numbered_rows(tables, "sites"):
        if places["sector"][row["place"]] != row["sector"]:
            yield Problem("sites", line, "sector", row["sector"], rule)


def _memberships(tables: Tables) -> Iterator[Problem]:
    """Places whose cercle, region or sector differ by key and by point in polygon."""
    lines = {row["id"]: line for line, row in numbered_rows(tables, "places")}
    try:
        both = memberships(tables)
    except NotFoundError as error:
        yield Problem("places", 0, "parent", "data/shapes", error.text)
        return
    for row in both[~both["agree"]].to_dict("records"):
        for unit in UNITS:
            key, shape = row[f"{unit}_by_key"], row[f"{unit}_by_shape"]
            if key != shape:
                name = _UNIT_NAMES[unit]
                rule = Text(
                    f"{name.fr} par clé ({key}) et par la carte ({shape}) : doivent s’accorder",
                    f"{name.en} by key ({key}) and by shape ({shape}) must agree",
                )
                yield Problem("places", lines[row["id"]], unit, row["id"], rule)


def _zones(tables: Tables) -> Iterator[Problem]:
    kinds = tables["places"].set_index("id")["kind"]
    level = Text("une zone et une région", "a zone and a region")
    cited = Text("« stated » avec document et ligne", "“stated” with document and line")
    for line, row in numbered_rows(tables, "zone_regions"):
        if (kinds.get(row["zone"]), kinds.get(row["region"])) != ("zone", "region"):
            yield Problem("zone_regions", line, "zone, region", f"{row['zone']}, {row['region']}", level)
        has = [bool(row["source"]), not pd.isna(row["line"])]
        if len(set(has)) > 1 or (row["basis"] == "stated" and not all(has)):
            yield Problem("zone_regions", line, "source, line", row["source"], cited)


def _pcodes(tables: Tables) -> Iterator[Problem]:
    """Codes of units that are not drawn, or under another region than ours."""
    regions, cercles = tables.shapes("regions"), tables.shapes("cercles")
    parents = dict.fromkeys(regions["id"], "") | dict(zip(cercles["id"], cercles["region"], strict=True))
    codes = {row["unit"]: row["pcode"] for _, row in numbered_rows(tables, "pcodes") if row["unit"]}
    rule = Text("unité dessinée, dans la région du code", "a unit that is drawn, in the region of the code")
    why = Text("sans unité : dire pourquoi", "no unit: say why")
    for line, row in numbered_rows(tables, "pcodes"):
        unit = row["unit"]
        if not unit and not row["note_fr"]:
            yield Problem("pcodes", line, "unit", row["name"], why)
        elif unit and (unit not in parents or codes.get(parents[unit], "") != row["parent"]):
            yield Problem("pcodes", line, "unit", unit, rule)


PLACE_RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    *(_parents, _positions, _groups, _sites, _memberships, _zones, _pcodes),
)
