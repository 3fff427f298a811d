"""One contract for every layer in every language, whatever it shows."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from shapely.geometry import shape
from shapely.validation import explain_validity

from geodata.tables import Tables
from geodata.text import LANGS
from layers.artifact.make import make_artifact
from layers.schema.layer import GROUPS, UNLISTED
from layers.schema.library import read_catalog

if TYPE_CHECKING:
    from geodata.text import Lang

CATALOG = read_catalog()
TABLES = Tables()
EVERY = [pytest.param(i, lang, id=f"{i}-{lang}") for i in CATALOG for lang in LANGS]


@cache
def built(layer_id: str, lang: Lang) -> dict[str, Any]:
    layer = CATALOG[layer_id]
    artifact = make_artifact(layer, TABLES, lang, layer.rows(TABLES))
    content: dict[str, Any] = orjson.loads(artifact.content)
    return content


@pytest.mark.parametrize(("layer_id", "lang"), EVERY)
def test_is_rfc_7946_geojson_with_stable_ids(layer_id: str, lang: Lang) -> None:
    content = built(layer_id, lang)
    assert content["type"] == "FeatureCollection"
    assert "crs" not in content
    ids = [feature["id"] for feature in content["features"]]
    assert all(isinstance(i, str) and re.fullmatch(r"[a-zA-Z0-9][a-zA-Z0-9_+.#@-]*", i) for i in ids)
    assert len(ids) == len(set(ids)) > 0
    west, south, east, north = content["bbox"]
    assert -30 <= west <= east <= 32
    assert -6 <= south <= north <= 40


@pytest.mark.parametrize(("layer_id", "lang"), EVERY)
def test_geometries_are_valid_rounded_and_right_handed(layer_id: str, lang: Lang) -> None:
    content = built(layer_id, lang)
    for feature in content["features"]:
        if feature["geometry"] is None:
            assert content["atlas"]["group"] == "records", "only whole tables hold rows without a place"
            continue
        geometry = shape(feature["geometry"])
        assert geometry.is_valid, (feature["id"], explain_validity(geometry))
        numbers = re.findall(r"-?\d+\.(\d+)", orjson.dumps(feature["geometry"]).decode())
        assert max(map(len, numbers), default=0) <= 7
        for polygon in getattr(geometry, "geoms", [geometry]):
            if polygon.geom_type == "Polygon":
                assert polygon.exterior.is_ccw, feature["id"]


@pytest.mark.parametrize(("layer_id", "lang"), EVERY)
def test_words_marks_and_fields_are_resolved(layer_id: str, lang: Lang) -> None:
    content = built(layer_id, lang)
    meta = content["atlas"]
    assert meta["title"]
    assert meta["about"].endswith(".")
    assert meta["group"] in GROUPS
    marks = {mark["key"]: mark for mark in meta["marks"]}
    for mark in marks.values():
        assert mark["label"]
        assert re.fullmatch(r"#[0-9A-Fa-f]{6}", mark["color"])
        assert mark["shape"] != "pin" or mark["key"] == "event" or mark["icon"].startswith(("M", "m"))
    declared = {"name", "mark", "place_id", "rank"} | {field["name"] for field in meta["fields"]}
    for feature in content["features"]:
        assert feature["properties"]["name"], feature["id"]
        assert feature["properties"]["mark"] in marks
        assert set(feature["properties"]) <= declared
    for field in meta["fields"]:
        assert any(field["name"] in f["properties"] for f in content["features"]), field["name"]


@pytest.mark.parametrize(("layer_id", "lang"), EVERY)
def test_sources_and_licences_are_named(layer_id: str, lang: Lang) -> None:
    meta = built(layer_id, lang)["atlas"]
    assert meta["sources"], "a layer says where it comes from"
    for name in CATALOG[layer_id].shapes:
        assert next(s for s in meta["sources"] if s["id"] == name)["licence"]


@pytest.mark.parametrize("layer_id", list(CATALOG))
def test_both_languages_draw_the_same_things(layer_id: str) -> None:
    french, english = (built(layer_id, lang) for lang in LANGS)
    assert [f["id"] for f in french["features"]] == [f["id"] for f in english["features"]]
    assert [f["geometry"] for f in french["features"]] == [f["geometry"] for f in english["features"]]
    assert french["atlas"]["about"] != english["atlas"]["about"]


@pytest.mark.parametrize("layer_id", list(CATALOG))
def test_building_twice_gives_the_same_bytes(layer_id: str) -> None:
    layer = CATALOG[layer_id]
    twice = [make_artifact(layer, TABLES, "fr", layer.rows(TABLES)).content for _ in range(2)]
    assert twice[0] == twice[1]


@pytest.mark.parametrize(("layer_id", "lang"), EVERY)
def test_what_can_be_clicked_has_a_dossier(layer_id: str, lang: Lang) -> None:
    known = set(TABLES["places"]["id"])
    places = {f["properties"].get("place_id") for f in built(layer_id, lang)["features"]} - {None}
    assert places <= known


@pytest.mark.parametrize("layer_id", [i for i, layer in CATALOG.items() if layer.group not in UNLISTED])
def test_the_readme_names_every_layer(layer_id: str) -> None:
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")
    assert f"(`{layer_id}`)" in readme
