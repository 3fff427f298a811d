"""The map in its box: basemap, grid, layers, symbols, names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from layers.export.sheet.map.furniture import INK
from layers.export.sheet.map.grid import NO_GRID, Grid, graticule, mgrs_grid
from layers.export.sheet.map.ground import draw_artifact, on_paper, parts_of
from layers.export.sheet.map.labels import place
from layers.export.sheet.map.plan import geometry_of
from layers.export.sheet.map.spread import leaders, reach, rings, spread
from layers.export.sheet.map.symbols import icon_only, pin
from layers.export.sheet.scene.scene import Disc, Ink, Lines, Window, rectangle
from layers.icons import icon_path

if TYPE_CHECKING:
    from layers.export.sheet.map.ground import Drawn
    from layers.export.sheet.map.labels import Label, Placed
    from layers.export.sheet.map.projection import Frame
    from layers.export.sheet.map.spread import Pin
    from layers.export.sheet.request.query import SheetRequest
    from layers.export.sheet.request.shelf import Shelf
    from layers.export.sheet.scene.scene import Box, Item, Scene

AIRPORT_SCALE: Final = 4_000_000  # airports join the basemap from this scale on
COMMUNE_SCALE: Final = 1_500_000  # and communes from this one
AIRPORT_COLOR: Final = "#7A8691"
MGRS_SCALE: Final = 1_500_000  # grid lines closer than 100 km still have room
VEIL: Final = Ink(fill="#FFFFFF", fill_opacity=0.5)
SEA: Final = "#DCE8F0"


@dataclass(slots=True)
class MapDrawing:
    """The map alone: what is drawn, by layer, and what the margin must say of it."""

    frame: Frame
    base: list[Drawn] = field(default_factory=list)
    base_artifacts: list[dict[str, Any]] = field(default_factory=list)
    layers: list[tuple[dict[str, Any], Drawn]] = field(default_factory=list)
    grid: Grid = NO_GRID
    airports: int = 0
    towns: int = 0
    is_spread: bool = False

    @property
    def land(self) -> dict[str, Any] | None:
        """The artifact of the basemap's land, if it is drawn."""
        return next((a for a in self.base_artifacts if a["atlas"]["id"] == "base-land"), None)


def draw_map(  # noqa: PLR0913 - the map's place and what may not be covered
    scene: Scene,
    request: SheetRequest,
    shelf: Shelf,
    frame: Frame,
    unit: float,
    covered: tuple[Box, ...] = (),
) -> MapDrawing:
    """Draw the map in its box, with a neat line; no name stands in the boxes covered later."""
    drawing = _gather(request, shelf, frame, unit)
    pins = spread([p for _, drawn in drawing.layers for p in drawn.pins])
    drawing.is_spread = any(p.home for p in pins)
    airports, fields = _airports(drawing, shelf, request, unit)
    panels = [shapely.box(b.x, b.y, b.right, b.bottom) for b in covered]
    written = _names(drawing, pins, [*fields, *panels], unit)
    towns = _towns(drawing, written)
    box = frame.box
    upper = [item for _, drawn in reversed(drawing.layers) for item in drawn.dots]
    items: list[Item] = [
        rectangle(box, Ink(fill=SEA if drawing.base else "#FFFFFF")),
        *(item for drawn in drawing.base for item in drawn.items),
        *(item for _, drawn in reversed(drawing.layers) for item in drawn.items),
        *_veil(request, shelf, frame),
        *drawing.grid.lines,
        *(item for drawn in drawing.base for item in drawn.over),
        *airports,
        *towns,
        *upper,
        *rings([ring for _, drawn in drawing.layers for ring in drawn.rings], reach(pins)),
        *leaders(pins),
        *(item for p in reversed(pins) for item in pin(p.x, p.y, p.mark, unit, p.opacity)),
        *drawing.grid.labels,
        *(name.words for name in written),
    ]
    scene.add(Window(box, tuple(items)))
    scene.rectangle(box, Ink(stroke=INK, width=0.3))
    return drawing


def _gather(request: SheetRequest, shelf: Shelf, frame: Frame, unit: float) -> MapDrawing:
    view = request.view
    drawing = MapDrawing(frame)
    for entry in shelf.base(view):
        if entry["min_zoom"] <= frame.zoom:
            artifact = shelf.artifact(entry, view, request.profile)
            drawing.base_artifacts.append(artifact)
            drawing.base.append(draw_artifact(artifact, frame, unit))
    if drawing.base and frame.scale <= COMMUNE_SCALE and "communes" not in view.layers:
        _communes(drawing, request, shelf, unit)
    for entry in shelf.entries(view):
        opacity = view.opacity.get(entry["id"], 100) / 100
        if entry["min_zoom"] <= frame.zoom and opacity > 0:
            artifact = shelf.artifact(entry, view, request.profile)
            drawing.layers.append((artifact, draw_artifact(artifact, frame, unit, opacity)))
    drawing.grid = _grid(request, frame, unit)
    return drawing


def _veil(request: SheetRequest, shelf: Shelf, frame: Frame) -> list[Item]:
    """A light veil over what lies outside the sector, region or cercle that the sheet frames."""
    geometry = geometry_of(request.focus, shelf, request) if request.focus else None
    if geometry is None:
        return []
    box = frame.box
    sheet = np.array([(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)])
    shape = on_paper(geometry, frame)
    return [Lines((sheet, *parts_of(shape)), VEIL, closed=True)]


def _communes(drawing: MapDrawing, request: SheetRequest, shelf: Shelf, unit: float) -> None:
    """Limits and names of communes, quietly, where the scale has room for them."""
    entry = next((e for e in shelf.index["layers"] if e["id"] == "communes"), None)
    if entry is None:
        return
    artifact = shelf.artifact(entry, request.view, request.profile)
    quiet = {"fill": 0, "stroke": "#C4BCAD", "width": 0.6, "dash": "3 2", "label_style": "commune"}
    marks = [mark | quiet for mark in artifact["atlas"]["marks"]]
    artifact = artifact | {"atlas": artifact["atlas"] | {"marks": marks, "group": "base"}}
    drawing.base_artifacts.append(artifact)
    drawing.base.append(draw_artifact(artifact, drawing.frame, unit))


def _grid(request: SheetRequest, frame: Frame, unit: float) -> Grid:
    kind = request.grid
    if kind == "auto":
        kind = "mgrs" if frame.projection.zone and frame.scale <= MGRS_SCALE else "graticule"
    if kind == "none":
        return NO_GRID
    return (mgrs_grid if kind == "mgrs" else graticule)(frame, request.view.lang, unit)


def _airports(
    drawing: MapDrawing, shelf: Shelf, request: SheetRequest, unit: float
) -> tuple[list[Item], list[shapely.Geometry]]:
    """Airports as quiet icons of the basemap, where the scale has room and no layer draws them."""
    frame = drawing.frame
    shown = {artifact["atlas"]["id"] for artifact, _ in drawing.layers}
    known = {entry["id"] for entry in shelf.index["layers"]}
    if not drawing.base or frame.scale > AIRPORT_SCALE or "airports" in shown or "airports" not in known:
        return [], []
    artifact = shelf.artifact(shelf.entry("airports"), request.view, request.profile)
    points = [f["geometry"]["coordinates"] for f in artifact["features"] if f["geometry"]]
    box = frame.box.inset(2)
    items: list[Item] = []
    taken: list[shapely.Geometry] = []
    busy = [(p.x, p.y) for _, drawn in drawing.layers for p in drawn.pins]
    for x, y in frame.to_paper(np.array(points, dtype=float)).tolist():
        near = any(abs(x - px) < 2.6 * unit and abs(y - py) < 2.6 * unit for px, py in busy)
        if near or not (box.x < x < box.right and box.y < y < box.bottom):
            continue
        items += icon_only(x, y, 2.5 * unit, icon_path("airport"), AIRPORT_COLOR)
        taken.append(shapely.box(x - 1.3 * unit, y - 1.3 * unit, x + 1.3 * unit, y + 1.3 * unit))
        drawing.airports += 1
    return items, taken


def _names(
    drawing: MapDrawing, pins: list[Pin], covered: list[shapely.Geometry], unit: float
) -> list[Placed]:
    """Choose and place the names of layers and basemap, off the symbols."""
    obstacles: list[shapely.Geometry] = [shapely.Point(p.x, p.y).buffer(p.radius, 8) for p in pins]
    obstacles += [*drawing.grid.taken, *covered]
    obstacles += [
        shapely.Point(d.x, d.y).buffer(d.radius)
        for _, n in drawing.layers
        for d in n.dots
        if isinstance(d, Disc)
    ]
    far = _far(drawing, pins)
    labels = [_clear(label, far) for _, drawn in drawing.layers for label in drawn.labels]
    labels += [_clear(label, far) for drawn in drawing.base for label in drawn.labels]
    labels += drawing.grid.squares
    return place(labels, obstacles, drawing.frame.box, unit)


def _far(drawing: MapDrawing, pins: list[Pin]) -> dict[tuple[float, float], float]:
    """How far symbols and rings reach from each place (mm)."""
    far = reach(pins)
    around = [ring for _, drawn in drawing.layers for ring in drawn.rings]
    circles = [item for item in rings(around, far) if isinstance(item, Disc)]
    for circle in circles:
        home = (circle.x, circle.y)
        far[home] = max(far.get(home, 0.0), circle.radius)
    return far


def _clear(label: Label, far: dict[tuple[float, float], float]) -> Label:
    """Move a name away from the symbols spread around its point."""
    if not label.is_point:
        return label
    near = [r for (x, y), r in far.items() if np.hypot(x - label.x, y - label.y) < max(1.0, r * 0.4)]
    return replace(label, gap=max([label.gap, *near])) if near else label


def _towns(drawing: MapDrawing, written: list[Placed]) -> list[Item]:
    """The dots of the basemap's towns that have a name on the map; the others only clutter it."""
    named = {name.label.key for name in written}
    items: list[Item] = []
    for drawn in drawing.base:
        for key, circle in drawn.dot_of.items():
            if key in named:
                items += circle
                drawing.towns += 1
    return items
