"""The national picture: what the documents say of the whole Mission, as small charts with their figures."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from math import isnan
from typing import TYPE_CHECKING, Any, Final

from geodata.facts.states import HOLLOW, sign
from geodata.facts.timeline import when_held
from geodata.tables import kept_by_tables
from geodata.text import Text
from layers.reports.charts.charts import Dot, TimeChart, rows_chart, time_chart
from layers.reports.citing import Citing
from layers.reports.figures.cards import SECTIONS
from layers.reports.figures.spec import Card
from layers.words import (
    day,
    fact_date,
    fact_value,
    number,
    source_label,
    state_words,
    typeset,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from geodata.tables import Tables
    from geodata.text import Lang
    from layers.artifact.dossiers import (
        Chart,
        Explanation,
        FigureCard,
        FigureSection,
        LedgerFact,
        Picture,
    )
    from layers.reports.figures.spec import Rows

CUT: Final = Text("axe coupé : il ne part pas de zéro", "cut axis: it does not begin at zero")
UNDATED: Final = Text("sans date", "undated")
#: What says in a chart that a figure is a limit or an estimate (column ``bound``); its list says it in words.
BOUND_SIGNS: Final = {
    "": "",
    "at_least": "≥\N{NO-BREAK SPACE}",
    "at_most": "≤\N{NO-BREAK SPACE}",
    "about": "≈\N{NO-BREAK SPACE}",
    "over": ">\N{NO-BREAK SPACE}",
    "nearly": "≈\N{NO-BREAK SPACE}",
}
ALIKE_YEARS: Final = 0.2  # two figures this near in time speak of the same moment
CUMULATIVE_YEARS: Final = 1.1  # a longer period is a running total, drawn at its end


def make_figures(tables: Tables, lang: Lang) -> Picture:
    """Write the national picture in one language.

    Returns
    -------
    dict
        ``sections`` of ``{id, title, cards}``; a card is ``{title, unit, svg, alt, facts, conflicts}``,
        its facts as :meth:`Ledger.fact` writes them, its conflicts as :meth:`Ledger.explanations` does.
    """
    ledger = ledger_of(tables, lang)
    sections: list[FigureSection] = []
    for section in SECTIONS:
        # A chart without one of its figures would say something else: an edition has it whole or not at all.
        whole = [
            card for card in section.cards if not tables.withheld or set(card.facts) <= set(ledger.facts)
        ]
        if whole:
            title = typeset(section.title.get(lang), lang)
            cards = [_card(card, ledger) for card in whole]
            sections.append({"id": section.id, "title": title, "cards": cards})
    return {"sections": sections}


@kept_by_tables(4)
def ledger_of(tables: Tables, lang: Lang) -> Ledger:
    """The ledger of a language, shared by all that is written of the same tables: a fact is written once."""
    return Ledger(tables, lang)


class Ledger:
    """Facts, units, documents and contradictions, ready to be written in one language."""

    def __init__(self, tables: Tables, lang: Lang) -> None:
        self.lang = lang
        self.facts = tables.rows("facts")
        self.units = tables.rows("units")
        self.sources = tables.rows("sources")
        self.citing = Citing(tables)
        self.conflicts = tables.rows("conflicts")
        links = tables["conflict_facts"]
        self.disputed = set(links["fact"])
        self.validity, self.known = when_held(tables)
        self._entries: dict[str, LedgerFact] = {}
        self.facts_of: dict[str, list[str]] = links.groupby("conflict")["fact"].agg(list).to_dict()

    def fact(self, key: str) -> LedgerFact:
        """One fact as a reader sees it: measure, value with unit, date, state, document, locator."""
        if key not in self._entries:
            self._entries[key] = self._write(key)
        return self._entries[key].copy()

    def _write(self, key: str) -> LedgerFact:
        row = self.facts[key]
        return {
            "id": key,
            "measure": typeset(row[f"measure_{self.lang}"], self.lang),
            "value": "" if isnan(row["value"]) else fact_value(row, self.units, self.lang),
            "date": fact_date(row, self.lang) or UNDATED.get(self.lang),
            "sign": sign(row),
            "state": state_words(row, self.lang),
            "chip": self.citing.chip(row, self.lang),
            "source": self.citing.full(row, self.lang),
            "note": typeset(row[f"note_{self.lang}"], self.lang),
            "disputed": key in self.disputed,
            "since": self.validity[key][0],
            "until": self.validity[key][1],
        }

    def explanations(self, keys: Iterable[str]) -> list[Explanation]:
        """The explanations of the contradictions between some facts, at least two of each.

        Returns
        -------
        list of dict
            ``{text, since}``: the explanation, and the day from which two of those facts are known.
        """
        wanted = set(keys)
        found: list[Explanation] = []
        for conflict, facts in self.facts_of.items():
            known = sorted(self.validity[fact][0] for fact in wanted & set(facts))
            if len(known) > 1:
                text = self.conflicts[conflict][f"explanation_{self.lang}"]
                found.append({"text": typeset(text, self.lang), "since": known[1]})
        return found

    def pairs(self, dots: list[Dot], *, at_once: bool) -> list[tuple[str, str]]:
        """Neighbouring marks that contradict each other; ``at_once`` keeps those of one moment and kind."""
        found = []
        for facts in self.facts_of.values():
            ordered = sorted((d for d in dots if d.key in facts), key=lambda d: (d.middle, d.value))
            for left, right in combinations(ordered, 2):
                near = abs(left.middle - right.middle) < ALIKE_YEARS
                kind = (left.sign in HOLLOW) == (right.sign in HOLLOW)
                if not at_once or (near and kind):
                    found.append((left.key, right.key))
        return list(dict.fromkeys(found))

    def dot(self, key: str, name: str = "", *, with_unit: bool = False, with_source: bool = True) -> Dot:
        """One fact as a mark: its label, and under it its name and document."""
        row = self.facts[key]
        source = self.sources[row["source"]]
        start, end, is_dated = _period(row, source)
        parts = [name, source_label(source, self.lang, short=True) if with_source else ""]
        parts += [] if is_dated else [UNDATED.get(self.lang)]
        exact = {**row, "bound": ""}
        label = fact_value(exact, self.units, self.lang) if with_unit else _bare(row, self.lang)
        label = BOUND_SIGNS[row["bound"]] + label
        words = ", ".join(s for s in parts if s)
        value, validity = float(row["value"]), self.validity[key]
        return Dot(key, start, end, value, sign(row), label, words, validity[0], validity[1])

    def unit(self, keys: Iterable[str]) -> str:
        """The unit that some facts share, or nothing."""
        units = {self.facts[key]["unit"] for key in keys}
        return str(self.units[units.pop()][self.lang]) if len(units) == 1 else ""


def _bare(row: pd.Series[Any], lang: Lang) -> str:
    """A figure without its unit, which the chart names once; a percentage keeps its sign."""
    value = number(float(row["value"]), lang)
    return typeset(f"{value}{' %' if lang == 'fr' else '%'}", lang) if row["unit"] == "percent" else value


def _year(iso: str, *, is_end: bool = False) -> float:
    """A date as a year with a fraction; a month or year stands for its first, or last, day."""
    parts = [int(part) for part in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if is_end else 1)
    last = 28 if is_end else 1
    date = dt.date(year, month, parts[2] if len(parts) > 2 else last)
    return year + (date.timetuple().tm_yday - 1) / 366


def _period(row: pd.Series[Any], source: pd.Series[Any]) -> tuple[float, float, bool]:
    """Start and end of the time a figure is drawn at, and whether the document dates it."""
    start, end = row["period_start"], row["period_end"]
    if not end:
        at = _year(source["period_end"] or source["date"], is_end=True)
        return at, at, False
    last = _year(end, is_end=True)
    first = _year(start) if start else last
    is_dated = bool(start) or row["status"] != "actual"
    return (last if last - first > CUMULATIVE_YEARS else first), last, is_dated


def _card(card: Card | Rows, ledger: Ledger) -> FigureCard:
    drawn = time_card(card, ledger) if isinstance(card, Card) else _rows_card(card, ledger)
    return {
        "title": typeset(card.title.get(ledger.lang), ledger.lang),
        **drawn,
        "facts": [ledger.fact(key) for key in card.facts],
        "conflicts": ledger.explanations(card.facts),
    }


def time_card(card: Card, ledger: Ledger) -> Chart:
    """Draw one card in time: ``{unit, svg, alt}``."""
    names = {key: name.get(ledger.lang) for key, name in card.names}
    keys = [*(key for line in card.lines for key in line), *card.marks]
    documents = {ledger.facts[key]["source"] for key in keys}
    dots = [ledger.dot(key, names.get(key, ""), with_source=len(documents) > 1) for key in keys]
    ceiling = None
    if card.ceiling:
        state = state_words(ledger.facts[card.ceiling], ledger.lang)
        ceiling = ledger.dot(card.ceiling, state, with_source=False)
    pairs = ledger.pairs([dot for dot in dots if dot.key not in card.apart], at_once=not card.is_clash)
    ticks, cut = _ticks(dots, ledger.lang), typeset(CUT.get(ledger.lang), ledger.lang)
    chart = TimeChart(dots, card.lines, pairs, ceiling, ticks, cut)
    return {
        "unit": ledger.unit(keys).removesuffix("%"),
        "svg": time_chart(chart),
        "alt": _alt([*dots, ceiling] if ceiling else dots, ledger),
    }


def _rows_card(card: Rows, ledger: Ledger) -> Chart:
    keys = [key for _, ids in card.rows for key in ids]
    unit = ledger.unit(keys)
    rows = [
        (
            typeset(name.get(ledger.lang), ledger.lang),
            [ledger.dot(key, with_unit=not unit, with_source=False) for key in ids],
        )
        for name, ids in card.rows
    ]
    dots = [dot for _, row in rows for dot in row]
    return {
        "unit": unit.removesuffix("%"),
        "svg": rows_chart(rows, ledger.pairs(dots, at_once=False), has_units=not unit),
        "alt": "; ".join(f"{name}: {_alt(row, ledger)}" for name, row in rows),
    }


def _alt(dots: Iterable[Dot], ledger: Ledger) -> str:
    """A chart in words: every figure, its state and its date."""
    figures = []
    for dot in dots:
        fact = ledger.fact(dot.key)
        parts = (fact["value"], fact["state"], fact["date"], fact["chip"])
        figures.append(", ".join(part for part in parts if part))
    return "; ".join(figures)


def _ticks(dots: list[Dot], lang: Lang) -> list[tuple[float, str]]:
    """Dates under a chart: the Mission's financial years where all figures are of one, else Januaries."""
    if all(dot.end - dot.start > 0.9 for dot in dots):
        starts = sorted({round(dot.start - 0.5) for dot in dots})
        return [(year + 1, f"{year}/{(year + 1) % 100}") for year in starts]
    first, last = min(dot.start for dot in dots), max(dot.end for dot in dots)
    inside = [(float(year), day(str(year), lang)) for year in range(int(first) + 1, int(last) + 1)]
    return [(int(first) + 0.0, str(int(first))), *inside] if len(inside) < 2 else inside
