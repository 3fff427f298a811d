"""Papers from Letter to A0, legends to their end, and panels that leave the place framed in sight."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pypdf
import pytest
import shapely
from PIL import Image

from layers.export.sheet.margin.framing import _shape, framed
from layers.export.sheet.request.data import prepare
from layers.export.sheet.request.paper import ENLARGEMENT, SIZES, layout
from layers.export.sheet.request.query import read_request

if TYPE_CHECKING:
    from pathlib import Path

    from layers.artifact.reader import Build
    from tests.layers.export.conftest import Maker

POINTS = 72 / 25.4
TWELVE = "sectors,sites,works,police,human-rights,courts,regions,cercles,communes,transmitters,qip,medical"
ONE = r"""
import json, re, sys, time
from pathlib import Path
from layers.artifact.reader import read_build
from layers.export.sheet.publish.publish import publish
from layers.export.sheet.request.query import read_request
build = read_build(Path(sys.argv[1]))
begin = time.monotonic()
made = publish(read_request(sys.argv[2], build.rules), build, sys.argv[3], "https://atlas.example")
peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
used = int(peak[1]) / 1024
print(json.dumps({"seconds": time.monotonic() - begin, "megabytes": used, "bytes": len(made.content)}))
"""


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_a_sheet_has_the_size_of_its_paper_and_most_of_it_is_map(
    make: Maker, paper: str, orientation: str
) -> None:
    made = make(f"lang=en&layers=sectors,sites&paper={paper}&orientation={orientation}")
    box = pypdf.PdfReader(io.BytesIO(made.content)).pages[0].mediabox
    sides = float(box.width) / POINTS, float(box.height) / POINTS
    assert sorted(sides) == pytest.approx(SIZES[paper], abs=0.1)
    assert (sides[0] > sides[1]) == (orientation == "landscape")
    assert made.metadata["whole_legend_printed"]
    assert layout(paper, orientation).map_share > 0.6  # type: ignore[arg-type]


def test_the_larger_the_paper_the_larger_the_type() -> None:
    iso = ("a4", "a3", "a2", "a1", "a0")
    assert sorted(ENLARGEMENT[paper] for paper in iso) == [ENLARGEMENT[paper] for paper in iso]
    assert set(ENLARGEMENT) == set(SIZES)


@pytest.mark.parametrize("form", ["pdf", "png"])
def test_an_a0_of_twelve_layers_is_made_in_time_and_memory(root: Path, form: str) -> None:
    query = f"lang=en&layers={TWELVE}&paper=a0&made=2026-01-31"
    command = [sys.executable, "-c", ONE, str(root / "build"), query, form]
    said = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=root).stdout)
    assert said["megabytes"] < 600
    assert said["seconds"] < 10 * 2  # a machine that runs other tests beside
    assert said["bytes"] > 100_000


@pytest.mark.parametrize(
    "focus", ["sector-est", "sector-centre", "sector-ouest", "region-mopti", "gao", "bamako"]
)
@pytest.mark.parametrize("paper", ["paper=a4", "paper=a4&orientation=portrait", "paper=letter"])
@pytest.mark.parametrize("panels", ["facts", "facts,figures", "facts,figures,strength"])
def test_no_panel_covers_the_place_framed(build: Build, focus: str, paper: str, panels: str) -> None:
    request = read_request(f"lang=en&layers=sectors,sites&focus={focus}&panels={panels}&{paper}", build.rules)
    data = prepare(request, build)
    page = layout(request.paper, request.orientation)
    frame, drawn = framed(data, page.map, page.unit)
    shape = _shape(data, frame)
    assert shape is not None
    assert len(drawn) == len(request.panels)
    for panel in drawn:
        box = panel.box
        assert not shapely.intersects(shape, shapely.box(box.x, box.y, box.right, box.bottom))
    west, north, east, south = shape.bounds
    assert page.map.x < west < east < page.map.right, "the place is still whole on the map"
    assert page.map.y < north < south < page.map.bottom


def test_a_legend_too_long_goes_on_below_in_pictures_too(make: Maker) -> None:
    """On the same picture, on a page of its own below the first."""
    query = f"lang=en&layers={TWELVE}&orientation=portrait&dpi=50"
    assert not make(query, "pdf").metadata["whole_legend_printed"]
    drawing = ET.fromstring(make(query, "svg").content)  # noqa: S314 - our own drawing
    assert drawing.attrib["viewBox"] == "0 0 210 594"
    words = " ".join("".join(each.itertext()) for each in drawing.iter("{http://www.w3.org/2000/svg}text"))
    assert "Legend (continued)" in words
    assert "see the link" not in words
    printed = " ".join(
        p.extract_text() for p in pypdf.PdfReader(io.BytesIO(make(query, "pdf").content)).pages
    )
    for title in ("Medical units", "Quick impact projects"):
        assert (title in printed) == (title in words)
    picture = Image.open(io.BytesIO(make(query, "png").content))
    assert picture.height / picture.width == pytest.approx(594 / 210, abs=0.01)
    short = Image.open(io.BytesIO(make("lang=en&layers=sectors&dpi=50", "png").content))
    assert short.height < short.width, "one page where it is whole"
