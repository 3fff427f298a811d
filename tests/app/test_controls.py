from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from app.page.controls import Controls, controls, gather
from app.page.wiring import addresses
from geodata.text import same
from layers.schema.parameters import Parameter
from layers.view.rules import Rules
from layers.view.state import Camera, ViewState, from_query

if TYPE_CHECKING:
    from app.collection import Collection

POWER = Parameter("erp_kw", same("ERP"), "number", 1.0, minimum=0.01, maximum=100, step=0.1)
MODEL = Parameter("model", same("Model"), "choice", "itm", choices=(("itm", same("ITM")), ("x", same("X"))))
QUIET = Parameter("quiet", same("Quiet"), "switch", False)
RULES = Rules(
    layers=("sectors", "sites", "regions"),
    defaults=("sites",),
    places=frozenset({"gao", "kidal"}),
    parameters={"regions": (POWER, MODEL, QUIET)},
)
chosen = st.fixed_dictionaries(
    {}, optional={"erp_kw": st.just("2.5"), "model": st.just("x"), "quiet": st.just("1")}
)
days = st.just("") | st.dates(dt.date(2013, 1, 1), dt.date(2023, 12, 31)).map(dt.date.isoformat)
views = st.builds(
    ViewState,
    lang=st.sampled_from(["fr", "en"]),
    layers=st.sets(st.sampled_from(RULES.layers)).map(lambda s: tuple(x for x in RULES.layers if x in s)),
    opacity=st.dictionaries(st.sampled_from(RULES.layers), st.integers(0, 100)),
    arguments=st.fixed_dictionaries({}, optional={"regions": chosen}),
    camera=st.none()
    | st.builds(Camera, lat=st.floats(-85, 85), lon=st.floats(-180, 180), zoom=st.floats(4, 16)),
    base=st.sampled_from(["atlas", "blank"]),
    selection=st.sampled_from(["", "gao", "kidal"]),
    table=st.sampled_from(["", "sites", "regions"]),
    embed=st.booleans(),
    order=st.lists(st.sampled_from(RULES.layers), max_size=4).map(tuple),
    date=days,
    compare=days,
)


@given(views)
def test_gather_is_the_inverse_of_controls(view: ViewState) -> None:
    assert gather(controls(view), RULES) == view


@given(views)
def test_arguments_survive_the_address(view: ViewState) -> None:
    assert from_query(view.to_query(), RULES) == (view, [])


def test_a_change_of_controls_gives_every_address(collection: Collection) -> None:
    values = ("fr", ["sites", "sectors"], {"sites": 100}, {}, "atlas", [16.27, -0.04, 7], "gao")
    query = "lang=fr&layers=sectors,sites&at=16.27,-0.04,7&sel=gao"
    found = addresses(collection, *values)
    assert gather(Controls(**found.pop("controls")), collection.rules).to_query() == query
    assert found == {
        "query": query,
        "fr": f"/?{query}",
        "en": f"/?{query.replace('lang=fr', 'lang=en')}",
    }
    assert from_query(query, collection.rules)[0].selection == "gao"


def test_cleared_controls_are_a_view_too(collection: Collection) -> None:
    empty = gather(Controls("en", None, None, None, "blank", None, None), collection.rules)  # type: ignore[arg-type]
    assert empty.to_query() == "lang=en&layers=none&base=blank"
