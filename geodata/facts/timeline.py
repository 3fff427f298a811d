"""When each fact holds: its first and its last day, read from what the documents say of its period.

A fact holds from ``since`` to ``until``, both included; an empty ``until`` is open. On a given day it is
therefore exactly one of three things: not yet true, holding, or past.

===================== ============================================ ==================================
what the fact is      ``since``                                    ``until``
===================== ============================================ ==================================
actual or baseline,   the end of its period, or the day of its     the eve of the day from which a
with an end           document if that is earlier (a sheet of      later figure of its series holds
                      July 2020 cannot know June 2021)
actual, with a start  the start for a presence or a percentage     the same
only                  in force; the day of the document for a
                      count that has run since the start
actual, undated       the day of its document                      the same
planned, authorised   the start of its period, else the day of     the end of its period; where it
                      its document                                 has none, the eve of a later one
===================== ============================================ ==================================

A series is one measure of one place or group, in one unit, planned, authorised and measured kept apart
(a baseline is a measured figure). A plan is thus never superseded by what was done. Figures of the same
day do not supersede each other, nor do figures that the table of conflicts opposes and that stand less
than `SAME_MOMENT` days apart: they are a contradiction, and all of them stay.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geodata.tables import kept_by_tables, reading

if TYPE_CHECKING:
    from geodata.tables import Tables

#: What makes two facts figures of one series.
SERIES: Final = ("place", "group", "topic", "measure_fr", "unit", "role")
#: Days within which documents speak of one moment (two of them describe the summer of 2020).
SAME_MOMENT: Final = 75
_ROLES: Final = {"actual": "actual", "baseline": "actual", "planned": "planned", "authorised": "authorised"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A date at which documents describe the Mission: its day (ISO 8601) and the documents' identifiers."""

    day: str
    documents: tuple[str, ...]


def document_days(tables: Tables) -> dict[str, str]:
    """The day of each document's information: the end of the period that it covers."""
    return dict(zip(tables["sources"]["id"], tables["sources"]["period_end"], strict=True))


def reference_dates(tables: Tables) -> tuple[Reference, ...]:
    """The dates at which the documents describe the Mission, the oldest first.

    Documents less than `SAME_MOMENT` days apart share a date, the last of their days, on which all of
    them are known: the fact sheet of 1 July 2020 and the booklet of August 2020 stand at 31 August.
    """
    found: list[Reference] = []
    for document, day in sorted(document_days(tables).items(), key=lambda item: (item[1], item[0])):
        if found and _days_between(found[-1].day, day) < SAME_MOMENT:
            found[-1] = Reference(day, (*found[-1].documents, document))
        else:
            found.append(Reference(day, (document,)))
    return tuple(found)


@kept_by_tables(2)
def timeline(tables: Tables) -> pd.DataFrame:
    """When each fact holds: shared, copy before changing it.

    Returns
    -------
    DataFrame
        Indexed by the facts' identifiers, in their order: ``since`` and ``until`` (ISO 8601 days, the
        latter empty where open) and ``series`` (an integer, equal for figures of one series).
    """
    days = document_days(tables)
    rows = [row.copy() for row in tables.records("facts")]
    series: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        row["role"] = _ROLES[row["status"]]
        row |= {"since": _since(row, days[row["source"]]), "until": _end_of_plan(row)}
        series.setdefault(tuple(row[column] for column in SERIES), []).append(row)
    opposed = _opposed(tables)
    for rank, figures in enumerate(series.values()):
        _supersede(figures, opposed)
        for row in figures:
            row["series"] = rank
    columns = {name: [row[name] for row in rows] for name in ("since", "until", "series")}
    return pd.DataFrame(columns, index=pd.Index([row["id"] for row in rows], dtype=object, name="id"))


@kept_by_tables(2)
def when_held(tables: Tables) -> tuple[dict[str, tuple[str, str, str]], dict[str, str]]:
    """First day, last day and document of each fact, and the day of each document."""
    held = timeline(tables)
    sources = tables["facts"]["source"]
    rows = zip(held.index, held["since"], held["until"], sources, strict=True)
    return {fact: (since, until, source) for fact, since, until, source in rows}, document_days(tables)


@reading
def held_of(tables: Tables, *facts: str) -> list[tuple[str, str, str]]:
    """First day, last day and document of some facts."""
    held, _ = when_held(tables)
    return [held[fact] for fact in facts]


def _since(row: dict[str, Any], known: str) -> str:
    start, end = row["period_start"], row["period_end"]
    if row["role"] != "actual":
        return str(start or known)
    if end:
        return min(str(end), known)
    in_force = row["unit"] in ("presence", "percent")
    return str(start) if start and in_force else known


def _end_of_plan(row: dict[str, Any]) -> str:
    """The end of a planned or authorised period; an instant has none."""
    start, end = row["period_start"], row["period_end"]
    return str(end) if row["role"] != "actual" and start and start < end else ""


def _supersede(figures: list[dict[str, Any]], opposed: set[frozenset[str]]) -> None:
    """Close each figure of a series on the eve of the next one that does supersede it."""
    ordered = sorted(figures, key=itemgetter("since"))
    for place, row in enumerate(ordered):
        if row["until"]:
            continue
        for later in ordered[place + 1 :]:
            clash = frozenset((row["id"], later["id"])) in opposed
            if later["since"] > row["since"] and not (
                clash and _days_between(row["since"], later["since"]) < SAME_MOMENT
            ):
                row["until"] = _eve(later["since"])
                break


def _opposed(tables: Tables) -> set[frozenset[str]]:
    """Pairs of facts that contradict each other."""
    pairs: set[frozenset[str]] = set()
    for _, facts in tables["conflict_facts"].groupby("conflict")["fact"]:
        named = list(facts)
        pairs |= {frozenset((a, b)) for n, a in enumerate(named) for b in named[n + 1 :]}
    return pairs


def _days_between(first: str, second: str) -> int:
    return (dt.date.fromisoformat(second) - dt.date.fromisoformat(first)).days


def _eve(day: str) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()
