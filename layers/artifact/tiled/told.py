"""What the catalogue of a tiled layer says: enough to answer an empty tile without any library."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import orjson

if TYPE_CHECKING:
    from layers.schema.marks import LegendEntry

#: Files of a tiled layer: what it is, its points, its lines and areas, and its rows in both languages.
TOLD, POINTS, SHAPES, ROWS = "tiles.json", "tiles.parquet", "shapes.parquet", "rows.parquet"
#: Columns of the rows beside those of the layer: where a row is (degrees), and the day from which it holds,
#: counted from 1970; none of a row that always does.
X, Y, SINCE = "atlas_x", "atlas_y", "atlas_since"
DEEPEST: Final = 18


@dataclass(frozen=True)
class Told:
    """A tiled layer without its rows.

    Attributes
    ----------
    version
        Digest of all that is drawn.
    count
        Rows that are drawn.
    marks
        How each class of rows is drawn.
    filled
        Of each zoom the tiles that hold something (:func:`layers.artifact.tiled.grid.occupied`).
    """

    version: str
    count: int
    marks: list[LegendEntry]
    filled: list[list[int]] = field(repr=False)

    @cached_property
    def _sets(self) -> list[frozenset[int]]:
        return [frozenset(tiles) for tiles in self.filled]

    def is_empty(self, zoom: int, x: int, y: int) -> bool:
        """Whether nothing is drawn in a tile."""
        above = max(0, zoom - len(self._sets) + 1)
        zoom, x, y = zoom - above, x >> above, y >> above
        return (y << zoom) + x not in self._sets[zoom]

    def write(self) -> bytes:
        """Return the file :data:`TOLD`."""
        told = {"version": self.version, "count": self.count, "marks": self.marks, "filled": self.filled}
        return orjson.dumps(told)


def read_told(content: bytes) -> Told:
    """Read the file :data:`TOLD`."""
    told: dict[str, Any] = orjson.loads(content)
    return Told(told["version"], told["count"], told["marks"], told["filled"])
