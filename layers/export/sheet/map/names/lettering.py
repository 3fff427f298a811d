"""How a name may be written on paper: its lines, its letters, and the room they take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.export.sheet.scene.fonts import face
from layers.export.sheet.scene.scene import POINT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.export.sheet.scene.scene import Font
    from layers.schema.type import LabelType


@dataclass(frozen=True, slots=True)
class Block:
    """A name as it may be written: its lines, their letters, and the room they take (mm)."""

    lines: tuple[str, ...]
    font: Font
    size: float
    spacing: float
    is_tight: bool

    @property
    def width(self) -> float:
        """Of the longest line."""
        return max(face(self.font).width(line, self.size, self.spacing) for line in self.lines)

    @property
    def capitals(self) -> float:
        """Height of a line, as the eye sees it."""
        return self.size * POINT * 0.74

    @property
    def pitch(self) -> float:
        """From one line to the next."""
        return self.size * POINT * 1.15

    @property
    def height(self) -> float:
        """From the first line's top to the last one's foot."""
        return self.capitals + self.pitch * (len(self.lines) - 1)


def block_of(lines: tuple[str, ...], style: LabelType, unit: float, *, is_tight: bool = False) -> Block:
    """Return some lines as a style writes them; letters set close stand without space between them."""
    font: Font = "semibold" if style.is_bold else "italic" if style.is_italic else "regular"
    spacing = 0.0 if is_tight else style.paper.spacing * unit
    return Block(lines, font, style.paper.size * unit, spacing, is_tight)


def ways_to_write(text: str, style: LabelType, unit: float) -> Iterator[Block]:
    """Write an area's name on one line, on two, and both with letters set closer."""
    two = in_two(text)
    for is_tight in (False, True) if style.paper.spacing else (False,):
        yield block_of((text,), style, unit, is_tight=is_tight)
        if two:
            yield block_of(two, style, unit, is_tight=is_tight)


def in_two(text: str) -> tuple[str, str] | None:
    """Break a name into two lines as equal as can be; ``None`` where it is one word."""
    breaks = [at for at, letter in enumerate(text) if letter == " "]
    if not breaks:
        return None
    at = min(breaks, key=lambda each: abs(2 * each - len(text)))
    return text[:at], text[at + 1 :]
