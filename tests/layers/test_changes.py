"""Two dates compared, from the documents' own figures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.tables import Tables
from layers.reports.changes import changes, series_of

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = series_of(Tables(), "en")
days = st.sampled_from(["2013-01-01", "2017-12-31", "2018-03-31", "2020-08-31", "2021-06-30", "2022-12-31"])
MIRRORED = {"changed": "changed", "appeared": "ended", "ended": "appeared"}


def of(measure: str, first: str, second: str) -> dict[str, Any]:
    found = changes(CONTENT, first, second)
    return next(c for c in found if CONTENT["series"][c["series"]]["measure"] == measure)


@settings(deadline=None, max_examples=30)  # two thousand series each time
@given(day=st.dates().map(lambda day: day.isoformat()))
def test_a_date_compared_with_itself_is_empty(day: str) -> None:
    assert changes(CONTENT, day, day) == []


@settings(deadline=None, max_examples=30)  # two thousand series each time
@given(first=days, second=days)
def test_a_comparison_mirrors_its_reverse(first: str, second: str) -> None:
    one, two = changes(CONTENT, first, second), changes(CONTENT, second, first)
    assert [c["series"] for c in one] == [c["series"] for c in two]
    for there, back in zip(one, two, strict=True):
        assert back["kind"] == MIRRORED[there["kind"]]
        assert (back["then"], back["now"]) == (there["now"], there["then"])
        assert ("difference" in back) == ("difference" in there)
        if "difference" in there:
            assert back["difference"] == pytest.approx(-there["difference"])


def test_the_cases_that_the_page_is_tested_with_are_what_is_found_here(root: Path) -> None:
    shared = json.loads((root / "tests" / "shared" / "changes_cases.json").read_text("utf-8"))
    for case in shared["cases"]:
        assert changes(shared, case["first"], case["second"]) == case["changes"]


def test_patrols_between_the_two_fact_sheets() -> None:
    change = of("Military patrols, total since July 2013", "2018-03-31", "2020-08-31")
    assert change["kind"] == "changed"
    assert change["difference"] == 244720 - 143962
    assert change["percent"] == 70.0


def test_contradictory_figures_of_one_date_are_both_given_and_not_subtracted() -> None:
    change = of("Military personnel deployed", "2018-03-31", "2020-08-31")
    assert (len(change["then"]), len(change["now"])) == (1, 2)
    assert "difference" not in change


STATUS_OF = Tables()["facts"].set_index("id")["status"].to_dict()


def test_a_plan_and_a_result_never_share_a_series() -> None:
    measured, other = {"actual", "baseline"}, ({"planned"}, {"authorised"})
    for series in CONTENT["series"]:
        statuses = {STATUS_OF[figure[0]] for figure in series["figures"]}
        assert statuses <= measured or statuses in other


def test_a_figure_of_a_group_stays_with_its_group() -> None:
    for series in CONTENT["series"]:
        assert bool(series["place"]) != bool(series["group"])
        assert series["place"] in CONTENT["places"] or series["group"] in CONTENT["groups"]
