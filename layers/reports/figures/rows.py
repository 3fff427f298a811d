"""Facts as compact rows, which the page of figures writes out.

A fact is a list: measure, value with unit, date, state (rank in ``states``), document (rank in
``sources``), locator, note, place (empty for the whole country), 1 if contradicted, first and last day
on which it holds (the latter empty where open).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geodata.facts.locators import locator
from geodata.facts.states import STATES, sign
from geodata.places.nation import NATION
from geodata.text import Text
from layers.reports.dossier.gathered import gathered
from layers.reports.figures.ledger import ledger_of
from layers.words import SEMICOLON, source_label, state_words, typeset

if TYPE_CHECKING:
    from geodata.tables import Tables
    from geodata.text import Lang

#: What statements that are gathered have in common: all but their place and figure.
_ALIKE: Final = ("measure_fr", "unit", "status", "state", "period", "source")
#: What a fact may be told as: the states, or an earlier year's figure.
_TOLD: Final = (*STATES, "baseline")
#: Where a compact row says since when it holds.
SINCE: Final = 9
#: How many places a statement is made of.
PLACES: Final = Text("{count} lieux", "{count} places")


class RowWriter:
    """Facts and places, ready to be written as compact rows in one language."""

    def __init__(self, tables: Tables, lang: Lang) -> None:
        self.tables, self.lang = tables, lang
        self.ledger = ledger_of(tables, lang)
        self.places = tables.rows("places")
        self.groups = tables.rows("groups")
        self.members = tables["group_members"].groupby("group")["place"].agg(list).to_dict()
        self.sources = list(self.ledger.sources)

    def heads(self) -> dict[str, Any]:
        """What every table needs to read its rows: states (sign, words) and documents."""
        return {
            "states": [_head(key, self.lang) for key in _TOLD],
            "sources": [
                [source_label(s, self.lang, short=True), typeset(source_label(s, self.lang), self.lang)]
                for s in self.ledger.sources.values()
            ],
        }

    def fact(self, key: str) -> list[Any]:
        """One fact as a compact row."""
        row = self.ledger.facts[key]
        fact = self.ledger.fact(key)
        return [
            fact["measure"],
            fact["value"],
            fact["date"],
            _TOLD.index("baseline" if row["status"] == "baseline" else row["state"]),
            self.sources.index(row["source"]),
            typeset(locator(row["locator"], self.lang), self.lang),
            fact["note"],
            self.place(row["place"], row["group"]),
            int(fact["disputed"]),
            fact["since"],
            fact["until"],
        ]

    def statements(self, keys: list[str], preferred: str) -> tuple[list[list[Any]], int]:
        """Facts as compact rows, and the rank of the preferred one, or -1.

        What a document says alike of many places is one row: their number, and each place with its figure.
        """
        facts = self.ledger.facts
        likeness = {key: (*(facts[key][name] for name in _ALIKE), key == preferred) for key in keys}
        groups = gathered(keys, likeness.__getitem__)
        ranks = [rank for rank, group in enumerate(groups) if preferred in group]
        return [self._together(group) for group in groups], ranks[0] if ranks else -1

    def _together(self, keys: list[str]) -> list[Any]:
        first, *others = (self.fact(key) for key in keys)
        if not others:
            return first
        rows = [first, *others]
        measure, _, date, state, source, _, _, _, disputed, since, until = first
        where, note = (
            SEMICOLON.get(self.lang).join(dict.fromkeys(r[n] for r in rows if r[n])) for n in (5, 6)
        )
        places = " · ".join(" ".join(part for part in (row[7], row[1]) if part) for row in rows)
        value = typeset(PLACES.get(self.lang).format(count=len(rows)), self.lang)
        return [measure, value, date, state, source, where, note, places, disputed, since, until]

    def place(self, place: str, group: str) -> str:
        """Name of the place or group of a fact; nothing for the whole country."""
        if group:
            return str(self.groups[group][f"title_{self.lang}"])
        return "" if place in ("", NATION) else str(self.places[place][f"name_{self.lang}"])

    def choices(self, words: dict[str, Text]) -> list[list[str]]:
        """Keys and words of a list to choose from."""
        return [[key, typeset(text.get(self.lang), self.lang)] for key, text in words.items()]


def _head(told: str, lang: Lang) -> list[str]:
    """Sign and words of a state."""
    fact = {"state": told, "status": ""} if told in STATES else {"state": "stated", "status": "baseline"}
    return [sign(fact), state_words(fact, lang)]
