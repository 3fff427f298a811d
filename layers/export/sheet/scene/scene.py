"""What is drawn, in millimetres from the top left corner: eight kinds of items that every writer knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: One point of type in millimetres.
POINT = 25.4 / 72
Font = Literal["regular", "semibold", "italic"]
Align = Literal["left", "middle", "right"]
#: A path command: ``("M", x, y)``, ``("L", x, y)``, ``("C", x1, y1, x2, y2, x, y)`` or ``("Z",)``.
Command = tuple[str, *tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the paper: left, top, width, height (mm)."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge (mm)."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Lower edge (mm)."""
        return self.y + self.height

    @property
    def area(self) -> float:
        """Area (mm²)."""
        return self.width * self.height

    def inset(self, by: float) -> Box:
        """Return the box made smaller by ``by`` mm on each side."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


@dataclass(frozen=True, slots=True)
class Ink:
    """Fill and stroke of a shape: ``#RRGGBB`` or empty for none, opacities 0 to 1, lengths in mm."""

    fill: str = ""
    fill_opacity: float = 1.0
    stroke: str = ""
    stroke_opacity: float = 1.0
    width: float = 0.2
    dash: tuple[float, ...] = ()

    def faded(self, opacity: float) -> Ink:
        """Return the same ink at a share of its opacity."""
        if opacity >= 1:
            return self
        shares = self.fill_opacity * opacity, self.stroke_opacity * opacity
        return Ink(self.fill, shares[0], self.stroke, shares[1], self.width, self.dash)


@dataclass(frozen=True, slots=True)
class Lines:
    """Polylines or rings: arrays of shape (n, 2), millimetres. Rings are filled by the even-odd rule."""

    parts: tuple[NDArray[np.float64], ...]
    ink: Ink
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A path with curves: a symbol, or the halo of a word."""

    commands: tuple[Command, ...]
    ink: Ink


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle: centre and radius (mm)."""

    x: float
    y: float
    radius: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text.

    ``x, y`` is the baseline's start, middle or end (mm), ``size`` in points, ``spacing`` between
    letters in mm, ``angle`` in degrees counter-clockwise, ``halo`` the width of the white rim (mm);
    ``role`` what it is in a structure (``H1``, ``H2``; a paragraph without), ``goes_on`` whether it
    continues the line before.
    """

    x: float
    y: float
    text: str
    size: float
    font: Font = "regular"
    color: str = "#1B2733"
    align: Align = "left"
    spacing: float = 0.0
    angle: float = 0.0
    halo: float = 0.0
    role: str = ""
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of pixels, stretched over a box: the bytes of a PNG."""

    box: Box
    png: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """A place that opens an address, where the format knows such; nothing is seen of it."""

    box: Box
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together, under a name that formats with names keep."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Items seen through a rectangle only."""

    box: Box
    items: tuple[Item, ...]


Item = Lines | Outline | Disc | Words | Image | Link | Group | Window


@dataclass(slots=True)
class Scene:
    """A page being drawn: its size (mm) and its items, from the lowest to the uppermost."""

    width: float
    height: float
    items: list[Item] = field(default_factory=list)

    def add(self, *items: Item) -> None:
        """Draw items above all others."""
        self.items.extend(items)

    def rectangle(self, box: Box, ink: Ink) -> None:
        """Draw a rectangle."""
        self.add(rectangle(box, ink))


def rectangle(box: Box, ink: Ink) -> Outline:
    """Return a rectangle as a path."""
    corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
    first, *others = corners
    return Outline((("M", *first), *(("L", *corner) for corner in others), ("Z",)), ink)
