"""QGIS reads each table's SLD as well: the marks of the QML, in the same words, colours and order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from layers.export.gis.qgis.sld import write_sld
from layers.export.gis.qgis.symbols import DISC_AREA, HATCH_TINT
from layers.export.gis.qgis.xml import layer_id, rgba
from layers.export.gis.split import GisTable, split
from layers.schema.colours import LAND
from tests.qgis.test_qgis import blended

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.text import Lang
    from layers.export.gis.frame import GisLayer

    Look = Callable[..., dict[str, Any]]
    Atlas = dict[Lang, list[GisLayer]]

pytestmark = pytest.mark.qgis

#: What QGIS takes for the inside of a cross, which has none.
UNSEEN = "255,0,0,255"


@pytest.fixture(scope="module")
def tables(atlas: Atlas) -> dict[str, GisTable]:
    found = [table for layer in atlas["fr"] for table in split(layer)]
    return {table.name: table for table in found if table.kind != "rows"}


@pytest.fixture(scope="module")
def styles(tables: dict[str, GisTable], folder: Path) -> dict[str, str]:
    paths = {name: folder / f"{name}.sld" for name in tables}
    for name, path in paths.items():
        path.write_text(write_sld(tables[name]), "utf-8")
    return {name: str(path) for name, path in paths.items()}


def expected(mark: dict[str, Any], table: GisTable) -> set[tuple[str, str]]:
    """Fill and outline of each thing that the mark draws."""
    fill, edge = mark["fill"], rgba(mark["stroke"]) if mark["width"] else ""
    hue, white = rgba(mark["color"]), rgba("#FFFFFF")
    if table.kind == "lines":
        return {("", edge)}
    if table.kind == "points":
        if mark["shape"] != "pin":
            return {(rgba(mark["color"], fill), edge)}
        disc = (white, hue) if fill < 0.5 else (hue, white)
        return {disc, (UNSEEN, hue)} if mark.get("struck") else {disc}
    if mark.get("hatch"):
        return {(rgba(mark["color"], fill * HATCH_TINT), ""), ("", edge)}
    opacity = min(fill, DISC_AREA) if mark["shape"] in {"dot", "pin"} else fill
    return {(rgba(mark["color"], opacity) if opacity else "", edge)}


def whole(seen: list[list[str]]) -> set[tuple[str, str]]:
    return {(fill, edge) for fill, edge in seen}


def assert_near(seen: set[tuple[str, str]], wanted: set[tuple[str, str]], name: str) -> None:
    """QGIS rounds an opacity down."""
    assert len(seen) == len(wanted), (name, seen, wanted)
    for pair, other in zip(sorted(seen), sorted(wanted), strict=True):
        for one, two in zip(pair, other, strict=True):
            parts = [[int(part) for part in colour.split(",") if part] for colour in (one, two)]
            assert parts[0] == pytest.approx(parts[1], abs=1), (name, seen, wanted)


def test_every_sld_has_the_rules_words_and_colours_of_its_marks(
    tables: dict[str, GisTable], styles: dict[str, str], files: dict[Lang, Path], look: Look
) -> None:
    found = look(geopackage=str(files["fr"].with_suffix(".gpkg")), styles=styles)
    assert found.keys() == tables.keys()
    for name, seen in found.items():
        table = tables[name]
        assert seen["read"], seen["problem"]
        drawn = [m for m in table.marks if table.kind != "points" or m["shape"] != "name"]
        said = [(condition, label) for condition, label, _, _ in seen["rules"]]
        assert said == [(f"mark = '{mark['key']}'", mark["label"]) for mark in drawn], name
        for mark, (_, _, scale, colours) in zip(drawn, seen["rules"], strict=True):
            assert_near(whole(colours), expected(mark, table), name)
            assert bool(scale) == bool(max(mark["min_zoom"], table.min_zoom)), name
        assert seen["labels"] == any(mark["label_style"] for mark in table.marks), name


def test_the_first_view_is_drawn_by_sld(
    tables: dict[str, GisTable], styles: dict[str, str], files: dict[Lang, Path], look: Look
) -> None:
    sites = tables["sites"]
    hues = {mark["key"]: mark["color"] for mark in sites.marks}
    restyled = {layer_id(name): style for name, style in styles.items()}
    picture = files["fr"].with_name("sld.png")
    samples = [[row.geometry.x, row.geometry.y, 0, -6] for row in sites.frame.itertuples()]
    # above the middle, since QGIS writes an SLD's label over the point whatever its anchor
    seen = look(project=str(files["fr"]), png=str(picture), samples=samples, restyled=restyled)
    assert seen["errors"] == []
    for found, mark in zip(seen["colours"], sites.frame["mark"], strict=True):
        assert found == pytest.approx(blended(hues[mark], 1, LAND), abs=20)
