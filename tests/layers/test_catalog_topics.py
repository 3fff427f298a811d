"""What the topic layers may and may not draw."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from shapely.geometry import Point

from geodata.facts.states import STANDING
from geodata.places.joins import place_shape
from geodata.places.nation import NATION
from geodata.tables import Tables
from layers.artifact.facts import joined
from layers.catalog import topics
from layers.catalog.topics import topic_marks
from layers.schema.colours import CLOSED, INK, MUTED, TOPIC
from layers.schema.library import read_catalog
from layers.schema.rows import facility_facts, fact_rows
from layers.schema.signs import emblem

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.text import Lang


CATALOG = read_catalog()
TABLES = Tables()
FACTS = TABLES["facts"].set_index("id", drop=False)
#: Layers of facts by topic; that of the zones has facts of every topic.
TOPIC_LAYERS = [i for i, layer in CATALOG.items() if topics.FACT_FIELDS[0] in layer.fields and i != "zones"]
#: Topics of which no fact names a place with a shape, or that are about places themselves.
NEVER_DRAWN = {"geography", "finance", "staffing", "media", "culture", "contacts", "contributors"}


@cache
def rows_of(layer_id: str) -> gpd.GeoDataFrame:
    return CATALOG[layer_id].rows(TABLES)


def drawn_facts(layer_id: str) -> list[str]:
    return [fact for facts in rows_of(layer_id)["fact_ids"] for fact in facts]


def texts(rows: gpd.GeoDataFrame, lang: Lang) -> pd.Series[str]:
    return rows[f"facts_{lang}"].map(lambda facts: joined(facts, lang))


def test_there_are_layers_for_every_topic_group() -> None:
    assert {CATALOG[i].group for i in TOPIC_LAYERS} == set(TOPIC)


@pytest.mark.parametrize("layer_id", TOPIC_LAYERS)
def test_each_row_is_one_place_or_group_in_one_state(layer_id: str) -> None:
    rows = rows_of(layer_id)
    assert len(rows) > 0
    for row in rows.itertuples():
        facts = FACTS.loc[row.fact_ids]
        assert len(facts[["place", "group"]].drop_duplicates()) == 1
        assert str(row.id).startswith(f"{layer_id}-")
        assert row.count == len(facts) == len(set(row.fact_ids))
        assert bool(row.place) == (not facts["group"].iloc[0])
        assert list(row.fact_ids) == [fact["id"] for fact in row.facts_fr]
    assert not texts(rows, "fr").equals(texts(rows, "en"))


@pytest.mark.parametrize("layer_id", TOPIC_LAYERS)
def test_no_national_figure_is_drawn(layer_id: str) -> None:
    facts = FACTS.loc[drawn_facts(layer_id)]
    assert NATION not in set(facts["place"])
    for group in set(facts["group"]) - {""}:
        assert NATION not in group.split("+")


@pytest.mark.parametrize("layer_id", TOPIC_LAYERS)
def test_a_group_figure_is_one_feature_that_holds_all_its_members(layer_id: str) -> None:
    rows = rows_of(layer_id)
    groups = rows[rows["group_members"].map(bool)]
    kinds = {f"{kind}-{standing}" for kind in ("group", "towns") for standing in STANDING.values()}
    assert set(groups["mark"]) <= kinds
    assert groups["id"].is_unique
    for row in groups.itertuples():
        mark = CATALOG[layer_id].mark(str(row.mark))
        assert str(row.name_en).startswith("Given together for: ")
        members = {m: place_shape(TABLES, m) for m in FACTS.loc[row.fact_ids[0], "group"].split("+")}
        points = {(shape.x, shape.y) for shape in members.values() if isinstance(shape, Point)}
        if mark.together:
            assert len(points) == len(members)
            assert {(point.x, point.y) for point in row.geometry.geoms} == points
            assert not row.towns
            continue
        assert (mark.shape, mark.fill) == ("area", 0)
        assert mark.dash
        assert row.geometry.geom_type in {"Polygon", "MultiPolygon"}
        assert {(town.x, town.y) for town in row.towns} == points
        assert row.towns_mark == (str(row.mark).replace("group-", "towns-") if points else "")
        for member, shape in members.items():
            assert isinstance(shape, Point) or row.geometry.buffer(1e-6).covers(shape), (row.id, member)


@pytest.mark.parametrize("layer_id", TOPIC_LAYERS)
def test_only_a_place_with_a_coordinate_is_a_pin(layer_id: str) -> None:
    places = TABLES["places"].set_index("id")
    for row in rows_of(layer_id).itertuples():
        mark = CATALOG[layer_id].mark(str(row.mark))
        pinned = mark.shape == "pin" and not mark.together
        assert pinned == isinstance(row.geometry, Point)
        if pinned:
            assert (row.geometry.x, row.geometry.y) == tuple(places.loc[row.place, ["lon", "lat"]])


@pytest.mark.parametrize("layer_id", TOPIC_LAYERS)
def test_what_stands_differently_never_shares_a_mark(layer_id: str) -> None:
    rows = rows_of(layer_id)
    for mark, same in rows.groupby("mark"):
        states = {FACTS.loc[fact, "state"] for facts in same["fact_ids"] for fact in facts}
        assert {STANDING[state] for state in states} == {str(mark).rpartition("-")[2]}
    styles = [(m.shape, m.color, m.fill, m.dash, m.together) for m in CATALOG[layer_id].marks]
    assert len(styles) == len(set(styles))


@pytest.mark.parametrize("layer_id", TOPIC_LAYERS)
def test_caveats_and_licences_follow_what_is_drawn(layer_id: str) -> None:
    layer, rows = CATALOG[layer_id], rows_of(layer_id)
    if rows["group_members"].map(bool).any():
        assert topics.TOGETHER in layer.caveats
    if texts(rows, "fr").str.contains("≠").any():
        assert topics.DISPUTED in layer.caveats
    kinds = TABLES["places"].set_index("id")["kind"]
    areas = kinds[rows.loc[rows["mark"].str.startswith("area-"), "place"]]
    members = [m for facts in rows["fact_ids"] for m in FACTS.loc[facts[0], "group"].split("+")]
    shaped = {*areas, *kinds.reindex(members).dropna()}
    files = {"region": "regions", "cercle": "cercles", "village": "cercles", "country": "neighbours"}
    zones = rows["mark"].str.startswith("zone-")
    if zones.any():
        assert topics.NOT_DRAWN in layer.caveats
        assert "regions" in layer.shapes
    assert {row.place for row in rows[zones].itertuples()} <= {"zone-nord", "zone-centre", "zone-sud"}
    assert {files[kind] for kind in shaped if kind in files} - {"cercles"} <= set(layer.shapes)
    if {"cercle", "village"} & set(areas):
        assert "cercles" in layer.shapes
    assert set(FACTS.loc[drawn_facts(layer_id), "source"]) <= set(layer.documents)


def test_every_fact_with_a_place_on_the_map_is_in_a_layer_of_its_topic() -> None:
    told = TABLES["facts"].query("topic not in @NEVER_DRAWN")
    drawable = {fact for facts in fact_rows(TABLES, "all", told)["fact_ids"] for fact in facts}
    drawable -= set(TABLES["transmitters"]["id"])
    drawn = {fact for i in TOPIC_LAYERS if i != "results" for fact in drawn_facts(i)}
    assert sorted(drawable - drawn) == []


def test_transmitters_are_the_seven_of_the_booklet() -> None:
    masts = rows_of("transmitters").set_index("place")
    assert len(masts) == len(TABLES["transmitters"]) == 7
    assert masts["frequency_mhz"].between(87.5, 108).all()
    assert masts["frequency_mhz"].to_dict() == {
        "bamako": 106.6,
        "gao": 94.0,
        "kidal": 94.0,
        "menaka": 94.0,
        "mopti": 91.8,
        "tessalit": 94.0,
        "tombouctou": 92.6,
    }


def test_a_closed_site_is_grey() -> None:
    rows = rows_of("sites-closed")
    assert list(rows["place"]) == ["diabaly"]
    assert list(rows["mark"]) == ["closed"]
    assert CATALOG["sites-closed"].mark("closed").color == CLOSED
    assert "fermé" in texts(rows, "fr").iloc[0]


def test_cantonment_sites_are_one_outline_of_four_regions() -> None:
    rows = rows_of("ddr")
    found = rows[texts(rows, "en").str.contains("Cantonment sites")]
    assert list(found["mark"]) == ["group-actual"]
    assert 8 in [fact["value"] for fact in found["facts_en"].iloc[0]]


def test_courts_pole_and_frameworks_share_out_the_facts_of_justice() -> None:
    parts = [set(drawn_facts(i)) for i in ("courts", "judicial-pole", "frameworks")]
    assert not parts[0] & parts[1]
    assert not parts[1] & parts[2]
    assert not parts[0] & parts[2]
    branches = set(facility_facts(TABLES, "judicial-pole"))
    located = set(FACTS.index[FACTS["place"].isin(rows_of("judicial-pole")["place"])])
    assert branches & located <= parts[1]
    assert {"region-gao", "region-mopti", "region-tombouctou"} <= set(rows_of("frameworks")["place"])


def test_call_centres_are_flagged_historical() -> None:
    layer = CATALOG["call-centres"]
    assert "historique" in layer.title.fr
    assert all("istori" in m.label.fr for m in layer.marks if m.key.endswith("actual"))


def test_a_village_without_coordinate_keeps_its_cercle_and_its_dossier() -> None:
    rows = rows_of("incidents").set_index("place")
    village = rows.loc["ogossagou"]
    assert village["mark"] == "area-event"
    assert "Bankass" in village["name_fr"]
    assert village["geometry"].equals(place_shape(TABLES, "cercle-bankass"))


def test_only_neighbours_contribute_on_the_map() -> None:
    rows = rows_of("contributors")
    assert set(rows["place"]) <= set(TABLES["contributors"]["country"])
    assert "mali" not in set(rows["place"])
    assert set(rows.geometry.geom_type) <= {"Polygon", "MultiPolygon"}


def test_results_name_their_references_and_nothing_else() -> None:
    rows = rows_of("results")
    refs = {ref for refs in rows["refs"] for ref in refs.split(", ")}
    assert refs <= set(TABLES["results"]["ref"])
    places = TABLES["result_places"]
    assert len(refs) > 0.5 * places["ref"].nunique()


def test_no_figure_for_several_towns_is_drawn_as_a_circle() -> None:
    """Dashed circles read as ranges of weapons or radios: each town has a small sign instead."""
    rows = rows_of("security")
    gao = place_shape(TABLES, "gao")
    found = rows[
        rows["mark"].str.startswith("towns-") & rows["group_members"].map(lambda names: "gao" in names)
    ]
    assert len(found) > 1
    assert set(found.geometry.geom_type) == {"MultiPoint"}
    assert all(geometry.distance(gao) == 0 for geometry in found.geometry)
    marks = [CATALOG["security"].mark(key) for key in found["mark"]]
    assert all(mark.radius < 10 and mark.icon == "together" for mark in marks)


def test_a_layer_is_shown_by_the_pin_of_what_is_there() -> None:
    for layer_id in TOPIC_LAYERS:
        used = set(rows_of(layer_id)["mark"])
        marks = [mark.resolve("en") for mark in CATALOG[layer_id].marks if mark.key in used]
        chosen = emblem(marks)
        assert not chosen.get("together") or all(
            mark["shape"] != "pin" or mark.get("together") for mark in marks
        )
        if "actual" in used:
            assert (chosen["key"], chosen["shape"], chosen["fill"]) == ("actual", "pin", 1)


def test_a_budget_year_is_written_short_and_french_has_its_spaces() -> None:
    rows = rows_of("elections")
    assert texts(rows, "en").str.contains(r"\(2020/21, planned\)").any()
    several = texts(rows[rows["count"] > 1], "fr")
    assert several.str.contains("\N{NARROW NO-BREAK SPACE}; ").all()
    assert not several.str.contains(" [;:]").any()


def test_marks_say_status_before_topic() -> None:
    marks = {m.key: m for m in topic_marks("justice", "gavel")}
    assert marks["planned"].fill == 0
    assert marks["actual"].fill == 1
    assert marks["closed"].color == CLOSED
    assert marks["dropped"].fill == 0
    assert not marks["event"].icon
    assert {m.color for m in marks.values()} == {TOPIC["justice"], CLOSED, MUTED, INK}


def test_pins_of_different_layers_have_different_icons() -> None:
    pins = [[m for m in CATALOG[i].marks if m.shape == "pin" and not m.together] for i in TOPIC_LAYERS]
    icons = [{mark.icon for mark in marks} - {""} for marks in pins]
    assert all(len(names) == 1 for names in icons)
    assert len(set().union(*icons)) == len(TOPIC_LAYERS)
    assert pd.Series(TOPIC_LAYERS).is_unique
