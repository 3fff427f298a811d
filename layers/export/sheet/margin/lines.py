"""The lines of a legend: a sign with its words, and the signs of one layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.export.sheet.map.reader import reader_swatch
from layers.export.sheet.map.symbols import icon_only, swatch
from layers.schema.colours import MUTED

if TYPE_CHECKING:
    from layers.export.sheet.scene.scene import Item
    from layers.schema.marks import LegendEntry
    from layers.view.drawn_shape import Shaped


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One sign with its words: a mark, a thing that the reader drew, or an icon that has no disc."""

    label: str
    mark: LegendEntry | None = None
    icon: str = ""
    drawn: Shaped | None = None

    def sign(self, x: float, y: float, unit: float) -> list[Item]:
        """Draw the sign centred on ``x, y`` (mm)."""
        if self.drawn:
            return reader_swatch(x, y, self.drawn, unit)
        return swatch(x, y, self.mark, unit) if self.mark else icon_only(x, y, 2.6 * unit, self.icon, MUTED)


@dataclass(frozen=True, slots=True)
class LegendBlock:
    """The signs of one layer."""

    title: str
    lines: tuple[LegendLine, ...]
    narrow: bool = False
