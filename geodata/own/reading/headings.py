"""Where the headings of a table stand, and distinct names for its columns."""

from __future__ import annotations

import re
from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

import pandas as pd

from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LOOKED_AT: Final = 40
_NUMBER: Final = re.compile(r"[-+]?\d[\d\s.,]*%?")
_TAG: Final = re.compile(r"#[A-Za-z][\w]*(?:\s*\+\s*[\w]+)*\s*")
_DATE: Final = re.compile(r"\d{4}-\d\d?(-\d\d?)?|\d\d?[/.]\d\d?[/.]\d{2,4}")
_TITLES: Final = Text("ligne(s) de titre laissée(s) : {titles}", "title line(s) left out: {titles}")
_NO_HEADINGS: Final = Text(
    "aucun titre de colonne : elles sont numérotées", "no headings: columns are numbered"
)
_RENAMED: Final = Text(
    "titres répétés ou vides, renommés : {names}", "repeated or empty headings, renamed: {names}"
)
_LONG_ROWS: Final = Text(
    "{count} ligne(s) plus longue(s) que les titres", "{count} row(s) longer than the headings"
)
_TAGGED: Final = Text("ligne HXL lue", "HXL row read")
_BLANK: Final = Text("{count} ligne(s) vide(s) laissée(s)", "{count} blank row(s) left out")


class Headed:
    """A table with its headings.

    Attributes
    ----------
    frame, lines, tags, notes
        As in :class:`geodata.own.reading.model.Reading`.
    """

    def __init__(self, rows: Sequence[Sequence[str]], is_place: Callable[[str], bool]) -> None:
        self.notes: list[Text] = []
        self.tags: dict[str, str] = {}
        numbered = [(line, list(row)) for line, row in enumerate(rows, 1) if row]
        blank = _blank_inside(rows)
        tagged = next((n for n, (_, row) in enumerate(numbered[:_LOOKED_AT]) if is_hxl(row)), None)
        tags = numbered.pop(tagged)[1] if tagged is not None else []
        at = _heading_row(numbered, tagged, is_place)
        above, body = ([row for _, row in numbered[:at]], numbered[at + 1 :]) if at >= 0 else ([], numbered)
        heads = numbered[at][1] if at >= 0 else tags
        width = _width([heads, tags, *(row for _, row in body)])
        self._tell(above, heads, blank, is_tagged=bool(tags))
        names = self._names(_padded(heads, width), above[-1] if above else [])
        count = len(heads)
        longer = sum(len(row) > count and "".join(row[count:]).strip() != "" for _, row in body)
        if longer and heads:
            self.notes.append(_LONG_ROWS.format(count=longer))
        self.tags = {name: tag.strip() for name, tag in zip(names, tags, strict=False) if tag.strip()}
        columns = list(zip_longest(*(row[:width] for _, row in body), fillvalue="")) if body else []
        columns += [("",) * len(body)] * (width - len(columns))
        cells = {name: [c.strip() for c in column] for name, column in zip(names, columns, strict=True)}
        self.frame = pd.DataFrame(cells, columns=names, dtype=object)
        self.lines = tuple(line for line, _ in body)

    def _tell(self, above: list[list[str]], heads: list[str], blank: int, *, is_tagged: bool) -> None:
        if above:
            titles = " · ".join(" ".join(c.strip() for c in row if c.strip())[:80] for row in above)
            self.notes.append(_TITLES.format(titles=titles))
        if not heads:
            self.notes.append(_NO_HEADINGS)
        if is_tagged:
            self.notes.append(_TAGGED)
        if blank:
            self.notes.append(_BLANK.format(count=blank))

    def _names(self, heads: list[str], group: list[str]) -> list[str]:
        """Return distinct names: repeated headings take the group that stands above them, or a number."""
        plain = [" ".join(head.split()) for head in heads]
        counts = Counter(name.casefold() for name in plain)
        groups, held = [], ""
        for cell in (
            _padded([c.strip() for c in group], len(plain))
            if sum(map(bool, group)) > 1
            else [""] * len(plain)
        ):
            held = cell or held
            groups.append(held)
        names: list[str] = []
        taken: set[str] = set()
        renamed = []
        for n, (name, above) in enumerate(zip(plain, groups, strict=True), 1):
            known = name or f"col. {n}"
            if name and above and counts[name.casefold()] > 1:
                known = f"{above} {name}"
            # That name is kept for the shapes of vector files.
            known = f"{known}_" if known == "geometry" else known
            distinct, count = known, 1
            while distinct.casefold() in taken:
                count += 1
                distinct = f"{known} ({count})"
            taken.add(distinct.casefold())
            names.append(distinct)
            if distinct != name and any(plain):
                renamed.append(distinct)
        if renamed:
            self.notes.append(_RENAMED.format(names=", ".join(renamed[:8])))
        return names


def is_hxl(row: Sequence[str]) -> bool:
    """Whether a row holds HXL tags (hxlstandard.org): most of its filled cells, and one at least."""
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and sum(bool(_TAG.fullmatch(cell.strip())) for cell in filled) * 2 > len(filled)


def _heading_row(
    numbered: list[tuple[int, list[str]]], tagged: int | None, is_place: Callable[[str], bool]
) -> int:
    """Return which row holds the headings; -1 where none does."""
    if tagged is not None:
        return tagged - 1
    near = [row for _, row in numbered[:_LOOKED_AT]]
    if not near:
        return -1
    widths = [sum(map(bool, map(str.strip, row))) for row in near]
    usual = sorted(widths)[len(widths) // 2] if len(widths) > 2 else max(widths)
    for n, row in enumerate(near):
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(filled) < max(1 if usual == 1 else 2, usual * 0.6):
            continue
        return n if _is_heading(filled, near[n + 1 :], is_place) else -1
    return 0


def _is_heading(filled: list[str], below: list[list[str]], is_place: Callable[[str], bool]) -> bool:
    """Whether cells are headings rather than the first row: no number or date, and no place among places."""
    numbers = sum(bool(_NUMBER.fullmatch(cell) or _DATE.fullmatch(cell)) for cell in filled)
    if numbers * 3 > len(filled) or (numbers and len(filled) <= 3 and below and not _is_years(filled)):
        return False
    if len(filled) > 3:
        return True
    return not any(is_place(cell) for cell in filled)


def _is_years(filled: list[str]) -> bool:
    return all(re.fullmatch(r"(19|20)\d\d", cell) for cell in filled if _NUMBER.fullmatch(cell))


def _width(rows: list[list[str]]) -> int:
    """Return how many columns have a heading or any cell."""
    return max((n for row in rows for n, cell in enumerate(row, 1) if cell.strip()), default=0)


def _padded(row: list[str], width: int) -> list[str]:
    return [*row[:width], *[""] * (width - len(row))]


def _blank_inside(rows: Sequence[Sequence[str]]) -> int:
    filled = [n for n, row in enumerate(rows) if row]
    return sum(not row for row in rows[filled[0] : filled[-1]]) if filled else 0
