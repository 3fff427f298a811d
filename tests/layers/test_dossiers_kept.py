"""After a change, the dossiers that depend on it are made again, those of areas too, and no others."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

import pytest

from geodata.tables import Tables
from layers.build import dossiers
from layers.build.dossiers import write_dossiers
from layers.build.kept import Kept
from layers.reports.dossier.book import make_dossiers
from tests.layers.changing import changed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.tables import Row
    from layers.artifact.model import PlaceEntry

    Change = Callable[[list[Row]], None]


def of_place(rows: list[Row], place: str) -> Row:
    """A fact given for a place, with a figure."""
    return next(row for row in rows if row["place"] == place and row["value"] not in ("", "0"))


def another_note(rows: list[Row], place: str) -> None:
    row = of_place(rows, place)
    row["note_fr"], row["note_en"] = "Autre note.", "Another note."


def another_value(rows: list[Row], place: str) -> None:
    row = of_place(rows, place)
    row["value"] = str(float(row["value"]) + 3)


def another_alias(rows: list[Row], place: str) -> None:
    next(row for row in rows if row["id"] == place)["aliases"] += "|Autre"


class Written:
    """What is written of the dossiers of a data folder: files by name, and which places were made."""

    def __init__(self, tables: Tables, kept: Kept, folder: Path) -> None:
        self.files: dict[str, bytes] = {}
        (folder / "data").mkdir(parents=True)
        self.folder = folder
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(dossiers, "write_compressed", self._write)
            self.listed: list[PlaceEntry] = write_dossiers(tables, folder, kept)
        self.made = {name.removeprefix("dossier ") for name in kept.names}

    def _write(self, path: Path, content: bytes, _quality: int) -> None:
        self.files[path.relative_to(self.folder).as_posix()] = content

    def differs_from(self, other: Written) -> set[str]:
        """Places of which some file is another."""
        return {n.rsplit("/")[-1].split(".")[0] for n in self.files if self.files[n] != other.files.get(n)}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Written, Path]:
    """The dossiers of the data as they are, and what is kept of them."""
    folder = tmp_path_factory.mktemp("first")
    return Written(Tables(), Kept(folder / "kept", "code"), folder / "files"), folder / "kept"


@pytest.mark.parametrize(
    ("change", "place", "areas"),
    [
        (another_note, "gao", {"region-gao", "cercle-gao", "sector-est"}),
        (another_value, "gao", {"region-gao", "cercle-gao", "sector-est"}),
        (another_value, "kidal", {"region-kidal", "cercle-kidal", "sector-nord"}),
        (another_note, "zone-centre", {"region-mopti", "region-segou"}),
    ],
)
def test_a_changed_fact_is_told_again_where_it_is_told(
    tmp_path: Path, first: tuple[Written, Path], change: Callable[..., None], place: str, areas: set[str]
) -> None:
    """The place, and the areas around it whose dossiers tell what lies inside or what is given for them."""
    tables = changed(tmp_path / "after", "facts", partial(change, place=place))
    before, kept = first
    after = Written(tables, Kept(shutil.copytree(kept, tmp_path / "kept"), "code"), tmp_path / "1")
    cold = Written(tables, Kept(None, "code"), tmp_path / "2")

    assert len(before.made) == len(before.listed) == len(before.files) // 6
    assert after.files == cold.files
    assert {place, *areas} <= after.differs_from(before) <= after.made
    assert len(after.made) < len(before.made) / 3
    assert "region-kayes" not in after.made


def test_a_changed_place_is_told_wherever_it_is_named(tmp_path: Path, first: tuple[Written, Path]) -> None:
    tables = changed(tmp_path / "after", "places", partial(another_alias, place="gao"))
    before, kept = first
    shutil.copytree(kept, tmp_path / "kept")
    after = Written(tables, Kept(tmp_path / "kept", "code"), tmp_path / "1")
    assert after.files == Written(tables, Kept(None, "code"), tmp_path / "2").files
    assert after.differs_from(before) == {"gao"}
    again = Written(tables, Kept(tmp_path / "kept", "code"), tmp_path / "3")
    assert not again.made
    assert again.files == after.files
    assert again.listed == after.listed


def test_dossiers_read_no_statement_but_as_a_fact() -> None:
    """Or a change of one would not be seen: they depend on the facts row by row, not on that table."""
    tables = Tables()
    with tables.noting() as read:
        for _ in make_dossiers(tables):
            pass
    assert "facts.csv" in read
    assert "statements.csv" not in read
