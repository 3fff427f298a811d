"""Papers and how a sheet is divided: the map, and beside or below it the margin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from layers.export.sheet.scene.scene import Box

PaperName = Literal["a4", "a3", "a2", "a1", "a0", "letter", "legal", "tabloid"]
Orientation = Literal["landscape", "portrait"]
#: Short and long side (mm): ISO 216, and ANSI/ASME Y14.1 with legal.
SIZES: Final[dict[str, tuple[float, float]]] = {
    "a4": (210.0, 297.0),
    "a3": (297.0, 420.0),
    "a2": (420.0, 594.0),
    "a1": (594.0, 841.0),
    "a0": (841.0, 1189.0),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
    "tabloid": (279.4, 431.8),
}
EDGE: Final = 6.0
GAP: Final = 3.0
#: Larger paper is read from farther away.
ENLARGEMENT: Final[dict[str, float]] = {
    "a4": 1.0,
    "a3": 1.22,
    "a2": 1.5,
    "a1": 1.85,
    "a0": 2.25,
    "letter": 1.0,
    "legal": 1.0,
    "tabloid": 1.22,
}
#: Width of the column at the right, height of the foot (mm): the map keeps two thirds of the paper.
COLUMN: Final[dict[str, float]] = {
    "a4": 66.0,
    "a3": 88.0,
    "a2": 110.0,
    "a1": 136.0,
    "a0": 166.0,
    "letter": 66.0,
    "legal": 68.0,
    "tabloid": 88.0,
}
FOOT: Final[dict[str, float]] = {
    "a4": 76.0,
    "a3": 98.0,
    "a2": 122.0,
    "a1": 152.0,
    "a0": 188.0,
    "letter": 71.0,
    "legal": 78.0,
    "tabloid": 98.0,
}
#: Dots per inch of a picture where nobody asks: the larger the paper, the farther away it is read.
RESOLUTION: Final[dict[str, int]] = {"a2": 200, "a1": 150, "a0": 120}
USUAL: Final = 300


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of a sheet (mm): paper, map, margin; ``unit`` enlarges type and symbols."""

    name: str
    width: float
    height: float
    map: Box
    margin: Box
    unit: float

    @property
    def map_share(self) -> float:
        """Share of the paper that the map takes, 0 to 1."""
        return self.map.area / (self.width * self.height)


def layout(paper: PaperName, orientation: Orientation) -> Layout:
    """Divide a paper.

    Examples
    --------
    >>> round(layout("a4", "landscape").map_share, 2)
    0.69
    """
    short, long = SIZES[paper]
    unit = ENLARGEMENT[paper]
    if orientation == "landscape":
        column = COLUMN[paper]
        inner = Box(EDGE, EDGE, long - 2 * EDGE, short - 2 * EDGE)
        drawn = Box(inner.x, inner.y, inner.width - column - GAP, inner.height)
        margin = Box(drawn.right + GAP, inner.y, column, inner.height)
        return Layout(paper, long, short, drawn, margin, unit)
    foot = FOOT[paper]
    inner = Box(EDGE, EDGE, short - 2 * EDGE, long - 2 * EDGE)
    drawn = Box(inner.x, inner.y, inner.width, inner.height - foot - GAP)
    margin = Box(inner.x, drawn.bottom + GAP, inner.width, foot)
    return Layout(paper, short, long, drawn, margin, unit)
