"""The join in wide form: one row a place, one typed column each, for every date together or as of a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geodata.facts.holding import state
from geodata.places.joins.columns import columns_of
from geodata.places.joins.reach import receivers
from geodata.places.joins.records import listed
from geodata.tables import kept_by_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.places.joins.column import ColumnKind, JoinColumn
    from geodata.places.joins.records import Contribution
    from geodata.tables import Tables

DTYPES: Final[dict[ColumnKind, str]] = {
    "count": "Int64",
    "share": "Float64",
    "number": "Float64",
    "text": "string",
}
#: Between values of a text column.
BETWEEN: Final = " · "
Value = int | float | str | None


@kept_by_tables(16)
def join_table(tables: Tables, day: str = "") -> pd.DataFrame:
    """What is known of every sector, site, region and cercle.

    Parameters
    ----------
    tables
        The data folder.
    day
        ISO 8601 day: what holds then. Empty for every date together.

    Returns
    -------
    DataFrame
        Indexed by place; a column for each of :func:`geodata.places.joins.columns.columns_of`, Int64, Float64
        or string, missing where the documents say nothing.
    """
    places, found = list(receivers(tables)), _by_cell(tables)
    starts = _first_days(tables)
    columns = {}
    for column in columns_of(tables):
        cells = [_value(column, found.get((place, column.code), ()), day) for place in places]
        if column.is_nil and column.code in starts and (not day or day >= starts[column.code]):
            cells = [0 if cell is None else cell for cell in cells]
        columns[column.code] = pd.array(cells, dtype=DTYPES[column.kind])
    return pd.DataFrame(columns, index=pd.Index(places, name="place", dtype=object))


@kept_by_tables(2)
def join_steps(tables: Tables) -> dict[str, dict[str, list[tuple[str, Value]]]]:
    """How the columns change over time, by place and column.

    Returns
    -------
    dict
        Of each column that says something of the place, the value from each day on at which it changes,
        the earliest first; ``None`` from a day on that nothing holds any more.
    """
    found, starts = _by_cell(tables), _first_days(tables)
    steps: dict[str, dict[str, list[tuple[str, Value]]]] = {}
    for place in receivers(tables):
        own: dict[str, list[tuple[str, Value]]] = {}
        for column in columns_of(tables):
            rows = found.get((place, column.code), ())
            nil = starts.get(column.code, "") if column.is_nil else ""
            if changes := _changes(column, rows, nil):
                own[column.code] = changes
        steps[place] = own
    return steps


@kept_by_tables(2)
def _by_cell(tables: Tables) -> dict[tuple[str, str], list[Contribution]]:
    found: dict[tuple[str, str], list[Contribution]] = {}
    for row in listed(tables):
        found.setdefault((row.place, row.column), []).append(row)
    return found


@kept_by_tables(2)
def _first_days(tables: Tables) -> dict[str, str]:
    """The first day on which anything is known of each column, of any place."""
    first: dict[str, str] = {}
    for row in listed(tables):
        if row.column not in first or row.since < first[row.column]:
            first[row.column] = row.since
    return first


def _changes(column: JoinColumn, rows: Sequence[Contribution], nil: str) -> list[tuple[str, Value]]:
    days = {row.since for row in rows} | {_next(row.until) for row in rows if row.until}
    changes: list[tuple[str, Value]] = []
    for day in sorted(days | ({nil} if nil else set())):
        value = _value(column, rows, day)
        if value is None and nil and day >= nil:
            value = 0
        if value != (changes[-1][1] if changes else None):
            changes.append((day, value))
    return changes


def _value(column: JoinColumn, rows: Sequence[Contribution], day: str) -> Value:
    """One cell: of what holds on a day, or of everything; nothing where that is nothing."""
    held = [row for row in rows if not day or state(row.since, row.until, day) == "holds"]
    if not held:
        return None
    if column.kind == "count":
        return len({row.thing for row in held})
    if column.kind == "text":
        return BETWEEN.join(sorted({row.value for row in held}, key=float))
    latest: Any = max(held, key=lambda row: row.since).value
    return float(latest)


def _next(day: str) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
