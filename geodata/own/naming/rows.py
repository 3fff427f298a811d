"""The names of all rows of a table, each different one resolved once with its parents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.own.corrections import NO_PLACE, Corrections
from geodata.own.naming.found import Found
from geodata.own.naming.keys import is_nothing, is_total, key
from geodata.own.naming.parents import Parents, parents_of
from geodata.own.naming.read import Reader
from geodata.own.naming.resolve import ANY, KNOWN, SURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from geodata.own.locating.guess import Guess
    from geodata.own.naming.register import Register

#: Names taken for a far namesake, for each name of a list that is seen to be unknown: by the name alone, and
#: in one region, by how sure the place is (:meth:`Resolver.sureness`). Found by hiding villages, list by list
#: (``python -m benchmarks.own_names``): none bears the name of a seat that the documents name.
_NAMESAKES: Final = {
    ANY: {False: 0.06, True: 0.03},
    KNOWN: {False: 0.002, True: 0.001},
}
#: Share of wrong matches above which a list is read with more care.
_MOST_WRONG: Final = 1 / 300
#: Unknown names to expect besides those that show: one that is taken for a namesake hides itself. Three for
#: villages, the upper bound of a list that shows none; fewer for what readers of this project write about.
_UNSEEN: Final = {ANY: 3.0, KNOWN: 0.5}
#: Where each name's region agrees, a list with one or two unknown names is taken as it is.
_FEW_IN_REGION: Final = 2
#: A name this like a known one is a slip of the pen rather than a place that is not known.
_SLIP: Final = 0.85
#: A name, and the cells of its parents.
Row = tuple[str, tuple[str, ...]]
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

    def found(self, known: Mapping[Row, Found] | None = None) -> list[Found]:
        """Return what each row's name means, as the whole list was judged if it is longer than these rows."""
        results = self.judged(self.different()) if known is None else known
        return [results[each] for each in zip(self.texts, self._cells, strict=True)]

    def different(self) -> list[Row]:
        """The different names with their parents, in the order in which they come."""
        return list(dict.fromkeys(zip(self.texts, self._cells, strict=True)))

    def judged(self, different: Iterable[Row]) -> dict[Row, Found]:
        """Return what each of the names of a whole list means: the list is judged as one."""
        results = {each: self._resolve(*each) for each in different}
        for each, least in self._doubtful(results):
            results[each] = self._resolve(*each, least=least)
        return results

    def _parents(self, cells: tuple[str, ...]) -> Parents:
        if cells not in self._known:
            levels = [level for _, level in self.guess.parents]
            self._known[cells] = parents_of(self.register, zip(cells, levels, strict=True))
        return self._known[cells]

    def _resolve(self, text: str, cells: tuple[str, ...], *, least: int = ANY) -> Found:
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
        return self._reader.read(text, parents, self.guess.level, least=least)

    def _doubtful(self, results: dict[Row, Found]) -> list[tuple[Row, int]]:
        """Return the names to be read with more care, and how sure their places must be.

        What one name of a list means shows in the others: where many are unknown, one that is known may be a
        namesake of another place that is not.
        """
        groups: dict[bool, list[Row]] = {True: [], False: []}
        for each, found in results.items():
            parents = self._parents(each[1])
            if not parents.narrow and found.rule not in _PASSED:
                groups[parents.unit >= 0].append(each)
        doubtful = []
        for in_region, members in groups.items():
            least = self._least([results[each] for each in members], in_region=in_region)
            doubtful += [(each, least) for each in members if least > ANY]
        return doubtful

    def _least(self, found: list[Found], *, in_region: bool) -> int:
        """Return how sure a place must be, so that fewer than one in 300 of those accepted is a namesake."""
        known = [self._reader.rules.sureness(each.place) for each in found if each.is_match]
        slips = sum(each.likeness >= _SLIP for each in found if not each.is_match)
        ambiguous = sum(each.rule == "ambiguous" for each in found)
        unknown = len(found) - len(known) - slips - ambiguous
        if in_region and unknown <= _FEW_IN_REGION:
            return ANY
        for least, shares in _NAMESAKES.items():
            accepted = sum(each >= least for each in known)
            if (unknown + _UNSEEN[least]) * shares[in_region] <= accepted * _MOST_WRONG:
                return least
        return SURE
