from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import numpy as np
import orjson
import pytest
from shapely.geometry import shape

from geodata.errors import InputError
from geodata.tables import Tables
from geodata.text import LANGS
from layers.artifact.make import make_artifact
from layers.reports.charts.field import Curve, Level, field_chart
from layers.reports.coverage.case import Case, covered
from layers.schema.library import read_catalog

if TYPE_CHECKING:
    from geodata.text import Lang

TABLES = Tables()
LAYER = read_catalog()["coverage"]


@pytest.fixture(autouse=True)
def without_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the reader's own settings out of the tests."""
    for name in ("ATLAS_P1546_TABLES", "ATLAS_DEM", "ATLAS_POPULATION"):
        monkeypatch.delenv(name, raising=False)


@cache
def drawn(lang: Lang = "en", **arguments: Any) -> dict[str, Any]:
    rows = LAYER.rows(TABLES, **arguments)
    content: dict[str, Any] = orjson.loads(make_artifact(LAYER, TABLES, lang, rows, arguments).content)
    return content


@cache
def card(lang: Lang = "en", **arguments: Any) -> dict[str, Any]:
    assert LAYER.results is not None
    return LAYER.results(TABLES, lang, **arguments)


def section(title: str, **arguments: Any) -> dict[str, Any]:
    return next(s for s in card(**arguments)["sections"] if s["title"].startswith(title))


def radius(name: str, content: dict[str, Any]) -> float:
    found: float = next(f["properties"]["radius_km"] for f in content["features"] if f["id"] == name)
    return found


def test_defaults_of_the_function_are_those_declared() -> None:
    declared = {p.name: p.default for p in LAYER.parameters}
    assert Case() == Case(**declared)  # type: ignore[arg-type]
    assert drawn() == drawn(**declared)


def test_each_station_has_both_contours_and_carries_its_assumptions() -> None:
    features = drawn(erp_kw=2.0, height_m=80.0)["features"]
    assert len(features) == 14
    for feature in features:
        said = feature["properties"]
        assert said["erp_kw"] == 2
        assert said["height_m"] == 80
        assert said["threshold"] == "stereo, rural (54 dBµV/m)"
        assert said["model"].startswith("Longley-Rice (ITM)")
        assert said["situation_percent"] == {"median": 50, "cautious": 90}[said["mark"]]


def test_the_cautious_contour_lies_inside_the_median_one() -> None:
    shapes = {f["id"]: shape(f["geometry"]) for f in drawn()["features"]}
    for name, median in shapes.items():
        if name.endswith("-median"):
            assert median.contains(shapes[name.replace("-median", "-cautious")])


def test_contours_have_their_true_size() -> None:
    for feature in drawn()["features"]:
        area = feature["properties"]["area_km2"]
        assert area == pytest.approx(np.pi * feature["properties"]["radius_km"] ** 2, rel=0.01)


@pytest.mark.parametrize(
    ("name", "values"),
    [("erp_kw", (0.1, 1.0, 10.0, 50.0)), ("height_m", (10.0, 50.0, 120.0, 300.0))],
)
def test_more_power_or_height_reaches_further(name: str, values: tuple[float, ...]) -> None:
    reached = [radius("coverage-gao-median", drawn(**{name: value})) for value in values]
    assert all(near < far for near, far in pairwise(reached))


def test_a_higher_threshold_reaches_less_far() -> None:
    reached = [radius("coverage-gao-median", drawn(threshold=t)) for t in ("48", "54", "66", "74")]
    assert all(far > near for far, near in pairwise(reached))


def test_with_interference_both_contours_are_drawn() -> None:
    content = drawn(interference="on")
    shapes = {f["id"]: shape(f["geometry"]) for f in content["features"]}
    assert len(shapes) == 28
    assert shapes["coverage-kidal-median"].area < 0.9 * shapes["coverage-kidal-median-clear"].area
    assert shapes["coverage-mopti-median"].equals(shapes["coverage-mopti-median-clear"])
    assert {m["key"] for m in content["atlas"]["marks"]} == {m.key for m in LAYER.marks}


@pytest.mark.parametrize("lang", LANGS)
def test_the_caption_says_share_model_assumptions_and_that_nothing_was_measured(lang: Lang) -> None:
    meta = drawn(lang, erp_kw=2.5)["atlas"]
    words = {
        "fr": ("superficie du Mali", "non mesuré", "Longley-Rice", "54 dBµV/m", "PAR 2,5 kW", "hypothèses"),
        "en": ("Mali’s area", "not measured", "Longley-Rice", "54 dBµV/m", "ERP 2.5 kW", "assumed"),
    }
    for word in words[lang]:
        assert word in meta["caption"]
    assert meta["caveats"][0] == meta["caption"]
    assert "2023" in card(lang)["caption"]


def test_the_share_of_the_country_is_printed_small_as_it_is() -> None:
    figures = {item["label"]: item["value"] for item in section("Share of Mali covered")["items"]}
    assert figures["Median contour"] == "1.13%"
    assert figures["Cautious contour"] == "0.44%"
    assert figures["Area of Mali (regions)"].startswith("1,25")


def test_the_union_is_never_more_than_the_sum_and_bamako_weighs_most() -> None:
    def numbers(table: dict[str, Any], row: str) -> int:
        cell = next(r[1] for r in table["rows"] if r[0] == row)
        return int(re.sub(r"\D", "", cell.split("\N{NO-BREAK SPACE}")[0]))

    arguments = {"erp_kw": 50.0, "height_m": 300.0, "threshold": "48"}
    stations = section("By station, median", **arguments)
    whole, rest = section("All stations", **arguments), section("The same, without", **arguments)
    people = [int(row[5].replace(",", "").replace("?", "0")) for row in stations["rows"]]
    assert numbers(whole, "People, at least") <= sum(people)
    assert numbers(rest, "People, at least") < numbers(whole, "People, at least") / 2


def test_what_lies_outside_is_outside() -> None:
    area = covered(TABLES, Case(), "median")
    towns = TABLES.shapes("towns")
    outside = section("Towns outside")
    assert len(outside["items"]) == int((~towns.intersects(area)).sum()) == 74
    assert [i["id"] for i in section("Sites outside")["items"]] == [
        "aguelhok", "ansongo", "ber", "douentza", "goundam",
    ]  # fmt: skip
    assert "Djenné" in [i["name"] for i in section("Tribunals")["items"]]
    assert section("Places of projects")["items"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_station_has_a_chart_with_words_and_thresholds(lang: Lang) -> None:
    charts = [s for s in card(lang)["sections"] if s["kind"] == "chart"]
    assert len(charts) == 7
    for chart in charts:
        root = ET.fromstring(chart["svg"])  # noqa: S314 - our own
        texts = ["".join(t.itertext()) for t in root.iter("{http://www.w3.org/2000/svg}text")]
        assert any(t.startswith("54") for t in texts)
        assert any(t.startswith("74") for t in texts)
        assert "dBµV/m" in texts
        assert "54 dBµV/m" in chart["alt"]
        assert " km (" in chart["alt"]


def test_a_chart_reads_whatever_its_range() -> None:
    distance = np.geomspace(0.1, 1000, 200)
    levels = [Level("rural", 54.0, is_chosen=True)]
    for reach in (0.0, 0.4, 9.0, 25.0, 140.0, 900.0):
        curve = Curve("median", 54.0 - 30 * np.log10(distance / max(reach, 0.1)), reach)
        svg = field_chart(distance, [curve], levels, "fr")
        ET.fromstring(svg)  # noqa: S314 - our own
        assert len(svg) < 20_000


def test_p1546_has_no_cautious_contour() -> None:
    with pytest.raises(InputError) as caught:
        Case(model="p1546", situation="cautious")
    assert "median" in caught.value.text.en
    assert "attendu" in caught.value.text.fr


def test_nothing_covered_is_no_shape_and_no_error() -> None:
    arguments = {"erp_kw": 0.1, "height_m": 10.0, "threshold": "74", "interference": "on"}
    assert drawn(**arguments)["features"]
    assert card(**arguments)["sections"]
