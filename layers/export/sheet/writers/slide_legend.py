"""The legend of a slide: text beside the signs; what has no room goes on to slides that follow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from layers.export.sheet.map.symbols import SWATCH
from layers.export.sheet.request.words import word
from layers.export.sheet.scene.fonts import wrap
from layers.export.sheet.scene.scene import Box
from layers.export.sheet.writers.native import add_items, close_group, open_group
from layers.export.sheet.writers.slide_text import INK, MUTED, add_picture, add_text, describe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.text import Lang
    from layers.export.sheet.margin.lines import LegendBlock, LegendLine

ROW: Final = 5.6  # mm a line of the legend where there is room
CLOSEST: Final = 3.3  # mm: no line is closer to the next
OWN: Final = 5.0  # mm at least that the legend's own title takes
WORDS: Final = 11.0  # mm from a sign's left to its words
HEAD: Final = 1.1  # rows that a layer's title takes
COLUMNS: Final = 3  # of a slide that continues a legend
DPI: Final = 300


def set_legend(  # noqa: PLR0913 - a list, its room and its look
    slide: Any,  # noqa: ANN401 - the library is untyped
    blocks: Sequence[LegendBlock],
    box: Box,
    lang: Lang,
    *,
    native: bool = False,
    title: str = "legend",
) -> list[LegendBlock]:
    """Set signs and words in a box, from its top; return what has no room, with its titles."""
    rows = sum(HEAD + sum(_rows(line.label, box.width) for line in block.lines) for block in blocks)
    step = max(CLOSEST, min(ROW, box.height / (rows + 1), (box.height - OWN) / rows if rows else ROW))
    size = max(6.0, min(10.0, step * 1.8))
    add_text(slide, Box(box.x, box.y - 1, box.width, 7), [(word(title, lang), 12, True, INK)])
    y, left = box.y + max(step, OWN), list(blocks)
    while left:
        block = left[0]
        fitting = _fitting(block, box.bottom - y, step, box.width)
        if not fitting:
            break
        add_text(slide, Box(box.x, y, box.width, step), [(block.title, size, True, MUTED)])
        y += step * HEAD
        for line in block.lines[:fitting]:
            high = step * _rows(line.label, box.width)
            _sign(slide, line, Box(box.x + 0.5, y, WORDS, step), native=native)
            words = Box(box.x + WORDS, y, box.width - WORDS, high)
            add_text(slide, words, [(line.label, size, False, INK)])
            y += high
        rest = block.lines[fitting:]
        left[0:1] = [replace(block, lines=rest)] if rest else []
        if rest:
            break
    return left


def _fitting(block: LegendBlock, room: float, step: float, width: float) -> int:
    """How many of a block's lines have room below its title."""
    count, y = 0, step * HEAD
    for line in block.lines:
        y += step * _rows(line.label, width)
        if y > room + 0.01:
            break
        count += 1
    return count


def _rows(label: str, width: float) -> float:
    """Height of a label in rows, whatever typeface the reader's machine has (a wide one is assumed)."""
    return 1.0 if len(wrap(label, (width - WORDS) * 0.82, 9.5)) < 2 else 1.75


def _sign(slide: Any, line: LegendLine, box: Box, *, native: bool) -> None:  # noqa: ANN401
    width, height = SWATCH[0] + 1.4, SWATCH[1] + 1.0
    tall = min(height, box.height * 0.94)
    items = line.sign(width / 2, height / 2, 1.0)
    middle = box.y + (box.height - tall) / 2
    if native:
        shape = open_group(slide.shapes, line.label)
        add_items(shape.shapes, items, box.x, middle - (height - tall) / 2)
        close_group(shape)
        describe(shape, line.label, line.label)
        return
    place = Box(box.x, middle, width * tall / height, tall)
    describe(add_picture(slide, items, place, (width, height), DPI), "sign", line.label)
