"""A tiled layer as a view shows it: as of a day, with what a filter asks for, coloured by a column.

It is what :mod:`layers.artifact.asof`, :mod:`layers.artifact.filtered` and :mod:`layers.artifact.colour` make
of a layer whose features are sent; a test compares the two row by row.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

import numpy as np
import pyarrow.parquet as pq
import shapely

from geodata.text import LANGS
from layers.artifact.model import Artifact
from layers.artifact.tiled.look import painted
from layers.artifact.tiled.told import SINCE
from layers.artifact.times import SINCE as FIRST_DAY
from layers.view.filter import Filter, read_filter

if TYPE_CHECKING:
    import numpy.typing as npt

    from layers.artifact.model import Meta
    from layers.artifact.tiled.look import Look
    from layers.artifact.tiled.read import Tiled
    from layers.schema.marks import LegendEntry
    from layers.view.filter import Comparison

    Flags = npt.NDArray[np.bool_]


def seen(tiled: Tiled, look: Look, meta: Meta, rows: IO[bytes]) -> Tiled:
    """Return the layer as a view shows it.

    Parameters
    ----------
    tiled
        All its rows.
    look
        What is asked of it.
    meta
        What its artifact says.
    rows
        The file of its rows, of which only the columns that are asked for are read.
    """
    if not look:
        return tiled
    file = pq.ParquetFile(rows)
    kept = _kept(file, look, len(tiled))
    count = len(tiled.x)
    number = np.flatnonzero(kept)
    points, areas = kept[:count], kept[count:]
    mark, marks = np.concatenate([tiled.mark, tiled.shape_mark])[number], tiled.told.marks
    if look.colour:
        column = file.read(columns=[look.colour])[look.colour].to_numpy().astype(float)
        mark, marks = _classed(meta, look, mark, column[number])
    shapes = tiled.shapes[areas]
    first = int(points.sum())
    return replace(
        tiled,
        told=replace(tiled.told, marks=marks, count=len(number)),
        x=tiled.x[points],
        y=tiled.y[points],
        codes=tiled.codes[points],
        mark=mark[:first],
        shapes=shapes,
        shape_mark=mark[first:],
        tree=shapely.STRtree(shapes),
        rows=number if tiled.rows is None else tiled.rows[number],
    )


def _kept(file: pq.ParquetFile, look: Look, count: int) -> Flags:
    """Which rows are shown."""
    kept: Flags = np.ones(count, dtype=bool)
    if look.day and SINCE in file.schema_arrow.names:
        since = file.read(columns=[SINCE])[SINCE].to_numpy().astype(float)
        day = (dt.date.fromisoformat(look.day) - dt.date(1970, 1, 1)).days
        kept &= np.isnan(since) | (since <= day)
    for each in (read_filter(look.filter) or Filter()).columns:
        kept &= np.any([_meets(values, each) for values in _values(file, each.column, count)], axis=0)
    return kept


def _values(file: pq.ParquetFile, column: str, count: int) -> list[npt.NDArray[Any]]:
    """Return a column as a filter knows it: once, or in each language, as a filter does not tell its own."""
    names = file.schema_arrow.names
    if column == FIRST_DAY.name and SINCE in names:
        since = file.read(columns=[SINCE])[SINCE].to_pylist()
        days = np.array(since, dtype="datetime64[D]")
        return [np.where(np.isnat(days), "", np.datetime_as_string(days)).astype(object)]
    there = [name for name in (column, *(f"{column}_{lang}" for lang in LANGS)) if name in names]
    if not there:
        return [np.full(count, None, dtype=object)]
    table = file.read(columns=there)
    return [table[name].to_numpy() for name in there]


def _meets(values: npt.NDArray[Any], comparison: Comparison) -> Flags:
    """Which values meet a comparison; a missing one does not."""
    first = comparison.values[0]
    is_number = values.dtype.kind in "fiu"
    if isinstance(first, str):
        said = np.array([f"{value:g}" for value in values] if is_number else values, dtype=object)
        return np.isin(said.astype(str), [str(value) for value in comparison.values])
    if not is_number:
        return np.zeros(len(values), dtype=bool)
    compare = {
        "=": np.equal,
        "<>": np.not_equal,
        "<": np.less,
        "<=": np.less_equal,
        ">": np.greater,
        ">=": np.greater_equal,
    }[comparison.operator]
    met: Flags = compare(values, first) & ~np.isnan(values.astype(float))
    return met


def _classed(
    meta: Meta, look: Look, mark: npt.NDArray[np.uint8], values: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.uint8], list[LegendEntry]]:
    """Return the mark of each row by the class of its number, and all marks."""
    shown, keys = painted(Artifact(meta, (), None), look)
    number = {each["key"]: n for n, each in enumerate(shown.meta["marks"])}
    ends = meta["classes"][look.colour]["ends"]
    table = np.array([number[key] for key in keys], dtype=np.uint8).reshape(-1, len(ends) + 1)
    at = np.searchsorted(ends, values).clip(0, len(ends) - 1)
    at[np.isnan(values)] = len(ends)
    found: npt.NDArray[np.uint8] = table[mark, at]
    return found, shown.meta["marks"]
