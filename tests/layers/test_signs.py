"""What is planned and what was called off have signs of their own, wherever they are drawn, and in grey."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from layers.catalog.topics import topic_marks
from layers.export.gis.qgis.sld import _point as sld_point
from layers.export.gis.qgis.symbols import symbol
from layers.export.sheet.map.symbols import pin
from layers.schema.signs import neutral
from layers.swatch import swatch_svg

KINDS = ("", "towns-", "area-", "zone-", "group-")
MARKS = {mark.key: mark.resolve("en") for mark in topic_marks("projects", "activity")}
#: What a reader sees of a sign without its colour.
LOOK = ("shape", "fill", "dash", "width", "struck", "icon", "together")


@pytest.mark.parametrize("kind", KINDS)
def test_planned_and_called_off_differ_without_colour(kind: str) -> None:
    planned, dropped, there = (MARKS[f"{kind}{key}"] for key in ("planned", "dropped", "actual"))
    looks = {tuple(mark.get(part) for part in LOOK) for mark in (planned, dropped, there)}
    assert len(looks) == 3
    assert len({swatch_svg(neutral(mark)) for mark in (planned, dropped, there)}) == 3


@pytest.mark.parametrize("kind", KINDS[:2])
def test_a_bar_crosses_what_was_called_off_on_paper_in_qgis_and_as_sld(kind: str) -> None:
    planned, dropped = MARKS[f"{kind}planned"], MARKS[f"{kind}dropped"]
    assert len(pin(0, 0, dropped, 1.0)) == len(pin(0, 0, planned, 1.0)) + 2
    drawn = []
    for mark in (planned, dropped):
        qml, sld = ET.Element("symbols"), ET.Element("rule")
        symbol(qml, "0", mark, "points")
        sld_point(sld, mark)
        drawn.append((ET.tostring(qml, "unicode"), ET.tostring(sld, "unicode")))
    (hollow_qml, hollow_sld), (struck_qml, struck_sld) = drawn
    assert 'value="line"' in struck_qml
    assert 'value="line"' not in hollow_qml
    assert ">x<" in struck_sld
    assert ">x<" not in hollow_sld
