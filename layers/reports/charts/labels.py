"""Labels of a small chart: each goes beside its mark, where it hides neither a mark nor another label."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from html import escape
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from layers.schema.colours import MUTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Box = tuple[float, float, float, float]
Candidate = tuple[Box, str]
SIZE, SMALL = 12.5, 10.5
WIDE: Final = 0.585  # mean width of a character of the bundled family, in ems
GAP: Final = 9.0


@dataclass
class Labels:
    """What is already taken of a chart's room, in the chart's units."""

    left: float
    right: float
    top: float
    bottom: float
    taken: list[Box] = field(default_factory=list)

    def block(self, points: Iterable[tuple[float, float]], radius: float = 6.0) -> None:
        """Keep marks free."""
        self.taken += [(x - radius, y - radius, x + radius, y + radius) for x, y in points]

    def block_line(self, points: Sequence[tuple[float, float]]) -> None:
        """Keep a line free."""
        for (x1, y1), (x2, y2) in itertools.pairwise(points):
            steps = max(2, int((abs(x2 - x1) + abs(y2 - y1)) / 5))
            along = ((x1 + (x2 - x1) * i / steps, y1 + (y2 - y1) * i / steps) for i in range(steps + 1))
            self.block(along, 1.5)

    def write(self, x: float, y: float, label: str, caption: str, color: str) -> str:
        """Place a label of one or two lines beside a mark, and return its elements."""
        width = max(len(label) * SIZE, len(caption) * SMALL) * WIDE
        height = SIZE + (SMALL + 3 if caption else 2)
        best = self._best(self._candidates(x, y, width, height))
        left, top, right, _ = best[0]
        self.taken.append(best[0])
        anchor, at = best[1], {"start": left, "middle": (left + right) / 2, "end": right}[best[1]]
        parts = [_line(at, top + SIZE - 2, label, SIZE, color, anchor, 600)]
        if caption:
            parts.append(_line(at, top + SIZE + SMALL, caption, SMALL, MUTED, anchor, 400))
        return "".join(parts)

    def _best(self, candidates: Iterable[Candidate]) -> Candidate:
        """The candidate that costs least, the first of several; one that costs nothing ends the search."""
        costs: list[tuple[float, Candidate]] = []
        for candidate in candidates:
            cost = self._cost(candidate[0])
            if cost == 0:
                return candidate
            costs.append((cost, candidate))
        return min(costs, key=itemgetter(0))[1]

    @staticmethod
    def _candidates(x: float, y: float, width: float, height: float) -> list[Candidate]:
        """Boxes around a mark with the text's anchor, the best first."""
        corners = [
            (x + GAP, y - height / 2, "start"),
            (x - GAP - width, y - height / 2, "end"),
            (x - width / 2, y - height - 7, "middle"),
            (x - width / 2, y + 7, "middle"),
            (x + GAP, y - height + 2, "start"),
            (x + GAP, y - 2, "start"),
            (x - GAP - width, y - height + 2, "end"),
            (x - GAP - width, y - 2, "end"),
            (x + 4, y - height - 7, "start"),
            (x + 4, y + 7, "start"),
            (x + 4 - width, y - height - 7, "end"),
            (x + 4 - width, y + 7, "end"),
        ]
        return [((a, b, a + width, b + height), how) for a, b, how in corners]

    def _hidden(self, left: float, top: float, right: float, bottom: float) -> float:
        """The area of what is taken that a box lies over; a chart asks it a thousand times."""
        hidden = 0.0
        for west, north, east, south in self.taken:
            if west < right and left < east and north < bottom and top < south:
                hidden += (min(right, east) - max(left, west)) * (min(bottom, south) - max(top, north))
        return hidden

    def _cost(self, box: Box) -> float:
        """How much a box hides, and how far it leaves the chart: 0 for a free place."""
        outside = max(0, self.left - box[0]) + max(0, box[2] - self.right)
        outside += max(0, self.top - box[1]) + max(0, box[3] - self.bottom)
        return outside * 40 + self._hidden(*box)


def _line(x: float, y: float, words: str, size: float, color: str, anchor: str, weight: int) -> str:  # noqa: PLR0913
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{color}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{escape(words)}</text>'
    )
