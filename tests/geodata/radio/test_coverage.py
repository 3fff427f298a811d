"""Who is covered: union never sum, lower bounds, regions, the reverse lists, the command."""

import argparse
import csv
import io
import json

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasterio.transform import from_origin

from geodata.coverage import commands as coverage_cli
from geodata.coverage import people as coverage
from geodata.errors import InputError, MissingResourceError
from geodata.radio import interference
from geodata.radio.network import station_contours
from geodata.radio.prediction import Settings

relaxed = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15
)


@pytest.fixture(scope="session")
def places():
    return coverage.populated_places()


@pytest.fixture
def contours(stations):
    return station_contours(stations, Settings())


def test_misplaced_towns_are_dropped(places) -> None:
    assert len(places) == 91
    assert not set(places["name"]) & coverage.MISPLACED
    assert places["population"].isna().sum() == 17


@relaxed
@given(st.floats(0.1, 1000.0), st.floats(20.0, 300.0), st.booleans())
def test_the_union_never_exceeds_the_sum(stations, places, power, height, shared) -> None:
    supposed = [s.assuming(erp_kw=power, antenna_m=height) for s in stations]
    protection = interference.STEREO if shared else None
    contours = station_contours(supposed, Settings(threshold_dbuvm=48.0), protection)
    area = coverage.union(contours)
    people = coverage.people_in(places, area)
    table = coverage.station_table(contours, places)
    assert people.population <= table["population"].sum()
    assert people.places <= table["places"].sum()
    assert coverage.area_km2(area) <= table["area_km2"].sum() * (1 + 1e-9)


def test_overlapping_stations_are_counted_once(stations, places) -> None:
    twin = [stations[0], stations[0].assuming(erp_kw=2.0)]
    contours = station_contours(twin, Settings())
    people = coverage.people_in(places, coverage.union(contours))
    table = coverage.station_table(contours, places)
    assert people.population == table["population"].max() < table["population"].sum()


def test_inside_and_outside_are_complementary(contours, places) -> None:
    area = coverage.union(contours)
    inside, outside = coverage.inside(places, area), coverage.outside(places, area)
    assert len(inside) + len(outside) == len(places)
    assert {"Gao", "Kidal", "Tessalit"} <= set(inside["name"])
    assert {"Kayes", "Sikasso", "Ansongo"} <= set(outside["name"])


def test_sites_without_a_point_are_in_neither_list(contours) -> None:
    sites = gpd.GeoDataFrame(
        {"id": ["somewhere", "nowhere"]}, geometry=[shapely.Point(-11.4, 14.4), None], crs=4326
    )
    area = coverage.union(contours)
    assert list(coverage.outside(sites, area)["id"]) == ["somewhere"]
    assert coverage.inside(sites, area).empty


def test_without_the_capital(contours, places) -> None:
    whole, rest = coverage.union(contours), coverage.union(contours, without=coverage.CAPITAL)
    assert coverage.area_km2(rest) < coverage.area_km2(whole)
    people = [coverage.people_in(places, area).population for area in (rest, whole)]
    assert people[0] < 0.2 * people[1]


def test_shares_of_regions(contours) -> None:
    regions = gpd.GeoDataFrame(
        {"name": ["north", "south"]},
        geometry=[shapely.box(-4.0, 15.0, 4.0, 25.0), shapely.box(-12.0, 10.0, 4.0, 15.0)],
        crs=4326,
    )
    area = coverage.union(contours)
    shares = coverage.region_shares(regions, area, "name")
    assert list(shares["region"]) == ["north", "south"]
    assert shares["covered_km2"].sum() == pytest.approx(coverage.area_km2(area), rel=2e-3)
    geodesic = coverage.area_km2(shapely.segmentize(regions.geometry[0], 0.1))
    assert shares["region_km2"][0] == pytest.approx(geodesic, rel=1e-3)
    assert coverage.country_share(shares) == pytest.approx(
        shares["covered_km2"].sum() / shares["region_km2"].sum()
    )


@pytest.fixture
def one_person_per_cell(tmp_path):
    file = tmp_path / "people.tif"
    profile = {
        "driver": "GTiff", "height": 400, "width": 400, "count": 1, "dtype": "float32",
        "crs": "EPSG:4326", "transform": from_origin(-2.0, 18.0, 0.01, 0.01), "nodata": -1.0,
    }  # fmt: skip
    cells = np.ones((400, 400), "float32")
    cells[:, :150] = -1.0
    with rasterio.open(file, "w", **profile) as dataset:
        dataset.write(cells, 1)
    return file


def test_population_raster_over_the_union(one_person_per_cell) -> None:
    square = shapely.box(-1.0, 16.0, 0.0, 17.0)
    assert coverage.raster_population(square, one_person_per_cell) == 50 * 100
    overlap = shapely.union_all([square, square])
    assert coverage.raster_population(overlap, one_person_per_cell) == 5000
    assert coverage.raster_population(shapely.Polygon(), one_person_per_cell) == 0.0


def test_population_raster_errors(one_person_per_cell, tmp_path) -> None:
    assert coverage.raster_population(shapely.box(0, 0, 1, 1)) is None
    with pytest.raises(InputError, match="covers none"):
        coverage.raster_population(shapely.box(40, 40, 41, 41), one_person_per_cell)
    with pytest.raises(MissingResourceError, match="absent"):
        coverage.raster_population(shapely.box(0, 0, 1, 1), tmp_path / "absent.tif")


def command(stations, *words):
    parser = argparse.ArgumentParser()
    coverage_cli.add_arguments(parser)
    out = io.StringIO()
    status = coverage_cli.run(parser.parse_args(words), stations, out=out)
    return status, out.getvalue()


def test_command_prints_one_row_per_station(stations) -> None:
    status, text = command(stations, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert status == 0
    assert tuple(rows[0]) == coverage_cli.CSV_COLUMNS
    assert [row["station"] for row in rows] == [station.id for station in stations]
    assert rows[1]["frequency_mhz"] == "94.0"


def test_command_prints_geojson_with_its_assumptions(stations) -> None:
    status, text = command(
        stations, "--station", "gao", "--format", "geojson", "--erp-kw", "2", "--threshold", "66"
    )
    (feature,) = json.loads(text)["features"]
    assert status == 0
    assert feature["id"] == "gao"
    assert feature["properties"]["assumed"] == ["erp_kw", "antenna_m", "polarisation"]
    assert feature["properties"]["erp_kw"] == 2.0
    assert "Modelled, not measured" in feature["properties"]["caption_en"]
    assert "66 dBµV/m" in feature["properties"]["caption_fr"]
    (ring,) = feature["geometry"]["coordinates"]
    assert ring[0] == ring[-1]
    assert shapely.LinearRing(ring).is_ccw


def test_command_keeps_interferers_when_one_station_is_shown(stations) -> None:
    words = ("--station", "kidal", "--interference", "stereo")
    alone = command([stations[2]], *words)[1]
    amid = command(stations, *words)[1]
    assert len(amid.splitlines()) == 2
    assert alone != amid


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--erp-kw", "-1"), "-1 kW"),
        (("--model", "p1546"), "ATLAS_P1546_TABLES"),
        (("--station", "paris"), "bamako"),
    ],
)
def test_command_explains_what_is_wrong(stations, capsys, words, part) -> None:
    status, text = command(stations, *words, "--lang", "en")
    assert (status, text) == (2, "")
    assert part in capsys.readouterr().err
