"""The report of a join: row by row, and counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geodata.own.naming.found import MATCHED, UNMATCHED
from geodata.text import Text

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
_RULES: Final = {**MATCHED, **UNMATCHED}
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
        A row for each row of the table, with the columns of :data:`COLUMNS`. ``line`` is that of the file;
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


def report_of(matched: Matched, *, repeated: bool = True) -> Report:
    """Write the report of a join; rows that repeat an earlier one are looked for if ``repeated``."""
    places, founds = matched.register.places, matched.found
    lines = list(matched.reading.lines)
    first = _first_equal(matched) if repeated else range(len(lines))
    doubled = [lines[k] if k != n else "" for n, k in enumerate(first)]
    chosen = [places[n] if n >= 0 else None for n in matched.places.tolist()]
    why = _Reasons(matched)
    reasons = [why.of(n, line) for n, line in enumerate(doubled)]
    columns: dict[str, Any] = {
        "line": lines,
        "text": matched.texts,
        "parents": matched.parents,
        "rule": [found.rule for found in founds],
        "score": [found.score for found in founds],
        "against": [found.against for found in founds],
        "place_id": [place.id if place else "" for place in chosen],
        "place": [place.name_fr if place else "" for place in chosen],
        "lon": np.round(matched.lon, 6),
        "lat": np.round(matched.lat, 6),
        "precision": matched.precision,
        "distance_km": matched.distance_km,
        "candidates": ["|".join(places[c].id for c in f.candidates) if f.candidates else "" for f in founds],
        "suggestion": [places[f.suggestion].id if f.suggestion >= 0 else "" for f in founds],
        "likeness": [f.likeness if f.suggestion >= 0 else np.nan for f in founds],
        "outside": matched.outside,
        "duplicate_of": doubled,
        "why_fr": [reason.fr for reason in reasons],
        "why_en": [reason.en for reason in reasons],
    }
    texts = {
        name: pd.Series(cells, dtype=object) if isinstance(cells, list) else cells
        for name, cells in columns.items()
    }
    counts = pd.Series(columns["rule"], dtype=object).value_counts().to_dict()
    rows = pd.DataFrame(texts, columns=list(COLUMNS)).infer_objects()
    located, outside = int(matched.located.sum()), int(matched.outside.sum())
    return Report(rows, counts, located, matched.unmatched, outside, sum(line != "" for line in doubled))


def _first_equal(matched: Matched) -> list[int]:
    """Return for each row the first that says the same in every cell."""
    frame = matched.reading.frame
    cells = [(frame[c].to_wkt().fillna("") if c == "geometry" else frame[c]).tolist() for c in frame.columns]
    seen: dict[tuple[str, ...], int] = {}
    return [seen.setdefault(row, n) for n, row in enumerate(zip(*cells, strict=True))] if cells else []


class _Reasons:
    """The reasons of rows in words; most rows share theirs."""

    def __init__(self, matched: Matched) -> None:
        self.matched = matched
        self._kept: dict[tuple[str, Text | None], Text] = {}
        self._slips: dict[tuple[str, str], Text] = {}
        inside, lon, lat = matched.register.are_inside, matched.lon, matched.lat
        self.turned, self.signed = inside(lat, lon), inside(-lon, lat)

    def of(self, n: int, doubled: object) -> Text:
        """Return the reason of one row, which may be the same as that of an earlier line."""
        found, note = self.matched.found[n], self.matched.notes.get(n)
        stated = self.matched.outside[n] and found.rule not in {"exact", "alias", "spelling", "correction"}
        if note is None and not stated and doubled == "":
            if (found.rule, found.note) not in self._kept:
                self._kept[found.rule, found.note] = _joined([_RULES[found.rule], found.note])
            return self._kept[found.rule, found.note]
        slips = [_OUTSIDE, *self._mended(n)] if stated else []
        if note is None and doubled == "" and found.note is None:
            key = (found.rule, " ".join(slip.en for slip in slips))
            if key not in self._slips:
                self._slips[key] = _joined([_RULES[found.rule], *slips])
            return self._slips[key]
        again = _DUPLICATE.format(line=doubled) if doubled != "" else None
        return _joined([_RULES[found.rule], *slips, found.note, note, again])

    def _mended(self, n: int) -> list[Text]:
        """Say which usual slip would explain a position outside Mali; it stays where the file says."""
        return [_TURNED] if self.turned[n] else [_SIGN] if self.signed[n] else []


def _joined(parts: list[Text | None]) -> Text:
    known = [part for part in parts if part is not None]
    return Text(" ; ".join(part.fr for part in known), "; ".join(part.en for part in known))
