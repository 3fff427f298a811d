"""What a dossier adds to its facts: series, contradictions, activities, radio, data."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

import orjson
import pytest
import shapely

from geodata.radio.network import station_contours
from geodata.tables import Tables
from geodata.text import LANGS
from layers.reports.coverage.case import SITUATIONS, Case, contours, shares
from layers.reports.dossier.activities import Activities
from layers.reports.dossier.data import COLUMNS, place_csv
from layers.reports.dossier.radio import RadioCover
from layers.reports.dossier.series import Series
from layers.reports.figures.ledger import Ledger

if TYPE_CHECKING:
    from app.collection import Collection


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables()


def _data(collection: Collection, place: str, lang: str = "fr") -> dict[str, Any]:
    content: dict[str, Any] = orjson.loads(
        (collection.static / "places" / "data" / f"{place}.{lang}.json").read_bytes()
    )
    return content


def test_a_series_is_one_measure_at_several_dates(tables: Tables) -> None:
    facts = tables["facts"]
    own = [fact for fact in tables.rows("facts").values() if fact["place"] == "zone-centre"]
    series = Series(tables, "en").draw(own)
    weapons = next(each for each in series if each["ref"] == "I2.3.6")
    assert set(weapons["facts"]) == {"I2.3.6#1", "I2.3.6#2", "I2.3.6#3", "I2.3.6#4"}
    assert weapons["svg"].count("<circle") == 4
    assert weapons["svg"].count('fill="#FFFFFF"') == 1  # what was planned is hollow
    assert "planned" in weapons["alt"]
    for each in series:
        rows = facts[facts["id"].isin(each["facts"])]
        assert rows["unit"].nunique() == 1
        assert len(rows[["period_start", "period_end"]].drop_duplicates()) > 1


def test_a_group_s_series_stays_with_the_group(collection: Collection) -> None:
    dossier = collection.dossier("region-mopti", "en")
    assert dossier["series"] == []
    drawn = [series for group in dossier["groups"] for series in group["series"]]
    assert {"I4.3.3", "I4.3.4"} <= {series["ref"] for series in drawn}


def test_contradicting_figures_are_joined_marks_with_their_places(tables: Tables) -> None:
    chart = Series(tables, "en").clash(["002-727-1", "O2.3.2#2", "I2.3.5#2"])
    assert chart is not None
    assert chart["svg"].count("<circle") == 3
    assert "#9A5B00" in chart["svg"]
    assert "Soufouroulaye" in chart["svg"]
    assert Series(tables, "en").clash(["001-37-1", "001-37-2"]) is None  # nothing to count


def test_both_sides_of_a_contradiction_name_whom_they_are_given_for(collection: Collection) -> None:
    conflicts = collection.dossier("soufouroulaye", "en")["conflicts"]
    sides = {fact["id"]: fact["given_for"] for each in conflicts for fact in each["facts"]}
    assert sides["002-727-1"] == ""
    assert sides["I2.3.5#2"] == "Central Mali"


def _activity(tables: Tables, place: str, ref: str) -> dict[str, Any]:
    groups = tables["groups"].set_index("id")["title_en"]
    members = tables["group_members"]
    held = [(group, groups[group]) for group in members[members["place"] == place]["group"]]
    found = Activities(tables, Ledger(tables, "en")).of(place, held)
    return next(item for item in found if item["ref"] == ref)


def test_planned_is_never_shown_as_delivered(tables: Tables) -> None:
    emergency = _activity(tables, "mopti", "O5.1.27")
    own = next(figure for figure in emergency["figures"] if not figure["given_for"])
    assert own["planned"]
    assert own["delivered"]
    assert emergency["remark"] == ""
    held = _activity(tables, "gao", "O2.2.9")  # ten places planned, seven delivered, Gao among both
    assert held["is_group"]
    assert [bool(figure["delivered"]) for figure in held["figures"]] == [False, True]
    assert held["remark"] == ""


@pytest.mark.parametrize(
    ("place", "ref", "said"),
    [
        ("region-kidal", "O2.2.11", "Planned here; not named where it was delivered."),
        ("gao", "O2.2.10", ""),  # "not held" is said of the figure itself
        ("zone-centre", "I4.3.2", ""),  # courts of Timbuktu and Diré: one of them may lie there
    ],
)
def test_a_place_that_only_plans_name_says_so(tables: Tables, place: str, ref: str, said: str) -> None:
    item = _activity(tables, place, ref)
    assert item["remark"] == said
    assert not any(figure["delivered"] for figure in item["figures"])


def test_the_margin_at_a_point_agrees_with_the_layer_s_contours(tables: Tables) -> None:
    cover, case = RadioCover(tables), Case()
    places = tables["places"]
    for _, place in places[places["lon"].notna()].iterrows():
        point = shapely.Point(place["lon"], place["lat"])
        found = {item["station"].id: item["margins"] for item in cover.at(place["lon"], place["lat"])}
        for situation in SITUATIONS:
            for contour in contours(tables, case, situation):
                margin = found[contour.transmitter.id][situation]
                if abs(margin) > 0.2:  # on the edge itself polygon and formula may differ
                    assert contour.polygon.intersects(point) == (margin > 0), place["id"]


def test_a_margin_is_how_much_higher_the_threshold_could_be(tables: Tables) -> None:
    cover, case = RadioCover(tables), Case()
    place = tables["places"].set_index("id").loc["soufouroulaye"]
    near = cover.at(place["lon"], place["lat"])[0]
    settings = case.settings("median")
    raised = settings.__class__(
        settings.model,
        settings.threshold_dbuvm + near["margins"]["median"],
        settings.time_percent,
        settings.location_percent,
        settings.situation_percent,
        surroundings=settings.surroundings,
    )
    reach = station_contours([near["station"]], raised)[0].radius_km.mean()
    assert reach == pytest.approx(near["km"], rel=0.001)


def test_a_region_s_share_is_the_layer_s(tables: Tables, collection: Collection) -> None:
    table = shares(tables, Case(), "median").set_index("region")["share"]
    said = collection.dossier("region-mopti", "en")["radio"]["modelled"][0]["text"]
    assert said == f"{100 * table['region-mopti']:.1f}% of the area (median)"


def test_announced_and_modelled_are_apart(collection: Collection) -> None:
    radio = collection.dossier("aguelhok", "en")["radio"]
    assert "Tessalit" in radio["modelled"][0]["text"]
    assert not radio["modelled"][0]["is_covered"]
    assert {fact["given_for"] for fact in radio["announced"]} == {"Kidal Region"}
    assert radio["assumed"].startswith("Modelled, not measured")


@pytest.mark.parametrize("lang", LANGS)
def test_the_data_of_a_place_hold_every_figure_with_its_source(collection: Collection, lang: str) -> None:
    dossier, data = collection.dossier("gao", lang), _data(collection, "gao", lang)  # type: ignore[arg-type]
    own = {fact["id"] for topic in dossier["topics"] for fact in topic["facts"]}
    together = {fact["id"] for group in dossier["groups"] for fact in group["facts"]}
    by_record = {
        record: {fact["id"] for fact in data["facts"] if fact["record"] == record}
        for record in ("own", "group")
    }
    assert by_record == {"own": own, "group": together}
    assert all(fact["source"] and fact["locator"] and fact["given_for"] for fact in data["facts"])
    listed = {fact["id"] for fact in data["facts"]}
    assert all(set(conflict["facts"]) <= listed for conflict in data["contradictions"])


def test_the_csv_guards_formulas_and_keeps_numbers(collection: Collection) -> None:
    data = _data(collection, "gao", "en")
    data["facts"][0] |= {"note": "=1+1", "value": 12.5}
    content = place_csv(data)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    assert list(rows[0]) == [heading.en for heading in COLUMNS.values()]
    assert len(rows) == len(data["facts"])
    assert rows[0]["Note"] == "'=1+1"
    assert rows[0]["Value"] == "12.5"
