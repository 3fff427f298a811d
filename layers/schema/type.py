"""How names are written on the map: each style once, for the screen, the sheet, QGIS and SLD."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

from layers.schema.colours import (
    AREA_NAME,
    COMMUNE_NAME,
    COUNTRY_NAME,
    INK,
    SQUARE_NAME,
    TOWN_NAME,
    WATER_NAME,
)

if TYPE_CHECKING:
    from layers.schema.marks import LabelStyle

#: Weight of letters from which a style is bold where a program knows no other weights.
BOLD: Final = 600
#: Share of a sector's hue in its name, in per cent; the rest is ink, so that it can be read.
HUE_SHARE: Final = 62


@dataclass(frozen=True, slots=True)
class PaperType:
    """What paper sets differently: it is read nearer, and has no pixels.

    Parameters
    ----------
    size
        Points, on A4.
    spacing, halo
        Between letters and around them, mm.
    """

    size: float
    spacing: float = 0.0
    halo: float = 0.32


@dataclass(frozen=True, slots=True)
class LabelType:
    """One style of names.

    Parameters
    ----------
    paper
        Its sizes on a sheet.
    size
        CSS pixels on the screen and in GIS tools; 0 for a style of sheets alone.
    weight
        400 or 600.
    spacing
        Between letters, CSS pixels.
    is_upper, is_italic
        Capitals; slanted letters.
    color
        ``#RRGGBB``; empty to take the mark's hue, darkened (:func:`layers.schema.colours.darker`).
    halo
        Width of the white stroke behind the letters, CSS pixels; half of it shows around them.
    priority
        Which style is written first where names compete, 10 to 1.
    """

    paper: PaperType
    size: float = 0
    weight: int = 400
    spacing: float = 0.0
    is_upper: bool = False
    is_italic: bool = False
    color: str = INK
    halo: float = 3.0
    priority: int = 1

    @property
    def is_bold(self) -> bool:
        """Whether the letters are heavier than those of a text."""
        return self.weight >= BOLD


LABELS: Final[dict[LabelStyle, LabelType]] = {
    "site": LabelType(PaperType(7.6), 13, 600, priority=10),
    "sector": LabelType(PaperType(7.4, 0.16, 0.4), 12, 600, 0.6, is_upper=True, color="", priority=8),
    "area": LabelType(PaperType(6.0, 0.22), 11, 400, 1.2, is_upper=True, color=AREA_NAME, priority=6),
    "town": LabelType(PaperType(6.6), 12, color=TOWN_NAME, priority=5),
    "water": LabelType(PaperType(6.2, 0.1, 0.25), 11, is_italic=True, color=WATER_NAME, priority=3),
    "country": LabelType(
        PaperType(7.6, 0.85, 0.25), 13, 400, 3, is_upper=True, color=COUNTRY_NAME, halo=0, priority=2
    ),
    "village": LabelType(PaperType(5.4), 11, color=TOWN_NAME, priority=2),
    "commune": LabelType(PaperType(4.8, 0.12, 0.2), 10, 400, 0.8, is_upper=True, color=COMMUNE_NAME),
    "square": LabelType(PaperType(8.0, 0.5, 0.3), weight=600, color=SQUARE_NAME),
}


class ScreenType(TypedDict):
    """A style as the scripts of the screen read it; see :class:`LabelType`."""

    size: float
    weight: int
    spacing: float
    upper: bool
    italic: bool
    color: str
    halo: float
    hue: int  #: per cent of the mark's hue where ``color`` is empty; the rest is ink


def label_styles() -> dict[LabelStyle, ScreenType]:
    """Return the styles that the screen writes, for the data of the page and of the standalone page."""
    return {
        name: {
            "size": style.size,
            "weight": style.weight,
            "spacing": style.spacing,
            "upper": style.is_upper,
            "italic": style.is_italic,
            "color": style.color,
            "halo": style.halo,
            "hue": HUE_SHARE,
        }
        for name, style in LABELS.items()
        if style.size
    }
