"""When each fact holds, on small tables whose answers are known and on the documents themselves."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.facts.holding import state
from geodata.facts.timeline import reference_dates, timeline
from geodata.tables import DATA_FOLDER, Tables

TABLES = Tables()
HELD = timeline(TABLES)
FACTS = TABLES["facts"].set_index("id").join(HELD)
days = st.dates().map(lambda day: day.isoformat())


def held(*rows: dict[str, Any], opposed: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Since and until of rows of one measure, told by documents of 31 March 2018 and 31 August 2020."""
    blank = {"place": "gao", "group": "", "topic": "ddr", "measure_fr": "Camps", "unit": "facility"}
    blank |= {"period_start": "", "period_end": "", "status": "actual", "source": "000"}
    facts = pd.DataFrame([blank | {"id": f"f{n}"} | row for n, row in enumerate(rows)])
    frames = {
        "facts": facts,
        "sources": pd.DataFrame({"id": ["000", "002"], "period_end": ["2018-03-31", "2020-08-31"]}),
        "conflict_facts": pd.DataFrame({"conflict": ["c"] * len(opposed), "fact": list(opposed)}),
    }
    with TemporaryDirectory() as folder:  # what is kept is kept by folder
        (Path(folder) / "data").symlink_to(DATA_FOLDER)
        tables = Tables(Path(folder) / "data")
        tables._frames.update(frames)
        found = timeline(tables)
    return list(found[["since", "until"]].itertuples(index=False, name=None))


def test_a_measured_figure_holds_from_the_end_of_its_period() -> None:
    assert held({"period_start": "2017-01-01", "period_end": "2017-12-31"}) == [("2017-12-31", "")]


def test_a_document_does_not_know_what_comes_after_it() -> None:
    assert held({"period_start": "2013-07-01", "period_end": "2021-06-30"}) == [("2018-03-31", "")]


def test_an_undated_figure_holds_from_its_document() -> None:
    assert held({}) == [("2018-03-31", "")]


@pytest.mark.parametrize(("unit", "since"), [("presence", "2015-01-01"), ("percent", "2015-01-01")])
def test_what_is_in_force_since_a_day_holds_from_it(unit: str, since: str) -> None:
    assert held({"unit": unit, "period_start": "2015-01-01"}) == [(since, "")]


def test_a_count_that_runs_since_a_day_holds_from_its_document() -> None:
    assert held({"period_start": "2015-01-01"}) == [("2018-03-31", "")]


def test_a_later_figure_of_the_series_supersedes_a_baseline_too() -> None:
    rows = {"status": "baseline"}, {"source": "002"}, {"source": "002", "unit": "person"}
    assert held(*rows) == [("2018-03-31", "2020-08-30"), ("2020-08-31", ""), ("2020-08-31", "")]


def test_a_plan_ends_with_its_period_and_is_never_superseded_by_what_was_done() -> None:
    year = {"period_start": "2019-07-01", "period_end": "2020-06-30"}
    assert held({"status": "planned", **year}, {"source": "002"}) == [
        ("2019-07-01", "2020-06-30"),
        ("2020-08-31", ""),
    ]


def test_an_authorisation_without_a_period_holds_until_the_next_one() -> None:
    rows = {"status": "authorised"}, {"status": "authorised", "source": "002"}
    assert held(*rows) == [("2018-03-31", "2020-08-30"), ("2020-08-31", "")]


def test_figures_of_one_day_both_stay() -> None:
    assert held({}, {}) == [("2018-03-31", "")] * 2


def test_a_contradiction_of_one_moment_stays_but_not_one_of_years_apart() -> None:
    summer = {"source": "002", "period_end": "2020-07-01"}
    assert held(summer, {"source": "002"}, opposed=("f0", "f1")) == [("2020-07-01", ""), ("2020-08-31", "")]
    assert held({}, {"source": "002"}, opposed=("f0", "f1"))[0] == ("2018-03-31", "2020-08-30")


def test_the_documents_give_four_reference_dates() -> None:
    assert [(r.day, r.documents) for r in reference_dates(TABLES)] == [
        ("2017-12-31", ("004",)),
        ("2018-03-31", ("000",)),
        ("2020-08-31", ("001", "002")),
        ("2021-06-30", ("003",)),
    ]


@settings(deadline=None)  # two thousand facts each time
@given(day=days)
def test_a_fact_is_exactly_one_of_three_things(day: str) -> None:
    found = [state(since, until, day) for since, until in zip(HELD["since"], HELD["until"], strict=True)]
    for said, since, until in zip(found, HELD["since"], HELD["until"], strict=True):
        assert said == ("later" if day < since else "past" if until and until < day else "holds")
    assert set(found) <= {"later", "holds", "past"}


def test_every_fact_has_days_in_order() -> None:
    assert list(HELD.index) == list(TABLES["facts"]["id"])
    assert HELD["since"].str.fullmatch(r"\d{4}-\d\d-\d\d").all()
    ended = HELD[HELD["until"] != ""]
    assert (ended["since"] <= ended["until"]).all()


def test_no_measured_figure_is_later_than_its_document() -> None:
    ends = TABLES["sources"].set_index("id")["period_end"]
    measured = FACTS[FACTS["status"].isin(["actual", "baseline"])]
    assert (measured["since"] <= measured["source"].map(ends)).all()


def test_soldiers_deployed_in_the_summer_of_2020_are_two_figures() -> None:
    told = FACTS[FACTS["measure_fr"] == "Militaires déployés"]
    holding = [state(row.since, row.until, "2020-08-31") == "holds" for row in told.itertuples()]
    assert sorted(told[holding]["value"]) == [12362, 12873]
    assert list(told["until"]) == ["2020-06-30", "", ""]
