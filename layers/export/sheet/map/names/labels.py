"""Names on the map: which are written, and where, so that none covers another or a symbol.

Each name has a few places where it may stand; an area's lie wholly inside the area. ``choice`` takes one
for as many of the most important names as possible.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from layers.export.sheet.map.names.choice import heaviest
from layers.export.sheet.map.names.leader import beside_area
from layers.export.sheet.map.names.lettering import block_of, ways_to_write
from layers.export.sheet.map.names.rooms import edges_of, rooms
from layers.export.sheet.scene.scene import Words
from layers.schema.colours import darker
from layers.schema.type import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from layers.export.sheet.map.names.choice import Choice
    from layers.export.sheet.map.names.lettering import Block
    from layers.export.sheet.scene.scene import Box
    from layers.schema.marks import LabelStyle

MARGIN: Final = 0.45  # mm kept free around a name
MOST: Final = 220  # names considered, the most important first
BATCH: Final = 50  # names placed together; the next ones find the ground taken
MOST_PLACES: Final = 24  # for an area's name: half of them on one line, a third on two
ROWS: Final = 16  # heights tried above and below the best place of an area's name
CLEAR: Final = 1.5  # mm between a name and its area's limits where there is room
HAIR: Final = 0.01  # mm, so that no name touches them for a rounding
ABROAD: Final = 0.4  # what a place beyond a limit is worth to the name of a point
SAME_NEAR: Final = 14.0  # mm within which one name is written once


@dataclass(frozen=True, slots=True)
class Label:
    """A name that wants a place.

    ``x, y`` (mm) is its point or the middle of its area; ``gap`` the radius of its symbol (0 for an
    area); ``rank`` 1 is written first; ``run`` are other middles with their angles, for a river;
    ``dot`` the radius of the dot that is drawn only with the name; ``within`` the
    area that its name may not leave; ``short`` its short form, where the whole
    has no room; ``place`` the identifier of its place, whose area is named once.
    """

    text: str
    x: float
    y: float
    style: LabelStyle
    rank: float
    gap: float = 0.0
    color: str = ""
    is_point: bool = True
    key: str = ""
    run: tuple[tuple[float, float, float], ...] = ()
    dot: float = 0.0
    within: shapely.Geometry | None = None
    place: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A name and its place: its lines to draw, the ground they cover, and the line to an area beside it."""

    label: Label
    words: tuple[Words, ...]
    ground: shapely.Geometry
    leader: shapely.Geometry | None = None


def place(
    labels: Sequence[Label], obstacles: Sequence[shapely.Geometry], box: Box, unit: float
) -> list[Placed]:
    """Choose places for names, inside a box and off the obstacles.

    Parameters
    ----------
    labels
        Names, in any order.
    obstacles
        Shapes on the paper (mm) that no name may cover.
    box
        The map (mm).
    unit
        Enlargement of the type.
    """
    inside = shapely.box(box.x + 0.8, box.y + 0.8, box.right - 0.8, box.bottom - 0.8)
    wanted = sorted(_distinct(labels), key=lambda label: (label.rank, label.key, label.text))[:MOST]
    taken = list(obstacles)
    limits = shapely.STRtree([shapely.boundary(label.within) for label in labels if label.within is not None])
    placed: list[Placed] = []
    for first in range(0, len(wanted), BATCH):
        chosen = _place_batch(wanted[first : first + BATCH], taken, limits, inside, unit)
        placed += chosen
        taken += [name.ground for name in chosen]
    for label in wanted:
        if label.short and label.within is not None and not any(name.label is label for name in placed):
            areas = [each.within for each in wanted if each.style == label.style and each.within is not None]
            placed = _with_leader(label, areas, placed, obstacles, inside, unit)
    return placed


def _with_leader(  # noqa: PLR0913 - what a name is placed among
    label: Label,
    areas: Sequence[shapely.Geometry],
    placed: list[Placed],
    obstacles: Sequence[shapely.Geometry],
    inside: shapely.Geometry,
    unit: float,
) -> list[Placed]:
    """Write an area's name in its short form beside it; where need be, in place of less important names."""
    style = LABELS[label.style]
    block = block_of((label.short.upper() if style.is_upper else label.short,), style, unit)
    assert label.within is not None

    def ground(x: float, y: float) -> shapely.Geometry:
        return _ground(x, y, block.width, block.height, 0)

    for kept in (placed, [name for name in placed if name.label.rank <= label.rank]):
        taken = [*obstacles, *(name.ground for name in kept)]
        found = beside_area(label.within, ground, inside, taken, areas)
        if found:
            x, y, leader = found
            name = replace(_placed(label, block, (x, y, 0.0), unit), leader=leader)
            covered = shapely.union(name.ground, leader)
            return [*(each for each in placed if not shapely.intersects(each.ground, covered)), name]
    return placed


def _place_batch(
    labels: Sequence[Label],
    taken: Sequence[shapely.Geometry],
    limits: shapely.STRtree,
    inside: shapely.Geometry,
    unit: float,
) -> list[Placed]:
    tree = shapely.STRtree(taken)
    places: list[Placed] = []
    choices: list[Choice] = []
    for number, label in enumerate(labels):
        weight = 100.0 * 0.66 ** (label.rank - 1)
        for order, candidate in enumerate(_candidates(label, unit)):
            if not shapely.contains(inside, candidate.ground) or len(
                tree.query(candidate.ground, "intersects")
            ):
                continue
            worth = weight * (1 - 0.045 * min(order, 12))
            if label.is_point and _leaves(label, candidate, limits):
                worth *= ABROAD
            places.append(candidate)
            choices.append((number, candidate.ground, worth))
    return [places[chosen] for chosen in heaviest(choices)]


def _leaves(label: Label, candidate: Placed, limits: shapely.STRtree) -> bool:
    """Whether a point's name crosses a limit, or stands beyond one."""
    reach = shapely.union(candidate.ground, shapely.Point(label.x, label.y)).convex_hull
    return bool(len(limits.query(reach, "intersects")))


def _distinct(labels: Sequence[Label]) -> list[Label]:
    """Keep one of several equal names near each other, the most important."""
    kept: list[Label] = []
    areas: set[str] = set()
    for label in sorted(labels, key=lambda each: each.rank):
        if label.place and not label.is_point:
            if label.place in areas:
                continue
            areas.add(label.place)
        near = (k for k in kept if math.hypot(k.x - label.x, k.y - label.y) < SAME_NEAR)
        if not any(k.text.casefold() == label.text.casefold() for k in near):
            kept.append(label)
    return kept


def _candidates(label: Label, unit: float) -> list[Placed]:
    style = LABELS[label.style]
    text, short = (each.upper() if style.is_upper else each for each in (label.text, label.short))
    if label.within is None:
        block = block_of((text,), style, unit)
        middles = _around_point(label, block) if label.is_point else _near(label, block)
        return [_placed(label, block, middle, unit) for middle in middles]
    edges = edges_of([np.asarray(ring.coords) for ring in _rings(label.within)])
    found: list[Placed] = []
    for block in (*ways_to_write(text, style, unit), *(ways_to_write(short, style, unit) if short else ())):
        if found and (block.is_tight or block.lines == (short,)):
            break
        middles = _inside(label, block, edges)[: MOST_PLACES // (1 + len(block.lines))]
        found += [_placed(label, block, middle, unit) for middle in middles]
    return found


def _placed(label: Label, block: Block, middle: tuple[float, float, float], unit: float) -> Placed:
    style = LABELS[label.style]
    x, y, angle = middle
    first = y - block.pitch * (len(block.lines) - 1) / 2
    words = tuple(
        Words(
            *_baseline(x, first + number * block.pitch, block.capitals, angle),
            line,
            block.size,
            block.font,
            color=style.color or darker(label.color),
            align="middle",
            spacing=block.spacing,
            angle=angle,
            halo=style.paper.halo * unit,
        )
        for number, line in enumerate(block.lines)
    )
    ground = _ground(x, y, block.width, block.height, angle)
    if label.dot:
        ground = shapely.union(ground, shapely.Point(label.x, label.y).buffer(label.dot + 0.2, 4))
    return Placed(label, words, ground)


def _baseline(x: float, y: float, height: float, angle: float) -> tuple[float, float]:
    turn = math.radians(angle)
    return x + math.sin(turn) * height / 2, y + math.cos(turn) * height / 2


def _ground(x: float, y: float, width: float, height: float, angle: float) -> shapely.Geometry:
    half = width / 2 + MARGIN, height * 0.62 + MARGIN
    turn = math.radians(-angle)
    cosine, sine = math.cos(turn), math.sin(turn)
    corners = [(-half[0], -half[1]), (half[0], -half[1]), (half[0], half[1]), (-half[0], half[1])]
    return shapely.Polygon([(x + a * cosine - b * sine, y + a * sine + b * cosine) for a, b in corners])


def _around_point(label: Label, block: Block) -> list[tuple[float, float, float]]:
    """Middles around a symbol: right, left, above, below, then the corners."""
    width, height = block.width, block.height
    gap = label.gap + 0.75
    aside, up = gap + width / 2, gap + height * 0.62
    slant = 0.75 * gap
    spots = [
        (aside, 0), (-aside, 0), (0, -up), (0, up),
        (slant + width / 2, -slant - height / 2), (slant + width / 2, slant + height / 2),
        (-slant - width / 2, -slant - height / 2), (-slant - width / 2, slant + height / 2),
        (width / 3, -up), (-width / 3, -up), (width / 3, up), (-width / 3, up),
    ]  # fmt: skip
    return [(label.x + dx, label.y + dy, 0.0) for dx, dy in spots]


def _near(label: Label, block: Block) -> list[tuple[float, float, float]]:
    """Middles along a line, or around where a name without an area would stand best."""
    if label.run:
        return list(label.run)
    rows = (0, -1.4, 1.4, -2.8, 2.8, -4.4, 4.4, -6.2, 6.2, -8, 8)
    width, height = block.width, block.height
    return [(label.x + a * width, label.y + r * height, 0.0) for r in rows for a in (0, -0.4, 0.4)]


def _rings(area: Any) -> list[Any]:  # noqa: ANN401
    return [ring for part in getattr(area, "geoms", [area]) for ring in (part.exterior, *part.interiors)]


def _inside(label: Label, block: Block, edges: NDArray[np.float64]) -> list[tuple[float, float, float]]:
    """Middles from which a name lies wholly in its area, the nearest to its best place first."""
    half = block.width / 2 + MARGIN + HAIR, block.height * 0.62 + MARGIN + HAIR
    lowest, highest = float(edges[:, 1].max()) - half[1], float(edges[:, 1].min()) + half[1]
    heights = label.y + np.arange(-ROWS, ROWS + 1) * 0.7 * block.height
    found: set[tuple[float, float, float]] = set()
    for y in heights[(heights >= highest) & (heights <= lowest)].tolist():
        for left, right in rooms(edges, y - half[1], y + half[1]):
            first, last = left + half[0], right - half[0]
            if first <= last:
                clear = min(CLEAR, (last - first) / 2)
                near = min(max(label.x, first + clear), last - clear)
                found |= {(x, y, 0.0) for x in (near, first, last, (first + last) / 2)}
    return sorted(found, key=lambda spot: (math.hypot(spot[0] - label.x, 2 * (spot[1] - label.y)), spot))
