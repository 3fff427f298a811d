"""Nothing in the documents is left unsaid, and COVERAGE.md says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.__main__ import main
from geodata.audit.completeness import STATES, cover, coverage_report

if TYPE_CHECKING:
    import pandas as pd
    import pytest

    from geodata.audit.citations import Documents
    from geodata.tables import Tables
    from tests.geodata.conftest import Spoil


def test_no_line_is_left_over(tables: Tables, documents: Documents) -> None:
    assert cover(tables, documents).left_over() == []


def test_the_report_is_up_to_date(tables: Tables, documents: Documents) -> None:
    assert coverage_report(tables, documents) == (tables.folder / "COVERAGE.md").read_text("utf-8")


def test_every_line_with_a_digit_is_accounted_for(tables: Tables, documents: Documents) -> None:
    states = cover(tables, documents).states
    assert set(states.values()) <= set(STATES)
    for source, lines in documents.items():
        for line, text in enumerate(lines):
            if any(c.isdigit() for c in text):
                assert (source, line) in states


def test_a_line_that_nothing_explains_is_reported(spoil: Spoil, documents: Documents) -> None:
    def drop(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["source"] != "004"]

    assert cover(spoil("uncited", drop), documents).left_over() == [("004", 5), ("004", 6)]


def test_a_line_set_aside_is_not_cited_as_well(tables: Tables, documents: Documents) -> None:
    """A reason for leaving a line is not kept once a row says the line."""
    facts = set(zip(tables["facts"]["source"], tables["facts"]["line"], strict=True))
    for row in tables["uncited"].itertuples():
        lines = range(row.line_start, row.line_end + 1)
        told = [(row.source, line) in facts for line in lines if documents[row.source][line].strip()]
        assert not all(told), (row.source, row.line_start)


def test_the_command_writes_the_report(
    spoil: Spoil, documents: Documents, capsys: pytest.CaptureFixture[str]
) -> None:
    assert documents
    folder = spoil("uncited", lambda frame: frame[frame["source"] != "004"]).folder
    status = main(["completeness", "--data", str(folder), "--documents", str(_seeds())])
    assert status == 1
    assert "2 line(s) and 0 statement(s) left over" in capsys.readouterr().out
    assert "- 004: 5" in (folder / "COVERAGE.md").read_text("utf-8")


def _seeds() -> object:
    from geodata.audit.citations import find_seeds
    from geodata.tables import DATA_FOLDER

    return find_seeds(DATA_FOLDER.parent)
