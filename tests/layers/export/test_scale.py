"""The scale is true: measured in the files themselves, against distances on the ellipsoid."""

from __future__ import annotations

import io
import itertools
import re
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from geodata.places.geodesy import distance_km
from layers.export.sheet.map.furniture import bar_length
from layers.export.sheet.map.projection import around, choose_projection, fit
from layers.export.sheet.request.paper import SIZES, layout

if TYPE_CHECKING:
    from layers.artifact.reader import Build
    from tests.layers.export.conftest import Maker

ALLOWED = 0.005
PER_MM = 72 / 25.4
SITES = "layers=sites&profile=partner&grid=none"


def shapes(content: bytes) -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom (mm) of every path of the first page."""
    document = pdfium.PdfDocument(content)
    page = document[0]
    height = page.get_height()
    found = []
    for item in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        found.append((left / PER_MM, (height - top) / PER_MM, right / PER_MM, (height - bottom) / PER_MM))
    document.close()
    return found


def text_of(content: bytes) -> str:
    document = pdfium.PdfDocument(content)
    text = document[0].get_textpage().get_text_range()
    document.close()
    return str(text)


@pytest.mark.parametrize(
    "query", ["lang=en", "lang=fr&paper=a3&orientation=portrait", "lang=en&focus=gao", "scale=3456789"]
)
def test_the_bar_is_as_long_as_it_says(make: Maker, query: str) -> None:
    made = make(f"{query}&{SITES}")
    unit = layout(made.metadata["paper"]["name"], "landscape").unit
    pen = 0.18  # PDFium counts a pen's width on each side
    parts = [
        (left, right)
        for left, top, right, bottom in shapes(made.content)
        if abs(bottom - top - 1.3 * unit - 2 * pen) < 0.02 and right - left > 3
    ]
    rows = sorted(set(parts))[:4]
    measured = max(right for _, right in rows) - min(left for left, _ in rows) - 2 * pen
    room = re.search(r"0\s+\d+\s+(\d+)\s*km", text_of(made.content).replace("\u202f", ""))
    assert room, "the bar has figures"
    said_mm = float(room[1]) * 1e6 / made.metadata["scale"]
    assert measured == pytest.approx(said_mm, rel=ALLOWED)


@pytest.mark.parametrize("paper", ["paper=a4", "paper=a3&orientation=portrait"])
def test_distances_between_sites_are_true_in_the_pdf(make: Maker, build: Build, paper: str) -> None:
    """No projection is asked: all distances between the pins, sorted, are those on the ellipsoid."""
    made = make(f"lang=en&{SITES}&{paper}")
    page = layout(made.metadata["paper"]["name"], made.metadata["paper"]["orientation"])
    width = 2 * (11 - 1.1 + 1.3) * 0.185 * page.unit
    centres = [
        ((left + right) / 2, (top + bottom) / 2)
        for left, top, right, bottom in shapes(made.content)
        if abs(right - left - width) < 0.02 and abs(bottom - top - (right - left)) < 0.02
    ]
    inside = [c for c in centres if c[0] < page.map.right and c[1] < page.map.bottom]
    ids = [feature["id"] for feature in build.artifact("sites", "en").features]
    ground = [(p["lon"], p["lat"]) for p in map(build.place, ids) if p]
    apart = sorted(distance_km(*a, *b) for a, b in itertools.combinations(ground, 2))
    measured = sorted(
        float(np.hypot(a[0] - b[0], a[1] - b[1])) * made.metadata["scale"] / 1e6
        for a, b in itertools.combinations(inside, 2)
    )
    far = [(m, d) for m, d in zip(measured, apart, strict=True) if d > 100]
    assert far
    assert max(abs(m / d - 1) for m, d in far) < ALLOWED


def test_the_distance_from_bamako_to_kidal_is_true_in_the_picture(make: Maker, build: Build) -> None:
    dpi = 200
    made = make(f"lang=en&{SITES}&dpi={dpi}", "png")
    picture = np.asarray(Image.open(io.BytesIO(made.content)).convert("RGB")).astype(int)
    drawn = picture[:, : int(picture.shape[1] * 0.74)]
    green, pink = (0x00, 0x9E, 0x73), (0xCC, 0x79, 0xA7)
    bamako = middle(np.argwhere((np.abs(drawn - green) < 12).all(axis=2)))
    spots = np.argwhere((np.abs(drawn - pink) < 12).all(axis=2))
    lowest = spots[:, 0].max()
    kidal = middle(spots[spots[:, 0] > lowest - int(4.2 / 25.4 * dpi)])
    paper_mm = float(np.hypot(*(kidal - bamako))) / dpi * 25.4
    places = {name: build.place(name) for name in ("bamako", "kidal")}
    ends = [(p["lon"], p["lat"]) for p in places.values() if p]
    ground_km = distance_km(*ends[0], *ends[1])
    assert paper_mm * made.metadata["scale"] / 1e6 == pytest.approx(ground_km, rel=ALLOWED)


def middle(pixels: np.ndarray) -> np.ndarray:
    return (pixels.min(axis=0) + pixels.max(axis=0)) / 2


def test_the_resolution_is_said_and_true(make: Maker) -> None:
    made = make("lang=en&layers=sites&dpi=150", "png")
    with Image.open(io.BytesIO(made.content)) as picture:
        assert picture.info["dpi"] == pytest.approx((150, 150), abs=0.1)
        assert picture.size == pytest.approx((297 / 25.4 * 150, 210 / 25.4 * 150), abs=1.5)


def test_the_map_keeps_two_thirds_of_every_paper() -> None:
    for paper in SIZES:
        for orientation in ("landscape", "portrait"):
            assert layout(paper, orientation).map_share >= 0.65  # type: ignore[arg-type]


def test_a_site_is_in_utm_and_the_country_in_a_conic() -> None:
    assert choose_projection((-1.0, 15.5, 1.0, 17.0)).zone == 31
    assert "lcc" in choose_projection((-12.3, 10.1, 4.3, 25.05)).definition


@pytest.mark.parametrize("zoom_scale", [100_000, 1_000_000, 9_000_000])
def test_paper_and_ground_are_inverse(zoom_scale: int) -> None:
    box = layout("a4", "landscape").map
    frame = around(-0.04, 16.27, box, zoom_scale)
    spots = np.array([[box.x, box.y], [box.right, box.bottom], [box.x + 50, box.y + 90]])
    assert frame.to_paper(frame.to_ground(spots)) == pytest.approx(spots, abs=1e-4)


def test_an_extent_fits_in_its_box() -> None:
    box = layout("a4", "portrait").map
    frame = fit((-12.3, 10.1, 4.3, 25.05), box, None)
    west, south, east, north = frame.bounds
    assert west < -12.3
    assert south < 10.1
    assert east > 4.3
    assert north > 25.05


def test_the_bar_fills_its_room_without_leaving_it() -> None:
    for scale in (30_000, 250_000, 3_456_789, 9_000_000):
        assert 15 < bar_length(scale, 40) * 1e6 / scale <= 40
