"""What the reader drew, on sheets, slides and pages: true to the ground, escaped, said to be the reader's."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import numpy as np
import pypdf
import pytest
from lxml import etree
from pptx import Presentation

from geodata.places.geodesy import WGS84, distance_km
from layers.export.sheet.map.furniture import LONGEST_CODE
from layers.export.sheet.map.mapping import draw_map
from layers.export.sheet.map.plan import plan_frame
from layers.export.sheet.map.plate import draw_plate
from layers.export.sheet.margin.blocks import Column, Imprint, imprint_block
from layers.export.sheet.margin.reader import reader_lines
from layers.export.sheet.request.data import prepare
from layers.export.sheet.request.paper import layout
from layers.export.sheet.request.query import read_request
from layers.export.sheet.scene.scene import Box, Lines, Scene, Words
from layers.icons.symbols import symbols
from layers.view.drawn import COLOURS, SYMBOLS, Drawn, is_too_large, read_drawing
from layers.view.drawn_shape import shaped
from layers.view.drawn_words import READERS, named

if TYPE_CHECKING:
    from layers.artifact.reader import Build
    from layers.export.sheet.map.mapping import MapDrawing
    from tests.layers.export.conftest import Maker

GAO, KIDAL = (16.2717, -0.0447), (18.4434, 1.4092)
LAND = "#ECEAE4"


def query(drawing: str, lang: str = "en", layers: str = "none") -> str:
    return f"lang={lang}&layers={layers}&draw={quote(drawing, safe=',.-')}"


def drawn_map(build: Build, drawing: str) -> MapDrawing:
    data = prepare(read_request(query(drawing), build.rules), build)
    page = layout(data.request.paper, data.request.orientation)
    frame = plan_frame(data, page.map)
    return draw_map(Scene(page.width, page.height), data, frame, page.unit)


def lines_of(svg: bytes) -> list[str]:
    return ["".join(node.itertext()) for node in etree.fromstring(svg).iter("{*}text")]


def luminance(colour: str) -> float:
    shares = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


@pytest.mark.parametrize("colour", COLOURS.values())
def test_colours_are_read_on_white_and_on_the_land(colour: str) -> None:
    for ground in ("#FFFFFF", LAND):
        assert (luminance(ground) + 0.05) / (luminance(colour) + 0.05) >= 4.5


def test_every_symbol_is_drawn_and_named_in_both_languages() -> None:
    assert set(symbols()) == SYMBOLS
    for name, symbol in symbols().items():
        assert symbol["parts"], name
        assert symbol["fr"], name
        assert symbol["en"], name
        thing = Drawn("symbol", (GAO,), symbol=name)
        assert named(thing, "fr") == symbol["fr"]


def test_a_circle_has_its_radius_on_the_ground() -> None:
    [circle] = shaped(read_drawing("circle,16.2717,-0.0447,250").things, "fr")
    distances = [distance_km(GAO[1], GAO[0], lon, lat) for lon, lat in circle.path]
    assert distances == pytest.approx([250.0] * len(distances), abs=1e-3)
    assert circle.written == "250\u00a0km"


def test_a_circle_has_its_radius_on_the_sheet(build: Build) -> None:
    drawing = drawn_map(build, "circle,16.2717,-0.0447,250")
    [circle] = drawing.reader
    outline = next(item for item in circle.items if isinstance(item, Lines) and item.ink.fill)
    ground = drawing.frame.to_ground(outline.parts[0])
    distances = [distance_km(GAO[1], GAO[0], lon, lat) for lon, lat in ground]
    assert distances == pytest.approx([250.0] * len(distances), abs=0.01)


def test_an_arrow_ends_at_its_point_and_looks_where_it_goes(build: Build) -> None:
    drawing = drawn_map(build, "arrow.4,16.2717,-0.0447,18.4434,1.4092")
    [arrow] = drawing.reader
    head = next(item for item in arrow.items if isinstance(item, Lines) and item.ink.fill == COLOURS["red"])
    tip, left, right = head.parts[0]
    lon, lat = drawing.frame.to_ground(np.array([tip]))[0]
    assert (lat, lon) == pytest.approx(KIDAL, abs=1e-4)
    foot_lon, foot_lat = drawing.frame.to_ground(np.array([(left + right) / 2]))[0]
    bearing = WGS84.inv(foot_lon, foot_lat, lon, lat)[0]
    assert bearing == pytest.approx(WGS84.inv(*GAO[::-1], *KIDAL[::-1])[0], abs=2)
    line = next(item for item in arrow.items if isinstance(item, Lines) and item.ink.stroke == COLOURS["red"])
    assert np.hypot(*(line.parts[0][-1] - tip)) > 0.5  # mm: a thick line does not stick out of the tip


def test_labels_are_text_in_every_file(make: Maker) -> None:
    label = "<b>a</b> & \u201db\u201d"
    view = query(f"text,16.27,-0.04,_{label}")
    assert label in lines_of(make(view, "svg").content)
    page = make(view, "html").content.decode()
    assert "<b>a</b>" not in page
    assert "\\u003cb>a" in page  # it is there, as data of the script


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_legend_says_whose_the_drawings_are(make: Maker, lang: str) -> None:
    view = query("number,16.27,-0.04,_Pont coupé~symbol.ied,17,-2~arrow.blue,14,-5,15,-3", lang)
    said = READERS.get("fr" if lang == "fr" else "en")
    svg = "".join(lines_of(make(view, "svg").content))
    for words in (said, "Pont coupé", symbols()["ied"]["fr" if lang == "fr" else "en"]):
        assert words in svg
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(make(view).content)).pages)
    assert "Pont coupé" in text
    deck = Presentation(io.BytesIO(make(view, "pptx").content))
    assert said in [shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame]
    assert said in make(view, "html").content.decode()


@pytest.mark.parametrize(("length", "has_code"), [(LONGEST_CODE, True), (LONGEST_CODE + 1, False)])
def test_a_link_that_no_code_could_print_has_none(length: int, *, has_code: bool) -> None:
    link = "https://atlas.example/?draw=".ljust(length, "a")
    column = Column(0.0, 0.0, 60.0, 1.0, "en")
    imprint_block(column, Imprint("1", "1", "2026-01-31", "", "public", link, "a4", "", "Draft", "Me"))
    assert any(isinstance(item, Lines) for item in column.items) == has_code
    assert any("https://atlas" in item.text for item in column.items if isinstance(item, Words))


def test_the_longest_drawing_is_made_into_a_sheet(make: Maker) -> None:
    things = "~".join(["measure,16.12345,-3.12345,17.12345,-2.12345,16.12345,-1.12345"] * 22)
    assert not is_too_large(things)
    assert make(f"{query(things)}&measure={'line' + ',16.12345,-3.12345' * 90}").content.startswith(b"%PDF")


def test_what_is_out_of_sight_is_not_in_the_legend(build: Build) -> None:
    drawing = drawn_map(build, "text,60,60,_Far~text,16.27,-0.04,_Gao")
    assert [each.shape.thing.label for each in drawing.reader] == ["Gao"]


def test_a_sheet_without_drawings_has_no_entry(make: Maker) -> None:
    assert READERS.en not in "".join(lines_of(make(query(""), "svg").content))


def test_words_keep_clear_of_each_other(build: Build) -> None:
    drawing = drawn_map(
        build, "circle,16.2717,-0.0447,150,_Reach~number,17.62,-0.04,_Bridge~line,16.27,-2,17.62,-0.04,_Axis"
    )
    boxes = [each.taken[0] for each in drawing.reader]
    assert [len(each.words) for each in drawing.reader] == [1, 1, 1]
    assert all(isinstance(word, Words) for each in drawing.reader for word in each.words)
    assert not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[:n])


def test_the_offline_page_holds_the_shapes_that_it_draws(make: Maker) -> None:
    page = make(query("circle.green,16.2717,-0.0447,50~symbol.infantry,17,-2"), "html").content.decode()
    [found] = re.findall(r'"drawn":(\[.*?\])\}\);', page, re.DOTALL)
    circle, symbol = json.loads(found)
    assert (circle["kind"], circle["colour"], len(circle["path"])) == ("circle", COLOURS["green"], 91)
    assert symbol["symbol"]["parts"] == symbols()["infantry"]["parts"]


def test_the_same_drawing_gives_the_same_bytes(make: Maker, build: Build) -> None:
    from layers.export.sheet.publish.publish import publish

    view = query("arrow,16.27,-0.04,18.44,1.41~symbol.headquarters,17,-2,_PC")
    again = publish(
        read_request(f"{view}&made=2026-01-31", build.rules), build, "svg", "https://atlas.example"
    )
    assert make(view, "svg").content == again.content


def test_two_frames_of_a_comparison_say_each_drawing_once(build: Build) -> None:
    view = f"{query('number,16.27,-0.04,_Bridge', layers='sites')}&date=2020-08-31&compare=2018-03-31"
    data = prepare(read_request(view, build.rules), build)
    plate = draw_plate(Scene(200, 100), data, Box(0, 0, 200, 100), 1.0)
    assert len(plate.frames) == 2
    lines = reader_lines([each.shape for each in plate.drawing.reader], "en")
    assert [line.label for line in lines] == ["Bridge"]
