"""Read any file of a reader: what it is shows in its first bytes, never only in its name."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import pyarrow as pa

from geodata.errors import InputError
from geodata.own.limits import DEFAULT, Limits
from geodata.own.reading.archive import unpack
from geodata.own.reading.headings import Headed
from geodata.own.reading.model import Reading, unreadable
from geodata.own.reading.several import LOOKED_AT, check_wanted, placed_rows, told
from geodata.own.reading.text import decode, split_rows
from geodata.own.reading.vector import read_vector
from geodata.own.reading.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.text import Text

WORKBOOKS: Final = frozenset({"xlsx", "xls", "ods"})
#: Tables that a plain archive may hold; archives in archives are not opened, but for workbooks.
PACKED: Final = (
    *(".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods"),
    *(".geojson", ".json", ".gpkg", ".gpx", ".fgb", ".parquet"),
)


def read_table(
    source: bytes | str | Path,
    name: str = "",
    limits: Limits = DEFAULT,
    *,
    sheet: str = "",
    is_place: Callable[[str], bool] = lambda _: False,
) -> Reading:
    """Read a file, or what was pasted.

    Parameters
    ----------
    source
        The bytes of a file, a path, or a text of cells (as a spreadsheet gives them to the clipboard).
    name
        The file's name, for messages; taken from a path.
    limits
        What is refused as too large.
    sheet
        Sheet of a workbook or layer of a file that holds several.
    is_place
        Tells whether a text is the name of a place: a first row of place names is no row of headings.

    Raises
    ------
    InputError
        If the file is missing, empty, damaged, hostile, larger than the limits, or of no known form.
    """
    data, name = _bytes(source, name, limits)
    limits.check("bytes", len(data), name)
    if not data.strip():
        raise unreadable(name, "il est vide", "it is empty")
    form = form_of(data, name)
    if form == "zip":
        return read_packed(data, name, limits, sheet, is_place)
    notes: list[Text] = []
    if form in {"csv", *WORKBOOKS}:
        return _tabular(data, name, form, limits, sheet, is_place)
    try:
        frame, layers, layer = read_vector(data, name, form, limits, notes, sheet)
    except pa.ArrowException as error:
        raise unreadable(name, "le fichier est abîmé", "the file is damaged") from error
    if frame.geometry.isna().all():
        frame = pd.DataFrame(frame.drop(columns="geometry"))  # a table of a GeoPackage, located by its names
    frame = _as_text(frame.rename(columns=str))
    lines = tuple(range(1, len(frame) + 1))
    return Reading(name, form, frame, lines, {}, tuple(notes), tuple(layers), layer)


#: Archives that are not opened in another: some hold themselves.
_NESTED: Final = frozenset({"zip", "shp", "kmz"})


def read_packed(
    data: bytes, name: str, limits: Limits, wanted: str, is_place: Callable[[str], bool]
) -> Reading:
    """Read one table of an archive of tables: the one that is asked for, or that looks most like places.

    Raises
    ------
    InputError
        As :func:`read_table`; also if none of the tables can be read.
    """
    members = unpack(data, name, limits)
    paths = [p for p in members if p.lower().endswith(PACKED) and "__MACOSX" not in p]
    check_wanted(wanted, paths, name)
    limits.check("tables", len(paths), name)
    found: dict[str, Reading] = {}
    refused: InputError | None = None
    for path in [wanted] if wanted else paths:
        try:
            if form_of(members[path], path) in _NESTED:
                raise _no_table(path)
            found[path] = read_table(members[path], path, limits, is_place=is_place)
        except InputError as error:
            refused = error
    if not found:
        raise refused or _no_table(name)
    chosen = max(found, key=lambda path: (_placed(found[path], is_place), len(found[path].frame)))
    one = found[chosen]
    return replace(
        one, name=name, notes=(*told(chosen, paths), *one.notes), sheets=tuple(paths), sheet=chosen
    )


def _placed(reading: Reading, is_place: Callable[[str], bool]) -> int:
    """Return how many rows seem to be places; those of a vector layer are."""
    if "geometry" in reading.frame:
        return int(reading.frame["geometry"].notna().sum())
    return placed_rows(reading.frame.head(LOOKED_AT).to_numpy().tolist(), is_place)


def _tabular(  # noqa: PLR0913 - a file, what is asked of it, and the limits
    data: bytes, name: str, form: str, limits: Limits, sheet: str, is_place: Callable[[str], bool]
) -> Reading:
    notes: list[Text]
    sheets: list[str] = []
    if form == "csv":
        text, notes = decode(data, name)
        rows, chosen = split_rows(text, name, limits), ""
    else:
        rows, chosen, sheets, notes = read_workbook(data, name, limits, sheet, is_place)
    if not any(rows):
        raise unreadable(name, "il est vide", "it is empty")
    headed = Headed(rows, is_place)
    found = tuple(notes + headed.notes)
    return Reading(name, form, headed.frame, headed.lines, headed.tags, found, tuple(sheets), chosen)


def _bytes(source: bytes | str | Path, name: str, limits: Limits) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, Path(name.replace("\\", "/")).name or "table"
    if isinstance(source, str):
        return source.encode("utf-8", "replace"), name or "table"
    try:
        limits.check("bytes", source.stat().st_size, source.name)
        return source.read_bytes(), name or source.name
    except (OSError, ValueError) as error:
        raise InputError(
            f"Le fichier « {source} » ne s’ouvre pas : indiquez un fichier qui existe.",
            f"The file “{source}” cannot be opened: name a file that exists.",
        ) from error


def form_of(data: bytes, name: str) -> str:
    """Tell the format of a file by its content.

    Raises
    ------
    InputError
        If it is a known format that holds no table.

    Examples
    --------
    >>> form_of(b"lieu;n", "a.csv"), form_of(b'{"type": "Feature"', "a.json")
    ('csv', 'geojson')
    """
    head = data[:4096]
    for mark, form in _MAGIC.items():
        if head.startswith(mark):
            return form
    if head.startswith(b"PK\x03\x04"):
        return _of_archive(data, name)
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if plain.startswith(b"<"):
        for tag, form in ((b"<kml", "kml"), (b"<gpx", "gpx")):
            if tag in plain.lower():
                return form
        raise unreadable(name, "ce XML n’est ni KML ni GPX", "this XML is neither KML nor GPX")
    if plain.startswith(b"{"):
        return "geojson"
    for mark in (
        b"%PDF",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"Rar!",
        b"7z\xbc\xaf",
        b"\x1f\x8b",
        b"\x00\x00\x27\x0a",
    ):
        if head.startswith(mark):
            raise _no_table(name)
    return "csv"


_MAGIC: Final = {
    b"SQLite format 3\0": "gpkg",
    b"fgb\x03fgb": "fgb",
    b"PAR1": "parquet",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "xls",
}


def _of_archive(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            paths = [path.lower() for path in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise unreadable(name, "l’archive est abîmée", "the archive is damaged") from error
    if "[content_types].xml" in paths and any(path.startswith("xl/") for path in paths):
        return "xlsx"
    if "content.xml" in paths:
        return "ods"
    for ending, form in ((".shp", "shp"), (".kml", "kmz")):
        if any(path.endswith(ending) for path in paths):
            return form
    if any(path.endswith(PACKED) and not path.startswith("__macosx") for path in paths):
        return "zip"
    raise _no_table(name)


def _no_table(name: str) -> InputError:
    return unreadable(
        name,
        "on attend un CSV, un classeur (XLSX, XLS, ODS), du GeoJSON, un GeoPackage, du KML ou KMZ, du GPX, "
        "un Shapefile en ZIP (fichiers .shp, .shx, .dbf et .prj), du FlatGeobuf ou du GeoParquet",
        "expected are CSV, a workbook (XLSX, XLS, ODS), GeoJSON, a GeoPackage, KML or KMZ, GPX, a zipped "
        "Shapefile (the files .shp, .shx, .dbf and .prj), FlatGeobuf or GeoParquet",
    )


def _as_text(frame: Any) -> Any:  # noqa: ANN401 - a GeoDataFrame, which is untyped
    """Write the attributes as text, as those of a table are."""
    for column in frame.columns:
        if column != "geometry":
            values = frame[column]
            whole = pd.api.types.is_float_dtype(values) and (values.dropna() % 1 == 0).all()
            written = (values.astype("Int64") if whole else values).astype(object)
            frame[column] = ["" if _is_nothing(v) else str(v).replace("\0", "") for v in written]
    return frame


def _is_nothing(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and isnan(value))
