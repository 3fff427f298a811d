"""The results framework as compact rows: what was planned, what came of it, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geodata.facts.locators import locator
from geodata.places.nation import NATION
from geodata.tables import grouped
from geodata.text import Text
from layers.reports.figures.rows import RowWriter
from layers.words import KINDS, SEMICOLON, fact_value, typeset

if TYPE_CHECKING:
    from geodata.tables import Row, Tables
    from geodata.text import Lang

COMPONENTS: Final = {
    "1": Text("Engagement politique et accord de paix", "Political engagement and peace agreement"),
    "2": Text("Protection des civils", "Protection of civilians"),
    "3": Text("Droits de l’homme et réconciliation", "Human rights and reconciliation"),
    "4": Text("Autorité de l’État et stabilisation", "State authority and stabilisation"),
    "5": Text("Appui", "Support"),
}
VERDICTS: Final = {
    "achieved": Text("atteint", "achieved"),
    "partial": Text("en partie", "partly achieved"),
    "not_achieved": Text("non atteint", "not achieved"),
}
REASONS: Final = {
    "political": Text("Instabilité politique", "Political instability"),
    "insecurity": Text("Insécurité", "Insecurity"),
    "covid": Text("COVID-19", "COVID-19"),
    "demand": Text("Demande", "Demand"),
    "procurement": Text("Achats", "Procurement"),
    "logistics": Text("Logistique", "Logistics"),
    "other": Text("Autre ou regroupé", "Other or merged"),
}
#: Columns of a result's values: which roles each gathers.
_VALUE_COLUMNS = (("baseline",), ("target", "planned"), ("actual",))


def results_table(tables: Tables, lang: Lang) -> dict[str, Any]:
    """Write the results framework: one row per indicator or output, in the document's order.

    Returns
    -------
    dict
        ``rows`` of ``[ref, component, title, verdict, reason, reason in words, places, line,
        locator, values]``; verdict, reason and places are ranks in ``verdicts``, ``reasons`` (-1 for
        none) and ``places``; a value is ``[item, baseline, planned, actual, note]``.
    """
    writer = RowWriter(tables, lang)
    values = grouped(tables.records("result_values"), "ref")
    places = _places_of_results(writer)
    listed = sorted({p for found in places.values() for p in found})
    rows = []
    for row in tables.records("results"):
        reason = row["reason_category"]
        rows.append(
            [
                row["ref"],
                str(row["component"]),
                typeset(row[f"title_{lang}"], lang),
                list(VERDICTS).index(row["verdict"]),
                list(REASONS).index(reason) if reason else -1,
                reason_words(row, lang),
                [listed.index(p) for p in places.get(row["ref"], [])],
                int(row["line"]),
                typeset(locator(row["locator"], lang), lang),
                _values(values[row["ref"]], writer) if row["ref"] in values else [],
            ]
        )
    source = next(iter(tables["results"]["source"]), writer.sources[0])  # an edition may have no result
    return {
        **writer.heads(),
        "source": writer.sources.index(source),
        "days": _days_of_results(writer.ledger.sources[source]),
        "components": writer.choices(COMPONENTS),
        "verdicts": writer.choices(VERDICTS),
        "reasons": writer.choices(REASONS),
        "places": [_place(writer, place) for place in listed],
        "rows": rows,
    }


def reason_words(result: Row, lang: Lang) -> str:
    """Why a result is as it is, as the document says, and why its verdict, where that had to be weighed."""
    parts = (result[f"reason_{lang}"], result[f"verdict_why_{lang}"])
    return typeset(SEMICOLON.get(lang).join(part for part in parts if part), lang)


def _days_of_results(document: Row) -> list[str]:
    """First days of the plan and of what came of it: the start and the end of the document's period."""
    return [document["period_start"], document["period_end"]]


def _place(writer: RowWriter, place: str) -> list[str]:
    row = writer.places[place]
    return [place, row[f"name_{writer.lang}"], KINDS[row["kind"]].get(writer.lang)]


def _places_of_results(writer: RowWriter) -> dict[str, list[str]]:
    """Places named by each result, those of groups included, the whole country left out."""
    found: dict[str, list[str]] = {}
    for name in ("result_places", "result_values"):
        for row in writer.tables[name].to_dict("records"):
            named = writer.members[row["group"]] if row["group"] else [row["place"]]
            places = found.setdefault(row["ref"], [])
            places += [place for place in named if place not in ("", NATION) and place not in places]
    return found


def _values(rows: list[Row], writer: RowWriter) -> list[list[str]]:
    """The values of one result by item: baseline, planned, actual, note."""
    lang = writer.lang
    items: dict[str, list[list[str]]] = {}
    for row in rows:
        cells = items.setdefault(typeset(row[f"item_{lang}"], lang), [[], [], [], []])
        column = next(i for i, roles in enumerate(_VALUE_COLUMNS) if row["role"] in roles)
        cells[column].append(_value(row, writer.ledger.units, lang))
        if row[f"note_{lang}"]:
            cells[3].append(typeset(row[f"note_{lang}"], lang))
    return [
        [item, *(SEMICOLON.get(lang).join(dict.fromkeys(cell)) for cell in cells)]
        for item, cells in items.items()
    ]


def _value(row: dict[str, Any], units: dict[str, dict[str, Any]], lang: Lang) -> str:
    if row["value"] != row["value"]:  # a presence has no figure
        return "●"
    written = fact_value(row, units, lang)
    period = f" ({row['period']})" if row["role"] == "baseline" else ""
    return typeset(written + period, lang)
