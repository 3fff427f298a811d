"""Names of much the same letters: what may be suggested, and what a parent lets one accept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import Indel, JaroWinkler

from geodata.own.naming.keys import sound, tight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.own.naming.register import Named, Register

#: Letters in common, from which a name is worth suggesting.
SUGGESTED: Final = 0.72
#: Letters in common, from which a name is accepted where its parent agrees, by the length of the shorter.
_ACCEPTED: Final = ((12, 0.88), (8, 0.90), (6, 0.92))
_SHORTEST: Final = 6
#: How much nearer than any other name the accepted one must be.
MARGIN: Final = 0.08


def likeness(first: str, other: str) -> float:
    """Return the share of letters that two folded names have in common, 0 to 1, spaces left out.

    Examples
    --------
    >>> round(likeness("tombouctou", "tombuctou"), 2), round(likeness("koro", "gao"), 2)
    (0.95, 0.29)
    """
    return float(Indel.normalized_similarity(tight(first), tight(other)))


def enough(first: str, other: str) -> float:
    """Return the likeness that two names need to be accepted; above 1 if they are too short for any."""
    length = min(len(tight(first)), len(tight(other)))
    return next((least for size, least in _ACCEPTED if length >= size), 1.01)


#: Ends that hundreds of names share ("settlement of", "new", "old"): they say nothing of likeness.
_ENDS: Final = re.compile(r"(?:bougou|dougou|kourou|koura|coura|koroba|koro|bala|koira|kouro|ba|ni)$")


def _stem(folded: str) -> str:
    return _ENDS.sub("", tight(folded)) or folded


def suggest(register: Register, folded: str, level: str = "") -> tuple[list[Named], float]:
    """Return the places whose name is most like another, and how much; none if nothing is near."""
    if len(folded) < 4:
        return [], 0.0
    best = process.extract(
        folded, register.names, scorer=JaroWinkler.normalized_similarity, limit=8, score_cutoff=0.8
    )
    scored = sorted(((likeness(folded, name), name) for name, _, _ in best), reverse=True)
    for score, name in scored:
        found = [n for n in register.by_key[name] if not level or register.places[n.place].level == level]
        if score >= SUGGESTED and found:
            return found, score
    return [], 0.0


class Inside:
    """The names of some places, laid out to be compared with many others.

    Parameters
    ----------
    pool
        Every folded name of every place.
    """

    def __init__(self, pool: Iterable[tuple[str, Named]]) -> None:
        self.places: dict[str, list[Named]] = {}
        for name, named in pool:
            self.places.setdefault(name, []).append(named)
        self.names = list(self.places)
        self._tight = [tight(name) for name in self.names]
        self._sounds: dict[str, list[str]] = {}
        for name in self.names:
            if name.isascii():
                self._sounds.setdefault(sound(name), []).append(name)

    def nearest(self, folded: str) -> tuple[list[Named], float, bool]:
        """Return the places of the nearest name, how near it is, and whether it is enough beside a parent."""
        heard = self._sounds.get(sound(folded), []) if folded.isascii() and len(sound(folded)) >= 4 else []
        if heard:
            score = max(likeness(folded, name) for name in heard)
            return [each for name in heard for each in self.places[name]], score, True
        found = process.extract(
            tight(folded), self._tight, scorer=Indel.normalized_similarity, limit=6, score_cutoff=0.5
        )
        if not found:
            return [], 0.0, False
        best, score = self.names[found[0][2]], found[0][1]
        here = {named.place for named in self.places[best]}
        others = (
            item for item in found[1:] if not here & {n.place for n in self.places[self.names[item[2]]]}
        )
        rival = next((item[1] for item in others), 0.0)
        score = min(score, likeness(_stem(folded), _stem(best)))
        enough_alike = folded[:1] == best[:1] and score >= enough(folded, best) and score - rival >= MARGIN
        return self.places[best], score, enough_alike
