"""``python -m layers export``: files, companions, selections, and refusals that leave nothing behind."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import geopandas as gpd
import orjson
import pytest

from geodata.text import LANGS
from layers.__main__ import main
from layers.export.gis.registry import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from app.collection import Collection


def export(collection: Collection, *arguments: str) -> int:
    return main(["export", *arguments, "--build", str(collection.static.parent)])


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)
def test_every_format_writes_two_layers(
    collection: Collection, tmp_path: Path, form: object, capsys: pytest.CaptureFixture[str]
) -> None:
    name, ending, whole = form.id, form.ending, form.whole  # type: ignore[attr-defined]
    out = tmp_path / f"deux.{ending}"
    chosen = ["--all"] if whole else ["--layer", "sites,sectors"]
    assert export(collection, *chosen, "--format", name, "--lang", "fr", "--out", str(out)) == 0
    assert out.stat().st_size > 500
    beside = {"csv": {"deux.csv-metadata.json"}, "qgz": {"deux.gpkg"}}.get(name, set())
    assert {path.name for path in tmp_path.iterdir()} == {out.name} | beside
    assert str(out) in capsys.readouterr().out


def test_a_selection_and_its_query_travel(collection: Collection, tmp_path: Path) -> None:
    out = tmp_path / "gao.geojson"
    chosen = ("--layer", "sites", "--format", "geojson", "--bbox", "-1,15,1,17")
    assert export(collection, *chosen, "--lang", "en", "--out", str(out)) == 0
    content = json.loads(out.read_bytes())
    assert {f["properties"]["name"] for f in content["features"]} == {"Gao", "Ansongo"}
    command = "python -m layers export --layer sites --format geojson --lang en --bbox=-1,15,1,17"
    assert content["atlas"]["query"] == command
    area = tmp_path / "area.geojson"
    ring = [[-1, 15], [1, 15], [1, 17], [-1, 17], [-1, 15]]
    area.write_bytes(orjson.dumps({"type": "Polygon", "coordinates": [ring]}))
    again = tmp_path / "again.parquet"
    arguments = ("--layer", "sites", "--format", "parquet", "--area", str(area), "--out", str(again))
    assert export(collection, *arguments) == 0
    assert list(gpd.read_parquet(again)["id"]) == [f["id"] for f in content["features"]]


def test_one_layer_formats_fill_a_folder_or_a_zip(collection: Collection, tmp_path: Path) -> None:
    arguments = ("--layer", "sites,sectors", "--format", "fgb")
    assert export(collection, *arguments, "--out", str(tmp_path)) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"sites.fr.fgb", "sectors.fr.fgb"}
    assert export(collection, *arguments, "--out", str(tmp_path / "both.zip")) == 0
    with zipfile.ZipFile(tmp_path / "both.zip") as archive:
        assert set(archive.namelist()) == {"sites.fr.fgb", "sectors.fr.fgb"}


def test_a_view_is_still_a_page(collection: Collection, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    assert export(collection, "lang=en&layers=sites", "--format", "html", "--out", str(out)) == 0
    assert b"<html" in out.read_bytes()


def test_a_zip_is_named_a_zip(
    collection: Collection, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sites.shp"
    assert export(collection, "--layer", "sites", "--format", "shp", "--lang", "fr", "--out", str(out)) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["sites.shp.zip"]
    assert "sites.shp.zip" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--layer", "atlantis", "--format", "kml"), ("Aucune couche", "No layer")),
        (("--layer", "sites", "--format", "dwg"), ("Format inconnu", "No such format")),
        (("--layer", "sites"), ("Précisez", "Say --format")),
        (("--format", "kml"), ("Attendu", "Expected")),
        (("--layer", "sites", "--all", "--format", "kml"), ("Attendu", "Expected")),
        (("layers=sites", "--format", "kml"), ("Une vue", "A view")),
        (("--layer", "sites", "--format", "kml", "--bbox", "1,2,3"), ("attendu", "expected")),
        (
            ("--layer", "sites", "--format", "kml", "--area", "nowhere.geojson"),
            ("introuvable", "No such file"),
        ),
        (("--layer", "sites", "--format", "datapackage"), ("toujours", "always")),
    ],
)
def test_refusals_are_said_in_the_language_asked_and_write_nothing(
    collection: Collection,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: tuple[str, str],
) -> None:
    for lang, expected in zip(LANGS, words, strict=True):
        assert export(collection, *arguments, "--lang", lang, "--out", str(tmp_path / "out")) == 2
        said = capsys.readouterr().err
        assert expected in said
        assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_said(
    collection: Collection, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("kept")
    out = tmp_path / "file" / "sites.kml"
    assert export(collection, "--layer", "sites", "--format", "kml", "--lang", "en", "--out", str(out)) == 2
    assert "Cannot write" in capsys.readouterr().err
    assert (tmp_path / "file").read_text() == "kept"
