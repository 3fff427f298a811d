"""Find the place that a written name means, with the parents of its row; a wrong match is worse than none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geodata.own.naming import keys
from geodata.own.naming.choose import at_level, cluster
from geodata.own.naming.found import Found
from geodata.own.naming.likeness import suggest
from geodata.text import Text

if TYPE_CHECKING:
    from geodata.own.naming.parents import Parents
    from geodata.own.naming.register import Named, Register
    from geodata.own.naming.sources import Place

#: How sure a name alone means a place, from a village to a seat that the documents name.
ANY, KNOWN, SURE = 0, 1, 2
_SCORES: Final = {"exact": 1.0, "spelling": 0.98, "alias": 0.97}
_BESIDE_SCORE: Final = 0.9
#: Suggestions that are looked for in one table: each is compared with every name there is.
MOST_SUGGESTIONS: Final = 2_000
_BESIDE: Final = Text(
    "à moins de 5 km de la limite de {parents}, que le tracé simplifié place de l’autre côté",
    "within 5 km of the limit of {parents}, on the other side of the simplified line",
)
_ELSEWHERE: Final = Text(
    "un lieu de ce nom est connu, mais hors de {parents}",
    "a place of this name is known, but outside {parents}",
)
_UNKNOWN: Final = Text("parent inconnu : {names}", "unknown parent: {names}")


class Resolver:
    """The rules by which a name is found in a register."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.asked = 0

    def plain(self, text: str, parents: Parents, level: str = "", *, least: int = ANY) -> Found | None:
        """Resolve a text that is one name; nothing if no place bears it.

        Parameters
        ----------
        text
            As written, with or without a word for its level.
        parents
            What must hold the place.
        level
            Level that the column states, which a word in the text overrides.
        least
            How sure a place must be to be accepted by its name alone (:meth:`sureness`).
        """
        named, rule = self.named(text, level)
        if not named:
            return None
        found = self.judge(named, text, parents, rule)
        # All communes are known here: one that is announced as such has no namesake that is not.
        stated = level or keys.split_level(keys.key(text))[1]
        is_bound = found.place >= 0 and stated == "commune" == self.register.places[found.place].level
        return found if parents.narrow or is_bound else self._unsure(found, least)

    def named(self, text: str, level: str = "") -> tuple[list[Named], str]:
        """Return the places that bear a name, and ``spelling`` if it is only the same without spaces."""
        register, folded = self.register, keys.key(text)
        whole = at_level(register, register.by_key.get(folded, ()), level)
        bare, announced = keys.split_level(folded)
        level = announced or level
        if whole and (not announced or any(register.places[n.place].level == announced for n in whole)):
            return whole, ""
        index = {"airport": register.by_airport, "sector": register.by_sector}.get(level, register.by_key)
        found = at_level(register, index.get(bare, ()), level) or whole
        if found:
            return found, ""
        joined = register.by_tight.get(keys.tight(folded), ()) or register.by_tight.get(keys.tight(bare), ())
        return (at_level(register, joined, level), "spelling") if len(keys.tight(bare)) > 3 else ([], "")

    def judge(self, named: list[Named], text: str, parents: Parents, rule: str = "") -> Found:
        """Choose among the places that bear a name; without a match the candidates are given."""
        register = self.register
        inside = [n for n in named if parents.holds(register.places[n.place])]
        note = None
        if not inside and parents:
            inside = [n for n in named if parents.are_beside(register.places[n.place])]
            inside = inside if len(cluster(register, inside)) == 1 else []
            note = _BESIDE.format(parents=parents.written) if inside else None
        groups = cluster(register, inside)
        if len(groups) == 1:
            best = groups[0][0]
            return self.match(best, text, rule, note)
        if groups:
            return Found("ambiguous", candidates=tuple(group[0].place for group in groups))
        elsewhere = tuple(group[0].place for group in cluster(register, named))
        said = ", ".join(filter(None, (parents.written, *parents.unknown))) or parents.abroad
        return Found("none", candidates=elsewhere, note=_ELSEWHERE.format(parents=said or "Mali"))

    def match(self, named: Named, text: str, rule: str = "", note: Text | None = None) -> Found:
        """Return a match by the letters of a name."""
        if not rule or named.alias:
            rule = "alias" if named.alias else "exact" if text.strip() == named.written else "spelling"
        score = _BESIDE_SCORE if note else _SCORES[rule]
        return Found(rule, named.place, score, named.written, note=note)

    def _unsure(self, found: Found, least: int) -> Found:
        """Turn the match of a place that is less sure than asked into a suggestion."""
        if found.place < 0 or self.sureness(found.place) >= least:
            return found
        return Found("unsure", suggestion=found.place, likeness=found.score, against=found.against)

    def is_well_known(self, place: int) -> bool:
        """Whether a place is of the documents, a town of GeoNames, or a unit above the commune."""
        known = self.register.places[place]
        return known.level != "commune" and (known.level not in {"point", "airport"} or known.rank <= 1)

    def sureness(self, place: int) -> int:
        """Return how sure a name alone means a place.

        ``SURE`` are units, aerodromes and the seats that the documents name; ``KNOWN`` the other seats and
        places of the documents; ``ANY`` are villages and communes.
        """
        known = self.register.places[place]
        if known.level == "commune":
            return KNOWN if self._bears_its_cercle(known) else ANY
        if known.level != "point":
            return SURE
        named, seat = known.rank == 0, self.is_seat(place)
        return SURE if named and seat else KNOWN if named or seat else ANY

    def _bears_its_cercle(self, commune: Place) -> bool:
        """Whether a commune's name says where it lies: "Bamako, commune VI"."""
        cercle = self.register.number.get(commune.cercle, -1)
        name = keys.key(self.register.places[cercle].bare) if cercle >= 0 else "-"
        return keys.key(commune.name_fr).startswith(f"{name} ")

    def is_seat(self, place: int) -> bool:
        """Whether a place gives its name to the cercle that it lies in."""
        known = self.register.places[place]
        cercle = self.register.number.get(known.cercle, -1)
        if known.level != "point" or cercle < 0:
            return False
        unit = self.register.places[cercle]
        return keys.key(known.name_fr) in {keys.key(unit.bare), keys.split_level(keys.key(unit.name_fr))[0]}

    def fall_back(self, text: str, parents: Parents, found: Found | None, level: str = "") -> Found:
        """Find a similar name inside the parents, or locate the row at the smallest of them; else suggest."""
        folded = keys.key(text)
        bare, announced = keys.split_level(folded)
        level = announced or level
        found = found or Found("none")
        if parents.clash:
            return replace(found, rule="clash")
        if parents.unit >= 0 and folded:
            near = self._near(bare, parents, level, is_known=bool(found.candidates))
            if near.place >= 0:
                return near
            unit = parents.unit
            suggested = (near.suggestion, near.likeness) if near.suggestion >= 0 else (-1, 0.0)
            return replace(
                found,
                rule="parent",
                place=unit,
                score=_SCORES["exact"],
                against=self.register.places[unit].name_fr,
                suggestion=suggested[0],
                likeness=suggested[1],
            )
        if found.rule == "none" and not found.candidates:
            return self.suggested(bare, level)
        if found.rule == "none" and found.candidates:
            return replace(found, rule="suggestion", suggestion=found.candidates[0], likeness=1.0)
        return found

    def _near(self, bare: str, parents: Parents, level: str, *, is_known: bool) -> Found:
        """Look for a similar name among those that the parents hold."""
        register = self.register
        named, score, is_enough = parents.inside.nearest(bare)
        named = at_level(register, named, level)
        groups = cluster(register, named)
        if not groups:
            return Found("none")
        best = groups[0][0]
        if is_enough and len(groups) == 1 and not is_known and parents.narrow:
            return Found("likeness", best.place, round(score, 3), best.written)
        return Found("none", suggestion=best.place if score >= 0.6 else -1, likeness=round(score, 3))

    def suggested(self, bare: str, level: str = "") -> Found:
        """Return the nearest name as a suggestion, which is never a match; none once many were made."""
        self.asked += 1
        if self.asked > MOST_SUGGESTIONS:
            return Found("none")
        named, score = suggest(self.register, bare, level)
        if not named and level:
            # "Cercle de Léré": no cercle of that name, but a place that the reader may have meant.
            named, score = suggest(self.register, bare)
        if not named:
            return self._within(bare)
        best = cluster(self.register, named)[0][0]
        return Found("suggestion", suggestion=best.place, likeness=round(score, 3), against=best.written)

    def _within(self, bare: str) -> Found:
        """Suggest the well-known place whose name is part of a text: "Camp de Gao"."""
        for word in sorted(set(bare.split()), key=len, reverse=True):
            groups = cluster(self.register, self.register.by_key.get(word, ())) if len(word) > 2 else []
            if len(groups) == 1 and self.sureness(groups[0][0].place) >= KNOWN:
                best = groups[0][0]
                return Found("suggestion", suggestion=best.place, likeness=0.5, against=best.written)
        return Found("none")
