"""A QGIS project mirrors the panel, over a file beside it or over the service."""

from __future__ import annotations

import zipfile
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from geodata.errors import InputError
from geodata.text import LANGS
from layers.export.gis.frame import GisLayer, read_layer
from layers.export.gis.qgis.project import project, write_bundle, write_qgz
from layers.export.gis.qgis.xml import layer_id

if TYPE_CHECKING:
    from pathlib import Path

    from app.collection import Collection
    from geodata.text import Lang


def layers_of(collection: Collection, lang: Lang, *ids: str) -> list[GisLayer]:
    wanted = ids or [entry["id"] for entry in collection.index["layers"]]
    return [read_layer(collection, each, lang) for each in wanted]


@pytest.mark.parametrize("lang", LANGS)
def test_groups_and_layers_are_those_of_the_panel(collection: Collection, lang: Lang) -> None:
    index = collection.index
    root = project(layers_of(collection, lang), source="atlas.gpkg", index=index)
    groups = root.find("layer-tree-group").findall("layer-tree-group")
    expected = groupby(index["layers"], key=lambda entry: entry["group"])
    for group, (key, entries) in zip(groups, expected, strict=True):
        assert group.get("name") == index["groups"][key][lang]
        members = [m for m in group if m.tag.startswith("layer-tree")]
        for member, entry in zip(members, entries, strict=True):
            assert member.get("name") == entry["title"][lang]
            on = entry["is_default"] or key == "base"
            assert (member.get("checked") == "Qt::Checked") == on, entry["id"]


def test_points_lie_above_areas_above_the_basemap(collection: Collection) -> None:
    root = project(layers_of(collection, "fr"), source="atlas.gpkg", index=collection.index)
    order = [item.text for item in root.find("layer-tree-group/custom-order")]
    assert len(order) == len(set(order)) == len(root.find("projectlayers"))
    place = {name: order.index(layer_id(name)) for name in ("sites", "towns", "sectors", "base_land_points")}
    assert place["sites"] < place["towns"] < place["sectors"] < place["base_land_points"]


def test_where_the_data_lie(collection: Collection) -> None:
    layers = layers_of(collection, "en", "sites", "courts", "places")
    beside = project(layers, source="atlas.en.gpkg", index=collection.index)
    assert sources(beside)[layer_id("courts_areas")] == "./atlas.en.gpkg|layername=courts_areas"
    live = sources(project(layers, source="https://atlas.example/", index=collection.index))
    assert live[layer_id("sites")] == "https://atlas.example/layers/sites.geojson?lang=en|geometrytype=Point"
    assert live[layer_id("places")] == "https://atlas.example/layers/places.geojson?lang=en"
    relations = {r.get("id"): r for r in beside.find("relations")}
    assert set(relations) >= {"sites_place", "courts_points_place"}
    assert relations["sites_place"].get("referencedLayer") == layer_id("places")


def sources(root: ET.Element) -> dict[str, str]:
    return {layer.findtext("id"): layer.findtext("datasource") for layer in root.find("projectlayers")}


@pytest.mark.parametrize("source", ["", "../atlas.gpkg", "atlas.gpkg|layername=x", "ftp://host", "atlas.zip"])
def test_another_source_is_refused_in_both_languages(collection: Collection, source: str) -> None:
    with pytest.raises(InputError) as refusal:
        project(layers_of(collection, "fr", "sites"), source=source, index=collection.index)
    assert "attendu" in refusal.value.message("fr")
    assert "expected" in refusal.value.message("en")


def test_archives_are_the_same_each_time_and_the_bundle_holds_both(
    collection: Collection, tmp_path: Path
) -> None:
    layers = layers_of(collection, "fr", "sites", "sectors")
    kept = []
    for _ in range(2):
        write_qgz(layers, tmp_path / "atlas.qgz", source="atlas.gpkg", index=collection.index, query="q")
        kept.append((tmp_path / "atlas.qgz").read_bytes())
    assert kept[0] == kept[1]
    with zipfile.ZipFile(tmp_path / "atlas.qgz") as archive:
        assert archive.namelist() == ["atlas.qgs"]
        root = ET.fromstring(archive.read("atlas.qgs"))  # noqa: S314 - our own document
    assert root.findtext("projectCrs/spatialrefsys/authid") == "EPSG:3857"
    write_bundle(layers, tmp_path / "both.zip", index=collection.index)
    with zipfile.ZipFile(tmp_path / "both.zip") as archive:
        assert archive.namelist() == ["both.gpkg", "both.qgz"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["atlas.qgz", "both.zip"]
