"""The scorecard of a place and what is stated for the places inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geodata.places.joins.records import contributions
from geodata.places.joins.table import join_table
from geodata.tables import Tables
from geodata.text import LANGS
from layers.artifact.scores import scorecard_on
from layers.words import TOPICS

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang

SECTORS = ("sector-nord", "sector-sud", "sector-est", "sector-ouest", "sector-centre")


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables()


def scores(dossier: Any, day: str = "") -> dict[str, Any]:
    return {
        score["code"]: score for theme in scorecard_on(dossier["scorecard"], day) for score in theme["scores"]
    }


@pytest.mark.parametrize("lang", LANGS)
def test_a_scorecard_says_what_the_join_says(collection: Collection, tables: Tables, lang: Lang) -> None:
    known = join_table(tables)
    for place in (*SECTORS, "region-mopti", "gao", "cercle-koro"):
        found = scores(collection.dossier(place, lang))
        row = known.loc[place].dropna()
        assert set(found) == set(row.index)
        for code, score in found.items():
            assert score["number"] is None or score["number"] == float(row[code])


def test_what_has_no_join_has_no_scorecard(collection: Collection) -> None:
    for place in ("mali", "zone-centre", "mopti", "niger"):
        dossier = collection.dossier(place, "en")
        assert (dossier["scorecard"], dossier["inside"], dossier["peers"]) == ([], [], [])


def test_a_scorecard_follows_the_date_as_the_table_does(collection: Collection, tables: Tables) -> None:
    for day in ("2017-12-31", "2020-01-01", "2020-08-31", "2021-06-30"):
        known = join_table(tables, day)
        for place in SECTORS:
            found = scores(collection.dossier(place, "en"), day)
            assert set(found) == set(known.loc[place].dropna().index), (place, day)
    assert "sites_named" not in scores(collection.dossier("sector-est", "en"), "2020-06-30")
    assert scores(collection.dossier("sector-est", "en"), "2020-07-01")["sites_named"]["value"] == "3"


@pytest.mark.parametrize("lang", LANGS)
def test_every_statement_inside_is_told_once(collection: Collection, tables: Tables, lang: Lang) -> None:
    rows = contributions(tables)
    inside = rows[(rows["column"] == "statements") & (rows["given_for"] != rows["place"])]
    for place in (*SECTORS, "region-gao", "cercle-mopti"):
        dossier = collection.dossier(place, lang)
        told = [
            fact["id"] for topic in dossier["inside"] for each in topic["places"] for fact in each["facts"]
        ]
        assert sorted(told) == sorted(inside[inside["place"] == place]["key"])
        assert len(told) == len(set(told))
        for topic in dossier["inside"]:
            assert topic["title"] == TOPICS[topic["id"]].get(lang)
            assert topic["count"] == sum(len(each["facts"]) for each in topic["places"])


def test_what_is_inside_is_told_place_by_place_and_by_state(collection: Collection) -> None:
    dossier = collection.dossier("sector-centre", "en")
    justice = next(topic for topic in dossier["inside"] if topic["id"] == "justice")
    places = {each["link"]["name"]: each["facts"] for each in justice["places"] if each["link"]}
    # 003:7839, Djenné's equipment is being bought; 003:7843, Bandiagara's assessment was put off
    assert [fact["state"] for fact in places["Djenné"]] == ["under way"]
    assert [fact["state"] for fact in places["Bandiagara"]] == ["postponed"]
    # 003:7706, Mopti's awareness activity was put off as well
    assert {"under way: 2", "postponed: 2"} <= set(justice["states"])


def test_places_of_one_kind_can_be_compared(collection: Collection) -> None:
    peers = {kind: collection.dossier(kind, "fr")["peers"] for kind in ("sector-nord", "region-gao", "kidal")}
    assert {len(found) for found in peers.values()} == {4, 10, 11}
    assert "region-gao" not in {link["id"] for link in peers["region-gao"]}
