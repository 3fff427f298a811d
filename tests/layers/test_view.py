from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from layers.view.rules import Rules
from layers.view.state import QUERY_FIELDS, Camera, ViewState, from_query

if TYPE_CHECKING:
    from pathlib import Path

RULES = Rules(
    layers=("sectors", "sites", "regions"),
    defaults=("sectors", "sites"),
    basemaps=("atlas", "blank", "osm"),
    places=frozenset({"gao", "kidal"}),
    colours={"sectors": {"courts": "symbol", "radio": "tint"}},
)

days = st.just("") | st.dates(dt.date(2013, 1, 1), dt.date(2023, 12, 31)).map(dt.date.isoformat)
views = st.builds(
    ViewState,
    lang=st.sampled_from(["fr", "en"]),
    layers=st.sets(st.sampled_from(RULES.layers)).map(lambda s: tuple(x for x in RULES.layers if x in s)),
    opacity=st.dictionaries(st.sampled_from(RULES.layers), st.integers(0, 100)),
    colour=st.dictionaries(st.just("sectors"), st.sampled_from(["courts", "courts.tint", "radio.symbol"])),
    camera=st.none()
    | st.builds(Camera, lat=st.floats(-85, 85), lon=st.floats(-180, 180), zoom=st.floats(4, 16)),
    base=st.sampled_from(RULES.basemaps),
    selection=st.sampled_from(["", "gao", "kidal"]),
    table=st.sampled_from(["", "sites", "regions"]),
    embed=st.booleans(),
    order=st.permutations(RULES.layers).flatmap(lambda p: st.sampled_from([tuple(p[:n]) for n in range(4)])),
    date=days,
    compare=days,
    measured=st.just("")
    | st.sampled_from(["line,17.5,-3.2,16,0", "area,17,-3,16,0,15,-2", "rings,16,0,50,100"]),
)


@given(views)
def test_a_view_survives_its_address(view: ViewState) -> None:
    again, problems = from_query(view.to_query(), RULES)
    assert again == view
    assert problems == []
    assert again.to_query() == view.to_query()


@given(st.text(max_size=200))
def test_any_query_gives_a_view(query: str) -> None:
    view, problems = from_query(query, RULES)
    assert from_query(view.to_query(), RULES)[0] == view
    assert all(p.fr and p.en for p in problems)


def test_the_address_is_canonical() -> None:
    first, _ = from_query("sel=gao&layers=sites,sectors&lang=en&utm=1&sites.opacity=100", RULES)
    assert first.to_query() == "lang=en&layers=sectors,sites&sel=gao"


def test_without_fields_the_default_layers_are_on() -> None:
    view, problems = from_query("", RULES, "en")
    assert (view.lang, view.layers, problems) == ("en", ("sectors", "sites"), [])


def test_no_layer_is_a_view_of_its_own() -> None:
    assert from_query("layers=none", RULES)[0].layers == ()


def test_each_bad_value_is_named_and_replaced() -> None:
    query = "lang=de&layers=sites,rivers&sites.opacity=900&at=95,0,5&base=google&sel=atlantis"
    view, problems = from_query(query, RULES)
    assert view == ViewState(lang="fr", layers=("sites",))
    said = " ".join(p.en for p in problems)
    for bad in ("de", "rivers", "900", "95,0,5", "google", "atlantis"):
        assert f"“{bad}”" in said
    assert len(problems) == 6


def test_every_field_of_the_address_is_in_the_readme(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    for name in QUERY_FIELDS:
        assert f"`{name}`" in readme, f"README does not document the URL field {name}"


#: Addresses that readers may have kept, each with the view it has always meant.
OLD_ADDRESSES = {
    "": ViewState(layers=("sectors", "sites")),
    "lang=en": ViewState("en", ("sectors", "sites")),
    "lang=en&layers=none": ViewState("en"),
    "lang=en&layers=sites&sel=gao": ViewState("en", ("sites",), selection="gao"),
    "lang=fr&layers=sectors,sites&sectors.opacity=40": ViewState(
        "fr", ("sectors", "sites"), opacity={"sectors": 40}
    ),
    "lang=en&layers=sectors,regions&sectors.opacity=40&at=16.27,-0.04,7&base=blank&sel=gao": ViewState(
        "en",
        ("sectors", "regions"),
        opacity={"sectors": 40},
        camera=Camera(16.27, -0.04, 7),
        base="blank",
        selection="gao",
    ),
    "lang=fr&layers=sites&base=osm": ViewState("fr", ("sites",), base="osm"),
    "lang=en&layers=sites&table=sites": ViewState("en", ("sites",), table="sites"),
    "lang=en&layers=sites&embed=1": ViewState("en", ("sites",), embed=True),
    "lang=en&layers=sites&date=2020-08-31": ViewState("en", ("sites",), date="2020-08-31"),
    "lang=fr&layers=sites&table=sites&date=2018-03-31&compare=2021-06-30": ViewState(
        "fr", ("sites",), table="sites", date="2018-03-31", compare="2021-06-30"
    ),
}


def test_old_addresses_mean_what_they_meant() -> None:
    for query, view in OLD_ADDRESSES.items():
        assert from_query(query, RULES) == (view, [])


def test_a_table_or_a_frame_that_cannot_be_is_named() -> None:
    view, problems = from_query("layers=sites&table=rivers&embed=yes", RULES)
    assert view == ViewState(layers=("sites",))
    assert [("table" in p.en, "embed" in p.en) for p in problems] == [(True, False), (False, True)]


ALL = ("sectors", "sites", "regions")


def test_the_order_of_layers_is_written_as_shortly_as_it_can_be() -> None:
    assert ViewState(layers=ALL, order=ALL).order == ()
    assert ViewState(layers=ALL, order=("regions", "sectors", "sites")).order == ("regions",)
    assert ViewState(layers=ALL, order=("sites", "sites", "towns")).order == ("sites",)
    assert ViewState(layers=("sectors",), order=("regions",)).order == ()
    view, problems = from_query("lang=en&layers=regions,sites,sectors&order=regions,sites", RULES)
    assert (view.drawn, problems) == (("regions", "sites", "sectors"), [])
    assert view.to_query() == "lang=en&layers=sectors,sites,regions&order=regions,sites"


def test_an_unknown_layer_in_the_order_is_named() -> None:
    view, problems = from_query("layers=sites&order=rivers,sites", RULES)
    assert view.drawn == ("sites",)
    assert ["order" in problem.en for problem in problems] == [True]


def test_a_date_that_cannot_be_is_named() -> None:
    for bad in ("2020-02-30", "1999-01-01", "2020-7-1", "20200701", "demain"):
        view, problems = from_query(f"layers=sites&date={bad}", RULES)
        assert view == ViewState(layers=("sites",))
        assert bad in problems[0].en
        assert "AAAA-MM-JJ" in problems[0].fr
    view, problems = from_query("layers=sites&compare=2018-03-31", RULES)
    assert view == ViewState(layers=("sites",))
    assert ["needs a date" in p.en for p in problems] == [True]
