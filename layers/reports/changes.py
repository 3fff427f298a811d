"""What changed between two days: every series of figures with when each figure holds, and the comparison.

The series of a language are one file, fetched when a reader compares; ``app/web/time/changes.ts`` compares
there as :func:`changes` does here, and both are tested with ``tests/shared/changes_cases.json``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import orjson
import pandas as pd

from geodata.facts.holding import state
from geodata.facts.locators import locator
from geodata.facts.same import once
from geodata.facts.states import sign
from geodata.facts.timeline import reference_dates, timeline
from geodata.tables import grouped, records_of
from geodata.text import LANGS
from layers.words import KINDS, TOPICS, day, fact_date, fact_value, source_label, state_words

if TYPE_CHECKING:
    from geodata.tables import Tables
    from geodata.text import Lang
    from layers.artifact.model import Reference

#: Positions in one figure of a series.
NUMBER, SHOWN, SINCE, UNTIL, SIGN = range(1, 6)


def timeline_files(tables: Tables) -> dict[str, bytes]:
    """Return ``timeline.<lang>.json`` in both languages, by name."""
    return {f"timeline.{lang}.json": orjson.dumps(series_of(tables, lang)) for lang in LANGS}


def references(tables: Tables, lang: Lang) -> list[Reference]:
    """The dates at which documents describe the Mission: day, day in words, documents in words."""
    documents = tables.rows("sources")
    return [
        {
            "day": reference.day,
            "words": day(reference.day, lang),
            "documents": [source_label(documents[name], lang) for name in reference.documents],
        }
        for reference in reference_dates(tables)
    ]


def series_of(tables: Tables, lang: Lang) -> dict[str, Any]:
    """Every series of figures in one language.

    Returns
    -------
    dict
        ``series``: for each, ``place``, ``group`` (identifiers, one of them empty), ``topic``,
        ``measure``, ``percent`` (whether its unit is a percentage) and ``figures``. A figure is a
        list: identifier, number or nothing, written value, first day, last day (empty: open), sign
        (`geodata.facts.states.sign`), document, citation, state and date in words, 1 if disputed.
        ``places``, ``groups``, ``topics`` and ``documents`` name what these identifiers stand for.
    """
    facts = tables["facts"]
    documents = tables.rows("sources")
    places = tables["places"][tables["places"]["id"].isin(facts["place"])]
    groups = tables["groups"][tables["groups"]["id"].isin(facts["group"])]
    names = zip(places["id"], places[f"name_{lang}"], places["kind"], strict=True)
    return {
        "lang": lang,
        "references": references(tables, lang),
        "topics": {key: title.get(lang) for key, title in TOPICS.items()},
        "places": {place: [name, KINDS[kind].get(lang)] for place, name, kind in names},
        "groups": dict(zip(groups["id"], groups[f"title_{lang}"], strict=True)),
        "documents": {
            key: [source_label(row, lang, short=True), source_label(row, lang)]
            for key, row in documents.items()
        },
        "series": _series(tables, lang),
    }


def _series(tables: Tables, lang: Lang) -> list[dict[str, Any]]:
    """Each series with its figures, in the order of the facts that begin them."""
    facts = once(records_of(tables["facts"].join(timeline(tables), on="id")))
    units, disputed = tables.rows("units"), set(tables["conflict_facts"]["fact"])
    return [
        {
            "place": rows[0]["place"],
            "group": rows[0]["group"],
            "topic": rows[0]["topic"],
            "measure": rows[0][f"measure_{lang}"],
            "percent": int(rows[0]["unit"] == "percent"),
            "figures": [_figure(row, units, disputed, lang) for row in rows],
        }
        for _, rows in sorted(grouped(facts, "series").items())
    ]


def _figure(
    row: dict[str, Any], units: dict[str, dict[str, Any]], disputed: set[str], lang: Lang
) -> list[Any]:
    number = None if pd.isna(row["value"]) else float(row["value"])
    whole = number is not None and number.is_integer()
    return [
        row["id"],
        int(number) if whole and number is not None else number,
        fact_value(row, units, lang),
        *(row["since"], row["until"], sign(row), row["source"], locator(row["locator"], lang)),
        " · ".join(filter(None, (state_words(row, lang), fact_date(row, lang)))),
        int(row["id"] in disputed),
    ]


def changes(content: dict[str, Any], first: str, second: str) -> list[dict[str, Any]]:
    """Compare two days.

    Parameters
    ----------
    content
        What :func:`series_of` gives.
    first, second
        ISO 8601 days.

    Returns
    -------
    list
        One entry a series whose values differ (a value that a later document repeats is no change),
        in the order of the series: ``series`` (its place in the list), ``kind`` (``changed``,
        ``appeared`` or ``ended``), ``then`` and ``now`` (positions
        of the figures that hold), ``difference`` and ``percent`` where each day has a single number
        (in the figure's unit; in per cent of the first, unless it is zero or the unit is a percentage).

    Notes
    -----
    A series holds only figures of one status, so a plan is never subtracted from what was done.
    """
    found = []
    for place, series in enumerate(content["series"]):
        then, now = (_holding(series["figures"], day) for day in (first, second))
        if _shown(series, then) == _shown(series, now):
            continue
        kind = "changed" if then and now else "appeared" if now else "ended"
        entry = {"series": place, "kind": kind, "then": then, "now": now}
        found.append(entry | _difference(series, then, now))
    return found


def _holding(figures: list[list[Any]], day: str) -> list[int]:
    return [n for n, f in enumerate(figures) if state(f[SINCE], f[UNTIL], day) == "holds"]


def _shown(series: dict[str, Any], ranks: list[int]) -> set[str]:
    return {series["figures"][n][SHOWN] for n in ranks}


def _difference(series: dict[str, Any], then: list[int], now: list[int]) -> dict[str, float]:
    if len(then) != 1 or len(now) != 1:
        return {}
    before, after = (series["figures"][n][NUMBER] for n in (then[0], now[0]))
    if before is None or after is None:
        return {}
    found = {"difference": _rounded(after - before, 6)}
    if before and not series["percent"]:
        found["percent"] = _rounded(100 * (after - before) / abs(before), 1)
    return found


def _rounded(number: float, decimals: int) -> float:
    """Round half up, as a browser's ``Math.round`` does."""
    scale: float = 10**decimals
    return math.floor(number * scale + 0.5) / scale
