"""QGIS opens what we write: valid, styled, named, related, and drawn in the map's colours."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from geodata.text import LANGS
from layers.export.gis.qgis.project import write_qgz
from layers.export.gis.qgis.xml import layer_id, rgba, scale_of
from layers.export.gis.split import GisTable, split
from layers.schema.colours import LAND, NEIGHBOUR

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.collection import Collection
    from geodata.text import Lang
    from layers.export.gis.frame import GisLayer

    Look = Callable[..., dict[str, Any]]
    Atlas = dict[Lang, list[GisLayer]]

pytestmark = pytest.mark.qgis


def tables_of(layers: list[GisLayer]) -> list[GisTable]:
    return [table for layer in layers for table in split(layer)]


def assert_styled(seen: dict[str, Any], table: GisTable) -> None:
    """The layer draws each mark as a category, in the mark's words and colours."""
    assert seen["valid"], table.name
    assert seen["ids"] == sorted(table.frame["id"]), table.name
    assert seen["min_scale"] == scale_of(table.min_zoom), table.name
    if table.kind == "rows":
        assert seen["renderer"] in {"", "nullSymbol"}, table.name
        return
    assert seen["renderer"] == "categorizedSymbol", table.name
    said = [(c["value"], c["label"]) for c in seen["categories"]]
    assert said == [(mark["key"], mark["label"]) for mark in table.marks], table.name
    for mark, category in zip(table.marks, seen["categories"], strict=True):
        assert_like(mark, category["layers"], table)
    assert seen["labels"] == any(mark["label_style"] for mark in table.marks), table.name


def assert_like(mark: dict[str, Any], layers: list[list[Any]], table: GisTable) -> None:
    kinds = [kind for kind, _, _ in layers]
    held = {value for _, settings, _ in layers for value in settings.values() if isinstance(value, str)}
    if mark["shape"] == "pin" and table.kind == "points":
        hue, white = rgba(mark["color"]), rgba("#FFFFFF")
        expected = (white, hue, hue) if mark["fill"] < 0.5 else (hue, white, white)
        disc = layers[0][1]
        assert (disc["color"], disc["outline_color"]) == expected[:2]
        icon, bars = ["SvgMarker"] * bool(mark.get("icon")), ["SimpleMarker"] * 2 * bool(mark.get("struck"))
        assert kinds == ["SimpleMarker", *icon, *bars]
        edges = [settings["outline_color"] for _, settings, _ in layers[len(kinds) - len(bars) :]]
        assert edges == ([white, hue] if bars else [])
        if mark.get("icon"):
            drawn = layers[1][1]
            assert drawn["name"].startswith("base64:")
            assert drawn["color"] == expected[2]
    elif table.kind == "areas":
        assert kinds[0] == "SimpleFill"
        assert ("LinePatternFill" in kinds) == bool(mark.get("hatch"))
        assert ("SimpleLine" in kinds) == bool(mark["width"])
        if mark["shape"] == "area" and not mark.get("hatch"):
            assert rgba(mark["color"], mark["fill"]) in held
    else:
        assert rgba(mark["color"] if table.kind == "lines" else mark["stroke"]) in held
    for kind, settings, _ in layers:
        if kind == "SimpleLine":
            assert (settings["use_custom_dash"] == "1") == bool(mark["dash"])


@pytest.mark.parametrize("lang", LANGS)
def test_the_project_opens_valid_and_styled(
    files: dict[Lang, Path], atlas: Atlas, look: Look, lang: Lang
) -> None:
    seen = look(project=str(files[lang]))
    assert seen["read"], seen["error"]
    assert (seen["crs"], seen["ellipsoid"], seen["language"]) == ("EPSG:3857", "EPSG:7030", lang)
    tables = tables_of(atlas[lang])
    assert set(seen["layers"]) == {layer_id(table.name) for table in tables}
    for table in tables:
        found = seen["layers"][layer_id(table.name)]
        assert_styled(found, table)
        assert found["name"] == table.title
        assert found["language"] == lang
        for caveat in table.layer.meta["caveats"]:
            assert caveat.split()[0] in found["abstract"], table.name
        licences = {s["licence"] for s in table.layer.meta["sources"] if s["licence"]}
        assert len(found["licences"]) == len(licences), table.name
        assert bool(found["attribution"]) == bool(table.layer.meta["sources"]), table.name
    assert seen["relations"], "layers are related to their places"
    assert all(seen["relations"].values())
    assert "facts_place" in seen["relations"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_project_mirrors_the_panel(
    files: dict[Lang, Path], collection: Collection, look: Look, lang: Lang
) -> None:
    index = collection.index
    expected = [
        (
            index["groups"][group][lang],
            [(e["title"][lang], e["is_default"] or group == "base") for e in entries],
        )
        for group, entries in groupby(index["layers"], key=lambda entry: entry["group"])
    ]
    shown = [
        (name, [(n, on) for n, on, _ in held]) for name, _, held in look(project=str(files[lang]))["tree"]
    ]
    assert [name for name, _ in shown] == [name for name, _ in expected]
    for (name, held), (_, wanted) in zip(shown, expected, strict=True):
        assert held == wanted, name


def test_map_tips_are_in_the_readers_words_and_without_errors(files: dict[Lang, Path], look: Look) -> None:
    for lang in LANGS:
        seen = look(project=str(files[lang]))
        for name, tip in seen["tips"].items():
            assert tip.startswith("<b>"), name
            assert "[%" not in tip, name
            assert "<b></b>" not in tip, name
        assert seen["layers"][layer_id("facts")]["aliases"]["value"] == (
            "Valeur" if lang == "fr" else "Value"
        )
        assert "Source" in seen["tips"][layer_id("sites")]


@pytest.mark.parametrize("lang", ["fr"])
def test_the_geopackage_alone_opens_styled_and_documented(
    files: dict[Lang, Path], atlas: Atlas, look: Look, lang: Lang
) -> None:
    tables = tables_of(atlas[lang])
    where = str(files[lang].with_suffix(".gpkg"))
    seen = look(geopackage=where, tables=[table.name for table in tables])
    for table in tables:
        assert_styled(seen[table.name], table)
        assert seen[table.name]["abstract"], table.name
        assert seen[table.name]["language"] == lang
        assert seen[table.name]["aliases"]["name"] in {"Nom", "Name"}


def blended(colour: str, opacity: float, ground: str) -> list[float]:
    over, under = ([int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in (colour, ground))
    return [opacity * a + (1 - opacity) * b for a, b in zip(over, under, strict=True)]


@pytest.mark.parametrize("lang", ["fr"])
def test_the_first_view_has_the_maps_colours(
    files: dict[Lang, Path], atlas: Atlas, look: Look, lang: Lang
) -> None:
    sectors = next(layer for layer in atlas[lang] if layer.id == "sectors")
    sites = next(layer for layer in atlas[lang] if layer.id == "sites")
    samples = {
        "Sahara": (-2.5, 21.5, "sector-ouest"),
        "Adagh": (2.2, 19.3, "sector-nord"),
        "Kayes": (-9.6, 13.6, "sector-sud"),
    }
    marks = {mark["key"]: mark for mark in sectors.meta["marks"]}
    asked = [[lon, lat, 0, 0] for lon, lat, _ in samples.values()] + [[-8.0, 21.0, 0, 0]]
    expected = [blended(marks[key]["color"], marks[key]["fill"], LAND) for _, _, key in samples.values()]
    expected.append(blended(NEIGHBOUR, 1, NEIGHBOUR))
    hues = {mark["key"]: mark["color"] for mark in sites.meta["marks"]}
    for row in sites.frame.itertuples():
        asked.append([row.geometry.x, row.geometry.y, 0, 8])  # within the disc, below the icon
        expected.append(blended(hues[row.mark], 1, LAND))
    picture = files[lang].with_suffix(".png")
    seen = look(project=str(files[lang]), png=str(picture), samples=asked)
    assert seen["errors"] == []
    assert picture.stat().st_size > 50_000
    for point, found, wanted in zip(asked, seen["colours"], expected, strict=True):
        assert found == pytest.approx(wanted, abs=20), point


def test_a_planned_thing_is_a_hollow_pin(files: dict[Lang, Path], atlas: Atlas, look: Look) -> None:
    aviation = next(t for t in tables_of(atlas["en"]) if t.name == "aviation_points")
    (mark,) = aviation.marks
    assert mark["fill"] < 0.5, "planned drones are hollow"
    alone = aviation.frame.geometry.iloc[0]
    question = {
        "on": [layer_id("aviation_points"), layer_id("aviation_areas")],
        "samples": [[alone.x, alone.y, 0, 8.75], [alone.x, alone.y, 0, 6.5]],
        "extent": [alone.x - 1, alone.y - 1, alone.x + 1, alone.y + 1],
    }
    picture = files["en"].with_name("aviation.png")
    seen = look(project=str(files["en"]), png=str(picture), **question)
    ring, inside = seen["colours"]
    hue = [int(mark["color"][at : at + 2], 16) for at in (1, 3, 5)]
    assert max(abs(a - b) for a, b in zip(ring, hue, strict=True)) < 60, "the ring has the mark's colour"
    assert min(inside) > 150, "and the disc is white"


def test_the_live_project_reads_the_service(
    server: str, folder: Path, atlas: Atlas, collection: Collection, look: Look
) -> None:
    path = folder / "live.fr.qgz"
    write_qgz(atlas["fr"], path, source=server, index=collection.index)
    seen = look(project=str(path))
    assert seen["read"], seen["error"]
    for table in tables_of(atlas["fr"]):
        assert_styled(seen["layers"][layer_id(table.name)], table)
    assert all(seen["relations"].values())
    assert not [tip for tip in seen["tips"].values() if "[%" in tip]


def test_a_collection_is_read_through_ogc_api_features(
    root: Path, server: str, atlas: Atlas, look: Look
) -> None:
    if not (root / "app" / "ogc").is_dir():
        pytest.skip("this version of the service has no OGC API")
    uri = f"pagingEnabled='true' typename='sites' url='{server}/api' version='OGC_API_FEATURES'"
    seen = look(provider="OAPIF", uri=uri)
    sites = next(layer for layer in atlas["fr"] if layer.id == "sites")
    assert seen["valid"]
    assert seen["geometry"].endswith("Point")
    assert seen["count"] == len(sites.frame)
    assert seen["ids"] == sorted(sites.frame["id"])


@pytest.mark.parametrize("lang", LANGS)
def test_decimals_reach_qgis_through_ogc_api_features(
    server: str, atlas: Atlas, look: Look, lang: Lang
) -> None:
    """QGIS takes a column's type from the first features, and empties what does not fit it."""
    uri = f"pagingEnabled='true' typename='facts' url='{server}/api?lang={lang}' version='OGC_API_FEATURES'"
    seen = look(provider="OAPIF", uri=uri, column="value")
    facts = next(layer for layer in atlas[lang] if layer.id == "facts").frame
    wanted = {row.id: None if pd.isna(row.value) else row.value for row in facts.itertuples()}
    assert any(value and value % 1 for value in wanted.values())
    assert seen["values"] == wanted
