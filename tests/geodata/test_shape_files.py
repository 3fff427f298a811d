"""Files that were cut short are problems with a place and a remedy, never a traceback."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from geodata.__main__ import main
from geodata.audit.shape_rules import shape_problems
from geodata.tables import DATA_FOLDER, Tables

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(DATA_FOLDER, tmp_path / "data")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])


def test_the_shapes_are_whole() -> None:
    assert list(shape_problems(Tables())) == []


@pytest.mark.parametrize(
    "spoil",
    [
        cut,
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b"\xff\xfe\xff"),
        lambda path: path.write_text('{"type": "FeatureCollection", "features": []}'),
        lambda path: path.write_text('{"type": "FeatureCollection", "features": [{"geometry": null}]}'),
        lambda path: path.write_text("[]"),
    ],
)
def test_a_shape_file_that_is_not_whole_is_a_problem(folder: Path, spoil: object) -> None:
    spoil(folder / "shapes" / "cercles.geojson")  # type: ignore[operator]
    [problem] = shape_problems(Tables(folder))
    assert problem.table == "shapes/cercles.geojson"
    assert "whole" in problem.describe("en") or "features" in problem.describe("en")


def test_the_check_lists_a_shape_that_was_cut_short(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cut(folder / "shapes" / "cercles.geojson")
    assert main(["check", "--data", str(folder), "--lang", "en"]) == 1
    assert "shapes/cercles.geojson" in capsys.readouterr().out


def test_a_description_that_was_cut_short_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cut(folder / "datapackage.json")
    assert main(["check", "--data", str(folder), "--lang", "en"]) == 2
    assert "is not whole JSON" in capsys.readouterr().err
