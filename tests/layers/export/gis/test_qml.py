"""QGIS styles and SLD: every mark of every layer has its symbol, in both languages."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from geodata.tables import Tables
from geodata.text import LANGS
from layers.artifact.joined import in_brief
from layers.export.gis.frame import read_layer
from layers.export.gis.qgis.sld import OGC, SE, write_sld
from layers.export.gis.qgis.style import map_tip, write_qml
from layers.export.gis.qgis.xml import scale_of
from layers.export.gis.split import GisTable, split

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang


def tables_of(collection: Collection, lang: Lang, *ids: str) -> list[GisTable]:
    wanted = ids or [entry["id"] for entry in collection.index["layers"]]
    layers = [read_layer(collection, each, lang) for each in wanted]
    return [table for layer in layers for table in split(layer)]


@pytest.mark.parametrize("lang", LANGS)
def test_every_row_has_a_table_and_every_mark_a_symbol(collection: Collection, lang: Lang) -> None:
    for table in tables_of(collection, lang):
        root = ET.fromstring(write_qml(table))  # noqa: S314 - our own document
        if table.kind == "rows":
            assert root.find("renderer-v2").get("type") == "nullSymbol"
            continue
        (renderer,) = (r for r in root.iter("renderer-v2") if r.get("type") == "categorizedSymbol")
        assert renderer.get("attr") == "mark"
        categories = {c.get("value"): c for c in renderer.find("categories")}
        symbols = {s.get("name"): s for s in renderer.find("symbols")}
        assert set(table.frame["mark"]) == set(categories), table.name
        for mark in table.marks:
            category = categories[mark["key"]]
            assert category.get("label") == mark["label"]
            assert symbols[category.get("symbol")].findall("layer"), (table.name, mark["key"])
        assert len(table.frame.geom_type.unique()) <= 2
        assert (root.get("labelsEnabled") == "1") == any(mark["label_style"] for mark in table.marks)
        assert root.get("minScale") == str(scale_of(table.min_zoom) or 100_000_000)


def test_a_layer_that_mixes_geometries_is_split_and_loses_nothing(collection: Collection) -> None:
    named = {table.name: table for table in tables_of(collection, "fr", "courts", "sites", "facts", "places")}
    assert set(named) == {
        "courts_points", "courts_together", "courts_areas", "sites", "facts", "facts_points", "facts_areas",
        "places", "places_points",
    }  # fmt: skip
    courts = read_layer(collection, "courts", "fr").frame
    parts = [named[f"courts_{part}"] for part in ("points", "together", "areas")]
    assert sum(len(part.frame) for part in parts) == len(courts)
    assert [part.geometry for part in parts] == ["Point", "MultiPoint", "Polygon"]
    assert parts[1].title.endswith("(lieux ensemble)")
    assert 'type="pointDisplacement"' not in write_qml(parts[1]), "QGIS spreads single points only"
    assert named["facts"].kind == "rows"
    assert len(named["facts"].frame) == len(Tables()["facts"])
    assert named["courts_areas"].title.endswith("(surfaces)")


def test_hollow_and_filled_pins_dashes_and_hatches(collection: Collection) -> None:
    works = next(t for t in tables_of(collection, "fr", "works") if t.name == "works_points")
    areas = next(t for t in tables_of(collection, "fr", "courts") if t.kind == "areas")
    symbols = ET.fromstring(write_qml(works)).iter("symbol")  # noqa: S314 - our own document
    discs = {s.get("name"): options(s.findall("layer")[0]) for s in symbols if s.get("type") == "marker"}
    planned, actual = (str([m["key"] for m in works.marks].index(k)) for k in ("planned", "actual"))
    assert discs[planned]["color"] == "255,255,255,255"
    assert discs[actual]["outline_color"] == "255,255,255,255"
    icon = next(v for v in texts(write_qml(works)) if v.startswith("base64:"))
    assert b"param(fill)" in base64.b64decode(icon.removeprefix("base64:"))
    assert "0.75;3" in texts(write_qml(areas)), "a planned group is dotted: 1 4 in pixels"
    (coverage,) = tables_of(collection, "fr", "coverage")
    assert 'class="LinePatternFill"' in write_qml(coverage)


def options(layer: ET.Element) -> dict[str, str]:
    return {o.get("name"): o.get("value") for o in layer.find("Option")}


def texts(document: str) -> list[str]:
    return [o.get("value") for o in ET.fromstring(document).iter("Option") if o.get("value")]  # noqa: S314 - our own document


def test_a_basemap_town_waits_for_its_zoom(collection: Collection) -> None:
    points = next(t for t in tables_of(collection, "en", "base-land") if t.kind == "points")
    document = write_qml(points)
    assert f"@map_scale <= {scale_of(7)}" in texts(document)
    rules = ET.fromstring(document).find("labeling/rules").findall("rule")  # noqa: S314 - our own document
    limits = {r.get("description"): r.find("settings/rendering").get("scaleMax") for r in rules}
    assert limits["Town of rank 1"] == "0"
    assert limits["Town of rank 3"] == str(scale_of(9))


def test_map_tips_escape_what_the_data_hold(collection: Collection) -> None:
    for table in tables_of(collection, "fr", "sites", "facts"):
        tip = map_tip(table)
        told = in_brief(table.fields)
        assert tip.count("[%") == tip.count("%]") == 1 + len(told)
        assert tip.count("'&lt;'") == 1 + len(told)


@pytest.mark.parametrize("lang", LANGS)
def test_sld_has_a_rule_for_each_mark(collection: Collection, lang: Lang) -> None:
    for table in tables_of(collection, lang):
        if table.kind == "rows":
            continue
        root = ET.fromstring(write_sld(table))  # noqa: S314 - our own document
        rules = root.findall(f".//{{{SE}}}Rule")
        assert [r.find(f".//{{{OGC}}}Literal").text for r in rules] == [m["key"] for m in table.marks]
        for rule, mark in zip(rules, table.marks, strict=True):
            drawn = [e for e in rule if e.tag.endswith("Symbolizer")]
            assert drawn, (table.name, mark["key"])
