"""The TAK data package: its manifest names what it holds, and what it holds opens."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pyogrio
import pytest
from lxml import etree

from geodata.text import LANGS
from layers.export.gis.frame import read_layer
from layers.export.gis.registry import format_of

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.text import Lang
    from layers.artifact.reader import Build

IDS = ("sites", "sectors", "courts")
QUERY = "https://atlas.example/export?layers=sites"


def package(collection: Build, lang: Lang, ids: tuple[str, ...] = IDS) -> zipfile.ZipFile:
    layers = [read_layer(collection, name, lang) for name in ids]
    return zipfile.ZipFile(io.BytesIO(format_of("tak").to_bytes(layers, QUERY)))


def parameters(node: etree._Element) -> dict[str, str]:
    return {each.get("name"): each.get("value") for each in node.findall("Parameter")}


@pytest.mark.parametrize("lang", LANGS)
def test_the_manifest_names_every_file(collection: Build, lang: Lang) -> None:
    with package(collection, lang) as archive:
        names = archive.namelist()
        root = etree.fromstring(archive.read("MANIFEST/manifest.xml"))
    assert names[0] == "MANIFEST/manifest.xml"
    assert root.tag == "MissionPackageManifest"
    assert root.get("version") == "2"
    entries = root.findall("Contents/Content")
    assert [entry.get("zipEntry") for entry in entries] == names[1:]
    assert {entry.get("ignore") for entry in entries} == {"false"}
    settings = parameters(root.find("Configuration"))
    assert set(settings) == {"uid", "name", "onReceiveDelete"}
    assert "Mission" in settings["name"]
    kinds = [parameters(entry).get("contentType") for entry in entries]
    assert kinds == ["KML", None]


def test_its_files_hold_the_layers(collection: Build, tmp_path: Path) -> None:
    with package(collection, "en") as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "mission-atlas"
    with zipfile.ZipFile(folder / "mission-atlas.en.kmz") as kmz:
        text = kmz.read("doc.kml").decode()
        assert any(name.endswith(".png") for name in kmz.namelist())
    for layer in IDS:
        title = read_layer(collection, layer, "en").meta["title"]
        assert f"<name>{title}</name>" in text
    tables = {name for name, _ in pyogrio.list_layers(folder / "mission-atlas.en.gpkg")}
    assert {"sites", "sectors"} <= tables
    sites = pyogrio.read_dataframe(folder / "mission-atlas.en.gpkg", layer="sites")
    assert len(sites) == 12


def test_an_unchanged_package_has_the_same_identifier(collection: Build) -> None:
    def uid(ids: tuple[str, ...]) -> str:
        with package(collection, "fr", ids) as archive:
            root = etree.fromstring(archive.read("MANIFEST/manifest.xml"))
        return parameters(root.find("Configuration"))["uid"]

    assert uid(("sites",)) == uid(("sites",))
    assert uid(("sites",)) != uid(("sectors",))
