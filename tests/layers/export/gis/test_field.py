"""The field project of one layer: with the ground and an empty layer of notes, all else locked."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pyogrio
import pytest

from geodata.text import LANGS
from layers.export.gis.qgis.field import COLUMNS, NOTES
from layers.export.gis.registry import format_of
from layers.export.gis.request import Order

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.text import Lang
    from layers.artifact.reader import Build


@pytest.mark.parametrize("lang", LANGS)
def test_a_layer_comes_with_ground_and_notes(collection: Build, lang: Lang, tmp_path: Path) -> None:
    content = Order(("sites",), lang, format_of("qfield")).fill(collection)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = {f"mission-atlas.{lang}.{ending}" for ending in ("qgs", "gpkg")} | {f"{NOTES}.gpkg"}
        assert set(archive.namelist()) == names
        archive.extractall(tmp_path)
    tables = set(pyogrio.list_layers(tmp_path / f"mission-atlas.{lang}.gpkg")[:, 0])
    ground = {entry["id"].replace("-", "_") for entry in collection.base}
    assert "sites" in tables
    assert all(any(table.startswith(each) for table in tables) for each in ground), (ground, tables)
    told = pyogrio.read_info(tmp_path / f"{NOTES}.gpkg", layer=NOTES)
    assert (told["features"], told["geometry_type"], told["crs"]) == (0, "Point", "EPSG:4326")
    assert list(told["fields"]) == list(COLUMNS)
    project = ET.parse(tmp_path / f"mission-atlas.{lang}.qgs").getroot()  # noqa: S314 - written by ourselves
    sources = {node.findtext("datasource", ""): node.get("readOnly") for node in project.iter("maplayer")}
    assert [where for where, locked in sources.items() if locked != "1"] == [
        f"./{NOTES}.gpkg|layername={NOTES}"
    ]
    assert all(where.startswith("./") for where in sources)


def test_any_other_format_brings_what_was_asked_for_alone(collection: Build) -> None:
    assert [layer.id for layer in Order(("sites",), "en", format_of("gpkg")).read(collection)] == ["sites"]
