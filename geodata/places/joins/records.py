"""The join in long form: which statement counts in which column for which place, how, and when."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from geodata.coverage.usual import usual_shares
from geodata.facts.results import result_of
from geodata.facts.states import DONE
from geodata.facts.timeline import when_held
from geodata.places.joins.columns import columns_of
from geodata.places.joins.reach import reaches, receivers
from geodata.tables import grouped, kept_by_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geodata.places.joins.column import JoinColumn, Takes
    from geodata.places.joins.reach import Scope
    from geodata.tables import Tables

_ENTERED: Final = ("sites", "facilities", "transmitters", "contacts")


class Contribution(NamedTuple):
    """One statement, counted in one column for one place."""

    column: str
    place: str  #: the place that receives it
    key: str  #: identifier of the fact, or of the contradiction
    given_for: str  #: the place or group that it is stated for
    scope: Scope
    since: str  #: first day, ISO 8601
    until: str  #: last day, empty where open
    thing: str  #: what the column counts once
    value: Any  #: 1 for a count, a figure, or a text


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact given for a place or a group, with all that columns ask of it."""

    key: str
    given_for: str
    topic: str
    state: str
    line: str
    unit: str
    value: float
    table: str
    kind: str
    ref: str
    component: str
    outcome: str
    since: str
    until: str
    event: str  #: the statement that stands for all of what it tells


@kept_by_tables(2)
def contributions(tables: Tables) -> pd.DataFrame:
    """The join in long form.

    Returns
    -------
    DataFrame
        A row for each column, receiving place and statement, with the fields of :class:`Contribution`.
        ``scope`` is ``inside`` (stated for the place, for one inside it, or for a group all of whose
        members are) or ``with_others`` (for a group with members outside, or a wider place); a figure
        stays whole in either.
    """
    return pd.DataFrame(listed(tables), columns=list(Contribution._fields))


@kept_by_tables(2)
def listed(tables: Tables) -> tuple[Contribution, ...]:
    """The rows of :func:`contributions`, in the columns' order."""
    facts, reached = placed_facts(tables), reaches(tables)
    found: list[Contribution] = []
    for column in columns_of(tables):
        if column.computed:
            found += _computed(tables, column)
        elif column.once == "conflict":
            found += _conflicts(tables, column, facts)
        else:
            taken = [fact for fact in facts if any(_meets(fact, takes) for takes in column.takes)]
            found += _of_facts(column, taken, reached)
    return tuple(found)


@kept_by_tables(2)
def placed_facts(tables: Tables) -> tuple[Stated, ...]:
    """The facts that reach some place of the join, in the table's order."""
    states, (held, _), reached = fact_states(tables), when_held(tables), reaches(tables)
    entered = _entered(tables)
    components = dict(zip(tables["results"]["ref"], tables["results"]["component"], strict=True))
    undone = _undone(tables, states)
    found = []
    for row in tables.records("facts"):
        given, key = row["place"] or row["group"], row["id"]
        if not reached.get(given):
            continue
        table, kind = entered.get(key, ("", ""))
        ref, (since, until, source) = result_of(key), held[key]
        found.append(
            Stated(
                key,
                given,
                row["topic"],
                states[key],
                f"{source}:{row['line']}",
                row["unit"],
                row["value"],
                table,
                kind,
                ref,
                str(components[ref]) if ref else "",
                "none" if ref in undone else "",
                since,
                until,
                row["same_as"] or key,
            )
        )
    return tuple(found)


@kept_by_tables(2)
def fact_states(tables: Tables) -> dict[str, str]:
    """State of every fact by its identifier; ``baseline`` for an earlier period's figure."""
    facts = tables["facts"]
    states = facts["state"].where(facts["status"] != "baseline", "baseline")
    return dict(zip(facts["id"], states, strict=True))


def _entered(tables: Tables) -> dict[str, tuple[str, str]]:
    """Table and kind of what a fact states, by the fact, of the tables where a row is a thing."""
    found: dict[str, tuple[str, str]] = {}
    for table in _ENTERED:
        for row in tables.records(table):
            found[row.get("fact") or row["id"]] = (table, row.get("kind", ""))
    return found


def _undone(tables: Tables, states: dict[str, str]) -> set[str]:
    """Results that were not achieved and of which no fact states anything delivered, anywhere."""
    facts = tables["facts"]
    done = {
        result_of(key)
        for key, value in zip(facts["id"], facts["value"], strict=True)
        if states[key] in DONE and value != 0
    }
    results = tables["results"]
    return set(results["ref"][results["verdict"] == "not_achieved"]) - done


def _meets(fact: Stated, takes: Takes) -> bool:
    asked = (
        (takes.topics, fact.topic),
        (takes.states, fact.state),
        (takes.facts, fact.key),
        (takes.kinds, fact.kind),
        (takes.lines, fact.line),
        (takes.refs, fact.ref),
        (takes.components, fact.component),
        (takes.units, fact.unit),
    )
    if any(wanted and given not in wanted for wanted, given in asked):
        return False
    return takes.table in ("", fact.table) and takes.outcome in ("", fact.outcome)


def _of_facts(
    column: JoinColumn, facts: Iterable[Stated], reached: dict[str, tuple[tuple[str, Scope], ...]]
) -> Iterator[Contribution]:
    for fact in facts:
        if column.once == "result" and fact.value == 0 and fact.state in DONE:
            continue  # a nil figure is no delivery
        for place, scope in reached[fact.given_for]:
            # A figure belongs to the very place that it is stated for.
            if scope == column.scope and (column.kind != "number" or place == fact.given_for):
                held = (fact.since, fact.until)
                yield Contribution(
                    *(column.code, place, fact.key, fact.given_for, scope, *held),
                    thing={"place": fact.given_for, "result": fact.ref}.get(column.once, fact.event),
                    value=1 if column.kind == "count" else _figure(column, fact),
                )


def _figure(column: JoinColumn, fact: Stated) -> float | str:
    return f"{fact.value:g}" if column.kind == "text" else fact.value


def _conflicts(tables: Tables, column: JoinColumn, facts: Iterable[Stated]) -> Iterator[Contribution]:
    """A contradiction is known from the day on which two of its facts are."""
    known, reached = {fact.key: fact for fact in facts}, reaches(tables)
    held, _ = when_held(tables)
    for conflict, rows in grouped(tables.records("conflict_facts"), "conflict").items():
        keys = [row["fact"] for row in rows]
        since = sorted(held[key][0] for key in keys)[:2][-1]
        for fact in (known[key] for key in keys if key in known):
            for place, scope in reached[fact.given_for]:
                if scope == column.scope:
                    yield Contribution(
                        *(column.code, place, conflict, fact.given_for, scope, since, ""),
                        thing=conflict,
                        value=1,
                    )


def _computed(tables: Tables, column: JoinColumn) -> Iterator[Contribution]:
    """What the usual coverage is for each area; known with the transmitters that it is computed from."""
    assert column.computed
    contour, measure = column.computed
    shares = usual_shares(tables, contour)[measure].to_dict()
    held, _ = when_held(tables)
    days = [held[key][0] for key in tables["transmitters"]["id"]]
    if not days:  # the stations are withheld
        return
    since = min(days)
    for place in receivers(tables):
        if not math.isnan(share := shares.get(place, math.nan)):
            yield Contribution(
                *(column.code, place, "coverage", place, "inside", since, ""), thing=place, value=share
            )
