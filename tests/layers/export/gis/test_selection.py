"""What meets a box, a polygon or a circle is what shapely and the geodesic say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box, mapping

from geodata.errors import InputError
from geodata.places.geodesy import distance_km
from layers.export.gis.frame import read_layer
from layers.export.gis.selection import CORNERS, read_area, read_bbox, read_selection, select

if TYPE_CHECKING:
    from app.collection import Collection
    from layers.export.gis.frame import GisLayer


@pytest.fixture(scope="module")
def layers(collection: Collection) -> list[GisLayer]:
    names = ("sites", "cercles", "waters", "places")
    return [read_layer(collection, name, "fr") for name in names]


@settings(max_examples=40, deadline=None)
@given(west=st.floats(-12, 4), south=st.floats(10, 24), wide=st.floats(0.01, 9), high=st.floats(0.01, 9))
def test_a_box_is_shapelys_answer(
    layers: list[GisLayer], west: float, south: float, wide: float, high: float
) -> None:
    text = f"{west},{south},{west + wide},{south + high}"
    area = box(west, south, west + wide, south + high)
    for layer in layers:
        wanted = [
            row.id
            for row in layer.frame.itertuples()
            if row.geometry is not None and row.geometry.intersects(area)
        ]
        kept = select(layer, read_bbox(text))
        assert list(kept.frame["id"]) == wanted
        assert kept.meta["count"] == len(wanted)


def test_a_circle_measures_points_on_the_ellipsoid(layers: list[GisLayer]) -> None:
    sites = layers[0].frame
    far = sorted(distance_km(-0.0447, 16.2717, p.x, p.y) for p in sites.geometry)
    for km in (far[3] - 0.001, far[3] + 0.001):
        selection = read_selection({"circle": f"-0.0447,16.2717,{km}"})
        assert selection is not None
        kept = select(layers[0], selection).frame
        assert len(kept) == sum(d <= km for d in far)


def test_an_area_is_read_as_wkt_geojson_and_ring() -> None:
    wanted = Polygon([(-5, 14), (0, 14), (0, 18), (-5, 18)])
    texts = (
        "POLYGON((-5 14,0 14,0 18,-5 18,-5 14))",
        "-5,14,0,14,0,18,-5,18",
        "-5,14;0,14;0,18;-5,18;-5,14",
        '{"type":"Polygon","coordinates":[[[-5,14],[0,14],[0,18],[-5,18],[-5,14]]]}',
        orjson.dumps({"type": "FeatureCollection", "features": [{"geometry": mapping(wanted)}]}).decode(),
    )
    for text in texts:
        selection = read_area(text)
        assert selection.area.equals(wanted)
        assert read_area(selection.query.partition("=")[2]).area.equals(wanted)


@pytest.mark.parametrize(
    "given",
    [
        {"bbox": "1,2,3"},
        {"bbox": "a,b,c,d"},
        {"bbox": "nan,1,2,3"},
        {"bbox": "-181,0,1,1"},
        {"bbox": "0,5,1,2"},
        {"circle": "0,0,-1"},
        {"circle": "0,0,99999"},
        {"circle": "0,91,5"},
        {"within": "POLYGON((0 0,1 1,1 0,0 1,0 0))"},
        {"within": "POINT(0 0)"},
        {"within": "POLYGON EMPTY"},
        {"within": "POLYGON((0 0,500 0,500 1,0 0))"},
        {"within": "POLYGON((0 0,1"},
        {"within": "1,2,3,4,5"},
        {"within": "inf,0,1,1,2,0"},
        {"within": "<script>"},
        {"within": '{"type":"Polygon"}'},
        {"within": "[1,2]"},
        {"within": ",".join(f"{x / 9999},{(x % 2) / 100}" for x in range(CORNERS + 1))},
        {"bbox": "0,0,1,1", "circle": "0,0,1"},
    ],
)
def test_what_selects_nothing_sound_is_refused_in_both_languages(given: dict[str, str]) -> None:
    with pytest.raises(InputError) as refusal:
        read_selection(given)
    assert refusal.value.message("fr") != refusal.value.message("en")


def test_a_box_over_the_antimeridian_is_two() -> None:
    assert read_bbox("170,-10,-170,10").area.geom_type == "MultiPolygon"


def test_no_selection_keeps_everything(layers: list[GisLayer]) -> None:
    assert read_selection({"lang": "fr"}) is None
    assert select(layers[0], None) is layers[0]
