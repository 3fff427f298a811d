"""A logo on the paper: as large as its room allows, never stretched."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from layers.export.sheet.scene.fonts import placed
from layers.export.sheet.scene.scene import Box, Image, Scene

if TYPE_CHECKING:
    from layers.export.sheet.margin.blocks import Column
    from layers.export.sheet.request.logo import Logo
    from layers.export.sheet.scene.scene import Item

TALL, WIDE = 9.0, 0.6  # mm, share of a column
LARGEST = 600.0  # units of a side where a logo stands alone


def fitted(logo: Logo, room: Box, side: Literal["left", "right"] = "left") -> Box:
    """Return the box of a logo inside a room (mm), at its left or right, in the middle of its height."""
    scale = min(room.width / logo.width, room.height / logo.height)
    width, height = logo.width * scale, logo.height * scale
    x = room.x if side == "left" else room.right - width
    return Box(x, room.y + (room.height - height) / 2, width, height)


def logo_items(logo: Logo, box: Box) -> tuple[Item, ...]:
    """Draw a logo in its box: its shapes, or its picture."""
    if logo.png:
        return (Image(box, logo.png),)
    scale = box.width / logo.width
    return tuple(
        replace(
            shape,
            commands=placed(shape.commands, box.x, box.y, scale),
            ink=replace(shape.ink, width=shape.ink.width * scale),
        )
        for shape in logo.shapes
    )


def logo_block(column: Column, logo: Logo | None) -> None:
    """The logo above all else of a column, if there is one."""
    if logo:
        room = Box(column.x, column.y + 0.8 * column.unit, column.width * WIDE, TALL * column.unit)
        column.items += logo_items(logo, fitted(logo, room))
        column.y = room.bottom
        column.gap(1.2)


def logo_data(logo: Logo | None) -> str:
    """Return a logo as an address of data for a page of HTML; empty without one."""
    if logo is None:
        return ""
    if logo.png:
        return f"data:image/png;base64,{b64encode(logo.png).decode()}"
    from layers.export.sheet.writers.svg import write_svg  # noqa: PLC0415 - loads the letters' library

    box = fitted(logo, Box(0.0, 0.0, LARGEST, LARGEST))
    scene = Scene(box.width, box.height)
    scene.add(*logo_items(logo, Box(0.0, 0.0, box.width, box.height)))
    return f"data:image/svg+xml;base64,{b64encode(write_svg(scene, '', 'en')).decode()}"
