"""The long tables behind the national picture, as compact rows that the page's scripts write out.

A fact is a list: measure, value with unit, date, status (rank in ``statuses``), document (rank in
``sources``), locator, note, place (empty for the whole country), 1 if contradicted, first and last day
on which it holds (the latter empty where open).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import orjson

from geodata.joins import NATION
from geodata.text import LANGS, Text
from layers.figures import Ledger, make_figures
from layers.gathered import gathered
from layers.store import remove_stale, write_compressed
from layers.words import KINDS, STATUSES, TOPICS, fact_value, source_label, typeset

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from geodata.tables import Tables
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
CONFLICT_KINDS: Final = {
    "scope": Text("Périmètre différent", "Different scope"),
    "planned-actual": Text("Prévu contre réalisé", "Planned against actual"),
    "arithmetic": Text("Calcul", "Arithmetic"),
    "date": Text("Date différente", "Different date"),
    "spelling": Text("Graphie", "Spelling"),
    "extraction": Text("Texte perdu", "Text lost"),
    "impossible-date": Text("Date impossible", "Impossible date"),
}
#: What facts told as one share: all but their place and figure.
_ALIKE: Final = ("measure_fr", "unit", "status", "period_start", "period_end", "source")
#: Where a compact row says since when it holds.
SINCE: Final = 9
#: How many places a statement is made of.
PLACES: Final = Text("{count} lieux", "{count} places")
#: Columns of a result's values: which roles each gathers.
_VALUE_COLUMNS = (("baseline",), ("target", "planned"), ("actual",))


class Shelf:
    """Facts and places, ready to be written as compact rows in one language."""

    def __init__(self, tables: Tables, lang: Lang) -> None:
        self.tables, self.lang = tables, lang
        self.ledger = Ledger(tables, lang)
        self.places = tables["places"].set_index("id")
        self.groups = tables["groups"].set_index("id")
        self.members = tables["group_members"].groupby("group")["place"].agg(list).to_dict()
        self.sources = list(self.ledger.sources.index)

    def heads(self) -> dict[str, Any]:
        """What every table needs to read its rows: statuses and documents."""
        sources = [row for _, row in self.ledger.sources.iterrows()]
        return {
            "statuses": [[key, words.get(self.lang)] for key, words in STATUSES.items()],
            "sources": [
                [source_label(s, self.lang, short=True), typeset(source_label(s, self.lang), self.lang)]
                for s in sources
            ],
        }

    def fact(self, key: str) -> list[Any]:
        """One fact as a compact row."""
        row = self.ledger.facts.loc[key]
        said = self.ledger.fact(key)
        return [
            said["measure"],
            said["value"],
            said["date"],
            list(STATUSES).index(row["status"]),
            self.sources.index(row["source"]),
            typeset(row["locator"], self.lang),
            said["note"],
            self.place(row["place"], row["group"]),
            int(said["disputed"]),
            said["since"],
            said["until"],
        ]

    def told(self, keys: list[str], preferred: str) -> tuple[list[list[Any]], int]:
        """Facts as compact rows, and the rank of the preferred one, or -1.

        What a document says alike of many places is one row: their number, and each place with its figure.
        """
        facts = self.ledger.facts.loc[keys]
        alike = zip(*(facts[name] for name in _ALIKE), facts["id"] == preferred, strict=True)
        likeness = dict(zip(keys, alike, strict=True))
        groups = gathered(keys, likeness.__getitem__)
        ranks = [rank for rank, group in enumerate(groups) if preferred in group]
        return [self._together(group) for group in groups], ranks[0] if ranks else -1

    def _together(self, keys: list[str]) -> list[Any]:
        first, *others = (self.fact(key) for key in keys)
        if not others:
            return first
        rows = [first, *others]
        measure, _, date, status, source, _, _, _, disputed, since, until = first
        joint = typeset(" ; " if self.lang == "fr" else "; ", self.lang)
        locator, note = (joint.join(dict.fromkeys(r[n] for r in rows if r[n])) for n in (5, 6))
        places = " · ".join(" ".join(part for part in (row[7], row[1]) if part) for row in rows)
        value = typeset(PLACES.get(self.lang).format(count=len(rows)), self.lang)
        return [measure, value, date, status, source, locator, note, places, disputed, since, until]

    def place(self, place: str, group: str) -> str:
        """Name of the place or group of a fact; nothing for the whole country."""
        if group:
            return str(self.groups.loc[group][f"title_{self.lang}"])
        return "" if place in ("", NATION) else str(self.places.loc[place][f"name_{self.lang}"])

    def choices(self, words: dict[str, Text]) -> list[list[str]]:
        """Keys and words of a list to choose from."""
        return [[key, typeset(text.get(self.lang), self.lang)] for key, text in words.items()]


def results_table(tables: Tables, lang: Lang) -> dict[str, Any]:
    """Write the results framework: one row per indicator or output, in the document's order.

    Returns
    -------
    dict
        ``rows`` of ``[ref, component, title, verdict, reason, reason in words, places, line,
        locator, values]``; verdict, reason and places are ranks in ``verdicts``, ``reasons`` (-1 for
        none) and ``places``; a value is ``[item, baseline, planned, actual, note]``.
    """
    shelf = Shelf(tables, lang)
    values = dict(list(tables["result_values"].groupby("ref")))
    places = _places_of_results(shelf)
    listed = sorted({p for found in places.values() for p in found})
    rows = []
    for _, row in tables["results"].iterrows():
        reason = row["reason_category"]
        rows.append(
            [
                row["ref"],
                str(row["component"]),
                typeset(row[f"title_{lang}"], lang),
                list(VERDICTS).index(row["verdict"]),
                list(REASONS).index(reason) if reason else -1,
                typeset(row[f"reason_{lang}"], lang),
                [listed.index(p) for p in places.get(row["ref"], [])],
                int(row["line"]),
                typeset(row["locator"], lang),
                _values(values[row["ref"]], shelf) if row["ref"] in values else [],
            ]
        )
    return {
        **shelf.heads(),
        "source": shelf.sources.index(tables["results"]["source"].iloc[0]),
        "days": _days_of_results(shelf),
        "components": shelf.choices(COMPONENTS),
        "verdicts": shelf.choices(VERDICTS),
        "reasons": shelf.choices(REASONS),
        "places": [_place(shelf, place) for place in listed],
        "rows": rows,
    }


def _days_of_results(shelf: Shelf) -> list[str]:
    """First days of the plan and of what came of it: the start and the end of the document's period."""
    document = shelf.ledger.sources.loc[shelf.tables["results"]["source"].iloc[0]]
    return [document["period_start"], document["period_end"]]


def _place(shelf: Shelf, place: str) -> list[str]:
    row = shelf.places.loc[place]
    return [place, row[f"name_{shelf.lang}"], KINDS[row["kind"]].get(shelf.lang)]


def _places_of_results(shelf: Shelf) -> dict[str, list[str]]:
    """Places named by each result, those of groups included, the whole country left out."""
    found: dict[str, list[str]] = {}
    for name in ("result_places", "result_values"):
        for _, row in shelf.tables[name].iterrows():
            named = shelf.members[row["group"]] if row["group"] else [row["place"]]
            held = found.setdefault(row["ref"], [])
            held += [place for place in named if place not in ("", NATION) and place not in held]
    return found


def _values(rows: pd.DataFrame, shelf: Shelf) -> list[list[str]]:
    """The values of one result by item: baseline, planned, actual, note."""
    lang = shelf.lang
    items: dict[str, list[list[str]]] = {}
    for _, row in rows.iterrows():
        cells = items.setdefault(typeset(row[f"item_{lang}"], lang), [[], [], [], []])
        column = next(i for i, roles in enumerate(_VALUE_COLUMNS) if row["role"] in roles)
        cells[column].append(_value(row, shelf.ledger.units, lang))
        if row[f"note_{lang}"]:
            cells[3].append(typeset(row[f"note_{lang}"], lang))
    joint = typeset(" ; " if lang == "fr" else "; ", lang)
    return [[item, *(joint.join(dict.fromkeys(cell)) for cell in cells)] for item, cells in items.items()]


def _value(row: pd.Series[Any], units: pd.DataFrame, lang: Lang) -> str:
    if row["value"] != row["value"]:  # a presence has no figure
        return "●"
    written = fact_value(row, units, lang)
    period = f" ({row['period']})" if row["role"] == "baseline" else ""
    return typeset(written + period, lang)


def conflicts_table(tables: Tables, lang: Lang) -> dict[str, Any]:
    """Write every contradiction with its facts.

    Returns
    -------
    dict
        ``rows`` of ``[id, kind (rank in kinds), explanation, preferred fact (rank, or -1), why, facts]``.
    """
    shelf = Shelf(tables, lang)
    rows = []
    for _, row in tables["conflicts"].iterrows():
        facts, preferred = shelf.told(shelf.ledger.facts_of.get(row["id"], []), row["preferred"])
        rows.append(
            [
                row["id"],
                list(CONFLICT_KINDS).index(row["kind"]),
                typeset(row[f"explanation_{lang}"], lang),
                preferred,
                typeset(row[f"why_{lang}"], lang),
                facts,
            ]
        )
    return {**shelf.heads(), "kinds": shelf.choices(CONFLICT_KINDS), "rows": rows}


def unlocated_facts(tables: Tables) -> dict[str, pd.DataFrame]:
    """Facts that the map cannot draw, by topic: of the country, or of zones without limits."""
    facts, places = tables["facts"], tables["places"]
    vague = {NATION, *places[places["kind"] == "zone"]["id"]}
    members = tables["group_members"]
    groups = set(members[members["place"].isin(vague)]["group"])
    kept = facts[facts["place"].isin(vague) | facts["group"].isin(groups)]
    by_topic = dict(list(kept.groupby("topic")))
    return {topic: by_topic[topic] for topic in TOPICS if topic in by_topic}


def topic_tables(tables: Tables, lang: Lang) -> dict[str, dict[str, Any]]:
    """Write the unlocated facts, one table per topic: ``{id, title, rows}`` with its heads."""
    shelf = Shelf(tables, lang)
    return {
        topic: {
            **shelf.heads(),
            "id": topic,
            "title": TOPICS[topic].get(lang),
            "rows": [shelf.fact(key) for key in rows["id"]],
        }
        for topic, rows in unlocated_facts(tables).items()
    }


def _known(rows: list[list[Any]]) -> dict[str, int]:
    """How many facts become known on each day."""
    return dict(sorted(Counter(row[SINCE] for row in rows).items()))


def write_figures(tables: Tables, folder: Path) -> None:
    """Write ``figures.<lang>.json`` and, in ``figures/``, the tables behind it, each in both languages.

    The tables are ``results``, ``conflicts`` and one ``topic-<id>`` per topic: the page fetches each
    when it is opened.
    """
    kept = set()
    for lang in LANGS:
        topics = topic_tables(tables, lang)
        files = {"results": results_table(tables, lang), "conflicts": conflicts_table(tables, lang)}
        counts = {name: len(table["rows"]) for name, table in files.items()}
        counts["topics"] = sum(len(table["rows"]) for table in topics.values())
        listed = [[topic, table["title"], _known(table["rows"])] for topic, table in topics.items()]
        page = make_figures(tables, lang) | {"counts": counts, "topics": listed}
        write_compressed(folder / f"figures.{lang}.json", orjson.dumps(page))
        files |= {f"topic-{topic}": table for topic, table in topics.items()}
        for name, table in files.items():
            write_compressed(folder / "figures" / f"{name}.{lang}.json", orjson.dumps(table))
            kept.add(f"{name}.{lang}.json")
    remove_stale(folder / "figures", kept)
