"""A brief on paper: one, two or four pages a sheet, or a page with what the speaker says; then sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from layers.export.sheet.brief.pages import draw
from layers.export.sheet.margin.blocks import Column, legend_block, legend_rest
from layers.export.sheet.margin.compose import captions_of, caveats_of, map_words, sources_of
from layers.export.sheet.margin.legend import legend_of
from layers.export.sheet.margin.logo import fitted, logo_items
from layers.export.sheet.margin.marking import mark
from layers.export.sheet.pages.textpage import Paragraph, text_pages
from layers.export.sheet.request.marking import logo_for, marking_of, producer_of, status_of, validity_of
from layers.export.sheet.request.paper import ENLARGEMENT, SIZES
from layers.export.sheet.request.words import word
from layers.export.sheet.scene.fonts import face, wrap
from layers.export.sheet.scene.scene import POINT, Box, Ink, Link, Outline, Scene, Words
from layers.export.sheet.scene.shift import shift
from layers.export.sheet.writers.pdf import About, Page, write_pdf
from layers.schema.colours import INK, LINE, MUTED
from layers.words import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.export.sheet.brief.pages import Told
    from layers.export.sheet.margin.compose import Sheet
    from layers.export.sheet.margin.lines import LegendBlock
    from layers.export.sheet.publish.recipe import Recipe
    from layers.export.sheet.request.paper import Orientation

EDGE, HEAD, FOOT = 9.0, 7.0, 9.0  # mm: edge, running title, foot
GAP: Final = 7.0  # mm between two pages of a sheet
NOTES: Final = 10.0, 1.42  # points and line height of what the speaker says
SHARE: Final = 0.46  # of a sheet with notes, for the page


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How pages lie on a sheet: columns, rows, and the size of type and signs."""

    orientation: Orientation
    columns: int
    rows: int
    type: float
    signs: float
    has_notes: bool = False


ARRANGEMENTS: Final[dict[str, Arrangement]] = {
    "1": Arrangement("landscape", 1, 1, 1.0, 1.0),
    "2": Arrangement("portrait", 1, 2, 0.92, 0.85),
    "4": Arrangement("landscape", 2, 2, 0.78, 0.68),
    "notes": Arrangement("portrait", 1, 1, 0.92, 0.85, has_notes=True),
}


@dataclass(slots=True)
class _Paper:
    """The sheets being filled: their size (mm), what heads and foots each, and those done."""

    recipe: Recipe
    told: Sequence[Told]
    arrangement: Arrangement
    public_url: str

    @property
    def size(self) -> tuple[float, float]:
        short, long = SIZES[self.recipe.head.paper]
        return (long, short) if self.arrangement.orientation == "landscape" else (short, long)

    @property
    def enlarged(self) -> float:
        return ENLARGEMENT[self.recipe.head.paper]


def write_handout(recipe: Recipe, told: Sequence[Told], public_url: str, arrangement: str) -> bytes:
    """Write the PDF; equal pages give equal bytes. ``arrangement`` is a key of ``ARRANGEMENTS``."""
    paper = _Paper(recipe, told, ARRANGEMENTS[arrangement], public_url)
    step = paper.arrangement.columns * paper.arrangement.rows
    pages: list[Page] = []
    sheets: list[Sheet] = []
    left: list[LegendBlock] = []
    for first in range(0, len(told), step):
        scene = Scene(*paper.size)
        drawn = [_cell(paper, scene, n, first, left) for n in range(first, min(first + step, len(told)))]
        sheets += drawn
        figures = tuple((_place(paper, n), map_words(sheet)) for n, sheet in enumerate(drawn))
        pages.append(Page(scene, drawn[0].titles.title, figures=figures))
        if paper.arrangement.has_notes:
            pages += [Page(more) for more in _notes(paper, scene, told[first].notes)]
    last = _sources(paper, sheets, left)
    count = len(pages) + len(last)
    for n, page in enumerate((*pages, *last)):
        _furnish(paper, page.scene, n + 1, count, is_headed=n < len(pages))
    about = About(recipe.title, status_of(recipe.head), "MINUSMA, Mali", recipe.lang, recipe.head.made)
    return write_pdf([*pages, *last], about)


def _cell(paper: _Paper, scene: Scene, number: int, first: int, left: list[LegendBlock]) -> Sheet:
    """Set one page in its cell: number and headline, message, map, legend beside it."""
    arrangement, told, lang = paper.arrangement, paper.told[number], paper.recipe.lang
    unit = arrangement.type * paper.enlarged
    box = _place(paper, number - first)
    trial = Scene(scene.width, scene.height)
    above = _height(told, box.width, unit, paper)
    column_width = max(42.0 * unit, box.width * 0.24)
    area = Box(box.x, box.y + above, box.width - column_width - 3, box.height - above)
    sheet, plate = draw(told, trial, area, arrangement.signs * paper.enlarged, paper.public_url)
    head = Column(box.x, box.y, box.width, unit, lang)
    _headline(head, f"{number + 1}. {sheet.titles.title}", told.message)
    side = Column(area.right + 3, area.y - 1, column_width, unit, lang)
    if sheet.titles.subtitle:
        side.text(sheet.titles.subtitle, 6.4, color=MUTED)
    side.text(plate.scale, 6.4, color=MUTED)
    side.gap(1.2)
    assumed = Column(side.x, 0.0, side.width, unit, lang)
    for caption in captions_of(sheet):
        assumed.text(caption, 5.4, color=MUTED)
    room = area.bottom - side.y - 8 * unit - assumed.y
    rest = legend_block(side, legend_of(plate.drawing, lang), room)
    legend_rest(side, rest, "more_legend_page")
    scene.add(*(shift(item, 0, side.y + 1.5 * unit) for item in assumed.items))
    left += rest
    scene.add(*head.items, *trial.items, *side.items)
    if sheet.imprint.link:
        scene.add(Link(area, sheet.imprint.link))
    return sheet


def _place(paper: _Paper, order: int) -> Box:
    """The cell of a page, by its order on the sheet."""
    width, height = paper.size
    arrangement = paper.arrangement
    row, column = divmod(order, arrangement.columns)
    inner = Box(EDGE, EDGE + HEAD, width - 2 * EDGE, height - 2 * EDGE - HEAD - FOOT)
    if arrangement.has_notes:
        return Box(inner.x, inner.y, inner.width, inner.height * SHARE)
    cell_width = (inner.width - GAP * (arrangement.columns - 1)) / arrangement.columns
    cell_height = (inner.height - GAP * (arrangement.rows - 1)) / arrangement.rows
    left, top = inner.x + column * (cell_width + GAP), inner.y + row * (cell_height + GAP)
    return Box(left, top, cell_width, cell_height)


def _height(told: Told, width: float, unit: float, paper: _Paper) -> float:
    """Room above the map (mm): a headline composed later has one line."""
    trial = Column(0.0, 0.0, width, unit, paper.recipe.lang)
    _headline(trial, f"00. {told.data.request.title or 'x'}", told.message)
    return trial.y


def _headline(column: Column, title: str, message: str) -> None:
    column.text(title, 13, "semibold", lead=1.2, role="H1")
    if message:
        column.gap(0.4)
        column.text(message, 9.5, color=INK, lead=1.28)
    column.gap(1.6)


def _notes(paper: _Paper, scene: Scene, notes: str) -> list[Scene]:
    """Set what the speaker says below the page; return the sheets that it goes on to."""
    size, lead = NOTES[0] * paper.enlarged, NOTES[1]
    step, (width, height) = size * POINT * lead, paper.size
    lines = [line for part in notes.split("\n") for line in (wrap(part, width - 2 * EDGE, size) or [""])]
    y = _place(paper, 0).bottom + GAP
    rule = (("M", EDGE, y - GAP / 2), ("L", width - EDGE, y - GAP / 2))
    scene.add(Outline(rule, Ink(stroke=LINE, width=0.2)))
    more: list[Scene] = []
    for line in lines:
        if y + step > height - EDGE - FOOT:
            scene = Scene(*paper.size)
            more.append(scene)
            y = EDGE + HEAD
        y += step
        scene.add(Words(EDGE, y, line, size))
    return more


def _sources(paper: _Paper, sheets: Sequence[Sheet], left: Sequence[LegendBlock]) -> list[Page]:
    """The last pages: signs that found no room, caveats, sources, and each page's own address."""
    lang, head = paper.recipe.lang, paper.recipe.head
    found: list[Paragraph | LegendBlock] = []
    if left:
        once = [block for n, block in enumerate(left) if block not in left[:n]]
        found += [Paragraph(word("legend_on", lang), "head"), *once]
    for key, listed in (("caveats", caveats_of), ("sources", sources_of)):
        texts = dict.fromkeys(text for sheet in sheets for text in listed(sheet))
        found += [Paragraph(word(key, lang), "head"), *map(Paragraph, texts)]
    orientation = paper.arrangement.orientation
    scenes = text_pages(word("brief_end", lang), found, head.paper, orientation, lang)
    return [Page(scene, word("brief_end", lang) if n == 0 else "") for n, scene in enumerate(scenes)]


def _furnish(paper: _Paper, scene: Scene, number: int, count: int, *, is_headed: bool) -> None:
    """Title of the whole, number, marking, status, producer and disclaimer of one sheet."""
    recipe, unit, lang = paper.recipe, paper.enlarged, paper.recipe.lang
    head = recipe.head
    if is_headed and recipe.title:
        line = recipe.title + (f" · {recipe.subtitle}" if recipe.subtitle else "")
        if face("regular").width(line, 7.5 * unit) < scene.width - 2 * EDGE - 30:
            scene.add(Words(EDGE, EDGE + 2, line, 7.5 * unit, color=MUTED))
    page = word("page", lang, page=number, pages=count)
    scene.add(Words(scene.width - EDGE, EDGE + 2, page, 7.5 * unit, color=MUTED, align="right"))
    profile = word("profile", lang, profile=word(head.profile, lang))
    made = word("made", lang, date=day(head.made, lang))
    low = Column(EDGE, scene.height - EDGE - FOOT + 2.5, scene.width - 2 * EDGE, 1.0, lang)
    said = filter(None, (status_of(head), made, validity_of(head), profile, producer_of(head)))
    low.text(" · ".join(said), 6.2 * unit, "semibold", MUTED)
    low.text(word("disclaimer", lang), 5.2 * unit, color=MUTED)
    scene.add(*low.items)
    if logo := logo_for(head):
        room = Box(scene.width / 2, EDGE - 4.2, scene.width / 2 - EDGE - 16 * unit, HEAD + 2.4)
        scene.add(*logo_items(logo, fitted(logo, room, "right")))
    mark(scene, marking_of(head))
