"""Layers as of a day."""

from __future__ import annotations

from functools import cache
from math import isnan
from typing import TYPE_CHECKING

import pytest

from geodata.facts.holding import state
from geodata.facts.timeline import reference_dates
from geodata.text import LANGS
from layers.artifact.asof import PAST, as_of
from layers.artifact.facts import stated_by
from layers.artifact.make import make_artifact
from layers.artifact.model import Artifact, read_artifact
from layers.artifact.times import TIMELESS
from layers.schema.library import read_catalog
from layers.words import typeset
from tests.layers.test_contract import TABLES

if TYPE_CHECKING:
    from geodata.text import Lang

CATALOG = read_catalog()
FACTS = TABLES.rows("facts")
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
        assert ("facts" in feature) != ("holds" in feature), feature["id"]
        assert feature["properties"]["since"] == min(one["since"] for one in stated_by(feature))
    kinds = {field["name"]: field["kind"] for field in content.meta["fields"]}
    assert kinds["since"] == "date"


@pytest.mark.parametrize("layer_id", DATED)
@pytest.mark.parametrize("lang", LANGS)
def test_each_fact_is_a_record_of_the_table_of_facts(layer_id: str, lang: Lang) -> None:
    joint = "; " if lang == "en" else "\N{NARROW NO-BREAK SPACE}; "
    titles = {source["id"] for source in built(layer_id, lang).meta["sources"]}
    for feature in built(layer_id, lang).features:
        facts, properties = feature.get("facts", []), feature["properties"]
        if not facts:
            continue
        assert properties["facts"] == joint.join(fact["words"] for fact in facts)
        assert properties["count"] == len({fact["id"] for fact in facts})
        assert properties["documents"] == len({fact["source"] for fact in facts})
        for fact in facts:
            row = FACTS[fact["id"]]
            said = [row[name] for name in ("unit", "status", "source")]
            assert [fact["unit"], fact["status"], fact["source"]] == said
            assert fact["words"].startswith(typeset(row[f"measure_{lang}"], lang))
            assert fact["value"] == (None if isnan(row["value"]) else row["value"])
            assert (fact["value"] is None) == (fact["unit"] == "presence")
            assert fact["until"] is None or fact["since"] <= fact["until"]
            assert fact["source"] in titles


def test_some_layers_list_facts_and_some_only_say_when_they_hold() -> None:
    members = {layer: {name for f in built(layer).features for name in f} for layer in DATED}
    assert sum("facts" in found for found in members.values()) > 20
    assert {layer for layer, found in members.items() if "holds" in found} >= {"sites", "sectors"}


@pytest.mark.parametrize("day", [*DAYS, "2013-01-01", "2023-12-31"])
@pytest.mark.parametrize("layer_id", DATED)
def test_each_feature_is_absent_greyed_or_there(layer_id: str, day: str) -> None:
    content = built(layer_id)
    shown = {feature["id"]: feature for feature in as_of(content, day).features}
    for feature in content.features:
        states = {state(one["since"], one["until"], day) for one in stated_by(feature)}
        assert (feature["id"] in shown) == (states != {"later"})
        if feature["id"] in shown:
            mark = shown[feature["id"]]["properties"]["mark"]
            assert mark.endswith(PAST) == ("holds" not in states)
    meta = as_of(content, day).meta
    used = {feature["properties"]["mark"] for feature in shown.values()}
    used |= {feature["towns"]["mark"] for feature in shown.values() if "towns" in feature}
    assert {m["key"] for m in meta["marks"]} == used
    assert meta["count"] == len(shown)
    assert meta["data_date"] <= day
    told = {one["source"] for feature in shown.values() for one in stated_by(feature)}
    assert all(one["since"] <= day for feature in shown.values() for one in stated_by(feature))
    assert {s["id"] for s in meta["sources"] if not s["licence"]} == told


def test_what_no_longer_holds_is_told_apart() -> None:
    found = as_of(built("contingents"), "2020-08-31")
    gao = [f for f in found.features if f["properties"].get("place_id") == "gao"]
    told = next(f for f in gao if "past" in f)
    camp = "Operational Coordination Mechanism camp, Gao"
    for facts, text in (
        (told["facts"], told["properties"]["facts"]),
        (told["past"], told["properties"]["past"]),
    ):
        assert camp in text
        assert text == "; ".join(fact["words"] for fact in facts)
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


def test_towns_beside_areas_turn_grey_with_their_figure() -> None:
    """A group of areas and towns is one feature: its outline and its signs say the same of a day."""
    seen = set()
    for layer_id in DATED:
        content = built(layer_id)
        mixed = [feature for feature in content.features if "towns" in feature]
        for day in (*DAYS, "2022-06-30") if mixed else []:
            dated = as_of(content, day)
            keys = {mark["key"] for mark in dated.meta["marks"]}
            for feature in dated.features:
                if "towns" in feature:
                    mark, sign = feature["properties"]["mark"], feature["towns"]["mark"]
                    assert sign in keys
                    assert sign.endswith(PAST) == mark.endswith(PAST)
                    seen.add(mark.endswith(PAST))
    assert seen == {True, False}
