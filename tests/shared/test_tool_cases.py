"""What the map tools compute in the browser, over cases that pyproj, GEOTRANS and Shapely answer alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyproj import Transformer
from shapely.geometry import Polygon, shape

from geodata.places.geodesy import WGS84, to_mgrs

FOLDER = Path(__file__).parent


def read(name: str, fewest: int) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((FOLDER / f"{name}_cases.json").read_text("utf-8"))
    assert len(cases) >= fewest
    return cases


def test_legs_are_geodesics() -> None:
    for case in read("leg", 30):
        (south, west), (north, east) = case["from"], case["to"]
        azimuth, _, metres = WGS84.inv(west, south, east, north)
        assert metres == pytest.approx(case["metres"], abs=1e-3)
        assert case["azimuth"] is None or azimuth % 360 == pytest.approx(case["azimuth"], abs=1e-5)


def test_routes_are_chains_of_geodesics() -> None:
    for case in read("route", 20):
        lats, lons = zip(*case["points"], strict=True)
        azimuths, _, metres = WGS84.inv(lons[:-1], lats[:-1], lons[1:], lats[1:])
        for (far, bearing), azimuth, length in zip(case["legs"], azimuths, metres, strict=True):
            assert length == pytest.approx(far, abs=1e-3)
            assert azimuth % 360 == pytest.approx(bearing, abs=1e-5)
        assert sum(metres) == pytest.approx(case["total"], abs=1e-2)


def test_a_bearing_and_a_distance_lead_to_a_position() -> None:
    for case in read("reach", 24):
        (lat, lon), (north, east) = case["from"], case["to"]
        lon, lat, _ = WGS84.fwd(lon, lat, case["azimuth"], case["metres"])
        assert (lat, lon) == pytest.approx((north, east), abs=1e-8)


def test_polygons_have_geodesic_sides() -> None:
    for case in read("polygon", 24):
        lats, lons = zip(*case["points"], strict=True)
        area, perimeter = WGS84.polygon_area_perimeter(lons, lats)
        assert abs(area) == pytest.approx(case["area"], abs=1)
        assert perimeter == pytest.approx(case["perimeter"], abs=1e-2)


def test_positions_are_written_in_mgrs() -> None:
    cases = read("mgrs", 40)
    written = [to_mgrs(case["lon"], case["lat"], case["digits"]) for case in cases]
    assert written == [case["mgrs"] for case in cases]


def test_eastings_and_northings_of_a_zone_in_degrees() -> None:
    for case in read("utm", 30):
        zone = Transformer.from_crs(32600 + case["zone"], 4326)
        degrees = zone.transform(case["easting"], case["northing"])
        assert degrees == pytest.approx((case["lat"], case["lon"]), abs=1e-8)


def test_a_geometry_lies_wholly_in_a_shape_or_in_part() -> None:
    for case in read("extent", 60):
        outline, geometry = Polygon(case["ring"]), shape(case["geometry"])
        in_part = "partly" if outline.intersects(geometry) else ""
        assert case["extent"] == ("wholly" if outline.contains(geometry) else in_part)
