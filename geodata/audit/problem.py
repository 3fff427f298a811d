"""What the rules of the audit report, and the rows that they read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.tables import Tables
    from geodata.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in the data.

    Parameters
    ----------
    table
        Name of the table.
    line
        1-based line of the CSV file (the header is line 1); 0 if the whole table is meant.
    column
        Name of the column, empty if the whole row is meant.
    value
        What stands there.
    rule
        The rule it breaks.
    """

    table: str
    line: int
    column: str
    value: str
    rule: Text

    def describe(self, lang: Lang) -> str:
        """Write the problem on one line."""
        where = ", ".join(filter(None, (self.table, str(self.line or ""), self.column)))
        return f"{where}: {self.value!r}: {self.rule.get(lang)}"


def numbered_rows(tables: Tables, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of a table with their line in the CSV file (the header is line 1)."""
    return enumerate(tables.records(name), start=2)
