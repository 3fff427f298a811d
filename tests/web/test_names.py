"""Where the screen writes names, at every size: the real layers, and geometry asked of Shapely."""

from __future__ import annotations

import itertools
import json
import math
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from layers.export.sheet.scene.fonts import face
from layers.schema.type import label_styles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.collection import Collection

NODE = Path(sys.executable).parent / "node"
WIDTHS = (320, 390, 768, 1024, 1280, 1440, 1920, 2560)
HEIGHTS = {320: 568, 390: 844, 768: 1024, 1024: 768, 1280: 800, 1440: 900, 1920: 1080, 2560: 1440}
PANEL, DOSSIER, HEADER, NARROW = 320, 400, 48, 900
START = ("sectors", "sites")
COUNTRY = (-12.3, 10.1, 4.3, 25.0)
LETTERS = "".join(map(chr, range(32, 383))) + "’–—"


def mercator(points: Any) -> Any:
    """Degrees to the plane of the world at zoom 0 (256 px, y down)."""
    lon, lat = np.asarray(points, dtype=float)[:, :2].T
    y = np.log(np.tan(math.pi / 4 + np.radians(lat) / 2))
    return np.column_stack([(lon + 180) / 360 * 256, (0.5 - y / (2 * math.pi)) * 256])


def files_of(collection: Collection, layers: Sequence[str]) -> list[str]:
    urls = [collection.layer(layer)["files"]["fr"] for layer in layers]
    return [str(collection.static / url.lstrip("/")) for url in urls]


def maps_of(collection: Collection) -> list[dict[str, Any]]:
    """Maps of every size, panels open and closed, one to twelve layers, the whole country and near."""
    dice = random.Random(15)  # noqa: S311 - no secret: the same layers each time
    areas = ["sectors", "regions", "cercles", "contributors"]
    others = [entry["id"] for entry in collection.layers if entry["group"] not in ("base", "records")]
    (west, south), (east, north) = mercator([COUNTRY[:2], COUNTRY[2:]])
    maps = []
    for width, count, is_open in itertools.product(WIDTHS, (1, 2, 4, 12), (True, False)):
        room = width - (PANEL + DOSSIER) * (is_open and width > NARROW)
        height = (HEIGHTS[width] - HEADER) // (2 if is_open and width <= NARROW else 1)
        country = math.floor(4 * math.log2(min(room / (east - west), height / (south - north)))) / 4
        picked = [dice.choice(areas), *dice.sample(others, count - 1)]
        if count == 2 and not is_open:
            picked = [*START]
        for zoom, centre in ((country, (-4.0, 17.7)), (7, (-3.5, 14.6)), (9.5, (-0.04, 16.27))):
            ground = [entry["id"] for entry in collection.base if entry["min_zoom"] <= zoom]
            files = files_of(collection, list(dict.fromkeys([*ground, *picked])))
            legend = [12, height - 200, 220, height - 24]
            size = [room, height]
            maps.append({"files": files, "size": size, "zoom": zoom, "centre": centre, "before": [legend]})
    return maps


@pytest.fixture(scope="module")
def maps(collection: Collection) -> list[dict[str, Any]]:
    return maps_of(collection)


@pytest.fixture(scope="module")
def placed(maps: list[dict[str, Any]], root: Path) -> list[dict[str, Any]]:
    letters = {
        font: {letter: face(font).width(letter, 72 / 25.4, 0.0) for letter in LETTERS}
        for font in ("regular", "semibold", "italic")
    }
    question = json.dumps({"styles": label_styles(), "letters": letters, "maps": maps})
    command = [NODE, root / "tests" / "web" / "names.ts"]
    done = subprocess.run(command, input=question, capture_output=True, text=True, check=True, timeout=120)
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def territories(files: list[str], known: dict[str, Any]) -> dict[str, Any]:
    """The areas of some layers by layer and feature, in the plane of zoom 0."""
    found = {}
    for file in files:
        if file not in known:
            content = json.loads(Path(file).read_bytes())
            known[file] = {
                f"{content['atlas']['id']}/{feature['id']}": shapely.transform(
                    shape(feature["geometry"]), mercator
                )
                for feature in content["features"]
                if feature["geometry"] and feature["geometry"]["type"].endswith("Polygon")
            }
        found |= known[file]
    return found


def test_no_name_of_an_area_leaves_it_but_with_a_line_to_it(
    maps: list[dict[str, Any]], placed: list[dict[str, Any]]
) -> None:
    known: dict[str, Any] = {}
    count = beside = 0
    for asked, found in zip(maps, placed, strict=True):
        areas = territories(asked["files"], known)
        scale, left, top = (found["plane"][key] for key in ("scale", "left", "top"))
        for name in found["names"]:
            if name["from"] in areas:
                count += 1
                west, north, east, south = name["box"]
                box = shapely.box(
                    (west + left) / scale, (north + top) / scale, (east + left) / scale, (south + top) / scale
                )
                where = (name["text"], asked["size"], asked["zoom"])
                if not name.get("leader"):
                    assert areas[name["from"]].contains(box), where
                    continue
                beside += 1
                x, y = name["leader"][2:]
                foot = shapely.Point((x + left) / scale, (y + top) / scale)
                assert areas[name["from"]].contains(foot), where
                layer = name["from"].split("/")[0]
                assert not any(
                    area.intersects(box) for key, area in areas.items() if key.startswith(layer + "/")
                ), where
    assert count > 1500
    assert beside > 10


def test_no_name_covers_another_or_what_stands_before_the_map(
    maps: list[dict[str, Any]], placed: list[dict[str, Any]]
) -> None:
    for asked, found in zip(maps, placed, strict=True):
        boxes = shapely.box(*np.array([name["box"] for name in found["names"]]).reshape(-1, 4).T)
        tree = shapely.STRtree(boxes)
        one, other = tree.query(boxes, "intersects")
        assert (one == other).all()
        before = shapely.box(*np.array(found["taken"]).T)
        assert not len(tree.query(before, "intersects")[0])
        width, height = asked["size"]
        assert shapely.contains(shapely.box(0, 0, width, height), boxes).all()


def test_the_start_view_names_all_five_sectors_and_the_neighbours(
    collection: Collection, placed: list[dict[str, Any]], maps: list[dict[str, Any]]
) -> None:
    starts = [
        (asked["size"], {name["from"].split("/")[1] for name in found["names"]})
        for asked, found in zip(maps, placed, strict=True)
        if asked["files"][-2:] == files_of(collection, START) and asked["zoom"] < 7
    ]
    assert len(starts) == len(WIDTHS)
    for (width, _), names in starts:
        sectors = {name for name in names if name.startswith("sector-")}
        neighbours = {name for name in names if name.startswith("country-")}
        assert len(sectors) == 5 if width >= 390 else sectors, (width, sectors)  # 320: under the legend
        assert len(neighbours) >= (5 if width >= 1000 else 2), (width, neighbours)
