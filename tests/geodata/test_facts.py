"""One table says everything, and is made again from the entered tables."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.__main__ import main
from geodata.errors import InputError
from geodata.facts.table import facts_csv, generate_facts, number_text, year_bounds

if TYPE_CHECKING:
    from geodata.tables import Tables
    from tests.geodata.conftest import Spoil


def test_the_stored_table_is_up_to_date(tables: Tables) -> None:
    stored = (tables.folder / "facts.csv").read_text("utf-8")
    assert facts_csv(generate_facts(tables)) == stored


def test_every_entered_row_is_told(tables: Tables) -> None:
    ids = pd.Series(sorted(tables["facts"]["id"]))
    stems = set(ids.str.replace(r"[#@].*", "", regex=True))
    for name in ("statements", "finance", "staffing", "contributors", "transmitters", "contacts", "projects"):
        assert set(tables[name]["id"]) <= stems, name
    facilities = tables["facilities"]
    assert set(facilities.loc[facilities["fact"] == "", "id"]) <= stems
    assert set(tables["results"]["ref"]) <= stems
    assert set(tables["sites"]["id"]) <= stems


def test_every_figure_of_the_framework_is_told_once_with_its_value(tables: Tables) -> None:
    facts = tables["facts"].set_index("id")
    for row in tables["result_values"].itertuples():
        fact = facts.loc[f"{row.ref}#{row.n}"]
        assert (number_text(fact["value"]), fact["unit"], fact["line"]) == (
            number_text(row.value),
            row.unit,
            row.line,
        )
    links = tables["result_places"]
    told = {f"{row.ref}@{row.n}" for row in links.itertuples() if not row.fact}
    assert {i for i in facts.index if "@" in i} == told


def test_a_figure_of_a_group_is_told_once_and_of_the_group(tables: Tables) -> None:
    facts = tables["facts"].set_index("id")
    police = facts.loc["002-148-1"]
    assert (police["value"], police["place"]) == (74.2, "")
    assert len(police["group"].split("+")) == 8
    assert (facts["value"] == 74.2).sum() == 1


def test_planned_and_delivered_are_told_apart(tables: Tables) -> None:
    facts = tables["facts"].set_index("id")
    assert facts.loc["O1.1.1#1", "status"] == "planned"
    assert facts.loc["O1.1.1#2", "status"] == "actual"
    assert facts.loc["I2.1.2#1", "status"] == "baseline"
    assert facts.loc["I2.1.2#1", "period_end"] == "2019-06-30"


def test_a_frequency_is_a_fact_of_its_town(tables: Tables) -> None:
    facts = tables["facts"].set_index("id")
    gao = facts.loc["tra-002-1171-2"]
    assert (gao["place"], gao["value"], gao["unit"], gao["topic"]) == ("gao", 94.0, "mhz", "radio")


def test_a_repeated_identifier_is_refused(spoil: Spoil) -> None:
    spoiled = spoil("statements", lambda f: pd.concat([f, f.iloc[:1]]))
    with pytest.raises(InputError, match="Repeated fact identifiers"):
        generate_facts(spoiled)


def test_the_command_writes_the_table_again(spoil: Spoil, capsys: pytest.CaptureFixture[str]) -> None:
    spoiled = spoil("facts", lambda f: f.iloc[:3])
    assert main(["facts", "--data", str(spoiled.folder)]) == 0
    whole = (spoiled.folder / "facts.csv").read_text("utf-8")
    assert len(whole.splitlines()) > 2000
    assert "facts.csv" in capsys.readouterr().out


@given(st.integers(1948, 2098))
def test_a_budget_year_lasts_twelve_months(first: int) -> None:
    start, end = map(dt.date.fromisoformat, year_bounds(f"{first}/{(first + 1) % 100:02d}"))
    assert (end - start).days in {364, 365}
    assert (start.year, end.year) == (first, first + 1)


@given(st.integers(-(10**10), 10**10))
def test_numbers_are_written_plainly(number: int) -> None:
    assert number_text(float(number)) == str(number)
    assert float(number_text(number / 8)) == pytest.approx(number / 8)
