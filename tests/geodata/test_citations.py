"""Every figure and every place stands in the document near the line its row cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.audit.citations import (
    Documents,
    find_miscited,
    find_seeds,
    find_unnamed,
    nearby,
    number_words,
    stated_numbers,
    states,
)

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.tables import Tables
    from tests.geodata.conftest import Spoil


def test_every_figure_stands_near_its_line(tables: Tables, documents: Documents) -> None:
    assert list(find_miscited(tables, documents)) == []


def test_every_place_is_named_near_its_line(tables: Tables, documents: Documents) -> None:
    assert list(find_unnamed(tables, documents)) == []


def test_every_line_cited_exists_and_is_not_blank(tables: Tables, documents: Documents) -> None:
    for name in tables.names():
        frame = tables[name]
        if {"source", "line"} <= set(frame.columns):
            for row in frame[frame["source"] != ""].itertuples():
                assert documents[row.source][row.line].strip(), (name, row.Index + 2)


def test_a_wrong_figure_is_found(spoil: Spoil, documents: Documents) -> None:
    def change(frame: object) -> None:
        frame.loc[frame["id"] == "001-29-1", "value"] = "12874"  # type: ignore[attr-defined,index]

    (wrong,) = find_miscited(spoil("facts", change), documents)
    assert (wrong.fact, wrong.missing) == ("001-29-1", "12874")


def test_a_wrong_place_is_found(spoil: Spoil, documents: Documents) -> None:
    def change(frame: object) -> None:
        frame.loc[frame["id"] == "tra-002-1171-2", "place"] = "goundam"  # type: ignore[attr-defined,index]

    (wrong,) = find_unnamed(spoil("facts", change), documents)
    assert (wrong.fact, wrong.missing) == ("tra-002-1171-2", "goundam")


def test_every_exception_has_its_reason_and_its_fact(tables: Tables) -> None:
    exceptions = tables["exceptions"]
    assert set(exceptions["fact"]) <= set(tables["facts"]["id"])
    assert (exceptions["reason_fr"] != "").all()
    assert len(exceptions) < 40


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("143 962 patrouilles", 143962),
        ("12\u202f362 militaires", 12362),
        ("257,000 jeunes", 257000),
        ("93,02% des effectifs", 93.02),
        ("106.6 FM", 106.6),
        ("341341 tonnes", 341),
        ("29 07929 079 participants", 29079),
        ("international 825 766 7,2", 766),
        ("plus de 4 750 personnes", 4750),
        ("1 103,4 millions", 1103.4),
        ("sept prisons", 7),
        ("vingt-deux sites", 22),
        ("une soixantaine de volontaires", 60),
        ("(3 287,3)", -3287.3),
    ],
)
def test_the_notations_of_the_documents_are_read(text: str, value: float) -> None:
    assert states(text, value)


@pytest.mark.parametrize(
    ("text", "value"), [("12 362 militaires", 362.5), ("1 234", 23), ("en 2020", 20), ("la ville", 1)]
)
def test_a_number_is_not_found_inside_another(text: str, value: float) -> None:
    assert not states(text, value)


@given(st.integers(0, 10**9), st.sampled_from([" ", ",", "\u202f", "\u00a0"]))
def test_grouped_digits_are_read_whole(number: int, mark: str) -> None:
    assert float(number) in stated_numbers(f"soit {number:,} hommes".replace(",", mark))


@given(st.integers(0, 99999), st.integers(1, 99))
def test_decimals_are_read_with_comma_or_point(whole: int, hundredths: int) -> None:
    value = float(f"{whole}.{hundredths:02d}")
    assert states(f"{whole},{hundredths:02d} %", value)
    assert states(f"{whole}.{hundredths:02d} %", value)


def test_number_words_name_what_they_say() -> None:
    words = number_words()
    assert [words[w] for w in ("zéro", "dix-neuf", "vingt et un", "quarante-trois", "centaine")] == [
        0,
        19,
        21,
        43,
        100,
    ]


def test_blank_lines_do_not_count() -> None:
    lines = ["", "a", "", "", "b", "", "c", "d"]
    assert nearby(lines, 4, reach=1) == "a b c"
    assert nearby(lines, 1, reach=0) == "a"


def test_the_documents_may_be_named_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_SEEDS", str(tmp_path))
    assert find_seeds(tmp_path / "elsewhere") == tmp_path
    monkeypatch.delenv("ATLAS_SEEDS")
    assert find_seeds(tmp_path / "elsewhere") is None
