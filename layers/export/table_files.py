"""Tables as files: CSV, for programs or for Excel, and XLSX with typed cells and a dictionary of fields."""

from __future__ import annotations

import csv
import datetime as dt
from functools import partial
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, Final, Literal

from geodata.cells import guarded
from geodata.text import Text
from layers.export.table import NOTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.text import Lang
    from layers.export.table import Column, LayerTable

#: What stands in the first row: the fields' codes, or their words.
Names = Literal["code", "label"]
#: For whom a CSV is written: programs (RFC 4180), or Excel in the table's language.
Dialect = Literal["", "excel"]
FIELDS: Final = Text("Champs", "Fields")
#: What the dictionary of fields says of each.
_DICTIONARY: Final = (
    ("sheet", Text("Feuille", "Sheet")),
    ("name", Text("Champ", "Field")),
    ("label", Text("Libellé", "Label")),
    ("unit", Text("Unité", "Unit")),
    ("type", Text("Type", "Type")),
    ("about", Text("Ce qui est compté", "What is counted")),
)
TYPES: Final = {"number": "number", "date": "date"}
#: What separates cells where Excel is set to a language, and what its numbers have for a point.
_EXCEL: Final[dict[Lang, tuple[str, str]]] = {"fr": (";", ","), "en": (",", ".")}
CELL: Final = 32_767  # characters that Excel reads of a cell; it splits a longer one over the cells below
#: A workbook carries a date of creation; a fixed one gives equal bytes for equal data.
_MADE: Final = dt.datetime(2024, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
_WIDTHS: Final = (9, 60)  # characters


def write_csv(table: LayerTable, *, hxl: bool = False, names: Names = "code", dialect: Dialect = "") -> bytes:
    """Write a table as CSV: UTF-8 with a byte-order mark, formulas guarded.

    Parameters
    ----------
    table
        The table.
    hxl
        Whether a row of HXL hashtags stands below the headings.
    names
        Codes or words in the first row; no two are equal.
    dialect
        Empty for commas and points in decimals. ``excel`` for a double click: a first line that says
        the separator, French Excel's semicolons and decimal commas, no cell longer than Excel reads.
    """
    text = StringIO()
    columns = table.columns
    separator, point = _EXCEL[table.lang] if dialect else (",", ".")
    cell_of = partial(_for_excel, point=point) if dialect else guarded
    if dialect:
        text.write(f"sep={separator}\r\n")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow([guarded(heading) for heading in headings(columns, names)])
    if hxl:
        writer.writerow([column.tag for column in columns])
    writer.writerows([["" if cell is None else cell_of(cell) for cell in row] for row in table.rows])
    return text.getvalue().encode("utf-8-sig")


def headings(columns: Sequence[Column], names: Names = "code") -> list[str]:
    """The first row: codes, or words with the unit; words that columns share are told apart by the code."""
    if names == "code":
        return [column.name for column in columns]
    words = [column.heading for column in columns]
    return [
        f"{word} [{column.name}]" if words.count(word) > 1 else word
        for word, column in zip(words, columns, strict=True)
    ]


def _for_excel(cell: object, point: str) -> object:
    """A cell for Excel: texts guarded and cut to what it reads, numbers with the language's decimal sign."""
    if isinstance(cell, str):
        return guarded(cell if len(cell) < CELL else f"{cell[: CELL - 2]}…")
    return str(cell).replace(".", point) if isinstance(cell, float) else cell


def write_workbook(tables: Sequence[LayerTable], *, hxl: bool = False, names: Names = "code") -> bytes:
    """Write tables as one Excel workbook: a sheet each, then the fields, then what to know of the tables.

    Numbers are numbers and dates are dates. Texts are written as texts, so no cell is a formula.
    """
    import xlsxwriter  # noqa: PLC0415 - loaded on first use only

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": tables[0].title, "created": _MADE})
    styles = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"valign": "top", "text_wrap": True}),
        "date": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"}),
    }
    lang = tables[0].lang
    reserved = [FIELDS.get(lang), NOTES.get(lang)]
    taken = {name.lower() for name in reserved}
    sheets = [_sheet_name(table.title, taken) for table in tables]
    for name, table in zip(sheets, tables, strict=True):
        _write_rows(book.add_worksheet(name), table, styles, hxl=hxl, names=names)
    _write_fields(book.add_worksheet(reserved[0]), dict(zip(sheets, tables, strict=True)), lang, styles)
    notes = book.add_worksheet(reserved[1])
    notes.set_column(0, 0, 20)
    notes.set_column(1, 1, 100)
    lines = [line for table in tables for line in (*table.notes, ("", ""))][:-1]
    for index, row in enumerate(lines):
        _write_row(notes, index, row, styles)
    book.close()
    return out.getvalue()


def _write_rows(
    sheet: Any,  # noqa: ANN401 - untyped library
    table: LayerTable,
    styles: dict[str, Any],
    *,
    hxl: bool,
    names: Names,
) -> None:
    heads = [headings(table.columns, names)]
    heads += [[column.tag for column in table.columns]] if hxl else []
    kinds = [column.kind for column in table.columns]
    for index, cells in enumerate(heads):
        for place, cell in enumerate(cells):
            sheet.write_string(index, place, cell, styles["head"])
    for index, row in enumerate(table.rows, start=len(heads)):
        _write_row(sheet, index, row, styles, kinds)
    for place, width in enumerate(_widths(table, heads[0])):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(len(heads), 2)
    sheet.autofilter(len(heads) - 1, 0, len(heads) - 1 + len(table.rows), len(table.columns) - 1)


def _write_fields(
    sheet: Any,  # noqa: ANN401 - untyped library
    tables: dict[str, LayerTable],
    lang: Lang,
    styles: dict[str, Any],
) -> None:
    """The dictionary of fields: a row a column of each sheet."""
    for place, (_, words) in enumerate(_DICTIONARY):
        sheet.write_string(0, place, words.get(lang), styles["head"])
    rows = (
        (name, c.name, c.label, c.unit, TYPES.get(c.kind, "string"), c.about)
        for name, table in tables.items()
        for c in table.columns
    )
    for index, row in enumerate(rows, start=1):
        _write_row(sheet, index, row, styles)
    for place, width in enumerate((24, 26, 48, 14, 10, 60)):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 2)


def _write_row(
    sheet: Any,  # noqa: ANN401 - untyped library
    index: int,
    row: Sequence[object],
    styles: dict[str, Any],
    kinds: Sequence[str] = (),
) -> None:
    for place, cell in enumerate(row):
        if isinstance(cell, (int, float)):
            sheet.write_number(index, place, cell, styles["text"])
        elif kinds and kinds[place] == "date" and cell:
            sheet.write_datetime(index, place, dt.date.fromisoformat(str(cell)), styles["date"])
        elif cell is not None:
            sheet.write_string(index, place, str(cell), styles["text"])


def _sheet_name(title: str, taken: set[str]) -> str:
    """A title as the name of a sheet: 31 characters, none of those a workbook refuses, not yet taken."""
    clean = "".join(" " if c in "[]:*?/\\" else c for c in title).strip(" '")
    name, rank = clean[:31].strip(" '"), 2
    while name.lower() in taken:
        name = f"{clean[:27].strip()} {rank}"
        rank += 1
    taken.add(name.lower())
    return name


def _widths(table: LayerTable, heads: Sequence[str]) -> list[int]:
    low, high = _WIDTHS
    longest = [
        max((len(str(row[i])) for row in table.rows if row[i] is not None), default=0)
        for i in range(len(table.columns))
    ]
    return [
        min(high, max(low, size, min(len(head), 18)) + 2) for size, head in zip(longest, heads, strict=True)
    ]
