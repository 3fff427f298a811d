"""The figures of the results framework, planned beside actual: a table for GIS tools, never on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd

from geodata.facts.locators import locator
from geodata.facts.precision import precision_of
from geodata.places.joins import place_shape
from geodata.places.nation import NATION
from geodata.text import LANGS, Text
from layers.catalog.topics import VERDICT_MARKS
from layers.reports.figures.results import VERDICTS
from layers.schema.layer import Field, Layer
from layers.schema.rows import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.tables import Tables

#: The column that a figure's role in its table fills.
_COLUMNS: Final = {
    "baseline": "baseline",
    "target": "target",
    "planned": "planned",
    "actual": "actual",
    "delivered": "actual",
}
_FIGURES: Final = ("planned", "actual", "baseline", "target")
#: What each row holds, also where an edition has none.
_NAMES: Final = (
    *("id", "mark", "ref", "place", "group", "unit"),
    *("kind", "component", "accomplishment", "verdict", "source", "locator"),
    *("topic", "document", "line", "fact_ids", "stated"),
    *("baseline_before", "baseline_before_period", "baseline_period"),
    *(f"{name}_{lang}" for lang in LANGS for name in ("name", "item", "verdict_label", "locator")),
    *_FIGURES,
)


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row what a result counts, for a place or group, with its figures side by side.

    Its geometry is its own place's; a figure of a group belongs to none of its places alone.
    """
    results = {row["ref"]: row for row in tables["results"].to_dict("records")}
    units = tables.rows("units")
    found = gpd.GeoDataFrame([_row(results, each) for each in _gathered(tables)], columns=list(_NAMES))
    found["precision"] = [
        precision_of(tables, p, g) for p, g in zip(found["place"], found["group"], strict=True)
    ]
    found["group_id"] = found["group"]
    found["group_members"] = [group.split("+") if group else [] for group in found["group"]]
    for lang in LANGS:
        found[f"place_name_{lang}"] = names_of(tables, found["place"], lang)
        found[f"group_title_{lang}"] = found["group"].map(tables["groups"].set_index("id")[f"title_{lang}"])
        found[f"group_title_{lang}"] = found[f"group_title_{lang}"].fillna("")
        found[f"unit_name_{lang}"] = [units[unit][lang] if unit else "" for unit in found["unit"]]
    shapes = {p: None if p in ("", NATION) else place_shape(tables, p) for p in found["place"].unique()}
    return gpd.GeoDataFrame(found, geometry=list(found["place"].map(shapes)), crs=4326)


def _gathered(tables: Tables) -> Iterator[list[dict[str, Any]]]:
    """The entered figures that one row shows together: the same result, item, place or group, and unit.

    A second figure of a role begins a row of its own, but for a baseline, which may be of two years.
    """
    entered = [
        *(row | {"fact": f"{row['ref']}#{row['n']}"} for row in tables["result_values"].to_dict("records")),
        *(
            row | {"fact": f"{row['ref']}@{row['n']}", "period": ""}
            for row in tables["result_places"].to_dict("records")
            if not row["fact"]  # the same figure as a row of the other table, which has its place
        ),
    ]
    rows: dict[tuple[str, ...], list[list[dict[str, Any]]]] = {}
    for figure in entered:
        key = tuple(figure[name] for name in ("ref", "item_fr", "place", "group", "unit"))
        column = _COLUMNS[figure["role"]]
        for row in rows.setdefault(key, []):
            held = [_COLUMNS[other["role"]] for other in row].count(column)
            if held < (2 if column == "baseline" else 1):
                row.append(figure)
                break
        else:
            rows[key].append([figure])
    return (row for many in rows.values() for row in many)


def _row(results: dict[str, Any], figures: list[dict[str, Any]]) -> dict[str, Any]:
    first = figures[0]
    result = results[first["ref"]]
    row: dict[str, Any] = {
        "id": first["fact"],
        "mark": result["verdict"],
        **{name: first[name] for name in ("ref", "place", "group", "unit")},
        **{
            name: result[name]
            for name in ("kind", "component", "accomplishment", "verdict", "source", "locator")
        },
        "topic": first["topic"] or result["topic"],
        "document": result["source"],
        "line": first["line"],
        "fact_ids": [figure["fact"] for figure in figures],
        "stated": "|".join(dict.fromkeys(_COLUMNS[figure["role"]] for figure in figures)),
        "baseline_before": None,
        "baseline_before_period": "",
        "baseline_period": "",
    }
    for lang in LANGS:
        row[f"name_{lang}"] = result[f"title_{lang}"]
        row[f"item_{lang}"] = first[f"item_{lang}"]
        row[f"verdict_label_{lang}"] = VERDICTS[result["verdict"]].get(lang)
        row[f"locator_{lang}"] = locator(result["locator"], lang)
    row |= dict.fromkeys(_FIGURES)
    for figure in sorted(figures, key=lambda each: str(each["period"])):
        column = _COLUMNS[figure["role"]]
        if column == "baseline":
            row["baseline_before"], row["baseline_before_period"] = row["baseline"], row["baseline_period"]
            row["baseline_period"] = figure["period"]
        row[column] = figure["value"]
    return row


LAYER = Layer(
    id="results-figures",
    title=Text("Chiffres du cadre de résultats", "Figures of the results framework"),
    about=Text(
        "Ce que compte chaque résultat, lieu par lieu : prévu, réalisé, référence et cible en colonnes.",
        "What each result counts, place by place: planned, actual, baseline and target as columns.",
    ),
    group="records",
    rows=rows,
    marks=VERDICT_MARKS,
    fields=(
        Field("ref", Text("Référence du résultat", "Reference of the result")),
        Field("kind", Text("Code de la nature", "Kind code")),
        Field("component", Text("Composante", "Component")),
        Field("accomplishment", Text("Réalisation escomptée", "Expected accomplishment")),
        Field("topic", Text("Code du thème", "Topic code")),
        Field("item", Text("Ce qui est compté", "What is counted")),
        Field("place_name", Text("Lieu", "Place")),
        Field("group_id", Text("Identifiant du groupe", "Identifier of the group"), "code"),
        Field("group_title", Text("Donné ensemble pour", "Given together for")),
        Field("precision", Text("Code de la précision du lieu", "Code of the place’s precision")),
        Field("planned", Text("Prévu", "Planned"), "number"),
        Field("actual", Text("Réalisé", "Actual"), "number"),
        Field("baseline", Text("Référence", "Baseline"), "number"),
        Field("baseline_period", Text("Période de la référence", "Period of the baseline")),
        Field("baseline_before", Text("Référence antérieure", "Earlier baseline"), "number"),
        Field("baseline_before_period", Text("Période antérieure", "Earlier period")),
        Field("target", Text("Cible", "Target"), "number"),
        Field(
            "stated", Text("Colonnes énoncées, avec ou sans chiffre", "Columns stated, with a figure or not")
        ),
        Field("unit", Text("Code de l’unité", "Unit code")),
        Field("unit_name", Text("Unité", "Unit")),
        Field("verdict", Text("Code du verdict", "Verdict code")),
        Field("verdict_label", Text("Verdict", "Verdict")),
        Field("source", Text("Source", "Source"), "citation"),
        Field("document", Text("Code du document", "Document code"), "code"),
        Field("line", Text("Ligne du texte", "Line of the text"), "number"),
        Field("locator", Text("Repère dans le document", "Locator in the document")),
    ),
    shapes=("regions", "cercles", "neighbours"),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        Text(
            "Le verdict est celui du résultat entier, non du chiffre d’un lieu. Une case vide d’une colonne "
            "énoncée veut dire que le lieu est nommé sans chiffre.",
            "The verdict is that of the whole result, not of one place’s figure. An empty cell of a column "
            "that is stated means that the place is named without a figure.",
        ),
        Text(
            "Un résultat peut avoir plusieurs lignes, dont l’une pour tout le Mali : ne les additionnez pas.",
            "A result may have several rows, one of them for all of Mali: do not add them up.",
        ),
    ),
)
