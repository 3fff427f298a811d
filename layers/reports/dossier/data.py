"""The data of one place for other programs: every figure in a row, as JSON and as CSV."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geodata.cells import guarded
from geodata.facts.locators import locator
from geodata.facts.results import result_of
from geodata.text import Text, same
from layers.words import BOUND_WORDS, STATES, STATUSES, TOPICS, source_label, typeset

if TYPE_CHECKING:
    from layers.artifact.dossiers import Activity, Dossier, PlaceData, PlaceFact, PlaceFigure
    from layers.reports.dossier.conflicts import Conflicts

#: The columns in order: their name in JSON, their heading in CSV.
COLUMNS: Final = {
    "id": Text("Identifiant", "Identifier"),
    "record": Text("Nature de la ligne", "Kind of row"),
    "given_for": Text("Donné pour", "Given for"),
    "ref": Text("Référence du résultat", "Reference of the result"),
    "topic": Text("Thème", "Topic"),
    "measure": Text("Mesure", "Measure"),
    "value": Text("Valeur", "Value"),
    "bound": Text("Comment lire la valeur", "How to read the value"),
    "unit": Text("Unité", "Unit"),
    "period_start": Text("Début de la période", "Start of the period"),
    "period_end": Text("Fin de la période", "End of the period"),
    "period": Text("Période telle qu’énoncée (EDTF)", "Period as stated (EDTF)"),
    "status": Text("Statut", "Status"),
    "state": Text("État", "State"),
    "source": same("Source"),
    "locator": Text("Emplacement dans le document", "Locator in the document"),
    "line": Text("Ligne du texte", "Line of the text"),
    "note": Text("Remarque", "Note"),
    "same_as": Text("Dit aussi par le fait", "Also said by the fact"),
    "contradictions": Text("Contradictions", "Contradictions"),
}
RECORDS: Final = {
    "own": Text("fait du lieu", "fact of the place"),
    "group": Text("donné ensemble", "given together"),
    "zone": Text("donné pour une zone qui comprend le lieu", "given for a zone that contains the place"),
    "contradiction": Text("autre côté d’une contradiction", "other side of a contradiction"),
}
_WORD_OF: Final[dict[str, dict[str, Text]]] = {
    "bound": BOUND_WORDS,
    "record": RECORDS,
    "status": STATUSES,
    "state": STATES,
    "topic": TOPICS,
}


def place_data(dossier: Dossier, conflicts: Conflicts) -> PlaceData:
    """Gather the data of one place in one language from its dossier.

    Parameters
    ----------
    dossier
        As :func:`layers.reports.dossier.book.make_dossiers` writes it in that language.
    conflicts
        The contradictions, in the same language.

    Returns
    -------
    dict
        What the dossier says of the place itself, its ``activities``, ``contradictions``
        (``{id, kind, explanation, why, preferred, facts}``, facts by identifier), and ``facts``, one
        a row with the keys of ``COLUMNS``: its own, those of its groups (``record`` ``group``), those
        of the zones that contain it (``zone``), and the figures of others that contradict them
        (``contradiction``). ``value`` is a number, or null for a mere presence; periods are ISO 8601.
    """
    own = [fact["id"] for topic in dossier["topics"] for fact in topic["facts"]]
    own += _again(own, conflicts)
    together = [fact["id"] for group in dossier["groups"] for fact in group["facts"]]
    together += _again(together, conflicts)
    others = [fact["id"] for conflict in dossier["conflicts"] for fact in conflict["facts"]]
    zones = [fact for given in dossier["given_for"] for fact in given["facts"]]
    record = dict.fromkeys(own, "own")
    for keys, name in ((together, "group"), (zones, "zone"), (others, "contradiction")):
        for key in keys:
            record.setdefault(key, name)
    return {
        "id": dossier["id"],
        "kind": dossier["kind"],
        "name": dossier["name"],
        "spellings": dossier["spellings"],
        "pcode": dossier["pcode"],
        "within": dossier["within"],
        "counted_in": dossier["counted_in"],
        "position": dossier["position"],
        "nearest": dossier["nearest"],
        "radio": dossier["radio"],
        "lang": conflicts.lang,
        "facts": [_row(key, kind, conflicts) for key, kind in record.items()],
        "contradictions": [
            {
                "id": conflict["id"],
                "kind": conflict["kind"],
                "explanation": conflict["explanation"],
                "why": conflict["why"],
                "preferred": conflict["preferred"],
                "facts": [fact["id"] for fact in conflict["facts"]],
            }
            for conflict in dossier["conflicts"]
        ],
        "activities": [_activity(each) for each in dossier["activities"]],
    }


def _again(keys: list[str], conflicts: Conflicts) -> list[str]:
    """Other statements of the same, which the dossier's lists give as further sources."""
    listed = set(keys)
    return [key for key, row in conflicts.series.ledger.facts.items() if row["same_as"] in listed]


def _activity(activity: Activity) -> Activity:
    """An activity without the days on which the page shows it: ``facts`` give their periods."""
    content = activity.copy()
    content.pop("since")
    content["figures"] = [figure.copy() for figure in activity["figures"]]
    for figure in content["figures"]:
        figure.pop("validity")
    return content


def _row(key: str, record: str, conflicts: Conflicts) -> PlaceFact:
    if key not in conflicts.rows:
        conflicts.rows[key] = _figure(key, conflicts)
    return {"id": key, "record": record, **conflicts.rows[key]}


def _figure(key: str, conflicts: Conflicts) -> PlaceFigure:
    lang, ledger = conflicts.lang, conflicts.series.ledger
    row = ledger.facts[key]
    known = not pd.isna(row["value"])
    return {
        "given_for": conflicts.given_for(key),
        "ref": result_of(key),
        "topic": row["topic"],
        "measure": typeset(row[f"measure_{lang}"], lang),
        "value": float(row["value"]) if known else None,
        "bound": row["bound"],
        "unit": ledger.units[row["unit"]][lang] if known else "",
        "period_start": row["period_start"],
        "period_end": row["period_end"],
        "period": row["period"],
        "status": row["status"],
        "state": row["state"],
        "source": typeset(source_label(ledger.sources[row["source"]], lang), lang),
        "locator": typeset(locator(row["locator"], lang), lang),
        "line": None if pd.isna(row["line"]) else int(row["line"]),
        "note": typeset(row[f"note_{lang}"], lang),
        "same_as": row["same_as"],
        "contradictions": conflicts.of_fact.get(key, []),
    }


def place_csv(data: PlaceData) -> bytes:
    """Write the facts of :func:`place_data` as CSV: UTF-8 with a byte-order mark, formulas guarded.

    Topics, statuses, states and kinds of rows are written in words; a contradiction by its explanation.
    """
    lang = data["lang"]
    explained = {conflict["id"]: conflict["explanation"] for conflict in data["contradictions"]}
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([heading.get(lang) for heading in COLUMNS.values()])
    for fact in data["facts"]:
        cells: dict[str, Any] = dict(fact)
        cells |= {key: words[cells[key]].get(lang) for key, words in _WORD_OF.items() if cells[key]}
        cells["contradictions"] = " | ".join(explained.get(key, key) for key in fact["contradictions"])
        if fact["value"] is not None and fact["value"].is_integer():
            cells["value"] = int(fact["value"])
        writer.writerow(["" if cells[key] is None else guarded(cells[key]) for key in COLUMNS])
    return text.getvalue().encode("utf-8-sig")
