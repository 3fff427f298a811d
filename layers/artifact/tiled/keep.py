"""Write the rows of a layer as the files of which its tiles are drawn."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from layers.artifact.files import content_digest
from layers.artifact.tiled.grid import morton, occupied, on_map
from layers.artifact.tiled.told import POINTS, ROWS, SHAPES, SINCE, TOLD, Told, X, Y

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from layers.schema.marks import LegendEntry

#: Rows of a row group: a click reads as many for each that it finds, at most.
GROUP: Final = 1_000


def tiled_files(rows: gpd.GeoDataFrame, marks: Sequence[LegendEntry]) -> dict[str, bytes]:
    """Return the files of a tiled layer.

    Parameters
    ----------
    rows
        ``id``, ``mark``, ``geometry`` (EPSG:4326), ``name_fr``, ``name_en`` and the layer's fields, those in
        words once for each language, and ``held`` if rows are dated; rows without a geometry are left out.
    marks
        How classes are drawn; every ``mark`` is the key of one.
    """
    located = rows[rows.geometry.notna() & ~rows.geometry.is_empty]
    given = located.geometry.to_numpy()
    is_point = shapely.get_type_id(given) == shapely.GeometryType.POINT
    boxes = np.empty((len(given), 4))
    boxes[is_point, :2] = np.column_stack(
        on_map(shapely.get_x(given[is_point]), shapely.get_y(given[is_point]))
    )
    boxes[is_point, 2:] = boxes[is_point, :2]
    shapes = shapely.transform(given[~is_point], lambda at: np.column_stack(on_map(at[:, 0], at[:, 1])))
    boxes[~is_point] = shapely.bounds(shapes)
    order = np.lexsort((morton(boxes[:, 0], boxes[:, 1]), ~is_point))
    shapes = shapes[(np.cumsum(~is_point) - 1)[order][~is_point[order]]]
    located, boxes, is_point = located.iloc[order], boxes[order], is_point[order]
    number = {mark["key"]: n for n, mark in enumerate(marks)}
    mark = located["mark"].map(number).to_numpy(dtype=np.uint8)
    x, y = boxes[is_point, 0], boxes[is_point, 1]
    files = {POINTS: _table({"x": x, "y": y, "mark": mark[is_point]})}
    if not is_point.all():
        drawn = {"shape": shapely.to_wkb(shapes), "mark": mark[~is_point]}
        files[SHAPES] = _table(drawn)
    files[ROWS] = _rows(located)
    version = content_digest(b"".join([*files.values(), repr(marks).encode()]))
    files[TOLD] = Told(version, len(located), list(marks), occupied(boxes)).write()
    return files


def _table(columns: dict[str, Any]) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, compression="zstd")
    return stream.getvalue()


def _rows(located: gpd.GeoDataFrame) -> bytes:
    """The rows: what a feature's properties say in both languages, where it is, and since when."""
    frame = pd.DataFrame(located.drop(columns=["geometry", "held"], errors="ignore"))
    given = located.geometry.to_numpy()
    points, is_point = given.copy(), shapely.get_type_id(given) == shapely.GeometryType.POINT
    points[~is_point] = shapely.point_on_surface(given[~is_point])
    table = frame.assign(**{X: shapely.get_x(points), Y: shapely.get_y(points)})
    stream = io.BytesIO()
    rows = pa.Table.from_pandas(table, preserve_index=False)
    if "held" in located.columns:
        rows = rows.append_column(SINCE, _days(located["held"].tolist()))
    pq.write_table(rows, stream, row_group_size=GROUP, compression="zstd")
    return stream.getvalue()


def _days(held: Sequence[Sequence[dict[str, str]]]) -> pa.Array:
    """The first day on which each row holds, counted from 1970; rows that always do have none."""
    first = [stated[0]["since"] if stated else None for stated in held]
    days = np.array(first, dtype="datetime64[D]")
    unknown = np.isnat(days)
    return pa.array(np.where(unknown, 0, days.astype("int64")), pa.int32(), mask=unknown)
