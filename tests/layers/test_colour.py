"""Layers coloured by a joined column: classes, words, and every renderer that follows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from layers.__main__ import main
from layers.artifact.colour import coloured, own_features, titled
from layers.artifact.prepared import PreparedView
from layers.artifact.scales import class_ends
from layers.export.gis.frame import as_layer
from layers.export.gis.qgis.sld import write_sld
from layers.export.gis.qgis.style import write_qml
from layers.export.gis.split import split
from layers.export.html_page import html_page
from layers.schema.colours import RAMP
from layers.swatch import swatch_svg
from layers.view.state import from_query

if TYPE_CHECKING:
    from pathlib import Path

    from app.collection import Collection
    from geodata.text import Lang

COUNT, SHARE = "results_delivered", "radio_people_median"
JOINED = ("sectors", "sites", "regions", "cercles")


def lightness(color: str) -> float:
    """Relative luminance (WCAG 2.2), 0 to 1."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_ramp_only_darkens_so_that_it_reads_in_grey() -> None:
    light = [lightness(color) for color in RAMP]
    ratios = [(a + 0.05) / (b + 0.05) for a, b in pairwise(light)]
    assert min(ratios) > 1.35


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([2, 2, 2], [2]),
        ([0, 0, 5], [0, 5]),
        ([1, 2, 3, 4], [1, 2, 3, 4]),
        ([0.5, 1, 10, 11, 50, 52], [1, 11, 50, 52]),
    ],
)
def test_few_values_are_told_apart_and_many_parted_at_their_breaks(
    values: list[float], ends: list[float]
) -> None:
    assert class_ends(values) == ends


def test_natural_breaks_part_every_value_once() -> None:
    values = [float(n * n) for n in range(1, 40)]
    ends = class_ends(values)
    assert len(ends) == 5
    assert ends == sorted(set(ends))
    assert ends[-1] == max(values)
    assert set(ends) <= set(values)


@pytest.mark.parametrize("layer", JOINED)
def test_a_class_holds_every_value_of_every_date(collection: Collection, layer: str) -> None:
    french, english = (collection.artifact(layer, lang) for lang in ("fr", "en"))
    assert set(french.meta["classes"]) == set(collection.layer(layer)["colours"])
    for column, scale in french.meta["classes"].items():
        assert scale["ends"] == english.meta["classes"][column]["ends"]
        assert len(set(scale["labels"])) == len(scale["ends"]) == len(scale["colors"]) == len(scale["radii"])
        said = [f["properties"].get(column) for f in french.features]
        said += [value for f in french.features for _, value in f.get("joined", {}).get(column, [])]
        numbers = [value for value in said if value is not None]
        assert max(numbers) == scale["ends"][-1]  # type: ignore[type-var]
        assert (0 in numbers) == (scale["ends"][0] == 0)


@pytest.mark.parametrize("layer", JOINED)
def test_what_nobody_says_is_no_zero(collection: Collection, layer: str) -> None:
    plain = collection.artifact(layer, "en")
    for column in plain.meta["classes"]:
        drawn = coloured(plain, column)
        marks = {mark["key"]: mark for mark in drawn.meta["marks"]}
        for feature in own_features(drawn):
            mark = marks[feature["properties"]["mark"]]
            unsaid = feature["properties"].get(column) is None
            assert unsaid == mark["key"].startswith("unsaid")
            if unsaid:
                assert mark["label"] == "No data"
                assert mark.get("hatch") or mark["fill"] == 0


def test_a_count_is_a_symbol_and_a_tint_of_it_is_warned_of(collection: Collection) -> None:
    by_symbol = collection.artifact("sectors", "en", colour=COUNT)
    symbols = [f for f in by_symbol.features if "symbol_of" in f]
    areas = {f["id"]: f for f in own_features(by_symbol)}
    assert symbols
    assert by_symbol.meta["coloured"]["warning"] == ""
    assert by_symbol.meta["count"] == len(areas) == 5
    for symbol in symbols:
        area = areas[symbol["symbol_of"]]
        assert symbol["geometry"] == {"type": "Point", "coordinates": area["at"]}
        assert symbol["properties"][COUNT] == area["properties"][COUNT]  # type: ignore[literal-required]
    tinted = collection.artifact("sectors", "en", colour=f"{COUNT}.tint")
    assert not [f for f in tinted.features if "symbol_of" in f]
    assert "large area" in tinted.meta["coloured"]["warning"]
    assert tinted.meta["caveats"][0] == tinted.meta["coloured"]["warning"]
    shares = collection.artifact("sectors", "en", colour=SHARE)
    assert shares.meta["coloured"]["warning"] == ""
    assert shares.meta["coloured"]["about"] in shares.meta["caveats"][0], "what is modelled says so"


def test_two_dates_are_compared_in_the_same_classes(collection: Collection) -> None:
    now, then = (collection.artifact("regions", "en", (), day, COUNT) for day in ("", "2020-08-31"))
    scales = [[m["label"] for m in a.meta["marks"] if m.get("scale")] for a in (now, then)]
    assert scales[0] == scales[1]
    assert then.meta["coloured"]["title"].endswith(", 31 August 2020")
    marks = [{f["id"]: f["properties"]["mark"] for f in a.features} for a in (now, then)]
    assert marks[0] != marks[1]


@pytest.mark.parametrize(("lang", "title"), [("fr", "Régions\u202f: Résultats"), ("en", "Regions: Results")])
def test_qgis_styles_have_a_category_for_each_class(collection: Collection, lang: Lang, title: str) -> None:
    artifact = collection.artifact("regions", lang, colour=COUNT)
    tables = {table.kind: table for table in split(as_layer(artifact, collection))}
    assert set(tables) == {"areas", "points"}
    labels = artifact.meta["classes"][COUNT]["labels"]
    for write in (write_qml, write_sld):
        points, areas = write(tables["points"]), write(tables["areas"])
        assert all(label in points for label in labels)
        assert artifact.meta["class_styles"]["unsaid_area"]["label"] in areas
    assert titled(artifact.meta).startswith(title)
    assert tables["points"].title.startswith(title)


def test_the_standalone_page_says_the_classes(collection: Collection) -> None:
    view, problems = from_query(f"lang=en&layers=regions&regions.colour={SHARE}", collection.rules)
    assert not problems
    page = html_page(PreparedView(collection, view))
    assert "Regions: Known population covered" in page
    assert '"coloured":{"column"' in page


def test_the_symbol_of_a_class_keeps_its_size_in_the_legend(collection: Collection) -> None:
    marks = [m for m in collection.artifact("sectors", "en", colour=COUNT).meta["marks"] if m.get("scale")]
    drawn = [swatch_svg(mark) for mark in marks]
    for mark, svg in zip(marks, drawn, strict=True):
        assert f'r="{mark["radius"]:g}"' in svg


def test_the_command_draws_a_layer_by_a_column(
    tmp_path: Path, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    build = str(settings.build)  # type: ignore[attr-defined]
    target = tmp_path / "regions.kml"
    command = ["export", "--layer", "regions", "--out", str(target), "--build", build, "--colour"]
    assert main([*command, f"regions={COUNT}", "--format", "kml"]) == 0
    assert "#regions.class-" in target.read_text("utf-8")
    assert main([*command, "regions=dunes", "--format", "kml"]) != 0
    assert "« dunes »" in capsys.readouterr().err
    assert main([*command, f"regions={COUNT}", "--format", "csv"]) != 0
    assert "csv" in capsys.readouterr().err
