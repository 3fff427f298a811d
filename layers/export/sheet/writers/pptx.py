"""Slides: title, legend, sources and notes as real text, the map as a picture or as shapes of PowerPoint."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.util import Mm

from layers.export.sheet.map.plate import draw_plate
from layers.export.sheet.margin.compose import captions_of, caveats_of, cited, map_words, sources_of
from layers.export.sheet.margin.legend import legend_of
from layers.export.sheet.margin.logo import fitted, logo_items
from layers.export.sheet.margin.marking import BAR
from layers.export.sheet.request.marking import logo_for, marking_of
from layers.export.sheet.request.words import word
from layers.export.sheet.scene.fonts import wrap
from layers.export.sheet.scene.scene import POINT, Box, Scene
from layers.export.sheet.writers.deck import Deck, layout_of, open_deck, presentation
from layers.export.sheet.writers.native import add_items, close_group, number_shapes, open_group
from layers.export.sheet.writers.slide_legend import COLUMNS, set_legend
from layers.export.sheet.writers.slide_text import INK, MUTED, add_picture, add_text, describe, write
from layers.words import day, typeset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.export.sheet.margin.compose import Sheet
    from layers.export.sheet.margin.lines import LegendBlock

DPI: Final = 300
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
SIGNS: Final = 1.15  # signs and names of a slide are read from farther away
LOGO: Final = 46.0, 15.0  # mm: the most that a logo takes
NOTE: Final = 7.0  # points: what a modelled layer assumes, below the legend
LONG: Final = 115  # characters of a message that take a second line


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: a sheet whose scene is the map alone, its scale, a message and what the speaker says."""

    sheet: Sheet
    scale: str
    deck: Deck
    message: str = ""
    notes: str = ""
    dpi: int = DPI

    @property
    def is_native(self) -> bool:
        """Whether map and signs are shapes that can be edited."""
        return self.sheet.request.shapes == "native"


@dataclass(frozen=True, slots=True)
class Opening:
    """The slide before the others: title, subtitle, and lines on status, date and audience."""

    title: str
    lines: tuple[str, ...]


def slide_of(sheet: Sheet, template: bytes = b"") -> Slide:
    """Return the slide of a sheet: its map drawn anew, for a screen."""
    deck = open_deck(sheet.request.slide, template)
    scene, box = map_scene(deck)
    data = sheet.data.also(replace(sheet.request, scale=0.0))
    plate = draw_plate(scene, data, box, SIGNS)
    return Slide(replace(sheet, scene=scene, drawing=plate.drawing), plate.scale, deck)


def map_scene(deck: Deck) -> tuple[Scene, Box]:
    """Return an empty scene for the map of a deck's slides, and the box that the map has in it."""
    room = deck.map
    return Scene(room.width, room.height), Box(0.2, 0.2, room.width - 0.4, room.height - 0.4)


def write_pptx(slides: Sequence[Slide], title: str = "", opening: Opening | None = None) -> bytes:
    """Write a deck; equal slides give equal bytes."""
    first = slides[0].sheet
    deck = presentation(slides[0].deck)
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
        _opening(deck, opening, slides[0])
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


def _opening(deck: Any, opening: Opening, first: Slide) -> None:  # noqa: ANN401 - the library is untyped
    width = first.deck.width
    slide = _empty(deck)
    _title(slide, opening.title, Box(24, 56, width - 48, 30), 36, first.deck)
    first_line, *others = opening.lines
    lines = [(first_line, 16, False, INK), *((line, 12, False, MUTED) for line in others)]
    add_text(slide, Box(24, 90, width - 48, 60), lines)
    _logo(slide, first.sheet, Box(width - 24 - 80, 22, 80, 26))
    _bars(slide, first)


def _empty(deck: Any) -> Any:  # noqa: ANN401
    """Add a slide with a title; a placeholder that nothing fills would ask for text, and is left out."""
    slide = deck.slides.add_slide(layout_of(deck))
    for place in list(slide.placeholders):
        if place != slide.shapes.title:
            place._element.getparent().remove(place._element)  # noqa: SLF001 - the library removes nothing
    return slide


def _title(slide: Any, text: str, box: Box, size: float, deck: Deck) -> None:  # noqa: ANN401
    """Write the title; where and how it stands is a template's own affair."""
    title = slide.shapes.title
    if title is None:
        add_text(slide, box, [(text, size, True, INK)])
    elif deck.template:
        title.text_frame.text = text
    else:
        title.left, title.top, title.width, title.height = Mm(box.x), Mm(box.y), Mm(box.width), Mm(box.height)
        write(title.text_frame, [(text, size, True, INK)])


def _logo(slide: Any, sheet: Sheet, room: Box) -> float:  # noqa: ANN401
    """Place the logo at the right of its room; return how much of the line it takes (mm)."""
    logo = logo_for(sheet.request)
    if logo is None:
        return 0.0
    box = fitted(logo, room, "right")
    if logo.png:
        place = Mm(box.x), Mm(box.y), Mm(box.width), Mm(box.height)
        shape = slide.shapes.add_picture(io.BytesIO(logo.png), *place)
    else:
        size = box.width, box.height
        shape = add_picture(slide, logo_items(logo, Box(0.0, 0.0, *size)), box, size, DPI)
    describe(shape, "logo", "")
    return box.width + 4


def _bars(slide: Any, told: Slide) -> None:  # noqa: ANN401
    """The marking as text on a bar at head and foot."""
    marking = marking_of(told.sheet.request)
    if not marking:
        return
    for top in (0.0, told.deck.height - BAR):
        shape = slide.shapes.add_textbox(0, Mm(top), Mm(told.deck.width), Mm(BAR))
        shape.name = "marking"
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(marking.colour[1:])  # type: ignore[no-untyped-call]
        ink = RGBColor.from_string(marking.ink[1:])  # type: ignore[no-untyped-call]
        write(shape.text_frame, [(marking.text, 8, True, ink)], PP_ALIGN.CENTER)


def _slide(deck: Any, told: Slide) -> None:  # noqa: ANN401
    sheet, lang = told.sheet, told.sheet.request.view.lang
    slide = _empty(deck)
    _head(slide, told)
    _map(slide, told)
    left = _legend(slide, told)
    _bars(slide, told)
    _foot(slide, told)
    number_shapes(slide)
    slide.notes_slide.notes_text_frame.text = _notes(told)
    while left:
        more = _empty(deck)
        _title(more, sheet.titles.title, Box(8, 5, told.deck.width - 16, 12), 24, told.deck)
        wide = (told.deck.width - 16 - (COLUMNS - 1) * 6) / COLUMNS
        for n in range(COLUMNS if left else 0):
            box = Box(8 + n * (wide + 6), told.deck.top, wide, told.deck.map.height)
            if left:
                left = set_legend(more, left, box, lang, native=told.is_native, title="legend_on")
        _bars(more, told)
        _foot(more, told)


def _head(slide: Any, told: Slide) -> None:  # noqa: ANN401
    sheet, deck = told.sheet, told.deck
    subtitle = sheet.titles.subtitle or word("mission", sheet.request.view.lang)
    wide = deck.width - 16 - _logo(slide, sheet, Box(deck.width - 8 - LOGO[0], 5, *LOGO))
    if told.message:
        size = 14 if len(told.message) * 330 / deck.width <= LONG else 11
        _title(slide, sheet.titles.title, Box(8, 4.5, wide, 10), 24, deck)
        add_text(slide, Box(8, deck.top - 10.5, wide, 9), [(told.message, size, False, INK)])
    else:
        _title(slide, sheet.titles.title, Box(8, 5, wide, 12), 24, deck)
        add_text(slide, Box(8, deck.top - 8.5, wide, 7), [(subtitle, 12, False, MUTED)])


def _foot(slide: Any, told: Slide) -> None:  # noqa: ANN401
    """Status, number, dates, sources, disclaimer."""
    sheet, deck, lang = told.sheet, told.deck, told.sheet.request.view.lang
    subtitle = sheet.titles.subtitle or word("mission", lang)
    foot = [
        (" · ".join((sheet.imprint.status, *_imprint(sheet), told.scale)), 8, True, INK),
        (word("sources_are", lang, sources=cited(sheet)), 6.5, False, MUTED),
        (word("disclaimer", lang), 6.5, False, MUTED),
    ]
    if told.message:
        foot[1] = (f"{subtitle}. {foot[1][0]}", *foot[1][1:])
    add_text(slide, Box(8, deck.height - 16.5, deck.width - 16, 15), foot)


def _imprint(sheet: Sheet) -> tuple[str, str, str]:
    """Number and validity, date, audience."""
    imprint, lang = sheet.imprint, sheet.request.view.lang
    named = word("number", lang, number=imprint.number, version=imprint.version)
    return (
        " · ".join(filter(None, (named, imprint.validity))),
        word("made", lang, date=day(imprint.made, lang)),
        word("profile", lang, profile=word(imprint.profile, lang)),
    )


def _notes(told: Slide) -> str:
    """What the speaker says, then what the slide has no room for."""
    sheet, lang = told.sheet, told.sheet.request.view.lang
    notes = [*([told.notes, ""] if told.notes else []), sheet.titles.title, sheet.titles.subtitle]
    notes += [*caveats_of(sheet), *sources_of(sheet)]
    link = sheet.imprint.link
    notes += [word("link", lang, link=link) if link else word("local", lang)]
    notes += [*_imprint(sheet), word("disclaimer", lang)]
    first, *others = notes
    return "\n".join([first, *([""] if others and not others[0] else []), *filter(None, others)])


def _map(slide: Any, told: Slide) -> None:  # noqa: ANN401
    """Place the map with its words for those who do not see it: a picture, or a group of shapes."""
    sheet, room = told.sheet, told.deck.map
    if told.is_native:
        shape = open_group(slide.shapes, "map")
        add_items(shape.shapes, sheet.scene.items, room.x, room.y)
        close_group(shape)
    else:
        shape = add_picture(slide, sheet.scene.items, room, (room.width, room.height), told.dpi)
        if sheet.imprint.link:
            shape.click_action.hyperlink.address = sheet.imprint.link
    describe(shape, "map", map_words(sheet))


def _legend(slide: Any, told: Slide) -> list[LegendBlock]:  # noqa: ANN401
    """Signs and words beside the map, and below them what a modelled layer assumes."""
    sheet, side, lang = told.sheet, told.deck.side, told.sheet.request.view.lang
    note = " ".join(captions_of(sheet))
    below = len(wrap(note, side.width * 0.82, NOTE)) * NOTE * POINT * 1.25 + 2.0 if note else 0.0
    room = Box(side.x, side.y, side.width, side.height - below)
    left = set_legend(slide, legend_of(sheet.drawing, lang), room, lang, native=told.is_native)
    if note:
        box = Box(side.x, side.bottom - below + 1.5, side.width, below)
        add_text(slide, box, [(typeset(note, lang), NOTE, False, MUTED)])
    return left
