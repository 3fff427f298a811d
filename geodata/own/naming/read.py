"""Read a written text as a place: one name, a child with its parents, or something that is no place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geodata.own.naming import keys
from geodata.own.naming.choose import cluster
from geodata.own.naming.found import Found
from geodata.own.naming.parents import Parents, parents_of
from geodata.own.naming.parts import Parts, take_apart
from geodata.own.naming.resolve import ANY, Resolver

if TYPE_CHECKING:
    from geodata.own.naming.register import Register

_IN_PARTS: Final = 0.97
_BY_WORDS: Final = 0.95
_HOLDING: Final = frozenset({"region", "cercle", "commune", "sector"})


class Reader:
    """Reads the texts of a column.

    Parameters
    ----------
    register
        The places.
    """

    def __init__(self, register: Register) -> None:
        self.register = register
        self.rules = Resolver(register)
        self._stated: dict[tuple[tuple[str, str], ...], Parents] = {}

    def _parents_of(self, *cells: tuple[str, str]) -> Parents:
        """Return the parents that parts of a text name; the same parts come again."""
        if cells not in self._stated:
            self._stated[cells] = parents_of(self.register, cells)
        return self._stated[cells]

    def read(self, text: str, parents: Parents, level: str = "", *, least: int = ANY) -> Found:
        """Return the place that a text means.

        Parameters
        ----------
        text
            The cell.
        parents
            What the other cells of the row say.
        level
            Level that the column states.
        least
            How sure a place must be to be accepted by its name alone (:meth:`Resolver.sureness`).
        """
        folded = keys.key(text)
        if keys.is_nothing(folded):
            return self.rules.fall_back("x", parents, Found("empty")) if parents.unit >= 0 else Found("empty")
        if keys.is_total(folded):
            return Found("total")
        if parents.abroad:
            return self._abroad(text)
        whole = self.rules.plain(text, parents, level, least=least)
        if whole is not None and (whole.rule != "none" or not take_apart(text)):
            if whole.place < 0 and parents:
                whole = self.rules.fall_back(text, parents, whole, level)
            return self._outside(whole)
        taken = take_apart(text)
        if keys.is_relative(folded) or (keys.is_several(text) and (taken is None or taken.form == "dash")):
            return self._not_one(folded, "relative" if keys.is_relative(folded) else "several")
        found = self._parts(text, taken, parents, level, least=least) if taken else None
        found = found or self._words(text, folded, parents)
        return self._outside(found or self.rules.fall_back(text, parents, whole, level))

    def _outside(self, found: Found) -> Found:
        """Say that a place abroad, or another country, is not in Mali."""
        if found.place >= 0:
            place = self.register.places[found.place]
            if place.level == "country" and not self.register.communes_of.get(found.place):
                return replace(found, rule="abroad", place=-1, candidates=(found.place,))
        return found

    def _abroad(self, text: str) -> Found:
        named, _ = self.rules.named(text)
        there = [n for n in named if self.register.places[n.place].level == "outside"]
        return self.rules.match(there[0], text) if there else Found("abroad")

    def _not_one(self, folded: str, rule: str) -> Found:
        """A text that names several places, or a position relative to one: candidates, and no match."""
        words = folded.split()
        known: dict[int, None] = {}
        for size in (3, 2, 1):
            for n in range(len(words) - size + 1):
                name = " ".join(words[n : n + size])
                groups = cluster(self.register, self.register.by_key.get(name, ())) if len(name) > 2 else []
                known |= {group[0].place: None for group in groups}
        return Found(rule, candidates=tuple(known)[:5])

    def _parts(self, text: str, parts: Parts, parents: Parents, level: str, *, least: int) -> Found | None:
        if parts.level and not parts.others:
            found = self.rules.plain(parts.child, parents, parts.level)
            return found or self.rules.fall_back(parts.child, parents, None, parts.level)
        stated = self._parents_of(*((other, "") for other in parts.others))
        found = self._same(parts, parents)
        if found is not None or stated.abroad:
            return found or self._abroad(parts.child)
        if parts.form == "dash" and self._is_road(parts):
            return self._not_one(keys.key(text), "several")
        if not stated or stated.unknown:
            return self._turned(parts, parents) or self._with_unknown(parts, parents, level)
        found = self._child(parts, parents.and_these(stated), level, least=least)
        if found.is_match:
            return replace(found, score=round(found.score * _IN_PARTS, 3))
        two = parts.form != "brackets" and self._are_two(parts)
        other = self._not_one(keys.key(text), "several") if two else found
        return self._turned(parts, parents) or other

    def _child(self, parts: Parts, joined: Parents, level: str, *, least: int) -> Found:
        found = self.rules.plain(parts.child, joined, level, least=least)
        if found is not None and found.place >= 0:
            place = self.register.places[found.place]
            if joined.unit < 0 or joined.narrowed(place) or self.rules.is_well_known(found.place):
                return found
            # "Kendé (Mopti)": a Kendé of the region, but of another cercle than Mopti, may be a namesake.
            found = Found("unsure", candidates=(found.place,))
        if parts.form == "brackets" and found is not None and joined:
            near = self._seat_nearby(found, joined, parts.child)
            if near is not None:
                return near
        return self.rules.fall_back(parts.child, joined, found, level)

    def _seat_nearby(self, found: Found, joined: Parents, text: str) -> Found | None:
        """The seat of a cercle in the same region as what brackets name: "Koro (Bandiagara)"."""
        if len(found.candidates) != 1 or not self.rules.is_seat(found.candidates[0]):
            return None
        region = self.register.places[found.candidates[0]].region
        near = any(
            area.place >= 0 and self.register.places[area.place].region == region
            for group in joined.groups
            for area in group
        )
        named = [n for n in self.rules.named(text)[0] if n.place == found.candidates[0]]
        return replace(self.rules.match(named[0], text), score=0.9) if near and named else None

    def _same(self, parts: Parts, parents: Parents) -> Found | None:
        """One place under two names: "Tombouctou (Timbuktu)"."""
        if parts.form not in {"brackets", "slash", "comma", "dash"} or len(parts.others) != 1:
            return None
        first, _ = self.rules.named(parts.child)
        other, _ = self.rules.named(parts.others[0])
        if keys.split_level(keys.key(parts.others[0]))[1] or keys.split_level(keys.key(parts.child))[1]:
            return None
        shared = {n.place for n in other}
        both = [n for n in first if n.place in shared]
        found = self.rules.judge(both, parts.child, parents) if both else None
        return found if found is not None and found.place >= 0 else None

    def _turned(self, parts: Parts, parents: Parents) -> Found | None:
        """Read the parents first, where the writing shows that they come first."""
        first = keys.split_level(keys.key(parts.child))[1] in _HOLDING
        if not (first or parts.form == "path" or len(parts.others) > 1) or parts.form == "brackets":
            return None
        stated = self._parents_of(*((part, "") for part in (parts.child, *parts.others[:-1])))
        if not stated or stated.unknown or stated.clash:
            return None
        joined = parents.and_these(stated)
        found = self.rules.plain(parts.others[-1], joined)
        if found is None or found.place < 0:
            found = self.rules.fall_back(parts.others[-1], joined, found)
        return replace(found, score=round(found.score * _IN_PARTS, 3)) if found.place >= 0 else None

    def _with_unknown(self, parts: Parts, parents: Parents, level: str) -> Found:
        """A child whose parent is not known: accepted if it is well known itself."""
        found = self.rules.plain(parts.child, parents, level)
        if found is not None and found.place >= 0:
            if parts.form == "brackets" and (parents or self.rules.is_well_known(found.place)):
                return replace(found, score=round(found.score * _IN_PARTS, 3))
            found = Found("unsure", suggestion=found.place, likeness=found.score, against=found.against)
        return self.rules.fall_back(parts.child, parents, found, level)

    def _are_two(self, parts: Parts) -> bool:
        """Whether each part is a place, and neither is known to lie in the other."""
        return all(self.rules.named(part)[0] for part in (parts.child, *parts.others))

    def _is_road(self, parts: Parts) -> bool:
        """Whether a dash joins two seats of cercles: the road between them."""
        names = [self.rules.named(part)[0] for part in (parts.child, *parts.others)]
        return all(any(self.rules.is_seat(n.place) for n in found) for found in names)

    def _words(self, text: str, folded: str, parents: Parents) -> Found | None:
        """Child and parent without a mark between them: "Ber Tombouctou", "Bamako Sénou"."""
        words = [] if "-" in text else folded.split()
        found: dict[int, Found] = {}
        for n in range(1, min(len(words), 6)):
            left, right = " ".join(words[:n]), " ".join(words[n:])
            for child, parent, levels in ((left, right, _HOLDING), (right, left, {"commune", "cercle"})):
                areas = [
                    (parent, level)
                    for level in levels
                    if any(a.level == level for a in self.register.areas.get(parent, ()))
                ]
                named = self.register.by_key.get(child, ()) if len(child) > 2 else ()
                for stated in areas if named else ():
                    joined = parents.and_these(self._parents_of(stated))
                    each = self.rules.judge(list(named), child, joined)
                    if each.place >= 0 and self.register.places[each.place].level in {"point", "commune"}:
                        found[each.place] = each
        if len(found) != 1:
            return None
        only = next(iter(found.values()))
        return replace(only, rule="spelling" if only.rule == "exact" else only.rule, score=_BY_WORDS)
