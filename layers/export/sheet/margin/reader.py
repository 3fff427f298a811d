"""What legends say of the reader's drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.export.sheet.map.symbols import SWATCH
from layers.export.sheet.margin.lines import LegendLine
from layers.export.sheet.writers.svg import picture_uri
from layers.view.drawn_words import named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.text import Lang
    from layers.view.drawn_shape import Shaped


def reader_lines(shapes: Iterable[Shaped], lang: Lang) -> tuple[LegendLine, ...]:
    """What the reader drew: each kind once in each colour, each symbol, each named marker."""
    found: dict[tuple[str, ...], LegendLine] = {}
    for shape in shapes:
        thing = shape.thing
        if thing.kind == "number" and thing.label:
            found[thing.kind, str(shape.rank)] = LegendLine(thing.label, drawn=shape)
            continue
        key = thing.kind, thing.symbol or thing.colour
        found.setdefault(key, LegendLine(named(thing, lang), drawn=shape))
    return tuple(found.values())


def sign_uri(line: LegendLine) -> str:
    """A line's sign as a ``data:`` address, for a page."""
    width, height = SWATCH
    return picture_uri(line.sign(width / 2, height / 2, 1.0), width, height)
