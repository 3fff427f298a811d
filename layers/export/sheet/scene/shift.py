"""Moving what is drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from layers.export.sheet.scene.fonts import placed
from layers.export.sheet.scene.scene import Box, Disc, Group, Image, Lines, Link, Outline, Window, Words

if TYPE_CHECKING:
    from layers.export.sheet.scene.scene import Item


def shift(item: Item, dx: float, dy: float) -> Item:
    """Return an item moved to the right and down (mm)."""
    match item:
        case Disc() | Words():
            return replace(item, x=item.x + dx, y=item.y + dy)
        case Lines():
            return replace(item, parts=tuple(part + np.array([dx, dy]) for part in item.parts))
        case Outline():
            return replace(item, commands=placed(item.commands, dx, dy, 1.0))
        case Image() | Link():
            return replace(item, box=_shifted(item.box, dx, dy))
        case Group():
            return replace(item, items=tuple(shift(each, dx, dy) for each in item.items))
        case Window():
            return Window(_shifted(item.box, dx, dy), tuple(shift(each, dx, dy) for each in item.items))


def _shifted(box: Box, dx: float, dy: float) -> Box:
    return replace(box, x=box.x + dx, y=box.y + dy)
