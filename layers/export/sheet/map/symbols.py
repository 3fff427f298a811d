"""Marks on paper: the same discs, icons, outlines and hatches as on the screen, in millimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.export.sheet.scene.fonts import icon_outline, placed
from layers.export.sheet.scene.scene import Box, Disc, Ink, Lines, Outline, Words, rectangle
from layers.icons import SIZE
from layers.schema.marks import BAR_REACH

if TYPE_CHECKING:
    from layers.export.sheet.scene.scene import Item
    from layers.schema.marks import LegendEntry

#: Millimetres of paper for one pixel of a symbol's radius, of a line's width, of a dash.
RADIUS_MM, WIDTH_MM, DASH_MM = 0.185, 0.175, 0.21
SWATCH = (7.0, 4.0)


def dashes(mark: LegendEntry, unit: float) -> tuple[float, ...]:
    """A mark's dashes in mm."""
    return tuple(float(d) * DASH_MM * unit for d in mark["dash"].replace(",", " ").split())


def shape_ink(mark: LegendEntry, unit: float) -> Ink:
    """Fill and outline of an area or a line."""
    drawn = mark["width"] > 0
    filled = mark["shape"] != "line" and mark["fill"] > 0
    return Ink(
        fill=mark["color"] if filled else "",
        fill_opacity=mark["fill"],
        stroke=mark["stroke"] if drawn else "",
        width=mark["width"] * WIDTH_MM * unit,
        dash=dashes(mark, unit),
    )


def radius_mm(mark: LegendEntry, unit: float) -> float:
    """Radius of a dot or pin on the paper (mm)."""
    return float(mark["radius"]) * RADIUS_MM * unit


def pin(x: float, y: float, mark: LegendEntry, unit: float, opacity: float = 1.0) -> list[Item]:
    """A disc with an icon: filled when the thing is there, hollow when it is only planned."""
    radius = radius_mm(mark, unit)
    pixel = RADIUS_MM * unit
    hollow = mark["fill"] < 0.5
    ink = Ink(
        fill="#FFFFFF" if hollow else mark["color"],
        stroke=mark["color"] if hollow else "#FFFFFF",
        width=(2 if hollow else 1.3) * pixel,
    )
    items: list[Item] = [Disc(x, y, radius - 1.1 * pixel, ink.faded(opacity))]
    if mark.get("icon"):
        scale = 2 * radius * 0.58 / SIZE
        corner = x - SIZE * scale / 2, y - SIZE * scale / 2
        colour = mark["color"] if hollow else "#FFFFFF"
        drawn = placed(icon_outline(mark["icon"]), *corner, scale)
        items.append(Outline(drawn, Ink(fill=colour).faded(opacity)))
    if mark.get("struck"):
        items += _bar(x, y, radius, mark["color"], pixel, opacity)
    return items


def _bar(x: float, y: float, radius: float, color: str, pixel: float, opacity: float) -> list[Item]:  # noqa: PLR0913 - a bar
    """A bar with a white edge, across the icon of what was called off."""
    reach = radius * BAR_REACH
    line = np.array([[x - reach, y + reach], [x + reach, y - reach]])
    inks = (Ink(stroke="#FFFFFF", width=4.5 * pixel), Ink(stroke=color, width=2 * pixel))
    return [Lines((line,), ink.faded(opacity)) for ink in inks]


def dot(x: float, y: float, mark: LegendEntry, unit: float, opacity: float = 1.0) -> list[Item]:
    """A plain disc."""
    ink = Ink(
        fill=mark["color"],
        fill_opacity=mark["fill"],
        stroke=mark["stroke"],
        width=mark["width"] * WIDTH_MM * unit,
    )
    return [Disc(x, y, radius_mm(mark, unit), ink.faded(opacity))]


def icon_only(x: float, y: float, size: float, path: str, color: str) -> list[Item]:
    """An icon without a disc, for what stands quietly in the basemap."""
    scale = size / SIZE
    corner = x - size / 2, y - size / 2
    outline = placed(icon_outline(path), *corner, scale)
    return [
        Outline(outline, Ink(stroke="#FFFFFF", stroke_opacity=0.85, width=0.5)),
        Outline(outline, Ink(fill=color)),
    ]


def swatch(x: float, y: float, mark: LegendEntry, unit: float) -> list[Item]:
    """A mark as the legend shows it, centred on ``x, y`` (mm)."""
    width, height = SWATCH[0] * unit, SWATCH[1] * unit
    box = Box(x - width / 2 + 0.3, y - height / 2 + 0.4, width - 0.6, height - 0.8)
    match mark["shape"]:
        case "pin":
            return pin(x, y, mark | {"radius": min(mark["radius"], 10.5)}, unit)
        case "dot":
            return dot(x, y, mark, unit)
        case "line":
            return [Outline((("M", box.x, y), ("L", box.right, y)), shape_ink(mark, unit))]
        case "name":
            return [Words(x, y + 0.9, "Aa", 6.5 * unit, color=mark["stroke"], align="middle")]
        case _:
            return _area_swatch(box, mark, unit)


def swatch_height(mark: LegendEntry, unit: float) -> float:
    """How tall a mark stands in the legend (mm): that of a class keeps the size that it has on the map."""
    return 2 * radius_mm(mark, unit) if mark.get("scale") and mark["shape"] == "dot" else SWATCH[1] * unit


def _area_swatch(box: Box, mark: LegendEntry, unit: float) -> list[Item]:
    import numpy as np  # noqa: PLC0415 - arrays are needed for hatches only

    ink = shape_ink(mark, unit)
    if not mark.get("hatch"):
        return [rectangle(box, ink)]
    lines = []
    for start in np.arange(box.x - box.height, box.right, 1.3 * unit):
        low, high = max(start, box.x), min(start + box.height, box.right)
        if high > low:
            lines.append(np.array([[low, box.bottom - (low - start)], [high, box.bottom - (high - start)]]))
    hatch = Lines(tuple(lines), Ink(stroke=mark["color"], width=0.28 * unit))
    edge = Ink(stroke=ink.stroke, width=ink.width, dash=ink.dash)
    return [hatch, rectangle(box, edge)]
