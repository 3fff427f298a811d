from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.export.sheet.map.names.labels import Label, place
from layers.export.sheet.map.spread import Pin, spread
from layers.export.sheet.scene.scene import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

BOX = Box(0, 0, 100, 80)
MARK = {"fill": 1, "color": "#000000", "radius": 10}
spots = st.tuples(st.floats(5, 95), st.floats(5, 75))


def labels(at: Sequence[tuple[float, float]]) -> list[Label]:
    return [Label(f"Town {n}", x, y, "town", 1 + n % 4, 1.0, key=str(n)) for n, (x, y) in enumerate(at)]


@given(st.lists(spots, min_size=1, max_size=25))
@settings(max_examples=25, deadline=None)
def test_no_name_covers_another_or_a_symbol_or_leaves_the_map(at: list[tuple[float, float]]) -> None:
    symbols = [shapely.Point(p).buffer(1.0) for p in at]
    placed = place(labels(at), symbols, BOX, 1.0)
    for a, b in itertools.combinations(placed, 2):
        assert a.ground.intersection(b.ground).area < 1e-9
    frame = shapely.box(0, 0, 100, 80)
    for name in placed:
        assert frame.contains(name.ground)
        assert all(name.ground.intersection(symbol).area < 1e-9 for symbol in symbols)


def test_the_more_important_name_is_kept() -> None:
    crowd = [Label(f"Village {n}", 50, 40, "town", 6, key=str(n)) for n in range(30)]
    capital = Label("Capital", 50, 40, "site", 1, key="capital")
    assert "Capital" in {p.label.text for p in place([*crowd, capital], [], BOX, 1.0)}


def test_the_same_names_are_placed_the_same_way() -> None:
    at = [(10 + 7 * (n % 11), 10 + 9 * (n % 7)) for n in range(40)]
    assert place(labels(at), [], BOX, 1.0) == place(labels(at), [], BOX, 1.0)


def test_equal_names_near_each_other_are_written_once() -> None:
    twins = [Label("Gao", 50, 40, "site", 1, 2.0), Label("Gao", 51, 40, "town", 4, 1.0)]
    assert len(place(twins, [], BOX, 1.0)) == 1


@given(st.lists(st.sampled_from([(20.0, 20.0), (21.0, 20.5), (60.0, 50.0)]), min_size=1, max_size=24))
@settings(max_examples=40, deadline=None)
def test_symbols_of_one_place_are_spread_without_hiding_one_another(at: list[tuple[float, float]]) -> None:
    pins = [Pin(str(n), x, y, 2.0, MARK) for n, (x, y) in enumerate(at)]
    moved = spread(pins)
    assert sorted(p.key for p in moved) == sorted(p.key for p in pins)
    for a, b in itertools.combinations(moved, 2):
        assert math.hypot(a.x - b.x, a.y - b.y) > 3.6


def test_a_symbol_alone_stays_where_it_belongs() -> None:
    (alone,) = spread([Pin("one", 30.0, 30.0, 2.0, MARK)])
    assert (alone.x, alone.y, alone.home) == (30.0, 30.0, None)
