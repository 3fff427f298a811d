"""Names on the map: which are written, and where, so that none covers another or a symbol.

Each name has a few places it may stand. Choosing one for as many of the most important names as
possible is a maximum-weight independent set, solved as an integer programme by HiGHS (Verweij, B.
and Aardal, K. (1999), An optimisation algorithm for maximum independent set with applications in
map labelling, ESA '99).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import highspy
import numpy as np
import shapely

from layers.export.sheet.scene.fonts import face
from layers.export.sheet.scene.scene import POINT, Words
from layers.schema.colours import darker
from layers.schema.type import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from layers.export.sheet.scene.scene import Box, Font
    from layers.schema.marks import LabelStyle

MARGIN: Final = 0.45  # mm kept free around a name
MOST: Final = 220  # names considered, the most important first
NODES: Final = 20  # of the search tree: bounds the time, and, unlike seconds, gives the same map each time
LATTICE: Final = 1.2  # mm: finer than a name is high
MOST_COMPARED: Final = 300  # sets among which one that lies in another is looked for
BATCH: Final = 50  # names placed together; the next ones find the ground taken
SAME_NEAR: Final = 14.0  # mm within which one name is written once


@dataclass(frozen=True, slots=True)
class Label:
    """A name that wants a place.

    ``x, y`` (mm) is its point or the middle of its area; ``gap`` the radius of its symbol (0 for an
    area); ``rank`` 1 is written first; ``run`` are other middles with their angles, for a river;
    ``dot`` the radius of the dot that is drawn only with the name; ``within`` the
    area that the middle of an area's name may not leave; ``place`` the identifier of its place,
    whose area is named once.
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


@dataclass(frozen=True, slots=True)
class Placed:
    """A name and its place: the words to draw and the ground they cover."""

    label: Label
    words: Words
    ground: shapely.Geometry


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
    placed: list[Placed] = []
    for first in range(0, len(wanted), BATCH):
        chosen = _place_batch(wanted[first : first + BATCH], taken, inside, unit)
        placed += chosen
        taken += [name.ground for name in chosen]
    return placed


def _place_batch(
    labels: Sequence[Label], taken: Sequence[shapely.Geometry], inside: shapely.Geometry, unit: float
) -> list[Placed]:
    tree = shapely.STRtree(taken)
    choices: list[tuple[int, Placed, float]] = []
    for number, label in enumerate(labels):
        weight = 100.0 * 0.66 ** (label.rank - 1)
        for order, candidate in enumerate(_candidates(label, unit)):
            if not shapely.contains(inside, candidate.ground) or len(
                tree.query(candidate.ground, "intersects")
            ):
                continue
            choices.append((number, candidate, weight * (1 - 0.045 * min(order, 12))))
    return [choices[i][1] for i in _solve(choices)]


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
    text = label.text.upper() if style.is_upper else label.text
    font: Font = "semibold" if style.is_bold else "italic" if style.is_italic else "regular"
    size, spacing = style.paper.size * unit, style.paper.spacing * unit
    width = face(font).width(text, size, spacing)
    height = size * POINT * 0.74  # capitals, as the eye sees the line
    middles = _around_point(label, width, height) if label.is_point else _in_area(label, width, height)
    placed = []
    for x, y, angle in middles:
        words = Words(
            *_baseline(x, y, height, angle),
            text,
            size,
            font,
            color=style.color or darker(label.color),
            align="middle",
            spacing=spacing,
            angle=angle,
            halo=style.paper.halo * unit,
        )
        ground = _ground(x, y, width, height, angle)
        if label.dot:
            ground = shapely.union(ground, shapely.Point(label.x, label.y).buffer(label.dot + 0.2, 4))
        placed.append(Placed(label, words, ground))
    return placed


def _baseline(x: float, y: float, height: float, angle: float) -> tuple[float, float]:
    turn = math.radians(angle)
    return x + math.sin(turn) * height / 2, y + math.cos(turn) * height / 2


def _ground(x: float, y: float, width: float, height: float, angle: float) -> shapely.Geometry:
    half = width / 2 + MARGIN, height * 0.62 + MARGIN
    turn = math.radians(-angle)
    cosine, sine = math.cos(turn), math.sin(turn)
    corners = [(-half[0], -half[1]), (half[0], -half[1]), (half[0], half[1]), (-half[0], half[1])]
    return shapely.Polygon([(x + a * cosine - b * sine, y + a * sine + b * cosine) for a, b in corners])


def _around_point(label: Label, width: float, height: float) -> list[tuple[float, float, float]]:
    """Middles around a symbol: right, left, above, below, then the corners."""
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


def _in_area(label: Label, width: float, height: float) -> list[tuple[float, float, float]]:
    if label.run:
        return list(label.run)
    rows = (0, -1.4, 1.4, -2.8, 2.8, -4.4, 4.4, -6.2, 6.2, -8, 8)
    spots = [(label.x + a * width, label.y + r * height, 0.0) for r in rows for a in (0, -0.4, 0.4)]
    if label.within is None:
        return spots
    return [spot for spot in spots if shapely.contains_xy(label.within, spot[0], spot[1])]


def _solve(choices: Sequence[tuple[int, Placed, float]]) -> list[int]:
    """Indices of the places chosen: the heaviest set in which no two cover one another."""
    if not choices:
        return []
    rows = _rows(choices)
    model = highspy.HighsLp()
    count = len(choices)
    model.num_col_, model.num_row_ = count, len(rows)
    model.col_cost_ = np.array([-weight for _, _, weight in choices])
    model.col_lower_, model.col_upper_ = np.zeros(count), np.ones(count)
    model.integrality_ = [highspy.HighsVarType.kInteger] * count
    model.row_lower_, model.row_upper_ = np.full(len(rows), -np.inf), np.ones(len(rows))
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *(len(row) for row in rows)])
    matrix.index_ = np.concatenate([np.array(row, dtype=np.int32) for row in rows])
    matrix.value_ = np.ones(int(matrix.start_[-1]))
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in (("output_flag", False), ("mip_max_nodes", NODES), ("threads", 1), ("random_seed", 0)):
        solver.setOptionValue(name, value)
    solver.passModel(model)
    solver.run()
    chosen = np.asarray(solver.getSolution().col_value)
    return [int(i) for i in np.flatnonzero(chosen > 0.5)]


def _rows(choices: Sequence[tuple[int, Placed, float]]) -> list[list[int]]:
    """Sets of places of which one at most may be taken.

    Those of one name; those that cover one point of a fine lattice; and the pairs that overlap
    between the points. The lattice makes few, large sets, and so a quick programme.
    """
    grounds = np.array([candidate.ground for _, candidate, _ in choices])
    owner = np.array([number for number, _, _ in choices])
    rows = [np.flatnonzero(owner == number).tolist() for number in np.unique(owner)]
    tree = shapely.STRtree(grounds)
    covering = _lattice_sets(tree, shapely.total_bounds(grounds))
    rows += covering
    known = np.zeros((len(choices), len(choices)), dtype=bool)
    for row in covering:
        known[np.ix_(row, row)] = True
    first, second = tree.query(grounds, "intersects")
    apart = (first < second) & (owner[first] != owner[second]) & ~known[first, second]
    pairs: list[list[int]] = np.column_stack([first[apart], second[apart]]).tolist()
    return rows + pairs


def _lattice_sets(tree: shapely.STRtree, bounds: NDArray[np.float64]) -> list[list[int]]:
    """The places that cover each point of a lattice, each set once, largest first, none inside another."""
    west, south, east, north = bounds
    x, y = np.meshgrid(np.arange(west, east + LATTICE, LATTICE), np.arange(south, north + LATTICE, LATTICE))
    spot, candidate = tree.query(shapely.points(x.ravel(), y.ravel()), "intersects")
    order = np.lexsort((candidate, spot))
    starts = np.flatnonzero(np.diff(spot[order], prepend=-1))
    sets = {tuple(part.tolist()) for part in np.split(candidate[order], starts[1:]) if len(part) > 1}
    kept: list[frozenset[int]] = []
    for row in sorted(sets, key=lambda each: (-len(each), each)):
        found = frozenset(row)
        if len(kept) > MOST_COMPARED or not any(found <= other for other in kept):
            kept.append(found)
    return [sorted(row) for row in kept]
