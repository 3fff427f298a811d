"""The results framework, one indicator or output a row: a table for GIS tools, never on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
from shapely import MultiPoint, union_all

from geodata.facts.results import fact_ids
from geodata.places.joins import place_shape
from geodata.places.nation import NATION
from geodata.text import LANGS, Text
from layers.catalog.topics import VERDICT_MARKS
from layers.reports.figures.results import COMPONENTS, REASONS, VERDICTS
from layers.reports.search import OTHER_KINDS
from layers.schema.layer import Field, Layer

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a result; its geometry gathers the places it names.

    That is their areas where it names regions or cercles, else the points of the towns.
    """
    results = tables["results"].copy()
    results["id"] = results["ref"]
    results["mark"] = results["verdict"]
    told = fact_ids(tables, "ref")
    results["fact_ids"] = [told.get(ref, []) for ref in results["ref"]]
    named = _places(tables)
    places = tables["places"].set_index("id")
    for lang in LANGS:
        results[f"name_{lang}"] = results[f"title_{lang}"]
        for column, words in (
            ("kind_label", OTHER_KINDS),
            ("component_title", COMPONENTS),
            ("verdict_label", VERDICTS),
            ("reason_label", REASONS),
        ):
            key = {"reason_label": "reason_category"}.get(column, column.split("_")[0])
            known = {k: t.get(lang) for k, t in words.items()}
            results[f"{column}_{lang}"] = results[key].astype(str).map(known).fillna("")
        names = places[f"name_{lang}"]
        results[f"places_{lang}"] = [", ".join(names[p] for p in named.get(r, ())) for r in results["ref"]]
    shapes = [_shape(tables, named.get(ref, ())) for ref in results["ref"]]
    return gpd.GeoDataFrame(results, geometry=shapes, crs=4326)


def _places(tables: Tables) -> dict[str, tuple[str, ...]]:
    """Places smaller than the country that each result names, alone or in a group."""
    members = tables["group_members"].groupby("group")["place"].agg(list).to_dict()
    found: dict[str, dict[str, None]] = {}
    for table in ("result_places", "result_values"):
        for _, row in tables[table].iterrows():
            for place in [row["place"]] if row["place"] else members.get(row["group"], []):
                if place != NATION:
                    found.setdefault(row["ref"], {})[place] = None
    return {ref: tuple(places) for ref, places in found.items()}


def _shape(tables: Tables, places: tuple[str, ...]) -> BaseGeometry | None:
    shapes = [shape for place in places if (shape := place_shape(tables, place)) is not None]
    areas = [shape for shape in shapes if shape.geom_type != "Point"]
    if areas:
        return union_all(areas)
    return MultiPoint([shape.coords[0] for shape in shapes]) if shapes else None


LAYER = Layer(
    id="results-framework",
    title=Text("Cadre de résultats", "Results framework"),
    about=Text(
        "Indicateurs et produits du budget 2020/21, un par ligne, avec verdict, motif et lieux nommés.",
        "Indicators and outputs of the 2020/21 budget, one a row, with verdict, reason and places named.",
    ),
    group="records",
    rows=rows,
    marks=VERDICT_MARKS,
    fields=(
        Field("ref", Text("Référence", "Reference")),
        Field("kind_label", Text("Nature", "Kind")),
        Field("component_title", Text("Composante", "Component")),
        Field("accomplishment", Text("Réalisation escomptée", "Expected accomplishment")),
        Field("topic", Text("Code du thème", "Topic code")),
        Field("verdict", Text("Code du verdict", "Verdict code")),
        Field("verdict_label", Text("Verdict", "Verdict")),
        Field("reason_label", Text("Motif", "Reason")),
        Field("reason", Text("Explication", "Explanation")),
        Field("places", Text("Lieux nommés", "Places named")),
        Field("source", Text("Source", "Source"), "citation"),
    ),
    shapes=("regions", "cercles", "neighbours"),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        Text(
            "Un résultat qui nomme des régions ou cercles porte leurs surfaces ; les villes nommées avec "
            "elles ne sont que dans le champ « Lieux nommés ».",
            "A result that names regions or cercles carries their areas; towns named with them are in the "
            "field “Places named” only.",
        ),
        Text(
            "Certains verdicts sont déduits des chiffres, faute d’être écrits.",
            "Some verdicts are inferred from the figures where none is written.",
        ),
    ),
)
