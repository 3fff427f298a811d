"""Neighbouring countries that contribute to the Mission, or are its partners."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from geodata.text import Text
from layers.schema.colours import TOPIC
from layers.schema.layer import Field, Layer
from layers.schema.marks import Mark
from layers.schema.rows import facts_entered, shape_rows

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables

HUE = TOPIC["deployment"]


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a neighbouring country named, with all its roles."""
    named = tables["contributors"]
    countries = shape_rows(tables, "neighbours")
    countries["place"] = countries["id"].str.removeprefix("country-")
    countries = countries[countries["place"].isin(named["country"])].copy()
    by_country = named.groupby("country")
    for lang in ("fr", "en"):
        roles = by_country[f"role_{lang}"].agg(lambda r: ", ".join(dict.fromkeys(r)))
        countries[f"roles_{lang}"] = countries["place"].map(roles)
    for column in ("source", "line", "locator"):
        countries[column] = countries["place"].map(by_country[column].first())
    countries["fact_ids"] = countries["place"].map(by_country["id"].agg(list))
    police = set(named.loc[named["component"] == "police", "country"])
    countries["mark"] = ["police" if c in police else "partner" for c in countries["place"]]
    countries["id"] = "contributors-" + countries["place"] + "-actual"
    countries["rank"] = 4
    return countries


LAYER = Layer(
    id="contributors",
    title=Text("Pays contributeurs", "Contributing countries"),
    about=Text(
        "Pays voisins du Mali que les documents nomment comme contributeurs ou partenaires.",
        "Neighbours of Mali that the documents name as contributors or partners.",
    ),
    group="deployment",
    rows=rows,
    facts=partial(facts_entered, name="contributors"),
    marks=(
        Mark(
            "police",
            Text("Fournit des policiers", "Contributes police"),
            "area",
            HUE,
            fill=0.16,
            width=1.2,
            label_style="area",
        ),
        Mark(
            "partner",
            Text("Autre rôle (médiation, formation)", "Other role (mediation, training)"),
            "area",
            HUE,
            fill=0.04,
            width=1.2,
            label_style="area",
        ),
    ),
    fields=(
        Field("roles", Text("Rôles", "Roles")),
        Field("source", Text("Première source", "First source"), "citation"),
    ),
    shapes=("neighbours",),
    documents=("002", "003"),
    data_date="2020-07",
    caveats=(
        Text(
            "Seuls les voisins du Mali sont dessinés : les autres pays sont hors de la carte et "
            "figurent dans les tableaux.",
            "Only neighbours of Mali are drawn: the other countries are off the map and are in the tables.",
        ),
        Text(
            "Les documents ne nomment pas tous les contributeurs : la liste des pays qui "
            "fournissent des militaires n’y est pas.",
            "The documents do not name every contributor: the list of countries that contribute "
            "troops is not in them.",
        ),
    ),
)
