"""The margin's blocks: title, legend, caveats, sources, scale, imprint; each says how tall it is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from layers.export.sheet.map.furniture import LONGEST_CODE, north_arrow, qr_code, scale_bar, shortened
from layers.export.sheet.map.locator import locator
from layers.export.sheet.map.symbols import SWATCH, swatch_height
from layers.export.sheet.request.words import paper_name, paper_number, word
from layers.export.sheet.scene.fonts import wrap
from layers.export.sheet.scene.scene import POINT, Box, Ink, Link, Outline, Words
from layers.schema.colours import ACCENT, ALERT, INK, LINE, MUTED, TOWN_NAME
from layers.words import day, typeset

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.model import Artifact
    from layers.export.sheet.map.projection import Frame
    from layers.export.sheet.margin.lines import LegendBlock, LegendLine
    from layers.export.sheet.scene.scene import Font, Item

#: A long legend is set closer, down to the last of these shares of the usual line.
TIGHTNESS = (1.0, 0.92, 0.84)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the margin says of the sheet itself; ``link`` is empty where others cannot open the view."""

    number: str
    version: str
    made: str
    data_date: str
    profile: str
    link: str
    paper: str
    grid: str
    status: str
    producer: str
    validity: str = ""


@dataclass(slots=True)
class Column:
    """A column being filled from the top: where it is, how far it has come (mm)."""

    x: float
    y: float
    width: float
    unit: float
    lang: Lang
    items: list[Item] = field(default_factory=list)

    def text(  # noqa: PLR0913 - the properties of one paragraph
        self,
        text: str,
        size: float,
        font: Font = "regular",
        color: str = INK,
        *,
        lead: float = 1.28,
        spacing: float = 0.0,
        role: str = "",
    ) -> None:
        """Set a paragraph."""
        size *= self.unit
        step = size * POINT * lead
        for n, line in enumerate(wrap(typeset(text, self.lang), self.width, size, font)):
            self.y += step
            at = self.x, self.y - step * 0.22
            words = Words(*at, line, size, font, color, spacing=spacing, role=role, goes_on=n > 0)
            self.items.append(words)

    def gap(self, height: float) -> None:
        """Leave room (mm)."""
        self.y += height * self.unit

    def rule(self) -> None:
        """Draw a fine line across."""
        self.gap(1.3)
        ends = (("M", self.x, self.y), ("L", self.x + self.width, self.y))
        self.items.append(Outline(ends, Ink(stroke=LINE, width=0.15)))
        self.gap(0.9)

    def like(self, width: float | None = None) -> Column:
        """Return an empty column of the same kind, to measure with."""
        return Column(self.x, 0.0, width or self.width, self.unit, self.lang)


def title_block(column: Column, title: str, subtitle: str) -> None:
    """Mission, title, subtitle."""
    column.text(word("mission", column.lang).upper(), 6, "semibold", ACCENT, spacing=0.22)
    column.gap(0.6)
    size = 15.0
    while size > 10 and len(wrap(title, column.width, size * column.unit, "semibold")) > 3:
        size -= 0.5
    column.text(title, size, "semibold", lead=1.16, role="H1")
    if subtitle:
        column.gap(0.7)
        column.text(subtitle, 7.4, color=MUTED)


def legend_block(
    column: Column, blocks: list[LegendBlock], room: float, title: str = "legend"
) -> list[LegendBlock]:
    """Set the legend within ``room`` mm below its title; return what does not fit, whole rows of it."""
    column.text(word(title, column.lang), 7.6, "semibold", role="H2")
    start = column.y
    tightness = next((t for t in TIGHTNESS if _legend_height(column, blocks, t) <= room), TIGHTNESS[-1])
    for n, block in enumerate(blocks):
        free = room - (column.y - start)
        if blocks[n:] == [block] and len(block.lines) == 1:
            kept = 1
        else:
            kept = _kept(column, block, tightness, free - 4 * column.unit)
        if kept:
            legend_part(column, replace(block, lines=block.lines[:kept]), tightness)
        if kept < len(block.lines):
            return [replace(block, lines=block.lines[kept:]), *blocks[n + 1 :]]
    return []


def _kept(column: Column, block: LegendBlock, tightness: float, room: float) -> int:
    """How many of a block's lines fit: all, none, or whole rows, two at least."""
    count, step = len(block.lines), 2 if block.narrow else 1
    rows: list[int] = [count, *range(step * ((count - 1) // step), 1, -step)]
    for kept in rows:
        trial = column.like()
        legend_part(trial, replace(block, lines=block.lines[:kept]), tightness)
        if trial.y <= room:
            return kept
    return 0


def legend_rest(column: Column, blocks: list[LegendBlock], key: str) -> None:
    """How many signs found no room, and where they are listed."""
    if blocks:
        column.gap(0.5)
        count = sum(len(block.lines) for block in blocks)
        column.text(word(key, column.lang, count=count), 6, "italic", MUTED)


def _legend_height(column: Column, blocks: list[LegendBlock], tightness: float) -> float:
    trial = column.like()
    for block in blocks:
        legend_part(trial, block, tightness)
    return trial.y + 4 * column.unit


def legend_part(column: Column, block: LegendBlock, tightness: float = 1.0) -> None:
    """The signs of one layer, below its title."""
    column.gap(0.9 * tightness)
    column.text(block.title, 6.3, "semibold", MUTED)
    column.gap(0.25)
    width = column.width / (columns := 2 if block.narrow else 1)
    step = (SWATCH[1] + 0.25) * column.unit * tightness
    size = 6.4 * column.unit
    for first in range(0, len(block.lines), columns):
        pair = block.lines[first : first + columns]
        room = width - (SWATCH[0] + 2.2) * column.unit
        texts = [wrap(typeset(line.label, column.lang), room, size) for line in pair]
        signs = max(swatch_height(line.mark, column.unit) if line.mark else 0 for line in pair)
        height = max(
            step, signs + 0.3 * column.unit, max(map(len, texts)) * size * POINT * 1.2 + 0.5 * column.unit
        )
        for place, (line, text) in enumerate(zip(pair, texts, strict=True)):
            _legend_line(column, line, text, column.x + place * width, height)
        column.y += height


def _legend_line(column: Column, line: LegendLine, text: list[str], x: float, height: float) -> None:
    unit = column.unit
    middle = column.y + height / 2
    at = x + SWATCH[0] * unit / 2 + 0.3
    column.items += line.sign(at, middle, unit)
    step = 6.4 * unit * POINT * 1.2
    first = middle - step * (len(text) - 1) / 2 + 0.78 * unit
    for n, part in enumerate(text):
        right, line_y = x + (SWATCH[0] + 1.6) * unit, first + n * step
        column.items.append(Words(right, line_y, part, 6.4 * unit, goes_on=n > 0))


def notes(  # noqa: PLR0913 - a list and its room
    column: Column, title: str, texts: list[str], room: float, smallest: float = 5.0, cut: str = ""
) -> bool:
    """Set a titled list of notes within ``room`` mm, smaller if needed; ``cut`` stands for the rest.

    Returns
    -------
    bool
        Whether all of it found room.
    """
    if not texts:
        return True
    size = 5.8
    while size > smallest and _height(column, title, texts, size) > room:
        size = round(size - 0.2, 1)
    kept, whole = list(texts), True
    while cut and kept and _height(column, title, [*kept, "…"][: len(texts)], size) > room:
        kept.pop()
        whole = False
    if kept or not whole:
        _set_notes(column, title, kept if whole else [*kept, cut], size)
    return whole


def _height(column: Column, title: str, texts: list[str], size: float) -> float:
    trial = column.like()
    _set_notes(trial, title, texts, size)
    return trial.y


def _set_notes(column: Column, title: str, texts: list[str], size: float) -> None:
    column.text(title, 6.3, "semibold", MUTED, role="H2")
    for text in texts:
        column.gap(0.35)
        column.text(text, size, color=TOWN_NAME, lead=1.22)


def scale_block(column: Column, frame: Frame, land: Artifact | None, imprint: Imprint) -> None:
    """Locator, arrow, scale in figures and as a bar, projection."""
    unit, lang, side = column.unit, column.lang, 25.0 * column.unit
    top = column.y
    x = column.x
    if land:
        column.items += locator(Box(x, top, side, side), frame, land, unit)
        x += side + 3 * unit
    width = column.x + column.width - x
    column.items += north_arrow(column.x + column.width - 4 * unit, top - 0.5, 11.5 * unit, frame, lang)
    beside = Column(x, top, width - 9 * unit, unit, lang)
    denominator = paper_number(frame.scale, lang)
    text = word("scale_at", lang, scale=denominator, paper=paper_name(imprint.paper, lang))
    beside.text(text, 8, "semibold")
    below = Column(x, top + 11.5 * unit, width, unit, lang)
    below.items += scale_bar(x, below.y, width - 13 * unit, frame.scale, lang, unit)
    below.y += 5.4 * unit
    projection = f"{word('projection', lang, name=frame.projection.name.get(lang))} {imprint.grid}".strip()
    below.text(projection, 5, color=MUTED, lead=1.2)
    column.items += [*beside.items, *below.items]
    column.y = max(top + (side if land else 0), below.y)


def imprint_block(column: Column, imprint: Imprint) -> None:
    """Code, number, dates, audience, clearance, disclaimer."""
    unit, lang, top = column.unit, column.lang, column.y
    has_code = 0 < len(imprint.link) <= LONGEST_CODE
    side, gap = (20.0 * unit, 1.6 * unit) if has_code else (0.0, 0.0)
    if has_code:
        box = Box(column.x - 0.8, top, side, side)
        column.items += [*qr_code(box, imprint.link), Link(box, imprint.link)]
    beside = Column(column.x + side + gap, top, column.width - side - gap, unit, lang)
    beside.text(imprint.status.upper(), 7, "semibold", ALERT, spacing=0.12)
    beside.text(word("number", lang, number=imprint.number, version=imprint.version), 6, "semibold")
    beside.text(word("made", lang, date=day(imprint.made, lang)), 5.6, color=MUTED)
    if imprint.data_date:
        beside.text(word("data_date", lang, date=imprint.data_date), 5.6, color=MUTED)
    if imprint.validity:
        beside.text(imprint.validity, 5.6, "semibold")
    beside.text(word("profile", lang, profile=word(imprint.profile, lang)), 5.6, color=MUTED)
    notice = {"public": "generalised", "partner": "contacts_out"}.get(imprint.profile)
    if notice:
        beside.text(word(notice, lang), 5, color=MUTED, lead=1.2)
    column.items += beside.items
    column.y = max(top + side, beside.y) + 0.6 * unit
    if imprint.link:
        link = word("link", lang, link=shortened(imprint.link, column.width, 5 * unit, lang))
    else:
        link = word("local", lang)
    above = column.y
    column.text(link, 5, color=MUTED)
    if imprint.link:
        column.items.append(Link(Box(column.x, above, column.width, column.y - above), imprint.link))
    column.text(word("disclaimer", lang), 5, color=MUTED, lead=1.2)
    column.text(imprint.producer, 5, color=MUTED)
