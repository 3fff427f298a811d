"""A reader's corrections: which place a text means, kept as a small table and applied to the next file."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geodata.errors import InputError
from geodata.own.naming.keys import key
from geodata.own.reading.files import read_table

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.own.naming.register import Register

COLUMNS = ("text", "parents", "place_id")
#: Written as the place, it says that the text is none.
NO_PLACE = "-"


@dataclass(frozen=True)
class Corrections:
    """Texts, the parents that stand with them (or none: whatever they are), and the place that is meant.

    Examples
    --------
    >>> kept = Corrections().and_this("Ménaka ville", "", "menaka")
    >>> kept.place("MENAKA VILLE", "Région de Gao")
    'menaka'
    """

    rows: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)

    def place(self, text: str, parents: str) -> str | None:
        """Return the place that was chosen for a text: ``-`` for none, ``None`` if nothing was."""
        folded = key(text)
        row = self.rows.get((folded, key(parents))) or self.rows.get((folded, ""))
        return row[2] if row else None

    def and_this(self, text: str, parents: str, place_id: str) -> Corrections:
        """Return these corrections and one more, which takes the place of an earlier one of the same text."""
        return Corrections({**self.rows, (key(text), key(parents)): (text, parents, place_id)})

    def to_csv(self) -> str:
        """Write the table: ``text, parents, place_id``."""
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(self.rows.values())
        return stream.getvalue()


def read_corrections(source: Path | bytes, register: Register) -> Corrections:
    """Read corrections: a table with columns ``text``, ``place_id``, and ``parents`` if namesakes need it.

    A report in which the reader wrote places is one as well: rows without a place are passed over.

    Raises
    ------
    InputError
        If a column is missing or a place does not exist.
    """
    reading = read_table(source, "corrections.csv" if isinstance(source, bytes) else "")
    frame = reading.frame
    missing = [column for column in ("text", "place_id") if column not in frame.columns]
    if missing:
        raise InputError(
            f"Les corrections ({reading.name}) n’ont pas de colonne « {missing[0]} » : "
            "il faut text et place_id.",
            f"The corrections ({reading.name}) have no column “{missing[0]}”; text and place_id are needed.",
        )
    kept = Corrections()
    for line, row in zip(reading.lines, frame.to_dict("records"), strict=True):
        place_id = row["place_id"]
        if not place_id or not key(row["text"]):
            continue
        if place_id != NO_PLACE and place_id not in register.number:
            raise InputError(
                f"Les corrections ({reading.name}), ligne {line} : aucun lieu « {place_id} ». "
                "Prenez un identifiant du rapport (candidats, suggestion) ou « - » pour aucun lieu.",
                f"The corrections ({reading.name}), line {line}: no place “{place_id}”. "
                "Take an identifier of the report (candidates, suggestion), or “-” for no place.",
            )
        kept = kept.and_this(row["text"], row.get("parents", ""), place_id)
    return kept
