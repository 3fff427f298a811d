"""Layers as of a day."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from geodata.facts.holding import state
from geodata.facts.timeline import reference_dates
from layers.artifact.asof import PAST, as_of
from layers.artifact.make import make_artifact
from layers.artifact.model import Artifact, read_artifact
from layers.artifact.times import TIMELESS
from layers.schema.library import read_catalog
from tests.layers.test_contract import TABLES

if TYPE_CHECKING:
    from geodata.text import Lang

CATALOG = read_catalog()
DATED = [i for i, layer in CATALOG.items() if layer.group not in TIMELESS]
DAYS = [reference.day for reference in reference_dates(TABLES)]


@cache
def built(layer_id: str, lang: Lang = "en") -> Artifact:
    layer = CATALOG[layer_id]
    return read_artifact(make_artifact(layer, TABLES, lang, layer.rows(TABLES)).content)


@pytest.mark.parametrize("layer_id", DATED)
def test_every_feature_made_of_facts_says_when_it_holds(layer_id: str) -> None:
    content = built(layer_id)
    assert content.features
    for feature in content.features:
        assert feature["times"], feature["id"]
        assert feature["properties"]["since"] == min(one[0] for one in feature["times"])
    kinds = {field["name"]: field["kind"] for field in content.meta["fields"]}
    assert kinds["since"] == "date"


@pytest.mark.parametrize("layer_id", DATED)
def test_spans_cut_the_facts_into_whole_statements(layer_id: str) -> None:
    for feature in built(layer_id).features:
        held = feature["times"]
        if len(held[0]) < 4:
            continue
        text = feature["properties"]["facts"]
        assert "; ".join(text[one[3] : one[4]] for one in held) == text
        assert max(text) < "\U00010000", "a browser counts such characters twice"


@pytest.mark.parametrize("day", [*DAYS, "2013-01-01", "2023-12-31"])
@pytest.mark.parametrize("layer_id", DATED)
def test_each_feature_is_absent_greyed_or_there(layer_id: str, day: str) -> None:
    content = built(layer_id)
    shown = {feature["id"]: feature for feature in as_of(content, day).features}
    for feature in content.features:
        states = {state(one[0], one[1], day) for one in feature["times"]}
        assert (feature["id"] in shown) == (states != {"later"})
        if feature["id"] in shown:
            mark = shown[feature["id"]]["properties"]["mark"]
            assert mark.endswith(PAST) == ("holds" not in states)
    meta = as_of(content, day).meta
    assert {m["key"] for m in meta["marks"]} == {f["properties"]["mark"] for f in shown.values()}
    assert meta["count"] == len(shown)
    assert meta["data_date"] <= day
    told = {one[2] for feature in shown.values() for one in feature["times"] if one[0] <= day}
    assert {s["id"] for s in meta["sources"] if not s["licence"]} == told


def test_what_no_longer_holds_is_told_apart() -> None:
    found = as_of(built("contingents"), "2020-08-31")
    gao = [f["properties"] for f in found.features if f["properties"].get("place") == "gao"]
    told = next(p for p in gao if "past" in p)
    assert "Operational Coordination Mechanism camp, Gao" in told["past"]
    assert "Operational Coordination Mechanism camp, Gao" in told["facts"]
    assert "past" in {field["name"] for field in found.meta["fields"]}


def test_without_a_day_and_for_landmarks_nothing_changes() -> None:
    content = built("sites")
    assert as_of(content, "") is content
    rivers = built("waters")
    assert as_of(rivers, "2018-03-31") is rivers


def test_the_sites_of_july_2020_were_not_there_in_2018() -> None:
    assert as_of(built("sites"), "2018-03-31").features == []
    assert len(as_of(built("sites"), "2020-07-01").features) == 12
    assert len(as_of(built("transmitters"), "2020-07-01").features) == 0
