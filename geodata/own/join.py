"""Join a frame or a file to the places in one call, for notebooks and the command line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pandas as pd

from geodata.errors import InputError
from geodata.own.corrections import Corrections, read_corrections
from geodata.own.enrich import as_frame, unit_level
from geodata.own.limits import DEFAULT, Limits
from geodata.own.locating.guess import guess
from geodata.own.match import Matched, match
from geodata.own.naming.keys import key, split_level
from geodata.own.naming.register import register_of
from geodata.own.reading.files import read_table
from geodata.own.reading.model import Reading
from geodata.own.report import Report, report_of
from geodata.tables import DATA_FOLDER, Tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.own.naming.register import Register

#: What rows may be joined to.
TARGETS: Final = ("places", "regions", "cercles", "communes", "sectors")


@dataclass(frozen=True)
class Joined:
    """The outcome of a join.

    Attributes
    ----------
    frame
        The rows with what was found (:func:`geodata.own.enrich.as_frame`).
    report
        What became of each row.
    matched
        The join itself, for :func:`geodata.own.enrich.enrich` and :func:`geodata.own.aggregate.aggregate`.
    """

    frame: gpd.GeoDataFrame
    report: Report
    matched: Matched


def join(  # noqa: PLR0913 - the options of the command
    source: pd.DataFrame | Path | str | bytes | Reading,
    on: str = "",
    parents: Iterable[str] = (),
    *,
    to: str = "places",
    corrections: Corrections | Path | None = None,
    tables: Tables | None = None,
    limits: Limits = DEFAULT,
    more: Iterable[str] = (),
    sheet: str = "",
) -> Joined:
    """Join rows to the places of the project.

    Parameters
    ----------
    source
        A frame, the path of a file, its bytes, pasted cells, or what was read before.
    on
        Column of names; guessed if it is not said.
    parents
        Columns of parents (region, cercle, commune); guessed if none is said.
    to
        ``places``, or the units that are meant: ``regions``, ``cercles``, ``communes``, ``sectors``.
    corrections
        Places chosen for some texts, or the file that holds them.
    tables
        The data folder.
    limits
        What is refused as too large.
    more
        What else to add: ``pcodes``, ``site``, ``radio``, ``mgrs``.
    sheet
        Sheet, layer or member of a file that holds several; the likeliest if it is not said.

    Raises
    ------
    InputError
        If the source cannot be read, a column is missing, or ``to`` is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> join(pd.DataFrame({"lieu": ["Gao", "Ber (Tombouctou)", "Xyzzy"]})).frame["atlas_place_id"].tolist()
    ['gao', 'ber', '']
    """
    if to not in TARGETS:
        raise InputError(
            f"« {to} » : on joint à l’un de {', '.join(TARGETS)}.",
            f"“{to}”: one joins to one of {', '.join(TARGETS)}.",
        )
    register = register_of(tables or Tables())
    reading = as_reading(source, register, limits, sheet)
    if isinstance(corrections, Path):
        corrections = read_corrections(corrections, register)
    level = unit_level(to)
    matched = match(reading, guess(reading, register, on, parents), register, corrections, to=level)
    return Joined(as_frame(matched, more, level), report_of(matched), matched)


def as_reading(
    source: pd.DataFrame | Path | str | bytes | Reading, register: Register, limits: Limits, sheet: str = ""
) -> Reading:
    """Return a source as what reading a file gives."""
    if isinstance(source, Reading):
        return source
    if isinstance(source, pd.DataFrame):
        return _from_frame(source)
    return read_table(source, limits=limits, sheet=sheet, is_place=lambda text: _is_place(register, text))


def read_knowing(
    data: bytes, name: str, limits: Limits = DEFAULT, *, sheet: str = "", folder: Path = DATA_FOLDER
) -> Reading:
    """Read a file as :func:`join` does, in a process beside: ``read_apart(…, read=read_knowing)``."""
    register = register_of(Tables(folder))
    return read_table(data, name, limits, sheet=sheet, is_place=lambda text: _is_place(register, text))


def _is_place(register: Register, text: str) -> bool:
    folded = key(text)
    return folded in register.by_key or split_level(folded)[0] in register.by_key


def _from_frame(source: pd.DataFrame) -> Reading:
    """Take a frame as it is: cells as text, distinct headings, geometry in WGS 84."""
    frame = source.reset_index(drop=True)
    counts: dict[str, int] = {}
    names = []
    for column in map(str, frame.columns):
        counts[column] = counts.get(column, 0) + 1
        names.append(column if counts[column] == 1 else f"{column} ({counts[column]})")
    shapes = None
    names = [f"{name}_" if name == "geometry" else name for name in names]
    if isinstance(source, gpd.GeoDataFrame) and source.active_geometry_name:
        active = source.active_geometry_name
        shapes = source.geometry.reset_index(drop=True)
        shapes = shapes.set_crs(4326) if shapes.crs is None else shapes.to_crs(4326)
        position = frame.columns.get_loc(active)
        frame = pd.DataFrame(frame.drop(columns=active))
        names.pop(position)
    text = pd.DataFrame(
        {name: _text(frame.iloc[:, n]) for n, name in enumerate(names)},
        columns=names,
        index=frame.index,
        dtype=object,
    )
    lines = tuple(range(1, len(text) + 1))
    reading = Reading("frame", "frame", text, lines)
    return (
        reading
        if shapes is None
        else replace(reading, frame=gpd.GeoDataFrame(text, geometry=shapes, crs=4326))
    )


def _text(column: pd.Series[object]) -> list[str]:
    whole = pd.api.types.is_float_dtype(column) and (column.dropna() % 1 == 0).all()
    return [
        "" if pd.isna(value) else str(int(value) if whole else value).strip() for value in column.tolist()
    ]
