"""A name beside its area, with a line to it: for an area that has no room for its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

STEP: Final = 2.0  # mm between spots that are tried
REACH: Final = 30.0  # mm: longest line
#: How far inside its area a line ends where there is room, mm; else nearer to the limit.
DEPTHS: Final = (2.5, 1.2, 0.5)
FREE: Final = 0.5  # mm that a line keeps from signs and names at its foot


def beside_area(
    area: shapely.Geometry,
    ground: Callable[[float, float], shapely.Geometry],
    inside: shapely.Geometry,
    taken: Sequence[shapely.Geometry],
    alike: Sequence[shapely.Geometry],
) -> tuple[float, float, shapely.Geometry] | None:
    """Find where the name of an area stands beside it, and the line from the name to the area.

    Parameters
    ----------
    area
        On the paper, mm.
    ground
        The ground that the name covers around a middle.
    inside
        The map, which the name may not leave.
    taken
        What neither the name nor its line may cover.
    alike
        The areas of its kind: the name stands over none of them.

    Returns
    -------
    tuple or None
        The name's middle, and the line from the name's edge to its foot: the shortest of those that are free.
    """
    tree, kin = shapely.STRtree(taken), shapely.STRtree(alike)
    signs = shapely.buffer(shapely.union_all([taken[n] for n in tree.query(area)]), FREE)
    feet = (
        shapely.difference(shapely.intersection(shapely.buffer(area, -deep), inside), signs)
        for deep in DEPTHS
    )
    foot = next((each for each in feet if not each.is_empty), None)
    if foot is None:
        return None
    west, north, east, south = shapely.bounds(shapely.buffer(foot, REACH)).tolist()
    spots = [(x, y) for x in np.arange(west, east, STEP) for y in np.arange(north, south, STEP)]
    grounds = np.array([ground(x, y) for x, y in spots])
    free = shapely.contains(inside, grounds)
    for at in (tree, kin):
        free[np.unique(at.query(grounds, "intersects")[0])] = False
    lines = shapely.shortest_line(grounds, foot)
    lengths = np.where(free, shapely.length(lines), np.inf)
    for rank in np.argsort(lengths, kind="stable"):
        if lengths[rank] > REACH:
            return None
        if not len(tree.query(lines[rank], "intersects")):
            return float(spots[rank][0]), float(spots[rank][1]), lines[rank]
    return None
