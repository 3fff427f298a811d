"""The bars at head and foot of a page that say how it may be handed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from layers.export.sheet.scene.scene import POINT, Box, Ink, Words, rectangle

if TYPE_CHECKING:
    from layers.export.sheet.request.marking import Marking
    from layers.export.sheet.scene.scene import Item, Scene

BAR: Final = 4.2  # mm: within the empty edge of every sheet
SIZE: Final = 8.0  # points


def mark(scene: Scene, marking: Marking | None) -> None:
    """Draw the bars of a marking, if there is one, across a page."""
    if marking:
        for top in (0.0, scene.height - BAR):
            scene.add(*_bar(Box(0.0, top, scene.width, BAR), marking))


def _bar(box: Box, marking: Marking) -> tuple[Item, ...]:
    line = box.y + box.height / 2 + 0.35 * SIZE * POINT
    middle, ink = box.width / 2, marking.ink
    words = Words(middle, line, marking.text, SIZE, "semibold", ink, align="middle", spacing=0.2)
    return rectangle(box, Ink(fill=marking.colour)), words
