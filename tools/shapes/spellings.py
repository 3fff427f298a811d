"""Names of towns in Arabic, Tifinagh and N'Ko, as GeoNames gives them: a CSV beside the shapes."""

from __future__ import annotations

import csv
import json
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tools.shapes.record import Feature

FILE: Final = "town_spellings.csv"
_SCRIPTS: Final = ("ARABIC", "TIFINAGH", "NKO")


def in_another_script(name: str) -> bool:
    """Whether every letter of a name is Arabic, Tifinagh or N'Ko.

    Examples
    --------
    >>> in_another_script("غاو"), in_another_script("Gao"), in_another_script("tawڈny")
    (True, False, False)
    """
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all(unicodedata.name(c, "").startswith(_SCRIPTS) for c in letters)


def write(path: Path, cities: Path, towns: Iterable[Feature]) -> int:
    """Write ``id, spelling`` for every town of ours; return the number of rows."""
    known = json.loads(cities.read_text("utf-8"))
    rows = [
        (town.id, spelling)
        for town in towns
        for spelling in sorted(set(known[str(town.properties["geonames"])]["alternatenames"]))
        if in_another_script(spelling)
    ]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["id", "spelling"])
        writer.writerows(sorted(rows))
    return len(rows)
