"""What the parents of a row hold: regions, cercles and communes that its other cells name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from geodata.own.naming.keys import is_nothing, key, sound, split_level
from geodata.own.naming.likeness import Inside, likeness
from geodata.places.nation import NATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.own.naming.register import Area, Register
    from geodata.own.naming.sources import Place

#: Sets of names that a register keeps: there are some 50 cercles and 700 communes.
_MOST_KEPT: Final = 2_000
_DEPTH: Final = {"commune": 0, "cercle": 1, "region": 2, "sector": 3, "country": 4}


@dataclass(frozen=True)
class Parents:
    """The parents of a row, each as the areas that it may name.

    Attributes
    ----------
    groups
        One list for each parent that is known.
    unknown
        What is written of those that are not.
    wide
        For an unknown region: the region in which a cercle of its name lies. It may refuse a place,
        but locates none.
    abroad
        A foreign country that is named; empty for none.
    clash
        Whether no place lies in all of them.
    """

    register: Register = field(repr=False)
    groups: tuple[tuple[Area, ...], ...] = ()
    unknown: tuple[str, ...] = ()
    wide: tuple[Area, ...] = ()
    abroad: str = ""
    clash: bool = False

    def __bool__(self) -> bool:
        return bool(self.groups)

    def holds(self, place: Place) -> bool:
        """Whether a place lies in every parent."""
        held = all(any(self.register.holds(area, place) for area in group) for group in self.groups)
        return held and (not self.wide or any(self.register.holds(area, place) for area in self.wide))

    def are_beside(self, place: Place) -> bool:
        """Whether a place lies in every parent, or so near its limits that these may be wrong."""
        return all(
            any(
                self.register.holds(area, place)
                or (area.level in {"commune", "cercle"} and self.register.is_beside(area, place))
                for area in group
            )
            for group in self.groups
        )

    @cached_property
    def narrow(self) -> bool:
        """Whether one of the parents is a commune or a cercle."""
        return any(all(area.level in {"commune", "cercle"} for area in group) for group in self.groups)

    @cached_property
    def unit(self) -> int:
        """The smallest unit that is certainly meant, by its number in the register; -1 if there is none."""
        certain = []
        for group in self.groups:
            # "Gao" alone may be the commune, the cercle or the region: the region holds them all.
            widest = [a for a in group if a.place >= 0 and all(b.communes <= a.communes for b in group)]
            certain += [area for area in widest[:1] if area.level != "country"]
        best = min(certain, key=lambda area: (_DEPTH[area.level], len(area.communes)), default=None)
        return -1 if best is None else best.place

    def narrowed(self, place: Place) -> bool:
        """Whether a place lies in the cercle where a parent's name may mean it or the region."""
        return all(
            self.register.holds(
                min(group, key=lambda area: (area.level == "commune", _DEPTH[area.level])), place
            )
            for group in self.groups
        )

    @cached_property
    def inside(self) -> Inside:
        """The names of every point and commune that the parents hold."""
        register, key_of = self.register, (self.groups, self.wide)
        if key_of not in register.kept:
            if len(register.kept) >= _MOST_KEPT:
                register.kept.clear()
            register.kept[key_of] = Inside(
                pair
                for n, names in register.named.items()
                if self.holds(register.places[n])
                for pair in names
            )
        return register.kept[key_of]

    @cached_property
    def written(self) -> str:
        """The parents' names, the smallest first."""
        names = [group[0].name for group in sorted(self.groups, key=lambda g: _DEPTH[g[0].level])]
        return ", ".join(dict.fromkeys(names))

    def and_these(self, other: Parents) -> Parents:
        """Join the parents of a row to those that its name states."""
        groups = [*self.groups, *other.groups]
        return _agreed(
            self.register,
            groups,
            (*self.unknown, *other.unknown),
            (*self.wide, *other.wide),
            self.abroad or other.abroad,
        )


def parents_of(register: Register, cells: Iterable[tuple[str, str]]) -> Parents:
    """Find what cells name as parents.

    Parameters
    ----------
    cells
        What is written, and the level of its column: empty if it may be any.
    """
    groups: list[Sequence[Area]] = []
    unknown: list[str] = []
    wide: list[Area] = []
    abroad = ""
    for text, stated in cells:
        folded = key(text)
        if is_nothing(folded):
            continue
        bare, announced = split_level(folded)
        level = announced or stated
        areas = _areas(register, folded, bare, level)
        countries = [
            area for area in areas if area.level == "country" and register.places[area.place].id != NATION
        ]
        if countries and level in {"", "country"}:
            abroad = abroad or text
        elif areas:
            groups.append(areas)
        else:
            unknown.append(text)
            if level == "region":
                wide += _around(register, bare)
    return _agreed(register, groups, tuple(unknown), tuple(wide), abroad)


def _areas(register: Register, folded: str, bare: str, level: str) -> list[Area]:
    found = [*register.areas.get(folded, ()), *(register.areas.get(bare, ()) if bare != folded else ())]
    if level == "point":
        level = ""
    found = [area for area in found if not level or area.level == level]
    if level == "sector":
        return found or register.sector_areas.get(bare, [])
    return found or _spelt_otherwise(register, bare, level)


def _spelt_otherwise(register: Register, bare: str, level: str) -> list[Area]:
    """Return the region or cercle that sounds alike or differs in a letter or two, if it is the only one."""
    if level not in {"region", "cercle"} or len(bare) < 5:
        return []
    names = [name for name, areas in register.areas.items() if any(area.level == level for area in areas)]
    scored = sorted(((likeness(bare, n), n) for n in names if n[:1] == bare[:1]), reverse=True)
    heard = [name for _, name in scored if name.isascii() and sound(name) == sound(bare)]
    likely = heard or [name for score, name in scored if score >= 0.85]
    units = {area for name in likely for area in register.areas[name] if area.level == level}
    return list(units) if len(units) == 1 else []


def _around(register: Register, bare: str) -> list[Area]:
    """Return the regions that hold a place of some name: a region of a newer division lies in one of them."""
    regions = {
        register.places[named.place].region
        for named in register.by_key.get(bare, ())
        if register.places[named.place].level == "cercle"
    }
    return [
        area
        for region in regions - {""}
        for area in register.areas.get(key(register.places[register.number[region]].bare), ())
        if area.level == "region"
    ]


def _agreed(
    register: Register,
    groups: Sequence[Sequence[Area]],
    unknown: tuple[str, ...],
    wide: tuple[Area, ...],
    abroad: str,
) -> Parents:
    """Keep of each parent the areas that overlap the others: of two communes, that of the cercle named."""
    kept = [list(group) for group in groups]
    for n, group in enumerate(kept):
        others = [kept[m] for m in range(len(kept)) if m != n]
        kept[n] = [
            area
            for area in group
            if all(
                any(area.communes & other.communes or area is other for other in names) for names in others
            )
        ]
    clash = any(not group for group in kept)
    if clash:
        # A commune that lies elsewhere only is one that is not known here under its name.
        communes = [n for n, group in enumerate(groups) if all(area.level == "commune" for area in group)]
        rest = [group for n, group in enumerate(groups) if n not in communes]
        if communes and rest:
            names = tuple(groups[n][0].name for n in communes)
            return _agreed(register, rest, (*unknown, *names), wide, abroad)
    known = tuple(tuple(group) for group in (groups if clash else kept))
    return Parents(register, known, unknown, wide, abroad, clash)
