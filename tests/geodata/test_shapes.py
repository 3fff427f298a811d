"""What must be true of data/shapes: counts, ids, RFC 7946, areas that fit, licences, sizes."""

from __future__ import annotations

import csv
import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from pyproj import Geod
from shapely.geometry import shape

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SHAPES = Path(__file__).resolve().parents[2] / "data" / "shapes"
FILES = sorted(p.stem for p in SHAPES.glob("*.geojson"))
COUNTS = {
    "airports": 36, "boundaries": 34, "cercle_limits": 68, "cercles": 51, "communes": 701, "lakes": 4,
    "neighbours": 8, "outline": 1, "region_limits": 15, "regions": 11, "rivers": 17, "towns": 88,
    "urban": 6, "villages": 1080, "water": 6,
}  # fmt: skip
REGIONS = {
    "region-kidal", "region-gao", "region-menaka", "region-tombouctou", "region-taoudenit", "region-mopti",
    "region-segou", "region-koulikoro", "region-kayes", "region-sikasso", "district-bamako",
}  # fmt: skip
SECTORS = {
    "nord": {"region-kidal"},
    "est": {"region-gao", "region-menaka"},
    "ouest": {"region-tombouctou", "region-taoudenit"},
    "centre": {"region-mopti"},
}
START_VIEW = ("outline", "neighbours", "regions", "rivers", "lakes", "towns")
POINTS = ("towns", "villages", "airports")
TINY = 1e-9
"""Square degrees: about 12 square metres, far below what a screen shows."""


@cache
def read(name: str) -> dict[str, Any]:
    """Parse the file."""
    data: dict[str, Any] = json.loads((SHAPES / f"{name}.geojson").read_text(encoding="utf-8"))
    return data


def properties(name: str) -> dict[str, dict[str, Any]]:
    """Properties of each feature by id."""
    return {f["id"]: f["properties"] for f in read(name)["features"]}


@cache
def areas(name: str) -> dict[str, BaseGeometry]:
    """Geometry of each feature by id."""
    return {f["id"]: shape(f["geometry"]) for f in read(name)["features"]}


def positions(coordinates: list[Any]) -> list[list[float]]:
    """All positions of a GeoJSON coordinates member."""
    if isinstance(coordinates[0], int | float):
        return [coordinates]
    return [p for part in coordinates for p in positions(part)]


def gzipped(name: str) -> int:
    """Size as sent, bytes."""
    return len(gzip.compress((SHAPES / f"{name}.geojson").read_bytes(), 9))


def test_counts() -> None:
    """Every file is there with as many features as the README says."""
    assert {name: len(read(name)["features"]) for name in FILES} == COUNTS


@pytest.mark.parametrize("name", FILES)
def test_rfc7946(name: str) -> None:
    """No crs member, string ids that are unique, CRS84 positions with at most five decimals."""
    data = read(name)
    assert set(data) == {"type", "features"}
    ids = [f["id"] for f in data["features"]]
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)
    for feature in data["features"]:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", feature["id"])
        for lon, lat in positions(feature["geometry"]["coordinates"]):
            assert -30 <= lon <= 32
            assert -6 <= lat <= 40
            assert round(lon, 5) == lon
            assert round(lat, 5) == lat


@pytest.mark.parametrize("name", FILES)
def test_valid_and_right_handed(name: str) -> None:
    """Geometries are valid; exterior rings turn left, holes turn right, all rings are closed."""
    for key, area in areas(name).items():
        assert area.is_valid, f"{key}: {shapely.is_valid_reason(area)}"
        assert not area.is_empty
        for part in shapely.get_parts(area):
            if part.geom_type == "Polygon":
                assert shapely.is_ccw(part.exterior), key
                assert not any(shapely.is_ccw(hole) for hole in part.interiors), key


@pytest.mark.parametrize("name", FILES)
def test_names_in_both_languages(name: str) -> None:
    """Each feature has a French and an English name; limits have the two areas between which they run."""
    for about in properties(name).values():
        if name.endswith("_limits"):
            assert len(about["between"]) == 2
        else:
            assert about["name_fr"]
            assert about["name_en"]
            assert "�" not in about["name_fr"]
            assert "?" not in about["name_fr"]


@pytest.mark.parametrize("name", ["communes", "cercles", "regions"])
def test_no_gap_no_overlap(name: str) -> None:
    """The areas form a coverage that fills the outline exactly."""
    parts = list(areas(name).values())
    assert shapely.coverage_is_valid(parts)
    mali = areas("outline")["country-mali"]
    assert shapely.symmetric_difference(shapely.union_all(parts), mali).area < TINY
    assert sum(p.area for p in parts) == pytest.approx(mali.area, abs=TINY)


def test_mali_and_its_neighbours_share_their_border() -> None:
    """The outline and the countries around it fit as well."""
    assert shapely.coverage_is_valid([*areas("outline").values(), *areas("neighbours").values()])
    own = [areas("boundaries")[k] for k, p in properties("boundaries").items() if p["rank"] == 1]
    border = areas("outline")["country-mali"].boundary
    assert sum(line.length for line in own) == pytest.approx(border.length, abs=1e-6)


@pytest.mark.parametrize(
    ("child", "parent", "link"), [("communes", "cercles", "cercle"), ("cercles", "regions", "region")]
)
def test_parents_are_the_union_of_their_children(child: str, parent: str, link: str) -> None:
    """Regions are the union of their cercles, cercles of their communes."""
    about = properties(child)
    assert {about[k][link] for k in about} == set(areas(parent))
    for key, whole in areas(parent).items():
        parts = [g for k, g in areas(child).items() if about[k][link] == key]
        assert shapely.symmetric_difference(shapely.union_all(parts), whole).area < TINY, key


def test_communes_name_the_region_of_their_cercle() -> None:
    """The two parents of a commune agree."""
    cercle = properties("cercles")
    assert all(p["region"] == cercle[p["cercle"]]["region"] for p in properties("communes").values())


def test_regions() -> None:
    """Eleven regions under fixed ids; only Taoudénit is indicative."""
    about = properties("regions")
    assert set(about) == REGIONS
    assert [k for k, p in about.items() if p["indicative"]] == ["region-taoudenit"]
    assert about["region-tombouctou"]["name_en"] == "Timbuktu"


def test_cercles_are_49_bamako_and_one_remainder() -> None:
    """The remainder stands for the cercles of Taoudénit, which nobody has mapped."""
    kinds = [p["kind"] for p in properties("cercles").values()]
    assert (kinds.count("cercle"), kinds.count("district"), kinds.count("unmapped")) == (49, 1, 1)


@pytest.mark.parametrize("name", ["region_limits", "cercle_limits"])
def test_limits_lie_on_the_areas(name: str) -> None:
    """Each limit runs along the boundary of both areas that it names."""
    whole = areas("regions" if name == "region_limits" else "cercles")
    for key, about in properties(name).items():
        line = areas(name)[key]
        for end in about["between"]:
            along = shapely.intersection(line, whole[end].boundary)
            assert along.length == pytest.approx(line.length, abs=1e-6), key


def test_inner_limits_are_complete() -> None:
    """Region limits and the border make up all region boundaries, each inner line once."""
    total = sum(g.length for g in areas("region_limits").values())
    rings = sum(g.length for g in areas("regions").values())
    border = areas("outline")["country-mali"].length
    assert 2 * total + border == pytest.approx(rings, abs=1e-6)


def test_sectors_dissolve_cleanly() -> None:
    """The five sectors derived from regions are whole polygons without slivers."""
    regions = areas("regions")
    south = REGIONS - set().union(*SECTORS.values())
    merged = {
        key: shapely.coverage_union_all([regions[r] for r in sorted(members)])
        for key, members in {**SECTORS, "sud": south}.items()
    }
    assert shapely.coverage_is_valid(list(merged.values()))
    for key, area in merged.items():
        parts = shapely.get_parts(area)
        assert len(parts) == 1, key
        assert not parts[0].interiors, key


def test_no_crumbs() -> None:
    """No commune has a detached part under five square kilometres."""
    for key, area in areas("communes").items():
        parts = shapely.get_parts(area)
        if len(parts) > 1:
            assert min(p.area for p in parts) * 12_000 > 5, key


@pytest.mark.parametrize("name", POINTS)
def test_points_lie_in_their_parents(name: str) -> None:
    """Parent ids exist, agree with the areas drawn, and hold the point (2 km of tolerance)."""
    communes, cercles, regions = areas("communes"), areas("cercles"), areas("regions")
    for key, about in properties(name).items():
        point = areas(name)[key]
        for link, whole in (("commune", communes), ("cercle", cercles), ("region", regions)):
            assert whole[about[link]].distance(point) < 0.02, f"{key} {link}"


def test_towns() -> None:
    """Seats of regions come first, Bamako is where the documents put it, the wrong places are gone."""
    towns = properties("towns")
    first = {k for k, p in towns.items() if p["rank"] == 1}
    assert len(first) == 11
    assert {"town-bamako", "town-tombouctou", "town-taoudenit"} <= first
    assert towns["town-tombouctou"]["name_en"] == "Timbuktu"
    assert not {"town-bamba", "town-abdel-begrou", "town-zambla", "town-tessit", "town-mahina"} & set(towns)
    seats = {
        p["cercle"] for name in ("towns", "villages") for p in properties(name).values() if p["rank"] < 3
    }
    assert seats == set(areas("cercles"))


def test_villages_repeat_no_town() -> None:
    """A place of OpenStreetMap within 12 km of a town of the same name is left out."""
    towns = {p["name_fr"]: areas("towns")[k] for k, p in properties("towns").items()}
    for key, about in properties("villages").items():
        if about["name_fr"] in towns:
            assert areas("villages")[key].distance(towns[about["name_fr"]]) > 0.1, key


def test_rivers_have_their_accents() -> None:
    """The package had lost them ("S?n?gal")."""
    names = {p["name_fr"] for p in properties("rivers").values()}
    assert {"Niger", "Sénégal", "Baoulé", "Bagoé", "Bani", "Bafing"} <= names


def test_every_file_has_its_source() -> None:
    """sources.csv names licence and attribution of every file and counts its features."""
    with (SHAPES / "sources.csv").open(encoding="utf-8", newline="") as stream:
        rows = {r["file"]: r for r in csv.DictReader(stream)}
    assert set(rows) == {f"{name}.geojson" for name in FILES}
    for name, row in rows.items():
        assert row["features"] == str(COUNTS[name.removesuffix(".geojson")])
        for column in (
            "title_fr",
            "title_en",
            "package",
            "version",
            "licence",
            "attribution_fr",
            "attribution_en",
            "caveat_fr",
            "caveat_en",
        ):
            assert row[column], f"{name} {column}"
        assert row["licence"] in {"Public domain", "CC BY 4.0", "ODbL 1.0"}
    odbl = {n for n, r in rows.items() if r["licence"].startswith("ODbL")}
    assert odbl == {"water.geojson", "villages.geojson"}


def test_the_table_is_the_communes() -> None:
    """commune_cercle_region.csv and communes.geojson have the same ids and names."""
    with (SHAPES / "commune_cercle_region.csv").open(encoding="utf-8", newline="") as stream:
        table = {r["id"]: r["name_fr"] for r in csv.DictReader(stream)}
    assert table == {k: p["name_fr"] for k, p in properties("communes").items()}


def test_sizes() -> None:
    """The start view stays under 90 kB and the communes under 200 kB, compressed."""
    assert sum(gzipped(name) for name in START_VIEW) < 90_000
    assert gzipped("communes") < 200_000


def test_fit_moved_little() -> None:
    """Mali keeps its area: 1 252 700 km2 in Natural Earth before simplification, within 0.1 %."""
    square_metres, _ = Geod(ellps="WGS84").geometry_area_perimeter(areas("outline")["country-mali"])
    assert square_metres / 1e6 == pytest.approx(1_252_700, rel=1e-3)
