"""The joined columns say what the tables say: worked out a second time here, with none of their code."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest

from geodata.facts.states import DONE
from geodata.places.joins.column import THEMES
from geodata.places.joins.columns import COLUMNS
from geodata.places.joins.reach import holders, reaches, receivers
from geodata.places.joins.records import contributions, fact_states
from geodata.places.joins.table import join_steps, join_table
from geodata.places.joins.themes import activities, deployment, justice, projects, protection, radio, support
from geodata.tables import DATA_FOLDER

if TYPE_CHECKING:
    from geodata.tables import Tables

SECTORS = ("sector-nord", "sector-sud", "sector-est", "sector-ouest", "sector-centre")


@cache
def read(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA_FOLDER / f"{name}.csv", dtype=str, keep_default_na=False)


@cache
def sectors_by_shape() -> dict[str, str]:
    """Sector of every place with a point, or with a polygon of its own, by point in polygon."""
    regions = gpd.read_file(DATA_FOLDER / "shapes" / "regions.geojson")[["id", "geometry"]]
    cercles = gpd.read_file(DATA_FOLDER / "shapes" / "cercles.geojson")[["id", "geometry"]]
    places = read("places")
    towns = places[places["lon"] != ""]
    points = gpd.GeoDataFrame(
        {"place": towns["id"]}, geometry=gpd.points_from_xy(towns["lon"], towns["lat"]), crs=4326
    )
    inner = pd.concat([regions, cercles]).rename(columns={"id": "place"})
    inner = inner.set_geometry(inner.geometry.representative_point())
    held = gpd.sjoin(pd.concat([points, inner]), regions.rename(columns={"id": "region"}), predicate="within")
    sectors = read("sector_regions").set_index("region")["sector"]
    return dict(zip(held["place"], held["region"].map(sectors), strict=True))


@cache
def sectors_by_key() -> dict[str, str]:
    """Sector of every place, by its parents and the table of the sectors' regions."""
    places, regions = read("places").set_index("id"), read("sector_regions").set_index("region")["sector"]
    found = {}
    for place in places.index:
        asked = place
        while asked and asked not in regions:
            asked = places["parent"][asked]
        if asked:
            found[place] = regions[asked]
    return found


def counted(rows: pd.DataFrame, once: str, where: dict[str, str]) -> dict[str, int]:
    """Different values of a column, by the sector of the rows' place."""
    sectors = rows["place"].map(where)
    return rows[once].groupby(sectors).nunique().to_dict()


def _facilities(kind: str, status: str = "") -> pd.DataFrame:
    found = read("facilities")
    found = found[found["kind"] == kind]
    return found[found["status"] == status] if status else found


def _facts(*topics: str, lines: tuple[str, ...] = ()) -> pd.DataFrame:
    facts = read("facts")
    facts = facts[facts["topic"].isin(topics)] if topics else facts
    return facts[(facts["source"] + ":" + facts["line"]).isin(lines)] if lines else facts


#: Rows of a column and what is counted once in them, each read from the files.
TEN: dict[str, Any] = {
    "sites_named": lambda: (read("sites"), "place"),
    "transmitters": lambda: (read("transmitters"), "id"),
    "police_places": lambda: (_facts("police", lines=("002:147", "002:148")), "place"),
    "moc_camps": lambda: (_facilities("moc-camp"), "place"),
    "courts_named": lambda: (_facilities("court"), "place"),
    "prisons_named": lambda: (_facilities("prison"), "place"),
    "judicial_pole": lambda: (_facilities("judicial-pole", "actual"), "place"),
    "judicial_pole_planned": lambda: (_facilities("judicial-pole", "planned"), "id"),
    "ration_points": lambda: (_facilities("ration-point"), "place"),
    "human_rights_offices": lambda: (_facilities("office").query("topic == 'human-rights'"), "place"),
    "call_centres": lambda: (read("contacts"), "id"),
    "prison_exercises": lambda: (_facts("prisons", lines=("002:796",)), "id"),
    "ssr": lambda: (_facts("ssr").query(f"state in {sorted(DONE)}"), "id"),
    "volunteers": lambda: (_facts("volunteers"), "id"),
}


@pytest.mark.parametrize("code", TEN)
def test_a_column_of_every_sector_by_shape_and_by_key(tables: Tables, code: str) -> None:
    rows, once = TEN[code]()
    rows = rows[rows["place"] != ""]
    by_key = counted(rows, once, sectors_by_key())
    # A village without a point has no shape of its own; none of these rows is given for one.
    assert counted(rows, once, sectors_by_shape()) == by_key
    column = join_table(tables)[code]
    nothing = 0 if code in ("sites_named", "transmitters") else pd.NA
    for sector in SECTORS:
        assert column[sector] is by_key.get(sector, nothing) or column[sector] == by_key[sector], sector


def _only(sectors: pd.Series[str]) -> str:
    """The sector of all, or nothing."""
    held = set(sectors)
    return held.pop() if len(held) == 1 and not sectors.isna().any() else ""


def test_known_truths(tables: Tables) -> None:
    known = join_table(tables)
    assert list(known.loc[list(SECTORS), "sites_named"]) == [3, 1, 3, 3, 2]
    assert list(known.loc[list(SECTORS), "transmitters"]) == [2, 1, 2, 1, 1]
    assert known["police_share"].dropna().to_dict() == {"bamako": 25.8}
    assert known.loc["tessalit", "frequency_mhz"] == 94
    assert known["sites_named"].notna().all()
    assert known.loc["cercle-kita", "courts_named"] is pd.NA, "no data is not zero"


def test_every_fact_with_a_place_inside_a_sector_is_counted_once_in_it(tables: Tables) -> None:
    facts = read("facts")
    where = sectors_by_key()
    expected = facts.assign(sector=facts["place"].map(where)).dropna(subset="sector")
    rows = contributions(tables).query("column == 'statements'")
    of_places = rows[rows["place"].isin(SECTORS) & ~rows["given_for"].isin(read("groups")["id"])]
    assert not of_places.duplicated(["place", "key"]).any()
    assert set(zip(of_places["key"], of_places["place"], strict=True)) == set(
        zip(expected["id"], expected["sector"], strict=True)
    )
    # With those of groups whose members all lie in the sector, each once.
    groups = read("group_members").assign(sector=lambda links: links["place"].map(where))
    whole = groups.groupby("group")["sector"].agg(_only)
    together = facts.assign(sector=facts["group"].map(whole)).query("sector in @SECTORS")
    told = pd.concat([expected, together])
    event = told["same_as"].where(told["same_as"].fillna("") != "", told["id"])  # said twice counts once
    counts = told.assign(event=event).drop_duplicates(["event", "sector"])["sector"].value_counts()
    assert (
        join_table(tables)["statements"].loc[list(SECTORS)].to_dict() == counts.loc[list(SECTORS)].to_dict()
    )


def test_no_figure_of_a_group_is_divided_or_given_to_a_member(tables: Tables) -> None:
    rows = contributions(tables)
    groups = set(read("groups")["id"])
    inside = rows[(rows["scope"] == "inside") & rows["given_for"].isin(groups)]
    members = read("group_members").groupby("group")["place"].agg(set)
    held = holders(tables)
    for row in inside.itertuples():
        assert all(row.place in {place, *held[place]} for place in members[row.given_for]), row
        assert row.value == 1, "a group's figure is in no column of figures"
    figures = {column.code for column in COLUMNS if column.kind == "number"}
    stated = rows[rows["column"].isin(figures)]
    assert (stated["place"] == stated["given_for"]).all()
    values = pd.to_numeric(read("facts").set_index("id")["value"])
    assert [float(row.value) for row in stated.itertuples()] == [
        values[row.key] for row in stated.itertuples()
    ]


def test_what_is_given_with_others_is_apart_and_the_nation_reaches_nobody(tables: Tables) -> None:
    rows = contributions(tables)
    scopes = {column.code: column.scope for column in COLUMNS}
    assert (rows["scope"] == rows["column"].map(scopes)).all()
    assert all(code.endswith("_with_others") == (scope == "with_others") for code, scope in scopes.items())
    assert not rows["given_for"].isin(["mali"]).any()
    both = rows[rows["column"].isin(["statements", "statements_with_others"])]
    assert not both.duplicated(["place", "key"]).any(), "a fact is either inside or with others"


def test_a_group_and_a_region_reach_as_they_should(tables: Tables) -> None:
    found = {key: dict(reached) for key, reached in reaches(tables).items()}
    assert found["region-gao"]["sector-est"] == "inside"
    assert found["region-gao"]["gao"] == found["region-gao"]["cercle-gao"] == "with_others"
    assert found["bamako"]["cercle-bamako"] == "inside", "the capital's district is drawn as a cercle"
    assert found["gao+tombouctou"]["sector-est"] == "with_others"
    assert found["mopti+segou"]["region-mopti"] == "with_others"
    assert "mali" not in found or not found["mali"]


def test_days_differ_where_they_should(tables: Tables) -> None:
    before, then, later = (join_table(tables, day) for day in ("2020-06-30", "2020-07-01", "2020-08-31"))
    assert before["sites_named"].isna().all()
    assert list(then.loc[list(SECTORS), "sites_named"]) == [3, 1, 3, 3, 2]
    assert then["transmitters"].isna().all()
    assert list(later.loc[list(SECTORS), "transmitters"]) == [2, 1, 2, 1, 1]
    assert then["radio_area_median"].isna().all()
    end, after = join_table(tables, "2021-06-30"), join_table(tables, "2021-07-01")
    assert end.loc["bamako", "results_planned"] > 0
    assert after.loc["bamako", "results_planned"] is pd.NA, "a plan ends with its year"


@pytest.mark.parametrize(
    "day", ["2018-03-31", "2020-06-30", "2020-07-01", "2020-08-31", "2021-06-30", "2021-07-01"]
)
def test_steps_give_the_table_of_any_day(tables: Tables, day: str) -> None:
    expected, steps = join_table(tables, day), join_steps(tables)
    for place in receivers(tables):
        for column in COLUMNS:
            known = [value for since, value in steps[place].get(column.code, []) if since <= day]
            cell = expected.loc[place, column.code]
            assert (known[-1] if known else None) == (None if cell is pd.NA else cell), (place, column.code)


def test_columns_are_declared_in_full(tables: Tables) -> None:
    codes = [column.code for column in COLUMNS]
    assert len(codes) == len(set(codes)) >= 30
    names = set(tables.names())
    for column in COLUMNS:
        assert column.code.isascii()
        assert column.code.isidentifier()
        assert column.code == column.code.lower()
        assert column.theme in THEMES
        assert column.label.fr
        assert column.label.en
        assert column.about.fr.endswith(".")
        assert column.about.en.endswith(".")
        assert set(column.tables) <= names
        assert column.takes or column.computed
    filled = join_table(tables).notna().any()
    assert filled.all(), list(filled.index[~filled])
    kinds = {"count": "Int64", "share": "Float64", "number": "Float64", "text": "string"}
    types = join_table(tables).dtypes
    assert [str(types[column.code]) for column in COLUMNS] == [kinds[column.kind] for column in COLUMNS]


def test_every_topic_placed_is_in_one_theme(tables: Tables) -> None:
    themes = (deployment, projects, justice, radio, protection, support)
    reached = reaches(tables)
    facts = read("facts")
    placed = facts[(facts["place"] + facts["group"]).map(lambda given: bool(reached.get(given)))]
    for topic in placed["topic"].unique():
        assert sum(topic in theme.TOPICS for theme in themes) == 1, topic
    assert set(read("results")["component"]) == activities.EVERY


def test_states_are_those_of_the_facts(tables: Tables) -> None:
    states = fact_states(tables)
    assert states["fac-003-9089-1"] == "closed"
    assert states["fac-003-8034-1"] == "under_way"
    assert states["I4.3.2@4"] == "postponed"
    assert len(states) == len(read("facts"))


def test_a_zone_reaches_what_a_table_says_it_covers(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    from geodata.places.joins import reach

    zones = {"region-mopti": ("zone-centre",), "region-segou": ("zone-centre",)}
    monkeypatch.setattr(reach, "zones_of_regions", lambda _: zones)
    assert reach.containing(tables, "djenne")[-1] == "zone-centre"
    assert "zone-centre" in reach.containing(tables, "sector-sud"), "in part, so with others"
    found = dict(reach.reaches.__wrapped__(tables)["zone-centre"])
    assert found["sector-centre"] == found["region-segou"] == found["douentza"] == "with_others"
    assert "sector-nord" not in found
    assert "inside" not in found.values()
