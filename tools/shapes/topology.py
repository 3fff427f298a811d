"""Areas that fit: one noded coverage, simplified and rounded once, dissolved upwards.

Coordinates are longitude and latitude in degrees (CRS84) throughout; areas used to choose
between faces are in square degrees, which is enough to rank them.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import MultiPoint, Polygon

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

GRID = 1e-6
"""Snapping grid of the noding, degrees (about 0.1 m)."""
KM2 = 1 / 12_000
"""Square degrees in one square kilometre, roughly, at the latitude of Mali."""


def faces(lines: Iterable[BaseGeometry], grid: float = GRID) -> np.ndarray:
    """Cut the plane along ``lines``, snapped to ``grid`` (degrees); the faces, largest first."""
    noded = shapely.union_all(list(lines), grid_size=grid)
    found: np.ndarray = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    return np.asarray(found)[np.argsort(-shapely.area(found), kind="stable")]


def fit(
    areas: Sequence[BaseGeometry], frame: BaseGeometry, around: Sequence[BaseGeometry]
) -> list[BaseGeometry]:
    """Fit ``areas`` exactly into ``frame`` and return them, then ``around``, as one coverage.

    What lies outside ``frame`` is cut off; overlaps go to the larger area; gaps are shared out
    to the nearest area; crumbs that the cut detached join the neighbour they touch most.

    Parameters
    ----------
    areas
        Areas to be fitted (communes), any order.
    frame
        The outline they must fill.
    around
        Areas outside the frame, already matching it edge to edge; they only get the new nodes.

    Returns
    -------
    list of BaseGeometry
        ``len(areas) + len(around)`` geometries, edges matched.
    """
    lines = [shapely.boundary(g) for g in (*areas, frame, *around)]
    first = faces(lines)
    owner = _owners(first, areas, frame, around)
    shares = _share_gaps(first, owner, areas)
    second = faces([*lines, *(shapely.boundary(g) for g, _ in shares)])
    owner = _owners(second, areas, frame, around)
    _inherit(second, owner, shares)
    _absorb(second, owner, len(areas))
    return [shapely.coverage_union_all(second[owner == k]) for k in range(len(areas) + len(around))]


def _owners(
    cells: np.ndarray, areas: Sequence[BaseGeometry], frame: BaseGeometry, around: Sequence[BaseGeometry]
) -> np.ndarray:
    """Index of the owner of each face: area, ``len(areas) +`` index of around, -1 gap, -2 void."""
    points = shapely.point_on_surface(cells)
    owner = np.full(len(cells), -2)
    owner[shapely.intersects(frame, points)] = -1
    inside = owner == -1
    size = shapely.area(np.asarray(areas))
    for cell, area in np.transpose(STRtree(areas).query(points, predicate="intersects")):
        if inside[cell] and (owner[cell] < 0 or size[area] > size[owner[cell]]):
            owner[cell] = area
    for cell, area in np.transpose(STRtree(around).query(points, predicate="intersects")):
        if not inside[cell]:
            owner[cell] = len(areas) + area
    return owner


def _share_gaps(
    cells: np.ndarray, owner: np.ndarray, areas: Sequence[BaseGeometry]
) -> list[tuple[BaseGeometry, int]]:
    """Divide every gap that touches several areas between them, each point to the nearest."""
    tree = STRtree(areas)
    shares: list[tuple[BaseGeometry, int]] = []
    for gap in cells[owner == -1]:
        touching = sorted(int(k) for k in tree.query(gap, predicate="dwithin", distance=10 * GRID))
        seeds: list[tuple[BaseGeometry, int]] = []
        for k in touching:
            shore = shapely.intersection(shapely.buffer(areas[k], 10 * GRID), gap.boundary)
            dense = shapely.segmentize(shore, 0.01)
            seeds += [(p, k) for p in shapely.points(shapely.get_coordinates(dense))]
        if len(touching) > 1 and gap.area > KM2:
            shares += _nearest(gap, seeds)
        elif touching:
            shares.append((gap, touching[0]))
    return shares


def _nearest(gap: Polygon, seeds: list[tuple[BaseGeometry, int]]) -> list[tuple[BaseGeometry, int]]:
    """Voronoi shares of ``gap`` by the label of the seed points."""
    label: dict[tuple[float, float], int] = {}
    for point, k in seeds:
        label.setdefault((round(point.x, 6), round(point.y, 6)), k)
    cells = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(list(label)), extend_to=gap, ordered=True))
    by_label: dict[int, list[BaseGeometry]] = defaultdict(list)
    for cell, k in zip(cells, label.values(), strict=True):
        by_label[k].append(cell)
    return [
        (shapely.intersection(shapely.union_all(group), gap, grid_size=GRID), k)
        for k, group in sorted(by_label.items())
    ]


def _inherit(cells: np.ndarray, owner: np.ndarray, shares: list[tuple[BaseGeometry, int]]) -> None:
    """Give each gap face to the share it lies in (in place)."""
    if not shares:
        return
    tree = STRtree([g for g, _ in shares])
    points = shapely.point_on_surface(cells)
    for cell in np.flatnonzero(owner == -1):
        owner[cell] = shares[int(tree.nearest(points[cell]))][1]


def _absorb(cells: np.ndarray, owner: np.ndarray, count: int) -> None:
    """Give crumbs (detached parts under 30 km2) to the neighbour with the longest common edge."""
    for k in range(count):
        mine = np.flatnonzero(owner == k)
        parts = shapely.get_parts(shapely.coverage_union_all(cells[mine]))
        if len(parts) < 2:
            continue
        for part in parts[np.argsort(-shapely.area(parts), kind="stable")][1:]:
            if part.area > 30 * KM2:
                continue
            crumbs = mine[shapely.intersects(part, shapely.point_on_surface(cells[mine]))]
            heir = _heir(part, cells, np.where(owner < count, owner, -1), k)
            if heir is not None:
                owner[crumbs] = heir


def _heir(part: BaseGeometry, cells: np.ndarray, owner: np.ndarray, k: int) -> int | None:
    """Owner other than ``k`` with the longest common edge with ``part``."""
    shared: dict[int, float] = defaultdict(float)
    for other in np.flatnonzero(shapely.intersects(cells, part)):
        if owner[other] >= 0 and owner[other] != k:
            edge = shapely.intersection(cells[other].boundary, part.boundary)
            shared[int(owner[other])] += shapely.length(edge)
    return max(sorted(shared), key=lambda j: shared[j]) if shared else None


def simplify(
    coverage: Sequence[BaseGeometry], inner: int, tolerance: float, decimals: int
) -> list[BaseGeometry]:
    """Simplify a coverage (Visvalingam, degrees) and round it; common edges stay common.

    Rounding is done by noding on the grid (snap rounding), so that a narrow neck closes
    instead of crossing itself; what such a neck cuts off goes to a neighbour.

    Parameters
    ----------
    coverage
        Areas with matched edges.
    inner
        The first so many areas exchange crumbs among themselves.
    tolerance
        Square root of the area of the triangles that are cut off, degrees.
    decimals
        Decimals that are kept.

    Raises
    ------
    ValueError
        When an area vanishes or two neighbours no longer fit.
    """
    thin = shapely.coverage_simplify(list(coverage), tolerance, simplify_boundary=False)
    cells = faces(shapely.boundary(thin), 10.0**-decimals)
    owner = STRtree(thin).nearest(shapely.point_on_surface(cells))
    _absorb(cells, owner, inner)
    merged = [shapely.coverage_union_all(cells[owner == k]) for k in range(len(thin))]
    rounded = [clean(_decimals(shape, decimals)) for shape in merged]
    if not all(shapely.is_valid(rounded)) or not shapely.coverage_is_valid(rounded):
        raise ValueError(f"rounding to {decimals} decimals breaks the coverage")
    return rounded


def _decimals(shape: BaseGeometry, decimals: int) -> BaseGeometry:
    """Write grid points as the nearest decimal number (0.1 + 0.2 becomes 0.3)."""
    return shapely.transform(shape, lambda xy: np.round(xy, decimals))


def clean(shape: BaseGeometry) -> BaseGeometry:
    """Drop repeated points and collapsed rings; exterior rings counter-clockwise (RFC 7946)."""
    whole = shapely.remove_repeated_points(shape, 0)
    parts = [p for p in shapely.get_parts(whole) if not p.is_empty and p.area > 0]
    shape = parts[0] if len(parts) == 1 else shapely.multipolygons(parts)
    return shapely.orient_polygons(shapely.normalize(shape))


def dissolve(coverage: Sequence[BaseGeometry], keys: Sequence[Hashable]) -> dict[Hashable, BaseGeometry]:
    """Merge the members of a coverage by key; vertices stay where they are."""
    groups: dict[Hashable, list[BaseGeometry]] = defaultdict(list)
    for shape, key in zip(coverage, keys, strict=True):
        groups[key].append(shape)
    return {key: clean(shapely.coverage_union_all(group)) for key, group in groups.items()}


def limits(areas: dict[str, BaseGeometry]) -> dict[tuple[str, str], BaseGeometry]:
    """Lines along which two areas of a coverage touch, by the sorted pair of their keys."""
    sides: dict[tuple[tuple[float, ...], tuple[float, ...]], list[str]] = defaultdict(list)
    for key, area in areas.items():
        for ring in shapely.get_rings(shapely.get_parts(area)):
            points = [tuple(p) for p in shapely.get_coordinates(ring)]
            for a, b in pairwise(points):
                sides[(a, b) if a < b else (b, a)].append(key)
    pairs: dict[tuple[str, str], list[BaseGeometry]] = defaultdict(list)
    for segment, keys in sides.items():
        if len(keys) == 2:
            first, second = sorted(keys)
            pairs[first, second].append(shapely.linestrings(segment))
    return {
        pair: shapely.normalize(shapely.line_merge(shapely.multilinestrings(lines)))
        for pair, lines in sorted(pairs.items())
    }
