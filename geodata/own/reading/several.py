"""Which table of a file is read: the one that is asked for, or the one that looks most like places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from geodata.errors import InputError
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: Rows of a sheet that are looked at, and cells of each.
LOOKED_AT: Final = 400
_CELLS: Final = 60
_READ: Final = Text(
    "table lue : « {chosen} » (le fichier en a {count} : {names})",
    "table read: “{chosen}” (the file has {count}: {names})",
)
_TOGETHER: Final = Text("dossiers lus ensemble : {names}", "folders read together: {names}")
_DECIMAL: Final = re.compile(r"-?\d{1,2}[.,]\d{2,}")


def check_wanted(wanted: str, names: Sequence[str], name: str) -> None:
    """Refuse a sheet or layer that the file has not.

    Raises
    ------
    InputError
        If one is asked for that is not there.
    """
    if wanted and wanted not in names:
        there = ", ".join(names[:20]) or "–"
        raise InputError(
            f"« {name} » n’a pas de feuille ni de couche « {wanted[:60]} » ; il a : {there}.",
            f"“{name}” has no sheet or layer “{wanted[:60]}”; it has: {there}.",
        )


def placed_rows(rows: Sequence[Sequence[str]], is_place: Callable[[str], bool]) -> int:
    """Return how many of the first rows hold the name of a place, or degrees that lie in Mali."""
    return sum(_is_placed(row[:_CELLS], is_place) for row in rows[:LOOKED_AT])


def _is_placed(row: Sequence[str], is_place: Callable[[str], bool]) -> bool:
    degrees = [float(c.replace(",", ".")) for cell in row if _DECIMAL.fullmatch(c := cell.strip())]
    lies = any(10 <= n <= 25.5 for n in degrees) and any(-13 <= n <= 5 for n in degrees)
    return lies or any(not c.isdigit() and is_place(c) for cell in row if (c := cell.strip()))


def likeliest(sheets: Mapping[str, Sequence[Sequence[str]]], is_place: Callable[[str], bool]) -> str:
    """Return the table with most rows that look like places; where none does, the one with most cells."""

    def rank(name: str) -> tuple[int, int]:
        rows = sheets[name]
        return placed_rows(rows, is_place), sum(bool(cell) for row in rows for cell in row)

    return max(sheets, key=rank)


def told(chosen: str, names: Sequence[str]) -> list[Text]:
    """Say which table was read, where there are several; ``chosen`` is empty if all were read as one."""
    if len(names) < 2:
        return []
    listed = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    if not chosen:
        return [_TOGETHER.format(names=listed)]
    return [_READ.format(chosen=chosen, count=len(names), names=listed)]
