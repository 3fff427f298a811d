"""What a reader measures on the map, as the view's address carries it.

A line, an area, or range rings, as texts separated by commas: the kind, then latitudes and longitudes
(WGS 84, degrees, five decimals: a metre); of rings the one centre, then the radii in kilometres. The
browser's twin is ``layers/web/measured.ts``; both are held to ``tests/shared/view_cases.json``.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

LEAST: Final[dict[str, int]] = {
    "line": 2,
    "area": 3,
    "rings": 1,
}  # points that it needs
MOST: Final = 100  # points of a line or an area
MOST_RINGS: Final = 12
FARTHEST: Final = 3000  # km; a circle as wide is no ring on this map
NUMBER: Final = re.compile(r"[+-]?[0-9]{1,4}(\.[0-9]{1,12})?")


@dataclass(frozen=True, slots=True)
class Measured:
    """Something measured.

    Parameters
    ----------
    kind
        ``line``, ``area`` or ``rings``.
    points
        Latitude and longitude, WGS 84 degrees; of rings the centre alone.
    radii
        Of rings, kilometres, the nearest first; else empty.
    """

    kind: str
    points: tuple[tuple[float, float], ...]
    radii: tuple[float, ...] = ()

    def write(self) -> str:
        """Return the text of the address."""
        numbers = [number for point in self.points for number in point]
        return ",".join(
            [self.kind, *(short(number, 5) for number in numbers), *(short(r, 3) for r in self.radii)]
        )


def read_measured(text: str) -> Measured | None:
    """Read the text of an address; nothing where it cannot be used as it is."""
    kind, *rest = text.split(",")
    if kind not in LEAST or not all(NUMBER.fullmatch(part) for part in rest):
        return None
    numbers = [float(part) for part in rest]
    radii: list[float] = []
    if kind == "rings":
        numbers, radii = numbers[:2], sorted({rounded(number, 3) for number in numbers[2:]})
        if not 1 <= len(radii) <= MOST_RINGS or radii[0] <= 0 or radii[-1] > FARTHEST:
            return None
    points = tuple(
        (rounded(lat, 5), rounded(lon, 5)) for lat, lon in zip(numbers[::2], numbers[1::2], strict=False)
    )
    is_even = len(numbers) == 2 * len(points)
    if not is_even or not LEAST[kind] <= len(points) <= MOST:
        return None
    if any(abs(lat) > 85 or abs(lon) > 180 for lat, lon in points):
        return None
    return Measured(kind, points, tuple(radii))


def rounded(number: float, decimals: int) -> float:
    """Round halves up, as the browser does."""
    scale: int = 10**decimals
    return math.floor(number * scale + 0.5) / scale + 0.0


def short(number: float, decimals: int) -> str:
    """Write a number without the zeros that end it."""
    return f"{number:.{decimals}f}".rstrip("0").rstrip(".")
