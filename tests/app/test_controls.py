from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from app.controls import controls, gather
from app.wiring import addresses, open_help
from layers.view import Camera, Rules, ViewState, from_query

if TYPE_CHECKING:
    from app.collection import Collection

RULES = Rules(layers=("sectors", "sites", "regions"), defaults=("sites",), places=frozenset({"gao", "kidal"}))
views = st.builds(
    ViewState,
    lang=st.sampled_from(["fr", "en"]),
    layers=st.sets(st.sampled_from(RULES.layers)).map(lambda s: tuple(x for x in RULES.layers if x in s)),
    opacity=st.dictionaries(st.sampled_from(RULES.layers), st.integers(0, 100)),
    camera=st.none()
    | st.builds(Camera, lat=st.floats(-85, 85), lon=st.floats(-180, 180), zoom=st.floats(4, 16)),
    base=st.sampled_from(["atlas", "blank"]),
    selection=st.sampled_from(["", "gao", "kidal"]),
)


@given(views)
def test_gather_is_the_inverse_of_controls(view: ViewState) -> None:
    assert gather(controls(view, RULES), RULES) == view


def test_a_change_of_controls_gives_every_address(collection: Collection) -> None:
    rules = collection.rules
    opacity = [100] * len(rules.layers)
    query, export, french, english = addresses(
        collection, "fr", ["sites", "sectors"], opacity, "atlas", [16.27, -0.04, 7], "gao"
    )
    assert query == "lang=fr&layers=sectors,sites&at=16.27,-0.04,7&sel=gao"
    assert export == f"/export.html?{query}"
    assert (french, english) == (f"/?{query}", f"/?{query.replace('lang=fr', 'lang=en')}")
    assert from_query(query, rules)[0].selection == "gao"


def test_cleared_controls_are_a_view_too(collection: Collection) -> None:
    opacity = [None] * len(collection.rules.layers)
    query, *_ = addresses(collection, "en", None, opacity, "blank", None, None)
    assert query == "lang=en&layers=none&base=blank"


def test_help_opens_on_use_only() -> None:
    assert (open_help(0), open_help(1)) == (False, True)
