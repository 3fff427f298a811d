"""Messy files, row by row: at least 98 in 100 become what they should, and none becomes what it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.own.join import join
from geodata.own.reading.files import read_table
from tests.join.cases import CASES, Case
from tests.join.making import as_bytes

if TYPE_CHECKING:
    from pandas import Series

    from geodata.own.naming.register import Register

NEAR_DEG = 0.02


def rows(case: Case, register: Register) -> list[tuple[str, Series]]:
    data = as_bytes(case.form, case.body, case.encoding)
    reading = read_table(data, f"{case.name}.{case.form}", is_place=lambda t: t.casefold() in register.by_key)
    report = join(reading, tables=register.tables, **case.options).report.rows
    assert len(report) == len(case.outcomes), f"{case.name}: {len(report)} rows read"
    return list(zip(case.outcomes, (row for _, row in report.iterrows()), strict=True))


def is_right(outcome: str, row: Series) -> bool:
    if outcome == "-":
        return not row.place_id and row.lon != row.lon
    if outcome[0] in "@!":
        lon, lat, *place = outcome[1:].split()
        near = abs(row.lon - float(lon)) <= NEAR_DEG and abs(row.lat - float(lat)) <= NEAR_DEG
        return near and row.place_id == "".join(place) and row.outside == (outcome[0] == "!")
    if outcome[0] == "^":
        return row.rule == "parent" and row.place_id == outcome[1:]
    return row.rule != "parent" and row.place_id == outcome


def is_wrong_match(outcome: str, row: Series) -> bool:
    """A row that was given a place or a position which it has not."""
    return not is_right(outcome, row) and bool(row.place_id or row.lon == row.lon)


def test_there_are_enough_files() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_wrong_match_is_accepted(case: Case, register: Register) -> None:
    found = [(o, r.text, r.rule, r.place_id) for o, r in rows(case, register) if is_wrong_match(o, r)]
    assert found == []


def test_nearly_every_row_is_right(register: Register) -> None:
    judged = [(case.name, outcome, row) for case in CASES for outcome, row in rows(case, register)]
    missed = [
        (name, outcome, row.text, row.rule) for name, outcome, row in judged if not is_right(outcome, row)
    ]
    assert len(missed) <= len(judged) * 0.02, missed
