"""A layer as a table: CSV and XLSX, with the columns that the map's table shows and a few for joining."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, Final

from geodata.cells import guarded
from geodata.text import Text, same
from layers.artifact.joined import CAVEAT as JOINED
from layers.words import day, typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geodata.text import Lang
    from layers.artifact.model import Artifact, Feature, FieldEntry, Meta

NAME: Final = Text("Nom", "Name")
STATUS: Final = Text("Symbole de la carte", "Symbol on the map")
IDENTIFIER: Final = Text("Identifiant", "Identifier")
LATITUDE: Final = Text("Latitude (°, WGS 84)", "Latitude (°, WGS 84)")
LONGITUDE: Final = Text("Longitude (°, WGS 84)", "Longitude (°, WGS 84)")
GEOMETRY: Final = Text("Géométrie (WKT, WGS 84)", "Geometry (WKT, WGS 84)")
NOTES: Final = Text("À propos", "About")
DATA_DATE: Final = Text("Date des données", "Data date")
CAVEAT: Final = Text("À savoir", "Good to know")
SOURCE: Final = same("Source")
LICENCE: Final = same("Licence")
DISCLAIMER: Final = Text(
    "Projet, non validé. Les noms et les désignations employées n’impliquent pas reconnaissance ou "
    "acceptation officielle par l’Organisation des Nations Unies.",
    "Draft, not cleared. The names and designations used do not imply official endorsement or "
    "acceptance by the United Nations.",
)
FORMS: Final = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: A workbook carries a date of creation; a fixed one gives equal bytes for equal data.
_MADE: Final = dt.datetime(2024, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
_DIGITS: Final = 5  # decimals of a position, as in the artifact
_WIDTHS: Final = (9, 60)  # characters


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its heading with unit, its HXL tag, and how a feature gives its cell."""

    name: str
    heading: str
    tag: str
    read: Callable[[Feature], object]


@dataclass(frozen=True, slots=True)
class LayerTable:
    """A layer's features as rows; numbers stay numbers, what is not known is ``None``."""

    title: str
    lang: Lang
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[tuple[str, str], ...]


def layer_table(artifact: Artifact, *, notes: Sequence[tuple[str, str]] = (), wkt: bool = True) -> LayerTable:
    """Read a layer's table from its artifact.

    ``notes`` replaces the layer's own notes. ``wkt`` adds a last column of the lines and areas, if
    there are any: points are written as latitude and longitude.
    """
    meta, features, lang = artifact.meta, artifact.features, artifact.lang
    marks = {mark["key"]: mark["label"] for mark in meta["marks"]}
    columns = [
        Column("id", IDENTIFIER.get(lang), "#meta+id", lambda feature: feature["id"]),
        Column("name", NAME.get(lang), "#loc+name", lambda feature: feature["properties"]["name"]),
        Column(
            "mark_label",
            STATUS.get(lang),
            "#status",
            lambda feature: marks.get(feature["properties"]["mark"]),
        ),
        *(_field_column(field) for field in meta["fields"]),
    ]
    names = {field["name"] for field in meta["fields"]}
    if not {"lat", "lon"} <= names and any(_position(feature) for feature in features):
        columns += [
            Column(name, text.get(lang), f"#geo+{name}", _coordinate(part))
            for name, text, part in (("lat", LATITUDE, 1), ("lon", LONGITUDE, 0))
        ]
    if wkt and any(_wkt(feature) for feature in features):
        columns.append(Column("wkt", GEOMETRY.get(lang), "#geo+bounds", _wkt))
    rows = tuple(tuple(column.read(feature) for column in columns) for feature in features)
    return LayerTable(meta["title"], lang, tuple(columns), rows, tuple(notes or _notes(meta, lang)))


def _field_column(field: FieldEntry) -> Column:
    name = field["name"]
    heading = f"{field['label']} ({field['unit']})" if field["unit"] else field["label"]
    return Column(name, heading, _tag(name, field["kind"]), lambda feature: feature["properties"].get(name))


def _tag(name: str, kind: str) -> str:
    """The HXL hashtag of a field: coordinates and sources have tags of their own."""
    if name in ("lat", "lon"):
        return f"#geo+{name}"
    if kind == "citation":
        return "#meta+source"
    return f"#indicator+num+{name}" if kind == "number" else f"#description+{name}"


def _position(feature: Feature) -> list[float] | None:
    geometry = feature["geometry"]
    return geometry["coordinates"] if geometry and geometry["type"] == "Point" else None


def _coordinate(part: int) -> Callable[[Feature], object]:
    def read(feature: Feature) -> object:
        position = _position(feature)
        return position[part] if position else None

    return read


def _wkt(feature: Feature) -> str | None:
    """The geometry of a line or an area, as well-known text."""
    geometry = feature["geometry"]
    if not geometry or geometry["type"] == "Point":
        return None
    from shapely import to_wkt  # noqa: PLC0415 - the web process loads it on first use only

    from layers.artifact.shapes import to_shape  # noqa: PLC0415

    return str(to_wkt(to_shape(geometry), rounding_precision=_DIGITS, trim=True))


def caveats_of(meta: Meta) -> list[str]:
    """What a reader of a layer's table must know: its caveats, and that of the joined columns."""
    has_joined = any("theme" in field for field in meta["fields"])
    return [*meta["caveats"], *([typeset(JOINED.get(meta["lang"]), meta["lang"])] if has_joined else [])]


def _notes(meta: Meta, lang: Lang) -> list[tuple[str, str]]:
    lines = [(NOTES.get(lang), meta["about"])]
    if meta["data_date"]:
        lines.append((DATA_DATE.get(lang), day(meta["data_date"], lang)))
    lines += [(CAVEAT.get(lang), caveat) for caveat in caveats_of(meta)]
    for source in meta["sources"]:
        text = ", ".join(
            part for part in (source["title"], source["date"] and day(source["date"], lang)) if part
        )
        lines.append((SOURCE.get(lang), text))
        if source["licence"]:
            lines.append((LICENCE.get(lang), source["licence"]))
    lines.append(("", typeset(DISCLAIMER.get(lang), lang)))
    return lines


def write_csv(table: LayerTable, *, hxl: bool = False) -> bytes:
    """Write a table as CSV: UTF-8 with a byte-order mark, points in decimals, formulas guarded.

    ``hxl`` adds a row of HXL hashtags below the headings.
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([guarded(column.heading) for column in table.columns])
    if hxl:
        writer.writerow([column.tag for column in table.columns])
    writer.writerows([["" if cell is None else guarded(cell) for cell in row] for row in table.rows])
    return text.getvalue().encode("utf-8-sig")


def write_workbook(tables: Sequence[LayerTable], *, hxl: bool = False) -> bytes:
    """Write tables as one Excel workbook: a sheet each, then a sheet of what to know of them.

    Texts are written as texts, so no cell is a formula.
    """
    import xlsxwriter  # noqa: PLC0415 - loaded on first use only

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": tables[0].title, "created": _MADE})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    top = book.add_format({"valign": "top", "text_wrap": True})
    about = NOTES.get(tables[0].lang)
    names = {about.lower()}
    for table in tables:
        _write_rows(book.add_worksheet(_sheet_name(table.title, names)), table, head, top, hxl=hxl)
    notes = book.add_worksheet(about)
    notes.set_column(0, 0, 20)
    notes.set_column(1, 1, 100)
    lines = [line for table in tables for line in (*table.notes, ("", ""))][:-1]
    for index, row in enumerate(lines):
        _write_row(notes, index, row, top)
    book.close()
    return out.getvalue()


def _write_rows(sheet: Any, table: LayerTable, head: Any, style: Any, *, hxl: bool) -> None:  # noqa: ANN401
    heads = [[column.heading for column in table.columns]]
    heads += [[column.tag for column in table.columns]] if hxl else []
    for index, cells in enumerate(heads):
        for place, cell in enumerate(cells):
            sheet.write_string(index, place, cell, head)
    for index, row in enumerate(table.rows, start=len(heads)):
        _write_row(sheet, index, row, style)
    for place, width in enumerate(_widths(table)):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(len(heads), 2)
    sheet.autofilter(len(heads) - 1, 0, len(heads) - 1 + len(table.rows), len(table.columns) - 1)


def _write_row(sheet: Any, index: int, row: Sequence[object], style: Any) -> None:  # noqa: ANN401 - untyped library
    for place, cell in enumerate(row):
        if isinstance(cell, (int, float)):
            sheet.write_number(index, place, cell, style)
        elif cell is not None:
            sheet.write_string(index, place, str(cell), style)


def _sheet_name(title: str, taken: set[str]) -> str:
    """A title as the name of a sheet: 31 characters, none of those a workbook refuses, not yet taken."""
    clean = "".join(" " if c in "[]:*?/\\" else c for c in title).strip(" '")
    name, rank = clean[:31].strip(" '"), 2
    while name.lower() in taken:
        name = f"{clean[:27].strip()} {rank}"
        rank += 1
    taken.add(name.lower())
    return name


def _widths(table: LayerTable) -> list[int]:
    low, high = _WIDTHS
    longest = [
        max((len(str(row[i])) for row in table.rows if row[i] is not None), default=0)
        for i in range(len(table.columns))
    ]
    return [
        min(high, max(low, size, min(len(c.heading), 18)) + 2)
        for size, c in zip(longest, table.columns, strict=True)
    ]
