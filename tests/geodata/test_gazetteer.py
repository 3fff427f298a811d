"""A written name finds its place, with the reason, and a spreadsheet loses nothing."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.__main__ import main
from geodata.errors import InputError
from geodata.places.gazetteer import Gazetteer
from geodata.places.names import fold, split_kind
from geodata.places.spreadsheet import join_by_name
from geodata.tables import Tables

if TYPE_CHECKING:
    from pathlib import Path

GAZETTEER = Gazetteer(Tables())
PLACES = Tables()["places"]


@pytest.mark.parametrize(
    ("name", "place", "how"),
    [
        ("Gao", "gao", "exact"),
        ("GAO", "gao", "spelling"),
        ("Région de Gao", "region-gao", "exact"),
        ("region gao", "region-gao", "spelling"),
        ("Cercle de Koro", "cercle-koro", "exact"),
        ("Koro cercle", "cercle-koro", "spelling"),
        ("Aguelhoc", "aguelhok", "alias"),
        ("Augelhok", "aguelhok", "alias"),
        ("Ogossogou", "ogossagou", "alias"),
        ("Timbuktu", "tombouctou", "exact"),
        ("mopti sevare", "mopti-sevare", "spelling"),
        ("Kidal (ville)", "kidal", "spelling"),
        ("Tombuctou", "tombouctou", "close"),
        ("Doentza", "douentza", "close"),
        ("District de Bamako", "district-bamako", "exact"),
        ("Secteur Est", "sector-est", "exact"),
        ("Bourem", "town-bourem", "exact"),
        ("Commune de Gao", "commune-gao", "spelling"),
    ],
)
def test_a_name_finds_its_place(name: str, place: str, how: str) -> None:
    match = GAZETTEER.match(name)
    assert match is not None
    assert (match.place, match.how) == (place, how)


@pytest.mark.parametrize("name", ["", "Paris", "Nord", "Est", "Xyzzy", "12", "Bar"])
def test_a_stranger_finds_nothing(name: str) -> None:
    assert GAZETTEER.match(name) is None


def test_the_wanted_kind_decides_between_namesakes() -> None:
    for kind, place in (("", "gao"), ("town", "gao"), ("region", "region-gao"), ("cercle", "cercle-gao")):
        match = GAZETTEER.match("Gao", kind)
        assert match is not None
        assert match.place == place
    assert GAZETTEER.match("Région de Gao", "town").place == "region-gao"  # type: ignore[union-attr]


def test_the_reason_names_the_namesakes_in_both_languages() -> None:
    match = GAZETTEER.match("Gao")
    assert match is not None
    assert "lu comme une ville" in match.why.fr
    assert "the name also means a region, a cercle" in match.why.en


def test_communes_of_one_name_are_ambiguous() -> None:
    match = GAZETTEER.match("Commune de Benkadi")
    assert match is not None
    assert (match.place, match.how) == ("", "ambiguous")


@given(
    place=st.sampled_from(list(PLACES["id"])), upper=st.booleans(), plain=st.booleans(), spaced=st.booleans()
)
def test_accents_case_and_hyphens_do_not_matter(
    place: str, *, upper: bool, plain: bool, spaced: bool
) -> None:
    row = PLACES.set_index("id").loc[place]
    name = row["name_fr"]
    if plain:
        name = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    name = name.upper() if upper else name
    name = name.replace("-", " ") if spaced else name
    match = GAZETTEER.match(name, row["kind"])
    assert match is not None
    assert match.place == place


@given(st.text())
def test_any_text_is_met_with_a_match_or_nothing(name: str) -> None:
    match = GAZETTEER.match(name)
    assert match is None or match.why.fr
    assert fold(fold(name)) == fold(name)
    assert split_kind(name)[1] in {"", "region", "cercle", "commune", "sector", "town"}


def test_no_row_is_lost_and_each_name_is_explained() -> None:
    frame = pd.DataFrame({"lieu": ["Gao", "Paris", "Aguelhoc", "", "Gao"], "n": range(5)})
    joined, report = join_by_name(frame, "lieu", Tables())
    assert list(joined["n"]) == list(range(5))
    assert list(joined["place_id"]) == ["gao", "", "aguelhok", "", "gao"]
    assert joined.loc[0, "region"] == "region-gao"
    assert joined.loc[2, "lon"] == pytest.approx(0.8589)
    assert pd.isna(joined.loc[1, "lon"])
    assert report.set_index("name").loc["Gao", "rows"] == 2
    assert report["why_fr"].str.len().min() > 0


def test_a_missing_column_is_named_with_those_present() -> None:
    with pytest.raises(InputError, match="columns present: lieu"):
        join_by_name(pd.DataFrame({"lieu": ["Gao"]}), "ville", Tables())


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_command_joins_a_file(tmp_path: Path, mark: str, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(f"lieu{mark}n\nKidal{mark}1\nParis{mark}2\n", "utf-8-sig")
    assert main(["join", str(source), "--column", "lieu", "--out", str(target), "--lang", "fr"]) == 0
    joined = pd.read_csv(target)
    assert list(joined["n"]) == [1, 2]
    assert joined.loc[0, "place_id"] == "kidal"
    said = capsys.readouterr().err
    assert "1 ligne(s) sur 2" in said
    assert "'Paris' (1): —: aucun lieu de ce nom" in said


def test_the_command_refuses_what_is_not_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["join", str(tmp_path / "none.csv"), "--column", "lieu"]) == 2
    assert "cannot be read" in capsys.readouterr().err
    empty = tmp_path / "empty.csv"
    empty.write_text("")
    assert main(["join", str(empty), "--column", "lieu"]) == 2
