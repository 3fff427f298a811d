"""Rings on paper around what is new, ended or changed between the two days of a comparison."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from layers.artifact.halos import halos
from layers.export.sheet.map.ground import on_paper, parts_of
from layers.export.sheet.map.spread import spread
from layers.export.sheet.scene.scene import Disc, Ink, Lines, Window

if TYPE_CHECKING:
    from layers.artifact.halos import Halo
    from layers.artifact.model import Feature
    from layers.export.sheet.map.mapping import MapDrawing
    from layers.export.sheet.request.data import SheetData
    from layers.export.sheet.scene.scene import Item, Scene

#: Colours of the screen's rings (``app/web/compare/rings.ts``), and dashes in mm: told apart without colour.
INKS: Final[dict[Halo, Ink]] = {
    "new": Ink(stroke="#1B7F4B", width=0.6),
    "ended": Ink(stroke="#B3261E", width=0.6, dash=(1.6, 1.0)),
    "changed": Ink(stroke="#8A5A00", width=0.6, dash=(0.6, 0.9)),
}
CLEAR: Final = 0.6  # mm between a sign and its ring


def draw_halos(scene: Scene, data: SheetData, drawing: MapDrawing, unit: float) -> frozenset[Halo]:
    """Draw the rings of one frame over what it shows; return the kinds that are there.

    Parameters
    ----------
    data
        The comparison as asked for: its view names both days.
    drawing
        What the frame shows of one of the days: what it does not show has no ring in it.
    unit
        Enlargement of signs, as for the frame.
    """
    view = data.view
    every = data.also(replace(data.request, view=replace(view, date="", compare="")))
    items: list[Item] = []
    kinds: set[Halo] = set()
    pins = spread([pin for _, drawn in drawing.layers for pin in drawn.pins])
    for artifact, _ in drawing.layers:
        found = halos(every.artifact(artifact.id), view.date, view.compare)
        for feature in artifact.features:
            if kind := found.get(feature["id"]):
                drawn = _outline(feature, drawing, kind, unit)
                items += drawn
                kinds |= {kind} if drawn else set()
        own = {pin.key for _, drawn in drawing.layers if drawn.layer == artifact.id for pin in drawn.pins}
        for pin in pins:
            feature_id = pin.key.rpartition("-")[0] if pin.mark.get("together") else pin.key
            if pin.key in own and (kind := found.get(feature_id)):
                items.append(Disc(pin.x, pin.y, pin.radius + CLEAR * unit, _ink(kind, unit)))
                kinds.add(kind)
    scene.add(Window(drawing.frame.box, tuple(items)))
    return frozenset(kinds)


def _ink(kind: Halo, unit: float) -> Ink:
    ink = INKS[kind]
    return replace(ink, width=ink.width * unit, dash=tuple(part * unit for part in ink.dash))


def _outline(feature: Feature, drawing: MapDrawing, kind: Halo, unit: float) -> list[Item]:
    """An area or a line, drawn round; points have rings."""
    geometry = feature["geometry"]
    if not geometry or geometry["type"] in {"Point", "MultiPoint"}:
        return []
    shape = on_paper(geometry, drawing.frame)
    closed = shape.geom_type.endswith("Polygon")
    return [] if shape.is_empty else [Lines(tuple(parts_of(shape)), _ink(kind, unit), closed)]
