"""Scale bar, north arrow and code: what makes a picture a map."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
import segno

from layers.export.sheet.request.words import word
from layers.export.sheet.scene.fonts import face
from layers.export.sheet.scene.scene import Box, Ink, Lines, Outline, Words, rectangle
from layers.schema.colours import INK
from layers.words import number

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.export.sheet.map.projection import Frame
    from layers.export.sheet.scene.scene import Align, Item

PARTS = 4


def bar_length(scale: float, room: float) -> float:
    """Return the longest round distance (km), of four round parts, whose bar is no longer than ``room`` mm.

    Examples
    --------
    >>> bar_length(9_000_000, 60), bar_length(750_000, 60)
    (400.0, 40.0)
    """
    most = room * scale / 1e6
    power = 10 ** math.floor(math.log10(most))
    best = next(n for n in (8, 4, 2, 1) if n * power <= most)
    return float(best * power)


def scale_bar(  # noqa: PLR0913 - a place, a length, a language
    x: float, y: float, room: float, scale: float, lang: Lang, unit: float
) -> list[Item]:
    """Draw a bar of four parts, true on paper; ``y`` is the top of its figures (mm)."""
    length = bar_length(scale, room)
    part = length * 1e6 / scale / PARTS
    size, top, height = 6 * unit, y + 2.9 * unit, 1.3 * unit
    items: list[Item] = []
    for n in range(PARTS):
        fill = INK if n % 2 == 0 else "#FFFFFF"
        items.append(rectangle(Box(x + n * part, top, part, height), Ink(fill, stroke=INK, width=0.18)))
    for n in (0, PARTS // 2, PARTS):
        text = number(length * n / PARTS, lang)
        align: Align = "left" if n == 0 else "middle"
        items.append(Words(x + n * part, y + 2.1 * unit, text, size, align=align))
    half = face("regular").width(number(length, lang), size) / 2
    items.append(Words(x + PARTS * part + half + 1.2 * unit, y + 2.1 * unit, "km", size))
    return items


def convergence(frame: Frame) -> float:
    """Angle of true north at the map's middle, degrees clockwise from the sheet's vertical."""
    box = frame.box
    middle = np.array([[box.x + box.width / 2, box.y + box.height / 2]])
    lon, lat = frame.to_ground(middle)[0].tolist()
    (x1, y1), (x2, y2) = frame.to_paper(np.array([[lon, lat], [lon, lat + 0.1]])).tolist()
    return math.degrees(math.atan2(x2 - x1, y1 - y2))


def north_arrow(x: float, y: float, height: float, frame: Frame, lang: Lang) -> list[Item]:
    """Draw an arrow to true north at the map's middle; ``x, y`` is its top when upright (mm)."""
    turn = math.radians(convergence(frame))
    centre = x, y + height / 2
    cosine, sine = math.cos(turn), math.sin(turn)

    def turned(dx: float, dy: float) -> tuple[float, float]:
        return centre[0] + dx * cosine - dy * sine, centre[1] + dx * sine + dy * cosine

    top, half, wing = -height / 2 + 3.2, height / 2, height * 0.19
    left = ("M", *turned(0, top)), ("L", *turned(-wing, half)), ("L", *turned(0, half - wing)), ("Z",)
    right = ("M", *turned(0, top)), ("L", *turned(wing, half)), ("L", *turned(0, half - wing)), ("Z",)
    letter = turned(0, top - 0.8)
    return [
        Outline(left, Ink(fill=INK, stroke=INK, width=0.2)),
        Outline(right, Ink(fill="#FFFFFF", stroke=INK, width=0.2)),
        Words(*letter, word("north", lang), 7.5, "semibold", align="middle"),
    ]


#: Bytes of a link that a code holds in squares which print and are read: 117 a side, 0.17 mm each on A4.
LONGEST_CODE: Final = 1273


def qr_code(box: Box, link: str) -> list[Item]:
    """Draw a QR code of a link inside a box, quiet zone included (ISO/IEC 18004, level L)."""
    rows = [list(row) for row in segno.make(link, error="l", micro=False).matrix]
    module = box.width / (len(rows) + 4)
    runs = []
    for i, row in enumerate(rows):
        start = None
        for j, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = j
            elif not dark and start is not None:
                runs.append((start, j, i))
                start = None
    squares = []
    for first, last, line in runs:
        x1, x2 = box.x + (first + 2) * module, box.x + (last + 2) * module
        y1 = box.y + (line + 2) * module
        y2 = y1 + module
        squares.append(np.array([(x1, y1), (x2, y1), (x2, y2), (x1, y2)]))
    return [rectangle(box, Ink(fill="#FFFFFF")), Lines(tuple(squares), Ink(fill=INK), closed=True)]


def shortened(link: str, width: float, size: float, lang: Lang) -> str:
    """Return the link, its end cut where it is too long for one line: the code holds all of it."""
    head = face("regular").width(word("link", lang, link=""), size)
    while link and face("regular").width(link, size) > width - head - 1:
        link = link.removesuffix("…")[:-1] + "…"
    return link
