"""Moving what is drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from layers.export.sheet.scene.fonts import placed
from layers.export.sheet.scene.scene import Box, Disc, Image, Lines, Link, Outline, Window, Words

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
        case Image(box=box):
            return Image(Box(box.x + dx, box.y + dy, box.width, box.height), item.png)
        case Link(box=box):
            return Link(Box(box.x + dx, box.y + dy, box.width, box.height), item.address)
        case Window():
            box = Box(item.box.x + dx, item.box.y + dy, item.box.width, item.box.height)
            return Window(box, tuple(shift(each, dx, dy) for each in item.items))
