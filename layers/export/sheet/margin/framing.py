"""Frame and panels together: the place that is framed stands clear of the panels that lie over its map."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import shapely

from geodata.errors import InputError
from layers.export.sheet.map.ground import on_paper
from layers.export.sheet.map.plan import geometry_of, plan_frame
from layers.export.sheet.margin.panels import make_panels, panel_sizes
from layers.export.sheet.scene.scene import Box

if TYPE_CHECKING:
    from layers.export.sheet.map.projection import Frame
    from layers.export.sheet.margin.panels import Panel
    from layers.export.sheet.request.data import SheetData

POINT: Final = 6.0  # mm around a place without a shape
LEAST: Final = 0.25  # of a map's shorter side: in less room nothing is framed
APART: Final = 2.0  # mm between a panel and what is kept clear of it


def framed(data: SheetData, box: Box, unit: float) -> tuple[Frame, list[Panel]]:
    """Return the frame of a map in its box, and the panels over it.

    A panel leans on a corner where it does not cover the place framed. Where the place fills the map, it is
    framed in the room that panels leave at one side or two. A frame that a reader has moved stays there.
    """
    frame = plan_frame(data, box)
    panels = make_panels(data, frame, unit, _shape(data, frame))
    if not _is_covered(data, frame, panels) or data.request.centre:
        return frame, panels
    found = [(True, frame.scale, frame, panels)]
    for room in _rooms(box, panel_sizes(data, box, unit)):
        try:
            frame = _moved(plan_frame(data, room), box)
        except InputError:  # so small there that half a continent would show
            continue
        panels = make_panels(data, frame, unit, _shape(data, frame))
        found.append((_is_covered(data, frame, panels), frame.scale, frame, panels))
    _, _, frame, panels = min(found, key=lambda each: each[:2])
    return frame, panels


def _moved(frame: Frame, box: Box) -> Frame:
    """The same ground where it is on the paper, seen in a larger box."""
    room, metres = frame.box, frame.scale / 1000
    right = room.x + room.width / 2 - box.x - box.width / 2
    down = room.y + room.height / 2 - box.y - box.height / 2
    centre = frame.centre[0] - right * metres, frame.centre[1] + down * metres
    return replace(frame, box=box, centre=centre)


def _rooms(box: Box, sizes: list[tuple[float, float]]) -> list[Box]:
    """What panels leave of a map: beside them, or above or below; on both sides of it for more than two."""
    wide, high = (max(side) + APART for side in zip(*sizes, strict=True))
    if len(sizes) > 2:
        rooms = [
            Box(box.x + wide, box.y, box.width - 2 * wide, box.height),
            Box(box.x, box.y + high, box.width, box.height - 2 * high),
        ]
    else:
        rooms = [Box(box.x + start, box.y, box.width - wide, box.height) for start in (wide, 0.0)]
        rooms += [Box(box.x, box.y + start, box.width, box.height - high) for start in (high, 0.0)]
    return [room for room in rooms if min(room.width, room.height) > LEAST * min(box.width, box.height)]


def _shape(data: SheetData, frame: Frame) -> shapely.Geometry | None:
    """The place framed on the paper (mm); nothing where none is."""
    focus = data.request.focus
    geometry = geometry_of(focus, data) if focus else None
    if geometry is not None:
        valid: shapely.Geometry = shapely.make_valid(on_paper(geometry, frame))
        return valid
    place = data.place(focus) if focus else None
    if place is None or place["lon"] is None or place["lat"] is None:
        return None
    middle = on_paper({"type": "Point", "coordinates": [place["lon"], place["lat"]]}, frame)
    around: shapely.Geometry = shapely.buffer(middle, POINT)
    return around


def _is_covered(data: SheetData, frame: Frame, panels: list[Panel]) -> bool:
    shape = _shape(data, frame)
    return shape is not None and any(
        shapely.intersects(shape, shapely.box(p.box.x, p.box.y, p.box.right, p.box.bottom)) for p in panels
    )
