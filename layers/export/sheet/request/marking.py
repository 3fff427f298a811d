"""What a sheet says of itself for those who hand it on: marking, status, validity, producer, logo.

What the sheet's own fields leave empty, its preset says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from layers.export.sheet.request.logo import logo_of
from layers.export.sheet.request.presets import deployed
from layers.export.sheet.request.words import word

if TYPE_CHECKING:
    from layers.export.sheet.request.logo import Logo
    from layers.export.sheet.request.presets import Preset
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


def preset_of(request: SheetRequest) -> Preset | None:
    """Return the preset that a sheet names, where the deployment still has it."""
    return deployed().get(request.preset) if request.preset else None


def said(request: SheetRequest, name: str) -> str:
    """What a sheet says under one of its fields: its own text, else its preset's."""
    preset, own = preset_of(request), str(getattr(request, name))
    return own or (preset.texts[name].get(request.view.lang) if preset and name in preset.texts else "")


def marking_of(request: SheetRequest) -> Marking | None:
    """Return the marking of a sheet: its own or its preset's. An internal one always says so."""
    preset = preset_of(request)
    text = said(request, "marking")
    colour = request.marking_colour or (preset.colour if preset else "")
    if request.profile == "internal":
        internal = word("internal_marking", request.view.lang)
        is_said = internal.casefold() in text.casefold()
        text = text if is_said else " · ".join(filter(None, (internal, text)))
        colour = colour or INTERNAL
    if not text:
        return None
    colour = colour or PLAIN
    return Marking(text, colour, PLAIN if luminance(colour) >= LIGHT else "#FFFFFF")


def logo_for(request: SheetRequest) -> Logo | None:
    """Return the logo of a sheet: the reader's, else its preset's, else none."""
    preset = preset_of(request)
    address = request.logo or (preset.logo if preset else "")
    return logo_of(address) if address else None


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
    return said(request, "status") or word("clearance", request.view.lang)


def validity_of(request: SheetRequest) -> str:
    """Return until when the sheet may be used, in words; empty where nobody says."""
    validity = said(request, "validity")
    return word("validity", request.view.lang, validity=validity) if validity else ""


def producer_of(request: SheetRequest) -> str:
    """Return who made the sheet, and with what."""
    made_with, own = word("producer", request.view.lang), said(request, "producer")
    return f"{own} · {made_with}" if own else made_with
