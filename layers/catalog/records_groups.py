"""The groups of places for which figures are given together: a table for GIS tools, never on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd

from geodata.places.joins import place_shape
from geodata.places.nation import NATION
from geodata.text import LANGS, Text
from layers.schema.colours import INK
from layers.schema.layer import Field, Layer
from layers.schema.marks import Mark
from layers.schema.rows import names_of
from layers.words import KINDS

if TYPE_CHECKING:
    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place of a group; its geometry is the place's point or area, if it has one."""
    found = tables["group_members"].copy()
    groups = tables["groups"].set_index("id")
    kinds = tables["places"].set_index("id")["kind"]
    facts = tables["facts"].groupby("group")["id"].agg(list)
    found["id"] = found["group"] + "@" + found["place"]
    found["group_id"] = found["group"]
    found["mark"] = "member"
    found["members"] = found.groupby("group")["place"].transform("size")
    found["group_members"] = [group.split("+") for group in found["group"]]
    found["fact_ids"] = [facts.get(group, []) for group in found["group"]]
    found["kind"] = found["place"].map(kinds)
    for lang in LANGS:
        found[f"name_{lang}"] = found["group"].map(groups[f"title_{lang}"])
        found[f"place_name_{lang}"] = names_of(tables, found["place"], lang)
        found[f"kind_label_{lang}"] = found["kind"].map({k: t.get(lang) for k, t in KINDS.items()})
    shapes = {p: None if p == NATION else place_shape(tables, p) for p in found["place"].unique()}
    return gpd.GeoDataFrame(found, geometry=list(found["place"].map(shapes)), crs=4326)


LAYER = Layer(
    id="place-groups",
    title=Text("Groupes de lieux", "Groups of places"),
    about=Text(
        "Les lieux pour lesquels les documents donnent un chiffre ensemble, un lieu par ligne.",
        "The places for which the documents give a figure together, one place a row.",
    ),
    group="records",
    rows=rows,
    marks=(Mark("member", Text("Lieu d’un groupe", "Place of a group"), "dot", INK, fill=0.6),),
    fields=(
        Field("group_id", Text("Identifiant du groupe", "Identifier of the group"), "code"),
        Field("members", Text("Nombre de lieux du groupe", "Number of places of the group"), "number"),
        Field("place_name", Text("Lieu", "Place")),
        Field("kind", Text("Code de la nature", "Kind code")),
        Field("kind_label", Text("Nature", "Kind")),
    ),
    shapes=("regions", "cercles", "neighbours"),
    documents=("000", "001", "002", "003", "004"),
    caveats=(
        Text(
            "Un chiffre donné pour un groupe (table des faits, champ group_id) est à tous ses lieux "
            "ensemble : ne le répartissez pas et ne le comptez qu’une fois.",
            "A figure given for a group (table of facts, field group_id) is that of all its places together: "
            "do not share it out, and count it once.",
        ),
    ),
)
