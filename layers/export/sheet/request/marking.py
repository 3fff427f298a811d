"""What a sheet says of itself for those who hand it on: marking, status, producer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from layers.export.sheet.request.words import word

if TYPE_CHECKING:
    from layers.export.sheet.request.query import SheetRequest

INTERNAL: Final = "#B3261E"  # no other sheet of ours is marked in red by itself
PLAIN: Final = "#1B2733"
LIGHT: Final = 0.4  # relative luminance from which a colour has dark letters


@dataclass(frozen=True, slots=True)
class Marking:
    """A classification or distribution: its words, its colour and that of its letters, ``#RRGGBB``."""

    text: str
    colour: str
    ink: str


def marking_of(request: SheetRequest) -> Marking | None:
    """Return the marking of a sheet: the reader's, else that of an internal sheet, else none."""
    text, colour = request.marking, request.marking_colour
    if not text and request.profile == "internal":
        text, colour = word("internal_marking", request.view.lang), colour or INTERNAL
    if not text:
        return None
    colour = colour or PLAIN
    return Marking(text, colour, PLAIN if luminance(colour) >= LIGHT else "#FFFFFF")


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB``, 0 to 1 (WCAG 2.2).

    Examples
    --------
    >>> round(luminance("#FFFFFF"), 3), luminance("#000000")
    (1.0, 0.0)
    """
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def status_of(request: SheetRequest) -> str:
    """Return whether the sheet is cleared: as the reader says, else that it is not."""
    return request.status or word("clearance", request.view.lang)


def producer_of(request: SheetRequest) -> str:
    """Return who made the sheet, and with what."""
    made_with = word("producer", request.view.lang)
    return f"{request.producer} · {made_with}" if request.producer else made_with
