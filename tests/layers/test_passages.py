"""What can be asked in words: every fact, once, with its figures, its place and its document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import brotli
import orjson
import pytest

from geodata.places.names import fold
from geodata.places.nation import NATION
from geodata.tables import Tables
from geodata.text import LANGS
from layers.artifact.files import FAR, compress
from layers.reports.passages import passages_files
from layers.schema.library import read_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.tables import Row
    from geodata.text import Lang

TABLES = Tables()
BUDGET = 60_000  # bytes on the wire: the index of passages, and the library that reads it


@pytest.fixture(scope="module")
def contents() -> dict[str, bytes]:
    found = passages_files(TABLES, read_catalog())
    return {lang: found[f"search/passages.{lang}.json"] for lang in LANGS}


@pytest.fixture(scope="module")
def files(contents: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    return {lang: orjson.loads(content) for lang, content in contents.items()}


def test_it_stays_within_its_budget(contents: dict[str, bytes], root: Path) -> None:
    library = brotli.compress((root / "app" / "web" / "vendor" / "MiniSearch.js").read_bytes())
    for lang in LANGS:
        assert len(compress(contents[lang], FAR)) + len(library) < BUDGET


def likeness(row: Row, lang: Lang) -> tuple[str, ...]:
    """What figures that are told together have in common."""
    return (row[f"measure_{lang}"], row["place"], row["group"], row["topic"], row["source"])


@pytest.mark.parametrize("lang", LANGS)
def test_every_fact_is_told_once_where_it_is(files: dict[str, Any], lang: str) -> None:
    found = files[lang]
    facts = TABLES.rows("facts")
    columns = found["facts"]
    assert len({len(column) for column in (*columns.values(), found["measures"], found["figures"])}) == 1
    told = set()
    for n, key in enumerate(columns["id"]):
        row = facts[key]
        where = columns["where"][n]
        if where < 0:
            title, members = found["groups"][-1 - where]
            assert title == TABLES.rows("groups")[row["group"]][f"title_{lang}"]
            assert members
        else:
            assert found["places"][where][0] == row["place"]
        told.add(likeness(row, lang))
    assert told == {likeness(row, lang) for row in facts.values() if not row["same_as"]}
    assert len(told) == len(columns["id"])


def test_what_happened_is_told_before_what_was_planned(files: dict[str, Any]) -> None:
    found = files["en"]
    rank = found["measures"].index("Operation and maintenance of aircraft: Helicopters")
    said = found["figures"][rank]
    assert said.index("(delivered, 2020/21)") < said.index("(planned, 2020/21)")
    assert "≠" in said  # another figure contradicts it
    assert said.endswith("A/76/564")
    assert found["facts"]["actual"][rank] == 1


def test_what_has_no_figure_says_no_figure(files: dict[str, Any]) -> None:
    rank = files["en"]["facts"]["id"].index("003-354-1")
    assert files["en"]["figures"][rank] == "2020/21 · A/76/564"


def test_places_name_what_holds_them(files: dict[str, Any]) -> None:
    found = files["fr"]
    ranks = {place: rank for rank, (place, _) in enumerate(found["places"])}
    held = {found["places"][rank][0] for rank in found["places"][ranks["mopti"]][1]}
    assert held == {"cercle-mopti", "region-mopti", "sector-centre"}
    assert found["nation"] == ranks[NATION]
    assert {found["places"][rank][0] for rank in found["vague"]} >= {"zone-nord", "zone-centre"}


def test_every_facility_and_result_is_there(files: dict[str, Any]) -> None:
    for found in files.values():
        assert set(found["results"]) == set(TABLES["results"]["ref"])
        assert set(found["facilities"]) == set(TABLES["facilities"]["id"])
        assert {key for _, key in found["facilities"].values()} <= set(TABLES["facts"]["id"])
    assert files["fr"]["results"]["I1.1.1"].startswith("en partie")


def test_each_term_has_words_of_both_languages_and_none_is_of_one_letter() -> None:
    for row in TABLES["terms"].to_dict("records"):
        for lang in LANGS:
            words = row[lang].split("|")
            assert len(set(map(fold, words))) == len(words), row["id"]
            assert all(len(fold(word)) > 1 for word in words), row["id"]
    acronyms = {word for row in TABLES["terms"].to_dict("records") for word in row["fr"].split("|")}
    assert {"EEI", "DDR", "PER", "MOC", "UPC", "FPU", "UNPOL"} <= acronyms
