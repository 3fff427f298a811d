"""A tiled layer in memory: what lies in a tile, and which rows lie at a place."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geodata.places.geodesy import WGS84
from geodata.text import LANGS
from layers.artifact.tiled.grid import REACH, morton, on_globe, on_map
from layers.artifact.tiled.keep import GROUP
from layers.artifact.tiled.told import SINCE, X, Y

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

    from geodata.text import Lang
    from layers.artifact.tiled.told import Told

#: How far from a click a row may lie, CSS pixels, and how many rows are told of.
NEAR: Final = 7.0
FIRST: Final = 100
#: Cells of the curve along which points are sorted, as halvings of the map's side.
_HALVINGS: Final = 16


@dataclass(frozen=True, eq=False)
class Tiled:
    """Points in the order of the curve, then lines and areas, in the square of the web map."""

    told: Told
    x: npt.NDArray[np.float64] = field(repr=False)
    y: npt.NDArray[np.float64] = field(repr=False)
    mark: npt.NDArray[np.uint8] = field(repr=False)
    codes: npt.NDArray[np.uint32] = field(repr=False)
    shapes: npt.NDArray[np.object_] = field(repr=False)
    shape_mark: npt.NDArray[np.uint8] = field(repr=False)
    tree: shapely.STRtree = field(repr=False)
    #: Numbers of the rows, where these are not all of them.
    rows: npt.NDArray[np.int64] | None = field(default=None, repr=False)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.x) + len(self.shapes)

    def points_in(self, zoom: int, x: int, y: int) -> Iterator[slice]:
        """Give slices that hold every point of a tile, and of a margin around it.

        Yields
        ------
        slice
            Of ``x``, ``y`` and ``mark``; some of their points may lie further off.
        """
        side = 2 ** min(zoom, _HALVINGS)
        up = max(0, zoom - _HALVINGS)
        margin = REACH if not up else 0.5
        edges = [(at / 2**up - margin, (at + 1) / 2**up + margin) for at in (x, y)]
        spans = [range(max(0, int(low // 1)), min(side - 1, int(high // 1)) + 1) for low, high in edges]
        shift = 2 * (_HALVINGS - min(zoom, _HALVINGS))
        for row in spans[1]:
            for column in spans[0]:
                first = _code(column, row) << shift
                start, stop = np.searchsorted(self.codes, [first, first + (1 << shift)])
                if start < stop:
                    yield slice(int(start), int(stop))

    def at(self, lon: float, lat: float, zoom: float) -> npt.NDArray[np.int64]:
        """Return which rows lie at a place (degrees), seen at a zoom of the map; the nearest first."""
        x, y = (float(each) for each in on_map(lon, lat))
        reach = NEAR / (256 * 2**zoom)
        distance = np.hypot(self.x - x, self.y - y)
        near = np.flatnonzero(distance <= reach)
        points = near[np.argsort(distance[near], kind="stable")]
        hit = np.sort(self.tree.query(shapely.box(x - reach, y - reach, x + reach, y + reach), "intersects"))
        return np.concatenate([points, hit + len(self.x)])

    def inside(
        self, area: BaseGeometry, centre: tuple[float, float] | None = None, metres: float = 0.0
    ) -> npt.NDArray[np.int64]:
        """Return which rows meet an area (degrees); of a geodesic circle, measured exactly, nearest first.

        Parameters
        ----------
        area
            A polygon, or the outline of a circle.
        centre, metres
            Of a circle: longitude and latitude, radius.
        """
        west, south, east, north = area.bounds
        (left, right), (bottom, top) = on_map(np.array([west, east]), np.array([south, north]))
        near = np.flatnonzero((self.x >= left) & (self.x <= right) & (self.y >= top) & (self.y <= bottom))
        lon, lat = on_globe(self.x[near], self.y[near])
        if centre is None:
            points = near[shapely.contains_xy(area, lon, lat)]
        else:
            from_lon, from_lat = (np.full(len(lon), part) for part in centre)
            far = np.asarray(WGS84.inv(from_lon, from_lat, lon, lat)[2])
            held = np.flatnonzero(far <= metres)
            points = near[held[np.argsort(far[held], kind="stable")]]
        drawn = shapely.transform(area, lambda at: np.column_stack(on_map(at[:, 0], at[:, 1])))
        return np.concatenate([points, np.sort(self.tree.query(drawn, "intersects")) + len(self.x)])

    def number(self, found: npt.NDArray[np.int64]) -> list[int]:
        """Return the numbers of rows in the file of all rows."""
        numbers: list[int] = (found if self.rows is None else self.rows[found]).tolist()
        return numbers

    def mark_of(self, found: npt.NDArray[np.int64]) -> list[str]:
        """Return the keys of the marks by which rows are drawn."""
        marks = np.concatenate([self.mark, self.shape_mark])[found]
        return [self.told.marks[n]["key"] for n in marks.tolist()]


def _code(column: int, row: int) -> int:
    return sum(((column >> n & 1) | (row >> n & 1) << 1) << 2 * n for n in range(_HALVINGS))


def read_tiled(told: Told, points: bytes, shapes: bytes | None) -> Tiled:
    """Read what is drawn of a layer from its files."""
    table = pq.read_table(io.BytesIO(points))
    x, y, mark = (table[name].to_numpy() for name in ("x", "y", "mark"))
    drawn, shape_mark = np.empty(0, dtype=object), np.empty(0, dtype=np.uint8)
    if shapes is not None:
        kept = pq.read_table(io.BytesIO(shapes))
        drawn, shape_mark = shapely.from_wkb(kept["shape"].to_pylist()), kept["mark"].to_numpy()
    return Tiled(told, x, y, mark, morton(x, y), drawn, shape_mark, shapely.STRtree(drawn))


def rounded_to(tiled: Tiled, step: float) -> Tiled:
    """Return a layer whose points stand at multiples of a step (degrees); it is for drawing whole only."""
    lon, lat = on_globe(tiled.x, tiled.y)
    x, y = on_map(np.round(lon / step) * step, np.round(lat / step) * step)
    return replace(tiled, x=x, y=y)


def rows_of(stream: IO[bytes], numbers: list[int], lang: Lang) -> list[dict[str, Any]]:
    """Return some rows of a file of rows as GeoJSON features, reading the row groups that hold them only."""
    file = pq.ParquetFile(stream)
    groups = sorted({n // GROUP for n in numbers})
    if not groups:
        return []
    others = tuple(f"_{other}" for other in LANGS if other != lang)
    own = [name for name in file.schema_arrow.names if not name.endswith(others) and name != SINCE]
    table: pa.Table = file.read_row_groups(groups, columns=own)
    first = {group: n * GROUP for n, group in enumerate(groups)}
    rows = table.take([first[n // GROUP] + n % GROUP for n in numbers])
    return [
        _feature(row) for row in rows.rename_columns([c.removesuffix(f"_{lang}") for c in own]).to_pylist()
    ]


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    x, y = row.pop(X), row.pop(Y)
    said = {key: value for key, value in row.items() if key != "id" and value is not None and value == value}  # noqa: PLR0124 - NaN
    geometry = {"type": "Point", "coordinates": [round(x, 5), round(y, 5)]}
    return {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": said}
