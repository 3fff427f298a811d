"""Where sheets and slides write names: real layers, and geometry asked of Shapely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from layers.export.sheet.map import mapping
from layers.export.sheet.publish.publish import check_format, publish
from layers.export.sheet.request.query import read_request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.artifact.reader import Build
    from layers.export.sheet.map.names.labels import Label, Placed
    from layers.export.sheet.scene.scene import Box

FOUR = "sectors,sites,police,courts"
TWELVE = "regions,cercles,police,strength,cvr,ddr,governance,courts,incidents,medical,sites,waters"
VIEWS = [
    ("lang=fr&layers=sectors", "svg"),
    ("lang=fr&layers=sectors,sites", "svg"),
    (f"lang=en&layers={FOUR}", "svg"),
    (f"lang=fr&layers={FOUR}", "pptx"),
    (f"lang=fr&layers={TWELVE}", "svg"),
    (f"lang=en&layers={TWELVE}", "pptx"),
    (f"lang=fr&layers={FOUR}&orientation=portrait&panels=facts", "svg"),
    ("lang=fr&layers=sectors,sites&focus=sector-est&paper=a3", "svg"),
    ("lang=fr&layers=regions,communes&focus=gao", "svg"),
]


@pytest.mark.parametrize(("query", "form"), VIEWS)
def test_names_stand_in_their_areas_and_cover_nothing(
    query: str, form: str, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    maps: list[tuple[Sequence[Label], Sequence[shapely.Geometry], Box, list[Placed]]] = []
    place = mapping.place

    def watched(
        labels: Sequence[Label], obstacles: Sequence[shapely.Geometry], box: Box, unit: float
    ) -> list[Placed]:
        placed = place(labels, obstacles, box, unit)
        maps.append((labels, obstacles, box, placed))
        return placed

    monkeypatch.setattr(mapping, "place", watched)
    publish(
        read_request(f"{query}&made=2026-01-31", build.rules),
        build,
        check_format(form),
        "https://atlas.example",
    )
    assert maps
    for _, obstacles, box, placed in maps:
        grounds = np.array([name.ground for name in placed])
        tree = shapely.STRtree(grounds)
        one, other = tree.query(grounds, "intersects")
        assert (one == other).all()
        assert not len(tree.query(list(obstacles), "intersects")[0])
        assert shapely.contains(shapely.box(box.x, box.y, box.right, box.bottom), grounds).all()
        areas = [name for name in placed if name.label.within is not None]
        assert len(areas) >= 2
        for name in areas:
            if name.leader is None:
                assert shapely.contains(name.label.within, name.ground), name.label.text
                continue
            assert shapely.contains(name.label.within, shapely.Point(name.leader.coords[-1])), name.label.text
            kin = [each.label.within for each in areas if each.label.style == name.label.style]
            assert not shapely.intersects(kin, name.ground).any(), name.label.text


@pytest.mark.parametrize(
    ("layers", "form"),
    [
        ("sectors,sites", "svg"),
        (FOUR, "svg"),
        (FOUR, "pptx"),
        (f"sectors,{TWELVE}", "svg"),
        (f"sectors,{TWELVE}", "pptx"),
    ],
)
def test_every_sector_and_most_neighbours_are_named_on_a_map_of_the_country(
    layers: str, form: str, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: set[str] = set()
    place = mapping.place

    def watched(
        labels: Sequence[Label], obstacles: Sequence[shapely.Geometry], box: Box, unit: float
    ) -> list[Placed]:
        placed = place(labels, obstacles, box, unit)
        names.update(name.label.text for name in placed)
        return placed

    monkeypatch.setattr(mapping, "place", watched)
    request = read_request(f"lang=en&layers={layers}&made=2026-01-31", build.rules)
    publish(request, build, check_format(form), "https://atlas.example")
    assert {"Sector North", "Sector East", "Sector West", "Sector Centre", "Sector South"} <= names
    assert len({"Mauritania", "Algeria", "Niger", "Burkina Faso"} & names) >= 3


def test_a_figure_for_several_towns_has_a_sign_at_each_town_that_keeps_its_name(build: Build) -> None:
    """Rings around towns read as ranges of weapons or radios: a sheet has none."""
    request = read_request("lang=en&layers=security&made=2026-01-31", build.rules)
    made = publish(request, build, check_format("svg"), "https://atlas.example").content.decode()
    for town in ("Mopti", "Ségou", "Ménaka", "Gao"):
        assert f">{town}<" in made, town
    dashed = re.findall(r"<circle[^>]*stroke-dasharray[^>]*>", made)
    assert dashed == []
    widest = max(float(radius) for radius in re.findall(r'<circle[^>]*\br="([0-9.]+)"', made))
    assert widest < 3, "mm: no circle is larger than a pin"
