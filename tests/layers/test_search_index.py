"""What can be searched for: every spelling, every layer, every reference, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
import pytest

from geodata.tables import Tables
from geodata.text import LANGS
from layers.artifact.files import compress
from layers.reports.search import search_files
from layers.schema.library import read_catalog

if TYPE_CHECKING:
    from app.collection import Collection

TABLES = Tables()
KIND, ID, NAME, WHERE, SPELLINGS, AT, PLACE, LAYER = range(8)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The files, made once."""
    return search_files(TABLES, read_catalog())


@pytest.fixture(scope="module")
def indexes(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    return {lang: orjson.loads(files[f"search.{lang}.json"]) for lang in LANGS}


def items(index: dict[str, Any], *kinds: str) -> dict[str, list[Any]]:
    return {item[ID]: item for item in index["items"] if not kinds or item[KIND] in kinds}


@pytest.mark.parametrize("lang", LANGS)
def test_every_spelling_of_every_place_is_there(indexes: dict[str, Any], lang: str) -> None:
    found = items(indexes[lang])
    for place in TABLES["places"].to_dict("records"):
        item = found[place["id"]]
        wanted = {place["name_fr"], place["name_en"], *filter(None, place["aliases"].split("|"))}
        assert wanted <= {item[NAME], *item[SPELLINGS]}
        assert item[NAME] == place[f"name_{lang}"]
        assert item[PLACE] == place["id"]


def test_every_layer_facility_and_reference_is_there(indexes: dict[str, Any], collection: Collection) -> None:
    found = items(indexes["en"])
    assert {entry["id"] for entry in collection.layers} == set(items(indexes["en"], "layer"))
    assert set(TABLES["facilities"]["id"]) <= set(found)
    assert set(TABLES["results"]["ref"]) == set(items(indexes["en"], "indicator", "output"))


def test_what_an_item_opens_exists(indexes: dict[str, Any], collection: Collection) -> None:
    layers = {entry["id"] for entry in collection.layers}
    places = set(TABLES["places"]["id"])
    for item in indexes["fr"]["items"]:
        assert item[KIND] in indexes["fr"]["kinds"]
        assert item[PLACE] in places | {""}
        assert item[LAYER] in layers | {""}
        if item[AT] is not None:
            south, west, *rest = item[AT]
            assert -90 <= south <= 90
            assert -180 <= west <= 180
            assert not rest or (rest[0] > south and rest[1] > west)


def test_a_facility_leads_to_the_layer_that_draws_it(indexes: dict[str, Any]) -> None:
    office = items(indexes["en"])["fac-002-377-1"]
    assert office[PLACE] == "mopti"
    assert office[LAYER] == "human-rights"


def test_a_reference_of_several_places_is_framed_and_opens_none(indexes: dict[str, Any]) -> None:
    item = items(indexes["en"])["O2.2.9"]
    assert item[PLACE] == ""
    assert item[LAYER] == "results"
    south, west, north, east = item[AT]
    assert south < 16.27 < north
    assert west < -0.04 < east


def test_towns_of_the_documents_are_not_listed_twice(indexes: dict[str, Any]) -> None:
    names = [item[NAME] for item in indexes["fr"]["items"] if item[KIND] in ("site", "town", "village")]
    assert names.count("Gao") == 1


def test_the_file_is_small_and_the_same_at_each_build(files: dict[str, bytes]) -> None:
    assert search_files(TABLES, read_catalog()) == files
    for content in files.values():
        assert len(compress(content)) < 40_000
        assert b"nan" not in content.lower().split(b'"')
        assert orjson.loads(content)["items"]
