"""What is known of a sector, site, region or cercle as a whole: its scorecard, and what lies inside it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from geodata.facts.states import state_of
from geodata.places.joins.columns import COLUMNS, THEMES
from geodata.places.joins.records import contributions
from geodata.places.joins.table import join_steps, join_table
from geodata.tables import grouped
from layers.artifact.joined import said
from layers.schema.headlines import HEADLINES
from layers.words import STATES, TOPICS, number, typeset

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.places.joins.column import JoinColumn
    from geodata.tables import Tables
    from geodata.text import Lang
    from layers.artifact.dossiers import DossierFact, InsidePlace, InsideTopic, Link
    from layers.artifact.scores import Score, ScoreTheme

#: The joined column that takes every statement with a place inside, each once.
EVERY = "statements"


class RollUp:
    """The join read for dossiers."""

    def __init__(self, tables: Tables) -> None:
        self.table = join_table(tables)
        self.steps = join_steps(tables)
        self.states = {key: state_of(fact) for key, fact in tables.rows("facts").items()}
        self.order = {key: rank for rank, key in enumerate(tables["facts"]["id"])}
        rows = contributions(tables)
        inside = rows[(rows["column"] == EVERY) & (rows["given_for"] != rows["place"])]
        self.inside = grouped(inside.to_dict("records"), "place")
        self.places = tables.rows("places")
        self.groups = tables.rows("groups")
        self.topics = {key: fact["topic"] for key, fact in tables.rows("facts").items()}
        self.kinds = grouped((self.places[key] for key in self.table.index if key in self.places), "kind")

    def scorecard(self, place: str, lang: Lang) -> list[ScoreTheme]:
        """Every joined column that says something of the place, by theme; none for other kinds of places."""
        if place not in self.table.index:
            return []
        found = {
            theme: [
                score
                for column in COLUMNS
                if column.theme == theme and (score := self._score(place, column, lang)) is not None
            ]
            for theme in THEMES
        }
        return [
            {"id": theme, "title": THEMES[theme].get(lang), "scores": scores}
            for theme, scores in found.items()
            if scores
        ]

    def _score(self, place: str, column: JoinColumn, lang: Lang) -> Score | None:
        if column.code not in self.table:  # withheld
            return None
        value = self.table.at[place, column.code]
        if value is None or str(value) == "<NA>":
            return None
        return {
            "code": column.code,
            "order": COLUMNS.index(column),
            "label": typeset(column.label.get(lang), lang),
            "about": typeset(column.about.get(lang), lang),
            "value": _written(value, column, lang),
            "number": None if column.kind == "text" else float(value),
            "headline": _headline(value, column, lang),
            "with_others": column.scope == "with_others",
            "steps": [
                (
                    day,
                    *(
                        ("", "")
                        if known is None
                        else (_written(known, column, lang), _headline(known, column, lang))
                    ),
                )
                for day, known in self.steps[place].get(column.code, [])
            ],
        }

    def joined(self, place: str) -> tuple[list[Any], dict[str, Any], list[Any]]:
        """All of the join that the dossier of a place shows: its row, how that changes, what lies inside."""
        row = list(self.table.loc[place]) if place in self.table.index else []
        inside = [(each["key"], each["given_for"]) for each in self.inside.get(place, ())]
        return row, self.steps.get(place, {}), inside

    def peers(self, place: str) -> list[str]:
        """Other places of the same kind that have a scorecard, in the table's order."""
        if place not in self.table.index:
            return []
        return [each["id"] for each in self.kinds[self.places[place]["kind"]] if each["id"] != place]

    def contents(
        self,
        place: str,
        lang: Lang,
        fact: Callable[[str], DossierFact],
        link: Callable[[str], Link],
    ) -> list[InsideTopic]:
        """What is stated for places inside, by topic, then place by place.

        Parameters
        ----------
        place
            Identifier; a place that holds no other has none.
        lang
            Language of the words.
        fact, link
            How a fact, and a place, is written.
        """
        by_topic: dict[str, dict[str, list[tuple[str, DossierFact]]]] = {}
        for row in sorted(self.inside.get(place, []), key=lambda row: self.order[row["key"]]):
            places = by_topic.setdefault(self.topics[row["key"]], {})
            places.setdefault(row["given_for"], []).append((row["key"], fact(row["key"])))
        return [
            {
                "id": topic,
                "title": TOPICS[topic].get(lang),
                "count": sum(len(told) for told in by_topic[topic].values()),
                "states": self._states(by_topic[topic], lang),
                "places": [self._place(key, told, lang, link) for key, told in by_topic[topic].items()],
            }
            for topic in sorted(by_topic, key=list(TOPICS).index)
        ]

    def _states(self, places: dict[str, list[tuple[str, Any]]], lang: Lang) -> list[str]:
        """How many facts are in each state, in words, the states in the order of the vocabulary."""
        colon = " " if lang == "fr" else ""
        states = [self.states[key] for told in places.values() for key, _ in told]
        return [
            typeset(f"{words.get(lang)}{colon}: {number(states.count(state), lang)}", lang)
            for state, words in STATES.items()
            if state in states
        ]

    def _place(
        self, key: str, told: list[tuple[str, DossierFact]], lang: Lang, link: Callable[[str], Link]
    ) -> InsidePlace:
        """One place, or group of places, inside, with its facts: what is done first, then what is not."""
        ranks = list(STATES)
        facts = sorted(told, key=lambda pair: ranks.index(self.states[pair[0]]))
        return {
            "title": self.groups[key][f"title_{lang}"] if key in self.groups else "",
            "link": None if key in self.groups else link(key),
            "facts": [written for _, written in facts],
        }


def _headline(value: Any, column: JoinColumn, lang: Lang) -> str:  # noqa: ANN401 - a count or a figure
    """A chief number with its words, as the map's card writes them; empty for any other column."""
    if column.code not in HEADLINES or column.kind == "text":
        return ""
    one, _, several = HEADLINES[column.code].get(lang).partition("|")
    single = abs(value) < 2 if lang == "fr" else abs(value) == 1
    return f"{_written(value, column, lang)} {one if single else several or one}"


def _written(value: Any, column: JoinColumn, lang: Lang) -> str:  # noqa: ANN401 - a count, a figure, a text
    """A joined value in words, with its unit."""
    if isinstance(value, str):
        text = str(said(value, lang))
    elif math.isnan(value):
        return ""
    else:
        text = number(float(value), lang)
    if column.unit is None:
        return text
    unit = column.unit.get(lang)
    joint = (
        ""
        if lang == "en" and unit == "%"
        else "\N{NARROW NO-BREAK SPACE}"
        if unit == "%"
        else "\N{NO-BREAK SPACE}"
    )
    return f"{text}{joint}{unit}"
