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


def nearest_inside(folded: str, inside: Iterable[tuple[str, Named]]) -> tuple[list[Named], float, bool]:
    """Return the names inside the parents that are most like another, how much, and whether it is enough.

    Parameters
    ----------
    inside
        Every folded name of every place that the parents hold.
    """
    heard = sound(folded) if folded.isascii() else ""
    scores: dict[str, float] = {}
    places: dict[str, list[Named]] = {}
    for name, named in inside:
        places.setdefault(name, []).append(named)
        if name not in scores:
            scores[name] = likeness(folded, name)
    if not scores:
        return [], 0.0, False
    same = [name for name in scores if heard and len(heard) >= 4 and sound(name) == heard]
    if same:
        return [each for name in same for each in places[name]], max(scores[name] for name in same), True
    ranked = sorted(scores, key=lambda name: -scores[name])
    best, score = ranked[0], scores[ranked[0]]
    here = {named.place for named in places[best]}
    rival = next((scores[n] for n in ranked[1:] if not here & {each.place for each in places[n]}), 0.0)
    first = folded[:1] == best[:1]
    score = min(score, likeness(_stem(folded), _stem(best)))
    return places[best], score, first and score >= enough(folded, best) and score - rival >= MARGIN
