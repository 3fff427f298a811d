"""What is done with each part of a large input; every function may run in a process of its own, and again."""

from __future__ import annotations

import io
import os
import secrets
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.errors import InputError
from geodata.own.corrections import Corrections
from geodata.own.enrich import added_to, own_columns, unit_level
from geodata.own.join import as_reading
from geodata.own.limits import DEFAULT
from geodata.own.locating.guess import Guess, step_of
from geodata.own.match import match
from geodata.own.naming.register import Register, register_of
from geodata.own.naming.rows import Names
from geodata.own.report import report_of
from geodata.own.scale.parts import Part, files_of, read_part
from geodata.own.writing import as_csv
from geodata.tables import DATA_FOLDER, Tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geodata.own.match import Matched
    from geodata.own.naming.found import Found
    from geodata.own.naming.rows import Row
    from geodata.own.reading.model import Reading


@dataclass(frozen=True)
class Order:
    """What is asked of a join, the same for every part.

    Attributes
    ----------
    guess
        How rows are located.
    columns
        Columns of the input.
    to, more, corrections
        As in :func:`geodata.own.join.join`.
    out, report
        Folders in which parts of rows and of the report are written; no report if it is empty.
    form
        ``parquet`` or ``csv``, of both.
    data
        The data folder, which every process has.
    """

    guess: Guess
    columns: tuple[str, ...]
    out: str
    to: str = "places"
    more: tuple[str, ...] = ()
    corrections: Corrections = field(default_factory=Corrections)
    report: str = ""
    form: str = "parquet"
    data: str = str(DATA_FOLDER)


@dataclass(frozen=True)
class Tally:
    """What became of the rows of a part, in numbers."""

    rows: int = 0
    located: int = 0
    unmatched: int = 0
    outside: int = 0
    rules: Mapping[str, int] = field(default_factory=dict)

    def and_(self, other: Tally) -> Tally:
        """Return both together."""
        return Tally(
            self.rows + other.rows,
            self.located + other.located,
            self.unmatched + other.unmatched,
            self.outside + other.outside,
            Counter(self.rules) + Counter(other.rules),
        )


@lru_cache(maxsize=2)
def register_at(data: str) -> Register:
    """The places of a data folder, read once in a process."""
    return register_of(Tables(Path(data)))


def count(part: Part) -> int:
    """Return how many rows a part has."""
    return part.rows if part.rows >= 0 else len(read_part(part))


def looked_at(part: Part, total: int) -> pd.DataFrame:
    """Return those rows of a part by which the columns of all rows are guessed."""
    step = step_of(total)
    frame = read_part(part)
    return frame.iloc[np.arange(-part.offset % step, len(frame), step)]


def names(part: Part, order: Order) -> list[Row]:
    """Return the different names of a part, with their parents."""
    guess = order.guess
    wanted = list(dict.fromkeys([guess.name, *(column for column, _ in guess.parents)]))
    reading = as_reading(pd.DataFrame(read_part(part, wanted)), register_at(order.data), DEFAULT)
    return _names(reading, order).different()


def judged(lists: Iterable[Iterable[Row]], order: Order) -> dict[Row, Found]:
    """Return what each name means: the names of all parts are one list, in the order of the rows."""
    nobody = pd.DataFrame({column: [] for column in order.columns}, dtype=object)
    reading = as_reading(nobody, register_at(order.data), DEFAULT)
    return _names(reading, order).judged(dict.fromkeys(row for each in lists for row in each))


def _names(reading: Reading, order: Order) -> Names:
    register = register_at(order.data)
    return Names(reading.frame, order.guess, register, order.corrections, unit_level(order.to))


def join_part(part: Part, order: Order, known: Mapping[Row, Found] | None) -> Tally:
    """Join the rows of a part and write them; done again, it writes the same."""
    frame = read_part(part)
    matched = _matched(frame, part, order, known)
    added = added_to(matched, order.more, unit_level(order.to))
    rest = pd.DataFrame(added.drop(columns="geometry"))
    rows = pd.concat([frame[own_columns(frame)].reset_index(drop=True), rest], axis="columns")
    _write(gpd.GeoDataFrame(rows, geometry=added.geometry, crs=4326), order.out, part, order)
    if order.report:
        _write(report_of(matched, repeated=False).rows, order.report, part, order)
    rules = Counter(found.rule for found in matched.found)
    return Tally(len(frame), int(matched.located.sum()), matched.unmatched, int(matched.outside.sum()), rules)


def _matched(frame: pd.DataFrame, part: Part, order: Order, known: Mapping[Row, Found] | None) -> Matched:
    """Locate the rows; columns that say nothing of where they are stay as they are, unread."""
    guess, register = order.guess, register_at(order.data)
    used = [guess.wkt, guess.position, guess.mgrs, *guess.pcodes, guess.name]
    used += [column for column, _ in guess.parents]
    degrees = [column for column in (guess.lon, guess.lat) if column]
    texts = list(dict.fromkeys(filter(None, used)))
    shapes = ["geometry"] if guess.geometry else []
    reading = as_reading(frame[[*texts, *shapes]], register, DEFAULT)
    table = reading.frame.assign(**{column: frame[column].to_numpy() for column in degrees})
    lines = tuple(range(part.offset + 1, part.offset + len(frame) + 1))
    return match(
        replace(reading, frame=table, lines=lines),
        guess,
        register,
        order.corrections,
        to=unit_level(order.to),
        known=known,
    )


def _write(rows: pd.DataFrame, folder: str, part: Part, order: Order) -> None:
    """Write a part whole: whoever lists the folder sees it finished or not at all.

    Raises
    ------
    InputError
        If there is no room, or the folder cannot be written.
    """
    files, path = files_of(folder)
    name = f"{path}/part-{part.offset:012d}.{order.form}"
    draft = f"{path}/.{secrets.token_hex(8)}"
    try:
        files.makedirs(path, exist_ok=True)
        files.pipe_file(draft, _packed(rows, order))
        files.mv(draft, name)
    except OSError as error:
        if files.exists(draft):
            files.rm(draft)
        said = os.strerror(error.errno) if error.errno else str(error)
        raise InputError(
            f"« {folder} » ne s’écrit pas : {said}. Rien n’en est gardé ; libérez de la place ou "
            "choisissez un autre dossier.",
            f"“{folder}” cannot be written: {said}. Nothing of it is kept; make room, "
            "or choose another folder.",
        ) from error


def _packed(rows: pd.DataFrame, order: Order) -> bytes:
    if order.form == "csv":
        return as_csv(_without_geometry(rows, order)).encode("utf-8")
    stream = io.BytesIO()
    rows.to_parquet(stream, index=False)
    return stream.getvalue()


def _without_geometry(rows: Any, order: Order) -> pd.DataFrame:  # noqa: ANN401 - a GeoDataFrame, which is untyped
    """Return rows for CSV; where any part may hold lines or areas, all parts have the column of shapes."""
    if "geometry" not in rows.columns:
        return pd.DataFrame(rows)
    plain = pd.DataFrame(rows.drop(columns="geometry"))
    if unit_level(order.to) or order.guess.geometry or order.guess.wkt:
        return plain.assign(atlas_wkt=rows.geometry.to_wkt().fillna(""))
    return plain
