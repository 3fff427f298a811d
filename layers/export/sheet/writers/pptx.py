"""Slides: title, legend, sources and notes as real text, the map as one picture at print resolution."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Mm, Pt

from layers.export.sheet.map.plate import draw_plate
from layers.export.sheet.map.symbols import SWATCH
from layers.export.sheet.margin.compose import captions_of, caveats_of, cited, sources_of
from layers.export.sheet.margin.legend import legend_of
from layers.export.sheet.margin.logo import fitted, logo_items
from layers.export.sheet.margin.marking import BAR
from layers.export.sheet.request.marking import logo_for, marking_of
from layers.export.sheet.request.words import word
from layers.export.sheet.scene.fonts import wrap
from layers.export.sheet.scene.scene import POINT, Box, Scene
from layers.export.sheet.writers.pdf import Page
from layers.export.sheet.writers.png import picture
from layers.schema import colours
from layers.words import day, typeset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.export.sheet.margin.compose import Sheet
    from layers.export.sheet.margin.lines import LegendLine

WIDTH, HEIGHT = 338.667, 190.5  # mm, 16:9
MAP: Final = Box(8.0, 25.0, 228.0, 148.0)
SIDE: Final = Box(242.0, 25.0, 89.0, 148.0)
DPI: Final = 300
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
INK: Any = RGBColor.from_string(colours.INK[1:])  # type: ignore[no-untyped-call]
MUTED: Any = RGBColor.from_string(colours.MUTED[1:])  # type: ignore[no-untyped-call]
SIGNS: Final = 1.15  # signs and names of a slide are read from farther away
ROW: Final = 5.6  # mm a line of the legend
LOGO: Final = 46.0, 15.0  # mm: the most that a logo takes
NOTE: Final = 7.0  # points: what a modelled layer assumes, below the legend


LONG: Final = 115  # characters of a message that take a second line


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: a sheet whose scene is the map alone, its scale, a message and what the speaker says."""

    sheet: Sheet
    scale: str
    message: str = ""
    notes: str = ""
    dpi: int = DPI


@dataclass(frozen=True, slots=True)
class Opening:
    """The slide before the others: title, subtitle, and lines on status, date and audience."""

    title: str
    lines: tuple[str, ...]


def slide_of(sheet: Sheet) -> Slide:
    """Return the slide of a sheet: its map drawn anew, for a screen."""
    scene = Scene(MAP.width, MAP.height)
    data = sheet.data.also(replace(sheet.request, scale=0.0))
    plate = draw_plate(scene, data, Box(0.2, 0.2, MAP.width - 0.4, MAP.height - 0.4), SIGNS)
    return Slide(replace(sheet, scene=scene, drawing=plate.drawing), plate.scale)


def write_pptx(slides: Sequence[Slide], title: str = "", opening: Opening | None = None) -> bytes:
    """Write a deck; equal slides give equal bytes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Mm(WIDTH), Mm(HEIGHT)
    first = slides[0].sheet
    made = dt.datetime.fromisoformat(first.imprint.made).replace(tzinfo=dt.UTC)
    about = deck.core_properties
    about.title, about.author, about.language = (
        title or first.titles.title,
        "Mission Atlas",
        first.request.view.lang,
    )
    about.created = about.modified = made.replace(tzinfo=None)
    about.last_modified_by, about.revision = "Mission Atlas", 1
    about.comments = first.imprint.status
    if opening:
        _opening(deck, opening, first)
    for slide in slides:
        _slide(deck, slide)
    file = io.BytesIO()
    deck.save(file)
    return _steady(file.getvalue())


def _steady(content: bytes) -> bytes:
    """Write the archive again with one date for every member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return out.getvalue()


def _opening(deck: Any, opening: Opening, first: Sheet) -> None:  # noqa: ANN401 - the library is untyped
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    _title(slide, opening.title, Box(24, 56, WIDTH - 48, 30), 36)
    first_line, *others = opening.lines
    lines = [(first_line, 16, False, INK), *((line, 12, False, MUTED) for line in others)]
    _text(slide, Box(24, 90, WIDTH - 48, 60), lines)
    _logo(slide, first, Box(WIDTH - 24 - 80, 22, 80, 26))
    _bars(slide, first)


def _title(slide: Any, text: str, box: Box, size: float) -> None:  # noqa: ANN401
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = Mm(box.x), Mm(box.y), Mm(box.width), Mm(box.height)
    _write(title.text_frame, [(text, size, True, INK)])


def _logo(slide: Any, sheet: Sheet, room: Box) -> float:  # noqa: ANN401
    """Place the logo at the right of its room; return how much of the line it takes (mm)."""
    logo = logo_for(sheet.request)
    if logo is None:
        return 0.0
    box = fitted(logo, room, "right")
    if logo.png:
        file = io.BytesIO(logo.png)
    else:
        scene, file = Scene(box.width, box.height), io.BytesIO()
        scene.add(*logo_items(logo, Box(0.0, 0.0, box.width, box.height)))
        picture(Page(scene), DPI).save(file, "PNG")
        file.seek(0)
    shape = slide.shapes.add_picture(file, Mm(box.x), Mm(box.y), Mm(box.width), Mm(box.height))
    shape.name = "logo"
    _describe(shape, "")
    return box.width + 4


def _bars(slide: Any, sheet: Sheet) -> None:  # noqa: ANN401
    """The marking as text on a bar at head and foot."""
    marking = marking_of(sheet.request)
    if not marking:
        return
    for top in (0.0, HEIGHT - BAR):
        shape = slide.shapes.add_textbox(0, Mm(top), Mm(WIDTH), Mm(BAR))
        shape.name = "marking"
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(marking.colour[1:])  # type: ignore[no-untyped-call]
        ink = RGBColor.from_string(marking.ink[1:])  # type: ignore[no-untyped-call]
        _write(shape.text_frame, [(marking.text, 8, True, ink)], PP_ALIGN.CENTER)


def _slide(deck: Any, told: Slide) -> None:  # noqa: ANN401
    sheet = told.sheet
    lang, imprint = sheet.request.view.lang, sheet.imprint
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    subtitle = sheet.titles.subtitle or word("mission", lang)
    wide = WIDTH - 16 - _logo(slide, sheet, Box(WIDTH - 8 - LOGO[0], 5, *LOGO))
    if told.message:
        size = 14 if len(told.message) <= LONG else 11
        _title(slide, sheet.titles.title, Box(8, 4.5, wide, 10), 24)
        _text(slide, Box(8, 14.5, wide, 9), [(told.message, size, False, INK)])
    else:
        _title(slide, sheet.titles.title, Box(8, 5, wide, 12), 24)
        _text(slide, Box(8, 16.5, wide, 7), [(subtitle, 12, False, MUTED)])
    _map(slide, sheet, told.dpi)
    _legend(slide, sheet)
    _bars(slide, sheet)
    named = word("number", lang, number=imprint.number, version=imprint.version)
    named = " · ".join(filter(None, (named, imprint.validity)))
    profile = word("profile", lang, profile=word(imprint.profile, lang))
    made = word("made", lang, date=day(imprint.made, lang))
    foot = [
        (f"{imprint.status} · {named} · {made} · {profile} · {told.scale}", 8, True, INK),
        (word("sources_are", lang, sources=cited(sheet)), 6.5, False, MUTED),
        (word("disclaimer", lang), 6.5, False, MUTED),
    ]
    if told.message:
        foot[1] = (f"{subtitle}. {foot[1][0]}", *foot[1][1:])
    _text(slide, Box(8, 174, WIDTH - 16, 15), foot)
    notes = [*([told.notes, ""] if told.notes else []), sheet.titles.title, sheet.titles.subtitle]
    notes += [*caveats_of(sheet), *sources_of(sheet)]
    link = word("link", lang, link=imprint.link) if imprint.link else word("local", lang)
    notes += [link, named, made, profile, word("disclaimer", lang)]
    slide.notes_slide.notes_text_frame.text = _joined(notes)


def _joined(notes: Sequence[str]) -> str:
    """Lines, without the empty ones; what the speaker says stands apart."""
    first, *others = notes
    return "\n".join([first, *([""] if others and not others[0] else []), *filter(None, others)])


def _map(slide: Any, sheet: Sheet, dpi: int) -> None:  # noqa: ANN401
    """Place the map's picture and its alternative text."""
    lang = sheet.request.view.lang
    file = io.BytesIO()
    picture(Page(sheet.scene), dpi).save(file, "PNG", dpi=(dpi, dpi), compress_level=6)
    file.seek(0)
    shape = slide.shapes.add_picture(file, Mm(MAP.x), Mm(MAP.y), Mm(MAP.width), Mm(MAP.height))
    shape.name = "map"
    description = word("map_of", lang, title=sheet.titles.title, subtitle=sheet.titles.subtitle)
    layers = ", ".join(a.meta["title"] for a, d in sheet.drawing.layers if d.seen)
    _describe(shape, f"{description} {layers}".strip())
    if sheet.imprint.link:
        shape.click_action.hyperlink.address = sheet.imprint.link


def _describe(shape: Any, text: str) -> None:  # noqa: ANN401
    shape._element.nvPicPr.cNvPr.set("descr", text)  # noqa: SLF001 - the library has no setter


def _legend(slide: Any, sheet: Sheet) -> None:  # noqa: ANN401
    """The legend as text beside small pictures of the signs."""
    lang = sheet.request.view.lang
    blocks = legend_of(sheet.drawing, lang)
    tall = [[_lines(line.label) for line in block.lines] for block in blocks]
    note = " ".join(captions_of(sheet))
    below = len(wrap(note, SIDE.width * 0.82, NOTE)) * NOTE * POINT * 1.25 if note else 0.0
    step = min(ROW, (SIDE.height - below) / (sum(1.1 + sum(lines) for lines in tall) + 1))
    size = max(6.0, min(10.0, step * 1.8))
    _text(slide, Box(SIDE.x, SIDE.y - 1, SIDE.width, 7), [(word("legend", lang), 12, True, INK)])
    y = SIDE.y + step
    for block, lines in zip(blocks, tall, strict=True):
        _text(slide, Box(SIDE.x, y, SIDE.width, step), [(block.title, size, True, MUTED)])
        y += step * 1.05
        for line, height in zip(block.lines, lines, strict=True):
            _sign(slide, line, y, step)
            words = Box(SIDE.x + 11, y, SIDE.width - 11, step * height)
            _text(slide, words, [(line.label, size, False, INK)])
            y += step * height
    if note:
        _text(slide, Box(SIDE.x, y + 1.5, SIDE.width, below), [(typeset(note, lang), NOTE, False, MUTED)])


def _lines(label: str) -> float:
    """Height of a label in rows, whatever typeface the reader's machine has (a wide one is assumed)."""
    return 1.0 if len(wrap(label, (SIDE.width - 11) * 0.82, 9.5)) < 2 else 1.75


def _sign(slide: Any, line: LegendLine, y: float, step: float) -> None:  # noqa: ANN401
    width, height = SWATCH[0] + 1.4, SWATCH[1] + 1.0
    scene = Scene(width, height)
    scene.add(*line.sign(width / 2, height / 2, 1.0))
    file = io.BytesIO()
    picture(Page(scene), DPI).save(file, "PNG")
    file.seek(0)
    tall = min(height, step * 0.94)
    wide = width * tall / height
    place = Mm(SIDE.x + 0.5), Mm(y + (step - tall) / 2)
    shape = slide.shapes.add_picture(file, *place, Mm(wide), Mm(tall))
    shape.name = "sign"
    _describe(shape, line.label)


def _text(slide: Any, box: Box, paragraphs: Sequence[tuple[str, float, bool, Any]]) -> None:  # noqa: ANN401
    shape = slide.shapes.add_textbox(Mm(box.x), Mm(box.y), Mm(box.width), Mm(box.height))
    _write(shape.text_frame, paragraphs)


def _write(
    frame: Any,  # noqa: ANN401
    paragraphs: Sequence[tuple[str, float, bool, Any]],
    align: Any = PP_ALIGN.LEFT,  # noqa: ANN401
) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if len(paragraphs) == 1 else MSO_ANCHOR.TOP
    for n, (text, size, bold, color) in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = color
        paragraph.alignment = align
