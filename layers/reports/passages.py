"""What one can ask in words: every fact and result as a passage, in one file a language.

The page fetches it with the names (:mod:`layers.reports.search`) and makes its index of both. The file is
written in columns, which compress to half of what rows would::

    places    [id, ranks of the places it lies in]
    nation    rank of the country
    vague     ranks of the areas without published limits
    groups    [title, ranks of its members]
    topics    [id, title]
    layers    identifiers
    measures  what facts measure
    figures   their figures, each with status, date and document
    facts     {where, topic, layer, actual, id}: lists beside ``measures``; ``where`` is the rank of a place,
              or -1 - the rank of a group; ``layer`` draws it, -1 for none; ``actual`` is 1 for what has
              happened; ``id`` is that of the figure told first
    facilities  identifier: where it is, as of facts, and the fact that tells of it
    results   reference: what became of it, and why
    terms     lists of words that mean one thing

One measure, place and document is one passage, whatever the number of its figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from geodata.facts.same import once
from geodata.places.nation import NATION
from geodata.tables import grouped
from geodata.text import LANGS
from layers.reports.figures.ledger import ledger_of
from layers.reports.figures.results import VERDICTS
from layers.reports.search import layers_of_facts
from layers.words import COLON, SEMICOLON, TOPICS, typeset

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geodata.tables import Row, Tables
    from geodata.text import Lang
    from layers.artifact.dossiers import LedgerFact
    from layers.reports.search import Drawn
    from layers.schema.layer import Layer

#: What has happened comes first, then what was to happen, then what was before.
_ORDER = ("actual", "event", "planned", "dropped", "closed", "baseline")
_TOGETHER = ("place", "group", "topic", "source")


def passages_files(
    tables: Tables, catalog: Mapping[str, Layer], drawn: Drawn | None = None
) -> dict[str, bytes]:
    """Return ``search/passages.<lang>.json`` in both languages, by name.

    ``drawn`` are the facts that each row of each layer is made of, if they are known already.
    """
    layer_of = layers_of_facts(tables, catalog, drawn)
    return {
        f"search/passages.{lang}.json": orjson.dumps(make_passages(tables, lang, layer_of)) for lang in LANGS
    }


def make_passages(tables: Tables, lang: Lang, layer_of: Mapping[str, str]) -> dict[str, Any]:
    """Return the passages in one language; ``layer_of`` names the layer that draws a fact."""
    places = tables.rows("places")
    groups = tables.rows("groups")
    ranks = {place: rank for rank, place in enumerate(places)}
    columns = _Columns(tables, lang, layer_of)
    members = grouped(tables.records("group_members"), "group")
    return {
        "places": [[place, [ranks[held] for held in _holders(row, places)]] for place, row in places.items()],
        "nation": ranks[NATION],
        "vague": [ranks[place] for place, row in places.items() if row["kind"] == "zone"],
        "groups": [
            [row[f"title_{lang}"], [ranks[member["place"]] for member in members.get(group, [])]]
            for group, row in groups.items()
        ],
        **columns.write(),
        "facilities": {
            row["id"]: [columns.where(row), row["fact"] or row["id"]] for row in tables.records("facilities")
        },
        "results": {row["ref"]: _outcome(row, lang) for row in tables.records("results")},
        "terms": [_words(row) for row in tables.records("terms")],
    }


def _holders(row: Row, places: Mapping[str, Row]) -> list[str]:
    """The cercle, region and sector that a place lies in."""
    found = [row["sector"]] if row["sector"] else []
    parent = row["parent"]
    while parent and parent != NATION:
        found.append(parent)
        parent = places[parent]["parent"]
    return found


class _Columns:
    """The facts by column, and the lists that the columns count in."""

    def __init__(self, tables: Tables, lang: Lang, layer_of: Mapping[str, str]) -> None:
        self.ledger = ledger_of(tables, lang)
        self.layer_of = layer_of
        self.places = {place: rank for rank, place in enumerate(tables.rows("places"))}
        self.groups = {group: -1 - rank for rank, group in enumerate(tables.rows("groups"))}
        self.topics = {topic: rank for rank, topic in enumerate(TOPICS)}
        self.layers = {layer: rank for rank, layer in enumerate(sorted(set(layer_of.values())))}

    def write(self) -> dict[str, Any]:
        """Return ``topics``, ``layers``, ``measures``, ``figures`` and ``facts``."""
        lang = self.ledger.lang
        rows = [self._fact(keys) for keys in self._together()]
        measures, figures, *columns = (list(column) for column in zip(*rows, strict=True))
        return {
            "topics": [[topic, TOPICS[topic].get(lang)] for topic in self.topics],
            "layers": list(self.layers),
            "measures": measures,
            "figures": figures,
            "facts": dict(zip(("where", "topic", "layer", "actual", "id"), columns, strict=True)),
        }

    def where(self, row: Row) -> int:
        """The rank of a row's place, or -1 - the rank of its group."""
        return self.places[row["place"]] if row["place"] else self.groups[row["group"]]

    def _together(self) -> Iterable[list[str]]:
        """Facts of one measure, place and document."""
        found: dict[tuple[str, ...], list[str]] = {}
        for row in once(list(self.ledger.facts.values())):
            key = row["id"]
            likeness = (row[f"measure_{self.ledger.lang}"], *(row[name] for name in _TOGETHER))
            found.setdefault(likeness, []).append(key)
        return found.values()

    def _fact(self, keys: list[str]) -> tuple[str, str, int, int, int, int, str]:
        facts = sorted(map(self.ledger.fact, keys), key=lambda fact: _ORDER.index(fact["sign"]))
        row = self.ledger.facts[facts[0]["id"]]
        layer = next((self.layers[self.layer_of[key]] for key in keys if key in self.layer_of), -1)
        is_actual = int(row["status"] == "actual")
        figures = self._figures(facts)
        return (
            facts[0]["measure"],
            figures,
            self.where(row),
            self.topics[row["topic"]],
            layer,
            is_actual,
            row["id"],
        )

    def _figures(self, facts: list[LedgerFact]) -> str:
        """The figures of one measure, each with its state and date; then the document."""
        said = []
        for fact in facts:
            disputed = "\N{NO-BREAK SPACE}≠" if fact["disputed"] else ""
            when = ", ".join(filter(None, (fact["state"], fact["date"])))
            told = f"({when})" if when and fact["value"] else when
            said.append(" ".join(filter(None, (f"{fact['value']}{disputed}", told))))
        return SEMICOLON.get(self.ledger.lang).join(dict.fromkeys(said)) + f" · {facts[0]['chip']}"


def _outcome(row: Row, lang: Lang) -> str:
    """What became of a result, and the reason where one is given."""
    verdict = VERDICTS[row["verdict"]].get(lang) if row["verdict"] else ""
    reason = row[f"reason_{lang}"]
    return typeset(COLON.get(lang).join(part for part in (verdict, reason) if part), lang)


def _words(row: Row) -> list[str]:
    """The words of a term, of both languages, without repetition."""
    return list(dict.fromkeys(word for lang in LANGS for word in row[lang].split("|")))
