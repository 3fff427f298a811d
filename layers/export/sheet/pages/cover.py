"""An atlas's first pages: cover and table of maps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from layers.export.sheet.map.ground import draw_artifact
from layers.export.sheet.map.locator import MALI
from layers.export.sheet.map.projection import fit
from layers.export.sheet.margin.blocks import Column
from layers.export.sheet.margin.logo import fitted, logo_items
from layers.export.sheet.margin.marking import mark
from layers.export.sheet.pages.textpage import EDGE
from layers.export.sheet.request.marking import logo_for, marking_of, producer_of, status_of, validity_of
from layers.export.sheet.request.paper import ENLARGEMENT, SIZES
from layers.export.sheet.request.words import word
from layers.export.sheet.scene.scene import Box, Ink, Lines, Scene, Window, Words, rectangle
from layers.schema.colours import ACCENT, ALERT, MUTED
from layers.words import day

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.export.sheet.request.data import SheetData
    from layers.export.sheet.request.paper import Orientation, PaperName
    from layers.export.sheet.scene.scene import Item
    from layers.schema.marks import LegendEntry

LINE = 6.2  # mm


def cover(title: str, subtitle: str, count: int, data: SheetData) -> Scene:
    """Draw the cover: the country in its sectors without a word, and the book's title."""
    head = data.request
    short, long = SIZES[head.paper]
    width, height = (long, short) if head.orientation == "landscape" else (short, long)
    scene, lang = Scene(width, height), head.view.lang
    tall = head.orientation == "portrait"
    share = Box(0, 0, width, height * 0.6) if tall else Box(width * 0.42, 0, width * 0.58, height)
    items = _country(data, share)
    scene.add(Window(share, (rectangle(share, Ink(fill="#DCE8F0")), *items)))
    text = Box(
        EDGE, height * 0.66 if tall else height * 0.24, (width if tall else width * 0.42) - 2 * EDGE, 0
    )
    unit = ENLARGEMENT[head.paper]
    column = Column(text.x, text.y, text.width, unit * 1.065 if unit > 1 else unit, lang)
    column.text(word("mission", lang).upper(), 8, "semibold", ACCENT, spacing=0.3)
    column.gap(2)
    column.text(title, 26, "semibold", lead=1.14)
    column.gap(2.5)
    if subtitle:
        column.text(subtitle, 11, color=MUTED)
    column.gap(7)
    column.text(status_of(head).upper(), 9, "semibold", ALERT, spacing=0.15)
    column.text(word("sheets_count", lang, count=count), 9, color=MUTED)
    column.text(word("made", lang, date=day(head.made, lang)), 9, color=MUTED)
    if validity := validity_of(head):
        column.text(validity, 9, color=MUTED)
    column.text(word("profile", lang, profile=word(head.profile, lang)), 9, color=MUTED)
    scene.add(*column.items)
    if logo := logo_for(head):
        scene.add(*logo_items(logo, fitted(logo, Box(text.x, text.y - 15, 60, 14))))
    low = Column(text.x, 0.0, text.width, 1.0, lang)
    low.text(word("disclaimer", lang), 6, color=MUTED)
    low.text(producer_of(head), 6, color=MUTED)
    from layers.export.sheet.scene.shift import shift  # noqa: PLC0415

    scene.add(*(shift(item, 0, height - EDGE - low.y) for item in low.items))
    mark(scene, marking_of(head))
    return scene


def _country(data: SheetData, share: Box) -> list[Item]:
    """The country and its sectors without a word, in their share of the cover."""
    frame = fit(MALI, share, None, room=0.05)
    items: list[Item] = []
    for layer in (*data.build.with_role("ground"), *data.build.with_role("sector")):
        artifact = data.artifact(layer)
        marks = [_unnamed(mark) for mark in artifact.meta["marks"]]
        drawn = draw_artifact(replace(artifact, meta=artifact.meta | {"marks": marks}), frame, 1.0)
        items += [*drawn.items, *drawn.over]
    return items


def _unnamed(mark: LegendEntry) -> LegendEntry:
    return mark | {"label_style": ""}


def contents(
    listed: list[tuple[str, str, int, int]], paper: tuple[PaperName, Orientation], lang: Lang, before: int
) -> list[Scene]:
    """Draw the table of maps.

    Parameters
    ----------
    listed
        Title, map number, index of the page in the body, level (0 for a part).
    paper
        Name and orientation.
    lang
        Language.
    before
        Number of pages before the body.
    """
    short, long = SIZES[paper[0]]
    width, height = (long, short) if paper[1] == "landscape" else (short, long)
    count = 2 if paper[1] == "landscape" else 1
    rows = int((height - 2 * EDGE - 18) / LINE)
    span = (width - 2 * EDGE - (count - 1) * 12) / count
    scenes = []
    for first in range(0, len(listed), rows * count):
        scene = Scene(width, height)
        head = Column(EDGE, EDGE - 4, width - 2 * EDGE, 1.0, lang)
        head.text(word("contents", lang), 14, "semibold")
        head.rule()
        scene.add(*head.items)
        for n, entry in enumerate(listed[first : first + rows * count]):
            x = EDGE + (n // rows) * (span + 12)
            _line(scene, entry, x, EDGE + 16 + (n % rows) * LINE, span, before)
        scenes.append(scene)
    return scenes


def _line(  # noqa: PLR0913 - one line of the table, whole
    scene: Scene, entry: tuple[str, str, int, int], x: float, y: float, span: float, before: int
) -> None:
    title, number, page, level = entry
    font = "regular" if level else "semibold"
    scene.add(Words(x + 4 * level, y, title, 9, font))  # type: ignore[arg-type]
    if number:
        scene.add(Words(x + span - 10, y, number, 7, color=MUTED, align="right"))
        scene.add(Words(x + span, y, str(before + page + 1), 9, align="right"))
    line = Lines((np.array([(x, y + 1.6), (x + span, y + 1.6)]),), Ink(stroke="#E3E8EC", width=0.12))
    scene.add(line)
