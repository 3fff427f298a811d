"""The map in its box: basemap, grid, layers, symbols, names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from layers.export.sheet.map.grid import NO_GRID, Grid, graticule, mgrs_grid
from layers.export.sheet.map.ground import draw_artifact, on_paper, parts_of
from layers.export.sheet.map.names.labels import place
from layers.export.sheet.map.plan import geometry_of
from layers.export.sheet.map.reader import on_map
from layers.export.sheet.map.spread import leaders, reach, spread
from layers.export.sheet.map.symbols import icon_only, pin
from layers.export.sheet.request.words import word
from layers.export.sheet.scene.scene import Disc, Group, Ink, Lines, Window, rectangle
from layers.icons import icon_path
from layers.schema.colours import INK
from layers.view.drawn import read_drawing
from layers.view.drawn_shape import shaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.artifact.halos import Halo
    from layers.artifact.model import Artifact
    from layers.export.sheet.map.ground import Drawn
    from layers.export.sheet.map.names.labels import Label, Placed
    from layers.export.sheet.map.projection import Frame
    from layers.export.sheet.map.reader import OnPaper
    from layers.export.sheet.map.spread import Pin
    from layers.export.sheet.request.data import SheetData
    from layers.export.sheet.request.query import SheetRequest
    from layers.export.sheet.scene.scene import Box, Item, Scene

AIRPORT_SCALE: Final = 4_000_000  # airports join the basemap from this scale on
COMMUNE_SCALE: Final = 1_500_000  # and communes from this one
AIRPORT_COLOR: Final = "#7A8691"
MGRS_SCALE: Final = 1_500_000  # grid lines closer than 100 km still have room
VEIL: Final = Ink(fill="#FFFFFF", fill_opacity=0.5)
SEA: Final = "#DCE8F0"


@dataclass(slots=True)
class MapDrawing:
    """The map alone: what is drawn, by layer, and what the margin must say of it.

    ``land`` is the ground that the locator repeats, where a basemap is drawn; ``halos`` are the kinds of
    rings around what changed, where two days are compared; ``reader`` what the reader drew.
    """

    frame: Frame
    base: list[Drawn] = field(default_factory=list)
    base_artifacts: list[Artifact] = field(default_factory=list)
    layers: list[tuple[Artifact, Drawn]] = field(default_factory=list)
    grid: Grid = NO_GRID
    airports: int = 0
    towns: int = 0
    is_spread: bool = False
    land: Artifact | None = None
    halos: frozenset[Halo] = frozenset()
    reader: list[OnPaper] = field(default_factory=list)


def draw_map(
    scene: Scene, data: SheetData, frame: Frame, unit: float, covered: tuple[Box, ...] = ()
) -> MapDrawing:
    """Draw the map in its box, with a neat line; see :func:`map_items` for the boxes covered later."""
    drawing, items = map_items(data, frame, unit, covered)
    box = frame.box
    ground = () if drawing.base else (rectangle(box, Ink(fill="#FFFFFF")),)
    scene.add(Window(box, (*ground, *items)))
    scene.rectangle(box, Ink(stroke=INK, width=0.3))
    return drawing


def map_items(
    data: SheetData, frame: Frame, unit: float, covered: tuple[Box, ...] = ()
) -> tuple[MapDrawing, tuple[Item, ...]]:
    """Return what is drawn inside the map's box, from the ground up; there is no ground on a blank map.

    No name stands in the boxes ``covered``, and no point that lies there has one.
    """
    drawing = _gather(data, frame, unit)
    pins = spread([p for _, drawn in drawing.layers for p in drawn.pins])
    drawing.is_spread = any(p.home for p in pins)
    airports, fields = _airports(drawing, data, unit)
    panels = [shapely.box(b.x, b.y, b.right, b.bottom) for b in covered]
    fields += [ground for drawn in drawing.reader for ground in drawn.taken]
    written = _names(drawing, pins, fields, panels, unit)
    towns = _towns(drawing, written)
    box = frame.box
    items: list[Item] = [
        *((rectangle(box, Ink(fill=SEA)),) if drawing.base else ()),
        *(
            _named(a.meta["title"], d.items)
            for a, d in zip(drawing.base_artifacts, drawing.base, strict=True)
        ),
        *(_named(artifact.meta["title"], drawn.items) for artifact, drawn in reversed(drawing.layers)),
        *_veil(data, frame),
        *drawing.grid.lines,
        *(item for drawn in drawing.base for item in drawn.over),
        *airports,
        *towns,
        *(_named(artifact.meta["title"], drawn.dots) for artifact, drawn in reversed(drawing.layers)),
        *leaders(pins),
        *(_named(p.mark["label"], pin(p.x, p.y, p.mark, unit, p.opacity)) for p in reversed(pins)),
        *drawing.grid.labels,
        *_to_areas(written, unit),
        _named(word("names", data.lang), [line for name in written for line in name.words]),
        *(_named(drawn.shape.thing.kind, [*drawn.items, *drawn.words]) for drawn in drawing.reader),
    ]
    return drawing, tuple(items)


def _named(name: str, items: Sequence[Item]) -> Group:
    return Group(name, tuple(items))


def _gather(data: SheetData, frame: Frame, unit: float) -> MapDrawing:
    view = data.view
    drawing = MapDrawing(frame)
    for entry in data.base:
        if entry["min_zoom"] <= frame.zoom and "commune" not in entry["roles"]:
            artifact = data.artifact(entry["id"])
            drawing.base_artifacts.append(artifact)
            drawing.base.append(draw_artifact(artifact, frame, unit))
            if "ground" in entry["roles"]:
                drawing.land = artifact
    if drawing.base and frame.scale <= COMMUNE_SCALE:
        _communes(drawing, data, unit)
    for entry in data.entries:
        opacity = view.opacity.get(entry["id"], 100) / 100
        if entry["min_zoom"] <= frame.zoom and opacity > 0:
            artifact = data.artifact(entry["id"])
            drawing.layers.append((artifact, _drawn(artifact, data, frame, unit, opacity)))
    drawing.grid = _grid(data.request, frame, unit)
    drawing.reader = on_map(shaped(read_drawing(view.drawing).things, view.lang), frame, unit)
    return drawing


def _drawn(artifact: Artifact, data: SheetData, frame: Frame, unit: float, opacity: float) -> Drawn:
    """One layer on the paper; of one that the server draws as tiles, a picture."""
    if "tiles" not in artifact.meta:
        return draw_artifact(artifact, frame, unit, opacity)
    from layers.export.sheet.map.tiled import draw_tiled  # noqa: PLC0415 - Pillow, where there is such a layer

    return draw_tiled(artifact, data.tiled(artifact.id), frame, unit, opacity)


def _veil(data: SheetData, frame: Frame) -> list[Item]:
    """A light veil over what lies outside the sector, region or cercle that the sheet frames."""
    focus = data.request.focus
    geometry = geometry_of(focus, data) if focus else None
    if geometry is None:
        return []
    box = frame.box
    sheet = np.array([(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)])
    shape = on_paper(geometry, frame)
    return [Lines((sheet, *parts_of(shape)), VEIL, closed=True)]


def _communes(drawing: MapDrawing, data: SheetData, unit: float) -> None:
    """The basemap's communes, earlier than on the screen, where no layer of the view draws them."""
    if any(layer in data.view.layers for layer in data.build.with_role("commune")):
        return
    for entry in data.base:
        if "commune" in entry["roles"]:
            artifact = data.artifact(entry["id"])
            drawing.base_artifacts.append(artifact)
            drawing.base.append(draw_artifact(artifact, drawing.frame, unit))


def _grid(request: SheetRequest, frame: Frame, unit: float) -> Grid:
    kind = request.grid
    if kind == "auto":
        kind = "mgrs" if frame.projection.zone and frame.scale <= MGRS_SCALE else "graticule"
    if kind == "none":
        return NO_GRID
    return (mgrs_grid if kind == "mgrs" else graticule)(frame, request.view.lang, unit)


def _airports(drawing: MapDrawing, data: SheetData, unit: float) -> tuple[list[Item], list[shapely.Geometry]]:
    """Airports as quiet icons of the basemap, where the scale has room and no layer draws them."""
    frame = drawing.frame
    shown = {artifact.id for artifact, _ in drawing.layers}
    layers = [layer for layer in data.build.with_role("airport") if layer not in shown]
    if not drawing.base or frame.scale > AIRPORT_SCALE or not layers:
        return [], []
    features = (feature for layer in layers for feature in data.artifact(layer).features)
    points = [f["geometry"]["coordinates"] for f in features if f["geometry"]]
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
    drawing: MapDrawing,
    pins: list[Pin],
    taken: Sequence[shapely.Geometry],
    covered: Sequence[shapely.Geometry],
    unit: float,
) -> list[Placed]:
    """Choose and place the names of layers and basemap, off the symbols and what else is taken."""
    obstacles: list[shapely.Geometry] = [shapely.Point(p.x, p.y).buffer(p.radius, 8) for p in pins]
    obstacles += [*drawing.grid.taken, *taken, *covered]
    obstacles += [
        shapely.Point(d.x, d.y).buffer(d.radius)
        for _, n in drawing.layers
        for d in n.dots
        if isinstance(d, Disc)
    ]
    far = reach(pins)
    labels = [_clear(label, far) for _, drawn in drawing.layers for label in drawn.labels]
    labels += [_clear(label, far) for drawn in drawing.base for label in drawn.labels]
    hidden = shapely.union_all(covered)
    labels = [n for n in labels if not (n.is_point and hidden.intersects(shapely.Point(n.x, n.y)))]
    labels += drawing.grid.squares
    return place(labels, obstacles, drawing.frame.box, unit)


def _clear(label: Label, far: dict[tuple[float, float], float]) -> Label:
    """Move a name away from the symbols at its point: they mark the town in place of its dot."""
    if not label.is_point:
        return label
    near = [r for (x, y), r in far.items() if np.hypot(x - label.x, y - label.y) < max(1.0, r * 0.4)]
    return replace(label, gap=max([label.gap, *near]), dot=0.0) if near else label


def _to_areas(written: list[Placed], unit: float) -> list[Item]:
    """The lines from names that stand beside their areas, each with a dot at its foot."""
    items: list[Item] = []
    for name in written:
        if name.leader is not None:
            ends = shapely.get_coordinates(name.leader)
            x, y = ends[-1].tolist()
            items.append(Lines((ends,), Ink(stroke=name.label.color, width=0.3 * unit)))
            items.append(Disc(x, y, 0.55 * unit, Ink(fill=name.label.color)))
    return items


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
