"""Rules of the rows of any table: identifiers, languages, periods, figures, citations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from geodata.audit.problem import Problem, numbered_rows
from geodata.facts.locators import locator
from geodata.facts.periods import bounds
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geodata.tables import Tables

FM_BAND_MHZ = (87.5, 108.0)
_PLACED = (
    *("facts", "statements", "result_values", "result_places", "facilities", "contacts"),
    "projects",
)


def _one_place_or_group(tables: Tables) -> Iterator[Problem]:
    rule = Text("un lieu ou un groupe, et un seul", "one place or one group, and only one")
    for name in _PLACED:
        for line, row in numbered_rows(tables, name):
            if bool(row["place"]) == bool(row["group"]):
                both = f"{row['place']} / {row['group']}"
                yield Problem(name, line, "place, group", both, rule)


def _presence(tables: Tables) -> Iterator[Problem]:
    rule = Text(
        "valeur vide avec l’unité presence, et alors seulement",
        "empty value with the unit presence, and only then",
    )
    for name in ("facts", "statements"):
        for line, row in numbered_rows(tables, name):
            if pd.isna(row["value"]) != (row["unit"] == "presence"):
                yield Problem(name, line, "value", f"{row['value']} {row['unit']}", rule)


def _both_languages(tables: Tables) -> Iterator[Problem]:
    rule = Text("les deux langues ou aucune", "both languages or neither")
    for name in tables.names():
        stems = {c[:-3] for c in tables[name].columns if c.endswith("_fr")}
        for stem in sorted(stems):
            fr, en = tables[name][f"{stem}_fr"], tables[name][f"{stem}_en"]
            for index in fr.index[(fr == "") != (en == "")]:
                yield Problem(name, int(index) + 2, f"{stem}_fr, {stem}_en", fr[index], rule)


def _identifiers(tables: Tables) -> Iterator[Problem]:
    rule = Text("identifiant en ASCII, sans espace", "plain ASCII identifier without spaces")
    for name in tables.names():
        key = tables.resource(name)["schema"]["primaryKey"]
        for column in [key] if isinstance(key, str) else key:
            for line, row in numbered_rows(tables, name):
                if not re.fullmatch(r"[A-Za-z0-9_.+#@-]+", str(row[column])):
                    yield Problem(name, line, column, str(row[column]), rule)


def _repeats(tables: Tables) -> Iterator[Problem]:
    rule = Text("même fait deux fois", "the same fact twice")
    content = [c for c in tables["facts"].columns if c not in {"id", "note_fr", "note_en", "same_as"}]
    facts = tables["facts"]
    for index in facts.index[facts.duplicated(content)]:
        yield Problem("facts", int(index) + 2, "id", facts["id"][index], rule)


def _periods(tables: Tables) -> Iterator[Problem]:
    rule = Text("le début précède la fin", "the start is not after the end")
    for name in tables.names():
        if "period_start" in tables[name].columns:
            for line, row in numbered_rows(tables, name):
                start, end = row["period_start"], row["period_end"]
                if start and end and start > end:
                    yield Problem(name, line, "period_start", f"{start} > {end}", rule)


def _periods_as_stated(tables: Tables) -> Iterator[Problem]:
    form = Text(
        "période d’une forme connue (geodata/facts/periods.py)",
        "period of a known form (geodata/facts/periods.py)",
    )
    rule = Text(
        "les jours sont ceux de la période, la fin au plus tard celle du document",
        "the days are those of the period, the end no later than the document's",
    )
    known = tables["sources"].set_index("id")["period_end"].to_dict()
    for name in tables.names():
        if not {"period", "period_start", "source"} <= set(tables[name].columns):
            continue
        for line, row in numbered_rows(tables, name):
            try:
                start, end = bounds(row["period"])
            except ValueError:
                yield Problem(name, line, "period", row["period"], form)
                continue
            ends = {end, min(end, known[row["source"]])}
            if row["period"] and (row["period_start"] != start or row["period_end"] not in ends):
                yield Problem(name, line, "period", row["period"], rule)


def _states(tables: Tables) -> Iterator[Problem]:
    """What is planned or authorised cannot be said to stand, nor a reference to be called off."""
    rule = Text("état possible pour ce statut", "a state that this status can have")
    impossible = {
        "planned": {"stated", "delivered", "authorised", "event"},
        "authorised": {"delivered", "event"},
        "baseline": {"planned", "authorised", "postponed", "not_held", "not_deployed"},
        "actual": {"planned", "authorised"},
    }
    for line, row in numbered_rows(tables, "facts"):
        if row["state"] in impossible[row["status"]]:
            yield Problem("facts", line, "state", f"{row['status']}, {row['state']}", rule)


def _told(tables: Tables) -> Iterator[Problem]:
    rule = Text(
        "une ligne qui dit l’issue, pour un lieu réalisé", "a line of the outcome, for a delivered place"
    )
    for line, row in numbered_rows(tables, "result_places"):
        if not pd.isna(row["told"]) and row["role"] != "delivered":
            yield Problem("result_places", line, "told", str(row["told"]), rule)


def _ranges(tables: Tables) -> Iterator[Problem]:
    share = Text("pourcentage de 0 à 100, sauf note", "per cent from 0 to 100, unless noted")
    for line, row in numbered_rows(tables, "facts"):
        odd = row["unit"] == "percent" and not 0 <= row["value"] <= 100
        if odd and not row["note_fr"] and row["topic"] != "finance":
            yield Problem("facts", line, "value", str(row["value"]), share)
    low, high = FM_BAND_MHZ
    band = Text(f"fréquence de {low} à {high} MHz", f"frequency from {low} to {high} MHz")
    for line, row in numbered_rows(tables, "transmitters"):
        if not low <= row["frequency_mhz"] <= high:
            yield Problem("transmitters", line, "frequency_mhz", str(row["frequency_mhz"]), band)


def _locators(tables: Tables) -> Iterator[Problem]:
    rule = Text(
        "emplacement d’une forme connue (geodata/facts/locators.py), à lire aussi en anglais",
        "locator of a known form (geodata/facts/locators.py), to be read in English too",
    )
    for name in tables.names():
        if "locator" in tables[name].columns:
            for line, row in numbered_rows(tables, name):
                try:
                    locator(row["locator"], "en")
                except ValueError:
                    yield Problem(name, line, "locator", row["locator"], rule)


ROW_RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    *(_one_place_or_group, _presence, _both_languages, _identifiers, _repeats, _periods, _ranges, _locators),
    *(_periods_as_stated, _states, _told),
)
