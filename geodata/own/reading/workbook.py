"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS) to rows of text."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any, Final

import python_calamine as calamine

from geodata.own.reading.archive import refuse_doctype, unpack
from geodata.own.reading.model import unreadable
from geodata.own.reading.several import LOOKED_AT, check_wanted, likeliest, told
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.own.limits import Limits

_ZIPPED: Final = b"PK\x03\x04"
_REFERENCE: Final = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_REPEATED: Final = re.compile(rb'number-(?:columns|rows)-repeated="(\d+)"')
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_MERGED: Final = Text("{count} cellule(s) fusionnée(s) remplie(s)", "{count} merged cell(s) filled")
_HIDDEN_NUL: Final = str.maketrans("", "", "\0")
#: Cells of one sheet that are held at once, filled or not: 200 columns of 100 000 rows.
_MOST_CELLS: Final = 20_000_000


def read_workbook(
    data: bytes,
    name: str,
    limits: Limits,
    wanted: str = "",
    is_place: Callable[[str], bool] = lambda _: False,
) -> tuple[list[list[str]], str, list[str], list[Text]]:
    """Return the rows of one sheet, its name, the names of all sheets, and what was noticed.

    Parameters
    ----------
    wanted
        Name of the sheet; without it, the visible one that looks most like a table of places.
    is_place
        Tells whether a text is the name of a place.

    Notes
    -----
    Formulas are never computed: a cell gives the value that the program which wrote it left.
    """
    if data.startswith(_ZIPPED):
        _inspect(unpack(data, name, limits), name, limits)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = _visible(book)
        check_wanted(wanted, names, name)
        sheets = {each: book.get_sheet_by_name(each) for each in ([wanted] if wanted else names)}
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, OSError, ValueError) as error:
        raise unreadable(name, "le classeur est abîmé", "the workbook is damaged") from error
    except calamine.PasswordError as error:
        raise unreadable(name, "le classeur a un mot de passe", "the workbook has a password") from error
    if not sheets:
        raise unreadable(name, "le classeur n’a pas de feuille", "the workbook has no sheet")
    first = next(iter(sheets)) if len(sheets) == 1 else likeliest(_beginnings(sheets), is_place)
    chosen = sheets[first]
    limits.check("rows", chosen.total_height, name)
    rows = [[_text(cell) for cell in row] for row in chosen.to_python(skip_empty_area=False)]
    notes = told(chosen.name, names)
    notes += _fill_merged(rows, chosen)
    for row in rows:
        limits.check("columns", max((n for n, cell in enumerate(row, 1) if cell), default=0), name)
        limits.check("cell_characters", max(map(len, row), default=0), name)
    return [row if any(row) else [] for row in rows], chosen.name, names, notes


def _beginnings(sheets: dict[str, Any]) -> dict[str, list[list[str]]]:
    return {
        name: [[_text(cell) for cell in row] for row in sheet.to_python(nrows=LOOKED_AT)]
        for name, sheet in sheets.items()
    }


def _visible(book: Any) -> list[str]:  # noqa: ANN401 - calamine has no types
    shown = [
        each.name
        for each in book.sheets_metadata
        if each.visible == calamine.SheetVisibleEnum.Visible and each.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    return shown or list(book.sheet_names)


def _inspect(members: dict[str, bytes], name: str, limits: Limits) -> None:
    """Refuse what would be spread over more cells than are allowed, before it is."""
    for path, content in members.items():
        if not path.endswith((".xml", ".rels")):
            continue
        refuse_doctype(content[:100_000], name)
        if _SHEET.fullmatch(path):
            columns, rows = 0, 0
            for letters, number in set(_REFERENCE.findall(content)):
                columns, rows = max(columns, _column(letters)), max(rows, int(number))
            _refuse_spread(rows, columns, name, limits)
        elif path == "content.xml":
            # The last row and column of an ODS are repeated to the sheet's end, and hold nothing.
            repeated = [int(n) for n in _REPEATED.findall(content)]
            if len(repeated) > limits.rows or any(n > 1_100_000 for n in repeated):
                limits.check("rows", float("inf"), name)


def _refuse_spread(rows: int, columns: int, name: str, limits: Limits) -> None:
    limits.check("rows", rows, name)
    if columns > 16_384 or (columns > limits.columns and rows * columns > _MOST_CELLS):
        limits.check("columns", columns, name)
    if rows * columns > _MOST_CELLS:
        limits.check("rows", float("inf"), name)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _fill_merged(rows: list[list[str]], sheet: Any) -> list[Text]:  # noqa: ANN401 - calamine has no types
    """Write the value of cells merged downwards into each of their rows: a region beside its cercles."""
    filled = 0
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom == top or bottom - top > 5_000 or top >= len(rows):
            continue
        value = rows[top][left] if left < len(rows[top]) else ""
        for row in rows[top + 1 : bottom + 1]:
            if value and left < len(row) and not row[left]:
                row[left] = value
                filled += 1
    return [_MERGED.format(count=filled)] if filled else []


def _text(cell: object) -> str:
    """Write a typed cell as text: whole numbers without a point, dates after ISO 8601."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
    return str(cell).strip().translate(_HIDDEN_NUL)
