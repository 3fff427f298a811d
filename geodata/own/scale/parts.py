"""The parts of a large input: row groups of GeoParquet, and blocks of lines of CSV."""

from __future__ import annotations

import codecs
import io
import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from fsspec.core import url_to_fs

from geodata.errors import InputError
from geodata.own.keeping.bucket import open_bucket
from geodata.own.reading.model import unreadable
from geodata.own.reading.text import separator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Rows of a part, unless a single row group has more: some 200 MB while they are joined.
ROWS: Final = 250_000
#: Bytes of a part of a CSV file.
BLOCK: Final = 24_000_000
_HEAD: Final = 100_000
_HIDDEN: Final = re.compile(r"(^|/)[._][^/]*$")


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the rows of an input.

    Attributes
    ----------
    address
        The file: a path, or an address of fsspec.
    form
        ``parquet`` or ``csv``.
    groups
        Row groups of a Parquet file.
    start, stop
        Bytes of a CSV file, its headings apart.
    rows
        How many rows; -1 where they are not counted yet.
    offset
        How many rows of the input come before.
    """

    address: str
    form: str
    groups: tuple[int, ...] = ()
    start: int = 0
    stop: int = 0
    rows: int = -1
    offset: int = 0

    @property
    def name(self) -> str:
        """What a message calls it: its file, and which part of that."""
        where = f" [{self.groups[0]}–{self.groups[-1]}]" if self.groups else f" [{self.start}–{self.stop}]"
        return self.address.rpartition("/")[2] + where


def files_of(address: str) -> tuple[Any, str]:
    """Return the file system of an address, and the path in it.

    Raises
    ------
    InputError
        If there is no such kind of address.
    """
    try:
        found: tuple[Any, str] = open_bucket(address) if address.startswith("s3://") else url_to_fs(address)
    except (ValueError, ImportError) as error:
        raise unreadable(
            address, "cette sorte d’adresse n’est pas connue", "this kind of address is not known"
        ) from error
    return found


def inputs_of(address: str) -> tuple[list[str], int]:
    """Return the files of an input (a file, or all of a folder) and their bytes.

    Raises
    ------
    InputError
        If there is none, or they are not all of one form.
    """
    files, path = files_of(address)
    try:
        found = files.find(path, detail=True)
    except (OSError, pa.ArrowException) as error:
        raise unreadable(address, "il n’est pas accessible", "it cannot be reached") from error
    known = {name: told["size"] for name, told in found.items() if form_of(name) and not _HIDDEN.search(name)}
    if len({form_of(name) for name in known}) != 1:
        raise unreadable(
            address,
            "il faut un fichier ou un dossier de .parquet, ou de .csv",
            "a file or a folder of .parquet, or of .csv, is needed",
        )
    bucket, _, query = address.partition("?")
    if not bucket.startswith("s3://"):
        return [files.unstrip_protocol(name) for name in sorted(known)], sum(known.values())
    return [f"s3://{name}{'?' if query else ''}{query}" for name in sorted(known)], sum(known.values())


def form_of(name: str) -> str:
    """Return the form of a file by its name; empty if it is none that can be parted."""
    plain = name.partition("?")[0].lower()
    return next((form for form in ("parquet", "csv") if plain.endswith(f".{form}")), "")


def parts_of(addresses: Sequence[str]) -> list[Part]:
    """Return the parts of all files, in order; those of Parquet are counted."""
    found: list[Part] = []
    for address in addresses:
        found += _groups(address) if form_of(address) == "parquet" else _blocks(address)
    return found


def counted(parts: Sequence[Part], rows: Sequence[int]) -> list[Part]:
    """Return the parts with their numbers of rows and of those before them, without empty ones."""
    offset, told = 0, []
    for part, count in zip(parts, rows, strict=True):
        if count:
            told.append(replace(part, rows=count, offset=offset))
        offset += count
    return told


def read_part(part: Part, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Read the rows of a part, its geometry in WGS 84.

    Raises
    ------
    InputError
        If it is damaged.
    """
    try:
        return _read_groups(part, columns) if part.form == "parquet" else _read_block(part, columns)
    except (OSError, ValueError, KeyError, pa.ArrowException, shapely.errors.ShapelyError) as error:
        said = str(error).partition("\n")[0][:200]
        raise unreadable(
            part.name, f"la partie est abîmée ({said})", f"the part is damaged ({said})"
        ) from error


def _groups(address: str) -> Iterator[Part]:
    files, path = files_of(address)
    try:
        with files.open(path) as stream:
            told = pq.ParquetFile(stream).metadata
            sizes = [told.row_group(n).num_rows for n in range(told.num_row_groups)]
    except (OSError, pa.ArrowException) as error:
        raise unreadable(address, "la partie est abîmée", "the part is damaged") from error
    groups: list[int] = []
    for n in range(len(sizes)):
        groups.append(n)
        rows = sum(sizes[each] for each in groups)
        if n + 1 == len(sizes) or rows + sizes[n + 1] > ROWS:
            yield Part(address, "parquet", tuple(groups), rows=rows)
            groups = []


def _read_groups(part: Part, columns: Sequence[str] | None) -> pd.DataFrame:
    files, path = files_of(part.address)
    with files.open(path) as stream:
        file = pq.ParquetFile(stream)
        told = json.loads((file.schema_arrow.metadata or {}).get(b"geo", b"{}"))
        shape = told.get("primary_column", "")
        wanted = None if columns is None else [shape if c == "geometry" else c for c in columns]
        frame = file.read_row_groups(list(part.groups), columns=wanted).to_pandas(ignore_metadata=True)
    if not shape or shape not in frame.columns:
        return frame
    about = told["columns"][shape]
    if about.get("encoding") != "WKB":
        raise ValueError(about.get("encoding"))
    shapes = gpd.GeoSeries(shapely.from_wkb(frame[shape].to_numpy()), crs=about.get("crs") or "OGC:CRS84")
    rest = frame.drop(columns=shape)
    rest = rest.rename(columns={"geometry": "geometry_"})
    return gpd.GeoDataFrame(rest, geometry=shapes.to_crs(4326), crs=4326)


def _blocks(address: str) -> Iterator[Part]:
    """Part a CSV file between lines, never within quotation marks."""
    files, path = files_of(address)
    with files.open(path, "rb") as stream:
        start = position = len(stream.readline())
        is_quoted = False
        while block := stream.read(BLOCK):
            is_quoted ^= block.count(b'"') % 2 == 1
            position += len(block)
            while rest := stream.readline():
                position += len(rest)
                is_quoted ^= rest.count(b'"') % 2 == 1
                if not is_quoted:
                    break
            yield Part(address, "csv", start=start, stop=position)
            start = position


def _read_block(part: Part, columns: Sequence[str] | None) -> pd.DataFrame:
    files, path = files_of(part.address)
    with files.open(path, "rb") as stream:
        heads = stream.readline()
        sample = heads + stream.read(_HEAD)
        stream.seek(part.start)
        block = stream.read(part.stop - part.start)
    heads = heads.removeprefix(codecs.BOM_UTF8)
    mark = separator(sample.decode("utf-8", "replace")) or ","
    ended = heads if heads.endswith(b"\n") else heads + b"\n"
    return pd.read_csv(
        *(io.BytesIO(ended + block),),
        sep=mark,
        dtype=str,
        keep_default_na=False,
        usecols=None if columns is None else list(columns),
        encoding="utf-8",
    )


def check_columns(frame: pd.DataFrame, first: Sequence[str], part: Part) -> None:
    """Refuse a part that has other columns than the first one.

    Raises
    ------
    InputError
        Naming the part.
    """
    if sorted(map(str, frame.columns)) != sorted(first):
        raise InputError(
            f"« {part.name} » n’a pas les colonnes de la première partie : {', '.join(first)}.",
            f"“{part.name}” has not the columns of the first part: {', '.join(first)}.",
        )
