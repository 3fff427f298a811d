"""Artifacts on the paper: geometries projected, simplified and clipped; names and pins gathered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from layers.artifact.shapes import to_shape
from layers.export.sheet.map.names.labels import Label
from layers.export.sheet.map.spread import Pin
from layers.export.sheet.map.symbols import dot, radius_mm, shape_ink
from layers.export.sheet.scene.scene import Ink, Lines

if TYPE_CHECKING:
    from layers.artifact.model import Artifact, Feature, Geometry
    from layers.export.sheet.map.projection import Frame
    from layers.export.sheet.scene.scene import Item
    from layers.schema.marks import LegendEntry

#: Signs of the basemap of which only the outline is drawn.
OUTLINES: Final = frozenset({"border", "commune"})
LEAST_NAMED: Final = 60.0  # mm² of an area in sight that has its name
DETAIL: Final = 0.05  # mm: finer than a pen draws
BLEED: Final = 4.0  # mm drawn beyond the map's edge, so that no outline shows along it
HATCH: Final = 1.6  # mm between hatches
ORDER: Final = {"area": 0, "line": 1, "dot": 2, "pin": 3}


@dataclass(slots=True)
class Drawn:
    """What one artifact puts on the paper, and how many features of each mark are in sight.

    ``over`` are lines drawn above the other layers' areas (the border); ``dot_of`` the basemap's
    towns, drawn only if named.
    """

    layer: str
    items: list[Item] = field(default_factory=list)
    dots: list[Item] = field(default_factory=list)
    pins: list[Pin] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    dot_of: dict[str, list[Item]] = field(default_factory=dict)
    over: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Pen:
    """How an artifact is being drawn: where, how large, how faint, and what has been drawn so far.

    ``is_base`` tells that it belongs to the basemap, whose dots wait for their names.
    """

    frame: Frame
    unit: float
    opacity: float
    is_base: bool
    drawn: Drawn


def draw_artifact(artifact: Artifact, frame: Frame, unit: float, opacity: float = 1.0) -> Drawn:
    """Put one artifact on the paper, with the detail that the scale allows."""
    meta = artifact.meta
    pen = _Pen(frame, unit, opacity, meta["group"] == "base", Drawn(artifact.id))
    marks = {m["key"]: m for m in meta["marks"] if m["min_zoom"] <= frame.zoom + 1e-6}
    rank = {m["key"]: n for n, m in enumerate(meta["marks"])}
    features = [f for f in artifact.features if f["properties"]["mark"] in marks]
    features.sort(
        key=lambda f: (ORDER[marks[f["properties"]["mark"]]["shape"]], rank[f["properties"]["mark"]])
    )
    for feature in features:
        mark, geometry = marks[feature["properties"]["mark"]], feature["geometry"]
        if geometry and mark.get("together"):
            _towns(feature, geometry["coordinates"], mark, pen)
        elif geometry and geometry["type"] == "Point":
            _point(feature, geometry, mark, pen)
        elif geometry:
            _shape(feature, geometry, mark, pen)
        if "towns" in feature:
            _towns(feature, feature["towns"]["at"], marks[feature["towns"]["mark"]], pen)
    pen.drawn.seen.update(pin.mark["key"] for pin in pen.drawn.pins if pin.mark.get("together"))
    return pen.drawn


def _towns(feature: Feature, positions: list[Any], mark: LegendEntry, pen: _Pen) -> None:
    """A small sign at each town of what is stated for several: one a town, the fullest of its layer."""
    box, pins = pen.frame.box, pen.drawn.pins
    for rank, (x, y) in enumerate(pen.frame.to_paper(np.array(positions, dtype=np.float64)).tolist()):
        if not (box.x < x < box.right and box.y < y < box.bottom):
            continue
        sign = Pin(f"{feature['id']}-{rank}", x, y, radius_mm(mark, pen.unit), mark, pen.opacity)
        there = next((n for n, p in enumerate(pins) if p.mark.get("together") and (p.x, p.y) == (x, y)), None)
        if there is None:
            pins.append(sign)
        elif _fullness(pins[there].mark) < _fullness(mark):
            pins[there] = sign


def _fullness(mark: LegendEntry) -> float:
    """What is there before what is planned, and that before what was called off."""
    return -1 if mark.get("struck") else mark["fill"]


def _point(feature: Feature, geometry: Geometry, mark: LegendEntry, pen: _Pen) -> None:
    x, y = pen.frame.to_paper(np.array([geometry["coordinates"]], dtype=np.float64))[0].tolist()
    box, drawn = pen.frame.box, pen.drawn
    if not (box.x < x < box.right and box.y < y < box.bottom):
        return
    radius = radius_mm(mark, pen.unit)
    if mark["shape"] == "pin":
        drawn.pins.append(Pin(feature["id"], x, y, radius, mark, pen.opacity))
    elif mark["shape"] == "dot":
        circle = dot(x, y, mark, pen.unit, pen.opacity)
        if pen.is_base:
            drawn.dot_of[feature["id"]] = circle
        else:
            drawn.dots += circle
    drawn.seen[mark["key"]] += 1
    if mark["label_style"]:
        label = _label(feature, mark, x, y, radius, is_point=True)
        drawn.labels.append(replace(label, dot=radius) if pen.is_base and mark["shape"] == "dot" else label)


def _label(  # noqa: PLR0913
    feature: Feature,
    mark: LegendEntry,
    x: float,
    y: float,
    gap: float,
    *,
    is_point: bool,
    run: tuple[tuple[float, float, float], ...] = (),
) -> Label:
    properties = feature["properties"]
    rank = float(properties.get("rank") or 5) + 4 * (mark["label_style"] == "commune")
    style = mark["label_style"]
    place = properties.get("place_id") or ""
    label = Label(properties["name"], x, y, style, rank, gap, mark["stroke"], is_point, feature["id"], run)
    return replace(label, place=place, short=mark.get("short", ""))


def _shape(feature: Feature, geometry: Geometry, mark: LegendEntry, pen: _Pen) -> None:
    frame, drawn = pen.frame, pen.drawn
    shape = on_paper(geometry, frame)
    if shape.is_empty:
        return
    ink = shape_ink(mark, pen.unit).faded(pen.opacity)
    closed = shape.geom_type.endswith("Polygon")
    if closed and mark.get("hatch"):
        drawn.items += hatches(shape, mark["color"], pen.unit, pen.opacity)
        ink = Ink(stroke=ink.stroke, stroke_opacity=ink.stroke_opacity, width=ink.width, dash=ink.dash)
    drawn.seen[mark["key"]] += int(_in_sight(_drawn_of(shape, mark), frame))
    lifted = drawn.over if mark["key"] == "border" else drawn.items
    lifted.append(Lines(tuple(parts_of(shape)), ink, closed))
    box = frame.box
    sight = shapely.clip_by_rect(shape, box.x, box.y, box.right, box.bottom)
    if sight.is_empty:
        return
    if mark["label_style"]:
        _name_shape(feature, mark, sight, drawn)


def _drawn_of(shape: Any, mark: LegendEntry) -> Any:  # noqa: ANN401
    """What is drawn of an area of the basemap: its outline, where that is all."""
    return shape.boundary if mark["key"] in OUTLINES and not mark["fill"] else shape


def _in_sight(shape: Any, frame: Frame) -> bool:  # noqa: ANN401
    box = frame.box
    return bool(shapely.box(box.x, box.y, box.right, box.bottom).intersects(shape))


def _name_shape(feature: Feature, mark: LegendEntry, sight: Any, drawn: Drawn) -> None:  # noqa: ANN401
    """Name what is seen of a shape: in the middle of its largest circle, or along its longest line."""
    parts = list(getattr(sight, "geoms", [sight]))
    if sight.geom_type.endswith("Polygon"):
        largest = max(parts, key=lambda part: part.area)
        if largest.area < LEAST_NAMED:
            return
        middle, rim = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest, 0.5))
        del rim
        label = _label(feature, mark, float(middle[0]), float(middle[1]), 0.0, is_point=False)
        drawn.labels.append(replace(label, within=largest))
        return
    longest = max(parts, key=lambda part: part.length)
    run = tuple(_along(longest))
    if run:
        drawn.labels.append(_label(feature, mark, run[0][0], run[0][1], 0.0, is_point=False, run=run))


def _along(line: Any, reach: float = 12.0, lift: float = 1.5) -> list[tuple[float, float, float]]:  # noqa: ANN401
    """Places for a name along a line, the straightest first, just above it: x, y (mm), angle."""
    found = []
    for start in np.arange(2.0, line.length - reach, 4.0):
        points = [line.interpolate(start + reach * share) for share in (0, 0.25, 0.5, 0.75, 1)]
        (x1, y1), (x2, y2) = (points[0].x, points[0].y), (points[-1].x, points[-1].y)
        if x2 < x1:
            x1, y1, x2, y2 = x2, y2, x1, y1
        length = float(np.hypot(x2 - x1, y2 - y1))
        if length < 0.8 * reach:
            continue
        normal = (y2 - y1) / length, -(x2 - x1) / length
        bulge = [(p.x - x1) * normal[0] + (p.y - y1) * normal[1] for p in points]
        bend = max(bulge) - min(bulge)
        up = max(bulge) + lift
        middle = (x1 + x2) / 2 + normal[0] * up, (y1 + y2) / 2 + normal[1] * up
        angle = -float(np.degrees(np.arctan2(y2 - y1, x2 - x1)))
        if abs(angle) <= 75:
            found.append((bend, (float(middle[0]), float(middle[1]), angle)))
    return [place for _, place in sorted(found)[:10]]


def on_paper(geometry: Geometry, frame: Frame) -> Any:  # noqa: ANN401 - any shapely geometry
    """Project a GeoJSON geometry to the paper (mm), simplify it and clip it a little beyond the map."""
    lonlat = _read(id(geometry), geometry)
    west, south, east, north = frame.bounds
    room = max(east - west, north - south) * 0.1 + 0.05
    near = shapely.clip_by_rect(lonlat, west - room, south - room, east + room, north + room)
    if near.is_empty:
        return near
    paper = shapely.transform(shapely.segmentize(near, 0.5), frame.to_paper)
    paper = shapely.simplify(paper, DETAIL, preserve_topology=False)
    box = frame.box
    shape = shapely.clip_by_rect(paper, box.x - BLEED, box.y - BLEED, box.right + BLEED, box.bottom + BLEED)
    return _plain(shape)


def _read(key: int, geometry: Geometry) -> Any:  # noqa: ANN401
    """Parse a geometry once as long as its artifact is kept."""
    known = _PARSED.get(key)
    if known is None or known[0] is not geometry:
        if len(_PARSED) > 4000:
            _PARSED.clear()
        known = (geometry, to_shape(geometry))
        _PARSED[key] = known
    return known[1]


_PARSED: dict[int, tuple[Geometry, Any]] = {}


def _plain(shape: Any) -> Any:  # noqa: ANN401
    """Keep the polygons, or the lines, of what clipping left."""
    if shape.geom_type != "GeometryCollection":
        return shape
    for kind, whole in (("Polygon", shapely.MultiPolygon), ("LineString", shapely.MultiLineString)):
        found = [p for g in shape.geoms for p in getattr(g, "geoms", [g]) if p.geom_type == kind]
        if found:
            return whole(found)
    return shapely.MultiPolygon()


def parts_of(shape: Any) -> list[np.ndarray]:  # noqa: ANN401
    """The rings or lines of a shape as coordinate arrays."""
    found = []
    for part in getattr(shape, "geoms", [shape]):
        rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        found += [shapely.get_coordinates(ring) for ring in rings]
    return found


def hatches(shape: Any, color: str, unit: float, opacity: float) -> list[Item]:  # noqa: ANN401
    """Slanted lines inside a polygon over a light tint: what is modelled, not observed."""
    west, south, east, north = shape.bounds
    height = north - south
    starts = np.arange(west - height, east, HATCH * unit)
    ends = np.stack(
        [np.column_stack([starts, np.full_like(starts, north)]),
         np.column_stack([starts + height, np.full_like(starts, south)])], axis=1,
    )  # fmt: skip
    lines = shapely.intersection(shapely.union_all(shapely.linestrings(ends)), shape)
    tint = Lines(tuple(parts_of(shape)), Ink(fill=color, fill_opacity=0.1).faded(opacity), closed=True)
    drawn = [shapely.get_coordinates(p) for p in getattr(lines, "geoms", [lines]) if p.length]
    return [tint, Lines(tuple(drawn), Ink(stroke=color, width=0.26 * unit).faded(opacity))]
