"""Which names are written, and where: the heaviest set in which none covers another.

That is a maximum-weight independent set, solved as an integer programme by HiGHS (Verweij, B. and
Aardal, K. (1999), An optimisation algorithm for maximum independent set with applications in map
labelling, ESA '99).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import highspy
import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NODES: Final = 20  # of the search tree: bounds the time, and, unlike seconds, gives the same map each time
LATTICE: Final = 1.2  # mm: finer than a name is high
MOST_COMPARED: Final = 300  # sets among which one that lies in another is looked for

#: A place for a name: the name's number, the ground it would cover, and what it is worth there.
Choice = tuple[int, shapely.Geometry, float]


def heaviest(choices: Sequence[Choice]) -> list[int]:
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


def _rows(choices: Sequence[Choice]) -> list[list[int]]:
    """Sets of places of which one at most may be taken.

    Those of one name; those that cover one point of a fine lattice; and the pairs that overlap
    between the points. The lattice makes few, large sets, and so a quick programme.
    """
    grounds = np.array([ground for _, ground, _ in choices])
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
