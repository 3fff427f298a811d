"""The names of all rows of a table, each different one resolved once with its parents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.own.corrections import NO_PLACE, Corrections
from geodata.own.naming.found import Found
from geodata.own.naming.keys import is_nothing, is_total, key
from geodata.own.naming.parents import Parents, parents_of
from geodata.own.naming.read import Reader

if TYPE_CHECKING:
    import pandas as pd

    from geodata.own.locating.guess import Guess
    from geodata.own.naming.register import Register

#: How often a village that is not known here bears the name of a place that is, and lies far from it: by its
#: name alone, and in one region. Of the villages of data/shapes, each left out in turn.
_NAMESAKES_ALONE, _NAMESAKES_IN_REGION = 0.04, 0.02
#: Share of wrong matches above which a list is read with more care, and the least number of them to expect.
_MOST_WRONG, _LEAST_WRONG = 1 / 300, 0.5
#: A name this like a known one is a slip of the pen rather than a place that is not known.
_SLIP: Final = 0.85
_PASSED: Final = frozenset({"empty", "total", "ignored", "correction", "abroad"})


class Names:
    """Resolve the names of all rows, each different name with its parents once."""

    def __init__(
        self, frame: pd.DataFrame, guess: Guess, register: Register, corrections: Corrections, to: str
    ) -> None:
        self.register, self.guess, self.corrections, self.to = register, guess, corrections, to
        count = len(frame)
        self.texts = frame[guess.name].astype(str).tolist() if guess.name else [""] * count
        self._columns = [column for column, _ in guess.parents]
        cells = [frame[column].astype(str).tolist() for column in self._columns]
        self._cells: list[tuple[str, ...]] = list(zip(*cells, strict=True)) if cells else [()] * count
        self.parents = (
            [", ".join(cell for cell in row if cell) for row in self._cells] if cells else [""] * count
        )
        self._known: dict[tuple[str, ...], Parents] = {}
        self._reader = Reader(register)

    def found(self) -> list[Found]:
        """Return what each row's name means."""
        combined = list(zip(self.texts, self._cells, strict=True))
        different = dict.fromkeys(combined)
        results = {each: self._resolve(*each) for each in different}
        for each in self._doubtful(results):
            results[each] = self._resolve(*each, careful=True)
        return [results[each] for each in combined]

    def _parents(self, cells: tuple[str, ...]) -> Parents:
        if cells not in self._known:
            levels = [level for _, level in self.guess.parents]
            self._known[cells] = parents_of(self.register, zip(cells, levels, strict=True))
        return self._known[cells]

    def _resolve(self, text: str, cells: tuple[str, ...], *, careful: bool = False) -> Found:
        chosen = self.corrections.place(text, ", ".join(c for c in cells if c))
        if chosen == NO_PLACE:
            return Found("ignored")
        if chosen is not None:
            return Found("correction", self.register.number[chosen], 1.0, text)
        if is_nothing(key(text)) and any(is_total(key(cell)) for cell in cells):
            return Found("total")
        parents = self._parents(cells)
        if self.to and not self.guess.level:
            first = self._reader.rules.plain(text, parents, self.to)
            if first is not None and first.place >= 0:
                return first
        return self._reader.read(text, parents, self.guess.level, careful=careful)

    def _doubtful(
        self, results: dict[tuple[str, tuple[str, ...]], Found]
    ) -> list[tuple[str, tuple[str, ...]]]:
        """Return the names to be read with more care: those of a list in which many names are unknown."""
        groups: dict[bool, list[tuple[str, tuple[str, ...]]]] = {True: [], False: []}
        for each, found in results.items():
            parents = self._parents(each[1])
            if not parents.narrow and found.rule not in _PASSED:
                groups[parents.unit >= 0].append(each)
        doubtful = []
        for in_region, members in groups.items():
            known = sum(results[each].is_match for each in members)
            slips = sum(results[each].likeness >= _SLIP for each in members if not results[each].is_match)
            ambiguous = sum(results[each].rule == "ambiguous" for each in members)
            unknown = len(members) - known - slips - ambiguous
            wrong = unknown * (_NAMESAKES_IN_REGION if in_region else _NAMESAKES_ALONE)
            if wrong >= _LEAST_WRONG and wrong > known * _MOST_WRONG:
                doubtful += members
        return doubtful
