"""Slides that can be edited, in 16:9 and 4:3, and in a reader's own template."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE_TYPE

from geodata.errors import InputError
from layers.export.sheet.brief.publish import publish_brief
from layers.export.sheet.publish.publish import publish
from layers.export.sheet.request.query import read_request
from layers.export.sheet.writers.deck import open_deck

if TYPE_CHECKING:
    from layers.artifact.reader import Build
    from tests.layers.export.conftest import Maker

EMU = 36_000
QUERY = "lang=en&layers=sectors,sites,works"
MANY = "sectors,sites,works,police,human-rights,courts,regions,cercles,transmitters,qip,medical,prisons"


def slides_of(content: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(content)).slides)


def within(shapes: Any) -> list[Any]:
    """Every shape, those of groups too."""
    found = []
    for shape in shapes:
        found.append(shape)
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            found += within(shape.shapes)
    return found


def named(slide: Any, name: str) -> Any:
    [shape] = [shape for shape in slide.shapes if shape.name == name]
    return shape


def test_a_native_map_is_a_group_of_named_groups(make: Maker) -> None:
    content = make(f"{QUERY}&shapes=native", "pptx").content
    [slide] = slides_of(content)
    map_ = named(slide, "map")
    assert map_.shape_type == MSO_SHAPE_TYPE.GROUP
    assert "Sectors" in map_._element.xpath("./p:nvGrpSpPr/p:cNvPr")[0].get("descr")
    groups = {each.name: each for each in map_.shapes if each.shape_type == MSO_SHAPE_TYPE.GROUP}
    assert {"Sectors", "Site, in the colour of its sector", "Delivered or present", "Names"} <= set(groups)
    sectors = [each for each in within([groups["Sectors"]]) if each.shape_type == MSO_SHAPE_TYPE.FREEFORM]
    assert len(sectors) >= 5, "polygons"
    names = {shape.text_frame.text for shape in groups["Names"].shapes}
    assert {"Gao", "Bamako", "SECTOR WEST"} <= names
    assert not [shape for shape in within(slide.shapes) if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert {"Sector North", "Border"} <= {
        s.name for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP
    }


def test_native_shapes_lie_where_the_picture_has_them(make: Maker) -> None:
    [native], [drawn] = (slides_of(make(f"{QUERY}{more}", "pptx").content) for more in ("&shapes=native", ""))
    shape, picture = named(native, "map"), named(drawn, "map")
    for side in ("left", "top", "width", "height"):
        assert getattr(shape, side) == pytest.approx(getattr(picture, side), abs=2.5 * EMU)
    for each in within([shape]):
        assert picture.left - 3 * EMU <= each.left
        assert each.left + each.width <= picture.left + picture.width + 12 * EMU, each.name
    numbers = [each.shape_id for each in within(native.shapes)]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(("ratio", "width"), [("16:9", 338.667), ("4:3", 254.0)])
@pytest.mark.parametrize("shapes", ["picture", "native"])
def test_nothing_stands_off_the_slide(make: Maker, ratio: str, width: float, shapes: str) -> None:
    content = make(f"lang=fr&layers=sectors,sites&slide={ratio}&shapes={shapes}&marking=TEST", "pptx").content
    deck = Presentation(io.BytesIO(content))
    assert deck.slide_width == pytest.approx(width * EMU, abs=EMU)
    for shape in deck.slides[0].shapes:
        assert shape.left >= -1
        assert shape.left + shape.width <= deck.slide_width + 1
        assert shape.top + shape.height <= deck.slide_height + 1


@pytest.mark.parametrize("ratio", ["16:9", "4:3"])
def test_a_legend_too_long_goes_on_to_another_slide(make: Maker, ratio: str) -> None:
    first, *more = slides_of(make(f"lang=en&layers={MANY}&slide={ratio}", "pptx").content)
    assert more
    said = [s.text_frame.text for slide in more for s in slide.shapes if s.has_text_frame]
    assert "Legend (continued)" in said
    assert "Town" in said, "its last line"
    foot = max(s.top + s.height for s in first.shapes if s.name == "sign")
    assert foot <= (190.5 - 16.5) * EMU, "above the foot"


def template() -> bytes:
    deck = Presentation()
    deck.slide_width, deck.slide_height = 12_192_000, 6_858_000
    background = deck.slide_master.background.fill
    background.solid()
    background.fore_color.rgb = RGBColor(0xEE, 0xF4, 0xFA)
    for layout in deck.slide_layouts:
        layout.name = f"House {layout.name}"
    deck.slides.add_slide(deck.slide_layouts[1]).shapes.title.text = "Sample"
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def test_a_template_keeps_its_layouts_and_theme(build: Build) -> None:
    own = template()
    request = read_request(f"{QUERY}&made=2026-01-31", build.rules)
    content = publish(request, build, "pptx", "https://atlas.example", own).content
    deck = Presentation(io.BytesIO(content))
    assert deck.slide_width == 12_192_000
    assert deck.slide_master.background.fill.fore_color.rgb == RGBColor(0xEE, 0xF4, 0xFA)
    [slide] = deck.slides
    assert slide.slide_layout.name == "House Title Only"
    title = slide.shapes.title
    assert title.text_frame.text.startswith("Sectors")
    assert title._element.spPr.find("{*}xfrm") is None, "where the layout has it"
    assert not title.text_frame.paragraphs[0].runs[0].font.size, "in the theme's own type"
    assert named(slide, "map").top >= title.top + title.height
    assert publish(request, build, "pptx", "https://atlas.example", own).content == content
    brief = 'lang = "en"\nmade = "2026-01-31"\ntitle = "T"\n[[part]]\nview = "layers=sites"\n'
    made = publish_brief(brief, build, "pptx", "en", "https://atlas.example", template=own)
    assert [each.slide_layout.name for each in slides_of(made.content)] == ["House Title Only"] * 2


@pytest.mark.parametrize("content", [b"no deck", b"PK\x03\x04broken"])
def test_what_is_no_template_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="no readable PowerPoint"):
        open_deck("16:9", content)


def test_a_legend_that_has_room_with_closer_lines_takes_one_slide(make: Maker) -> None:
    view = "lang=fr&layers=sectors,sites,courts&focus=sector-centre&draw=arrow,14.5,-4.2,16.27,-0.04"
    assert len(slides_of(make(view, "pptx").content)) == 1
