"""The report of a join: row by row, and counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geodata.own.naming.found import MATCHED, UNMATCHED
from geodata.text import LANGS, Text

if TYPE_CHECKING:
    from geodata.own.match import Matched

COLUMNS: Final = (
    "line",
    "text",
    "parents",
    "rule",
    "score",
    "against",
    "place_id",
    "place",
    "lon",
    "lat",
    "precision",
    "distance_km",
    "candidates",
    "suggestion",
    "likeness",
    "outside",
    "duplicate_of",
    "why_fr",
    "why_en",
)
_OUTSIDE: Final = Text("position hors du Mali", "position outside Mali")
_TURNED: Final = Text(
    "elle serait au Mali si longitude et latitude étaient échangées",
    "it would be in Mali if longitude and latitude were exchanged",
)
_SIGN: Final = Text(
    "elle serait au Mali avec une longitude ouest", "it would be in Mali with a longitude west"
)
_DUPLICATE: Final = Text("même ligne que la ligne {line}", "same row as line {line}")


@dataclass(frozen=True)
class Report:
    """What became of each row.

    Attributes
    ----------
    rows
        A row for each row of the table, with the columns of :data:`COLUMNS`. ``line`` is the line of the file;
        ``candidates`` are identifiers separated by ``|``; ``suggestion`` is one.
    counts
        Rows by rule.
    located, unmatched, outside, duplicates
        Numbers of rows.
    """

    rows: pd.DataFrame
    counts: dict[str, int]
    located: int
    unmatched: int
    outside: int
    duplicates: int


def report_of(matched: Matched) -> Report:
    """Write the report of a join."""
    places = matched.register.places
    lines = list(matched.reading.lines) or list(range(1, len(matched.found) + 1))
    first = _first_equal(matched)
    rows: dict[str, list[Any]] = {column: [] for column in COLUMNS}
    for n, found in enumerate(matched.found):
        place = places[matched.places[n]] if matched.places[n] >= 0 else None
        doubled = lines[first[n]] if first[n] != n else ""
        why = _why(matched, n, doubled)
        values = (
            lines[n],
            matched.texts[n],
            matched.parents[n],
            found.rule,
            found.score,
            found.against,
            place.id if place else "",
            place.name_fr if place else "",
            _rounded(matched.lon[n]),
            _rounded(matched.lat[n]),
            matched.precision[n],
            matched.distance_km[n],
            "|".join(places[c].id for c in found.candidates),
            places[found.suggestion].id if found.suggestion >= 0 else "",
            found.likeness if found.suggestion >= 0 else np.nan,
            bool(matched.outside[n]),
            doubled,
            why.fr,
            why.en,
        )
        for column, value in zip(COLUMNS, values, strict=True):
            rows[column].append(value)
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    counts = frame["rule"].value_counts().to_dict()
    doubles = int((frame["duplicate_of"] != "").sum())
    return Report(
        frame, counts, int(matched.located.sum()), matched.unmatched, int(matched.outside.sum()), doubles
    )


def _rounded(degrees: float) -> float:
    return round(float(degrees), 6)


def _first_equal(matched: Matched) -> list[int]:
    """Return for each row the first that says the same in every cell."""
    frame = matched.reading.frame
    cells = [
        frame[c].astype(str) if c != "geometry" else frame[c].to_wkt().astype(str) for c in frame.columns
    ]
    seen: dict[tuple[str, ...], int] = {}
    return [seen.setdefault(row, n) for n, row in enumerate(zip(*cells, strict=True))] if cells else []


def _why(matched: Matched, n: int, doubled: object) -> Text:
    found = matched.found[n]
    parts = [{**MATCHED, **UNMATCHED}[found.rule]]
    if matched.outside[n] and found.rule not in {"exact", "alias", "spelling"}:
        parts.append(_OUTSIDE)
        parts += _mended(matched, n)
    parts += [note for note in (found.note, matched.notes.get(n)) if note]
    if doubled != "":
        parts.append(_DUPLICATE.format(line=doubled))
    return Text(
        *(
            "; ".join(part.get(lang) for part in parts).replace("; ", " ; " if lang == "fr" else "; ")
            for lang in LANGS
        )
    )


def _mended(matched: Matched, n: int) -> list[Text]:
    """Say which usual slip would explain a position outside Mali; it stays where the file says."""
    lon, lat = float(matched.lon[n]), float(matched.lat[n])
    if np.isnan(lon):
        return []
    inside = matched.register.is_inside
    return [_TURNED] if inside(lat, lon) else [_SIGN] if inside(-lon, lat) else []
