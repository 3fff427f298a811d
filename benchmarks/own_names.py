"""How often a name is taken for the wrong place: villages and towns, some of them hidden from the register.

A place that is hidden stands for one that no source of ours knows: whatever its name is matched to is wrong.
"""

from __future__ import annotations

import random
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.own.locating.guess import guess
from geodata.own.match import match
from geodata.own.naming.register import Register, register_of
from geodata.own.reading.files import read_table
from geodata.places.geodesy import distance_km
from geodata.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.own.naming.found import Found
    from geodata.own.naming.sources import Place

#: A village that two sources put this far apart is the same village, km.
SAME_VILLAGE_KM: Final = 35.0
#: Fewer than one wrong match in as many.
ONE_IN: Final = 300
#: A list of names, and how many are to be matched if all are known, or located by parents if none is.
NAMES: Final = 998
LEAST_ALONE, LEAST_WITH_PARENTS = 190, 800
#: Shares of a list that are hidden, and how many lists of how many names.
HIDDEN: Final = (0.0, 0.05, 0.1, 0.25, 0.5, 1.0)
LISTS: Final = ((1, 40), (5, 20), (20, 60), (100, 5), (NAMES, 2))
UNITS: Final = ((), ("region",), ("region", "cercle"), ("region", "cercle", "commune"))


class Tally(NamedTuple):
    """Names asked, rows located, and those located wrongly."""

    asked: int = 0
    accepted: int = 0
    wrong: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether fewer than one in 300 of those accepted is wrong."""
        return len(self.wrong) * ONE_IN < max(self.accepted, 1)

    def and_(self, other: Tally) -> Tally:
        """Return both together."""
        return Tally(self.asked + other.asked, self.accepted + other.accepted, self.wrong + other.wrong)

    def __str__(self) -> str:
        """Write the counts, and which are wrong."""
        which = f": {', '.join(self.wrong[:5])}" if self.wrong else ""
        return f"{self.accepted:5} of {self.asked:5} located, {len(self.wrong)} wrong{which}"


@contextmanager
def without(register: Register, n: int) -> Iterator[None]:
    """Take a place out of the names of a register."""
    place, kept = register.places[n], []
    for index in (register.by_key, register.by_tight, register.by_sound):
        for name in [name for name, found in index.items() if any(each.place == n for each in found)]:
            kept.append((index, name, index[name]))
            index[name] = [each for each in index[name] if each.place != n]
    named, names = register.named.pop(n, []), register.names
    register.names = [name for name in names if register.by_key.get(name)]
    register.kept.clear()
    try:
        yield
    finally:
        for index, name, found in kept:
            index[name] = found
        register.named[n], register.names = named, names
        assert register.places[n] is place


def settlements(register: Register) -> list[Place]:
    """Return villages and towns, as lists of real names hold them."""
    return [
        p for p in register.places if p.id.startswith(("village-", "town-")) and p.cercle in register.number
    ]


def is_right(register: Register, found: Found, place: Place) -> bool:
    """Whether a place was located rightly, at the precision that is stated."""
    at = register.places[found.place]
    if at.level in {"commune", "cercle", "region"} and at.id in {place.commune, place.cercle, place.region}:
        return True
    return distance_km(at.lon, at.lat, place.lon, place.lat) <= SAME_VILLAGE_KM


def table(register: Register, places: Sequence[Place], units: Sequence[str]) -> str:
    """Return a list of names, with the names of the units that hold them."""
    lines = [";".join(("Lieu", *units))]
    for place in places:
        above = [register.places[register.number[getattr(place, unit)]].name_fr for unit in units]
        lines.append(";".join((place.name_fr, *above)))
    return "\n".join(lines)


def located(register: Register, places: Sequence[Place], units: Sequence[str] = ()) -> Tally:
    """Join a list of places by their names."""
    reading = read_table(table(register, places, units))
    found = match(reading, guess(reading, register, on="Lieu", parents=units), register).found
    taken = [(p, f) for p, f in zip(places, found, strict=True) if f.place >= 0]
    wrong = tuple(
        f"{p.id} as {register.places[f.place].id}" for p, f in taken if not is_right(register, f, p)
    )
    return Tally(len(places), len(taken), wrong)


def hiding(register: Register, share: float, names: int, lists: int, units: Sequence[str] = ()) -> Tally:
    """Join lists of which a share is hidden."""
    total = Tally()
    for seed in range(lists):
        rng = random.Random(seed)  # noqa: S311 - the same in every run
        places = rng.sample(settlements(register), names)
        hidden = {place.id for place in rng.sample(places, round(names * share))}
        known = Register(register.tables, [p for p in register.places if p.id not in hidden])
        total = total.and_(located(known, places, units))
    return total


def each_hidden(register: Register, units: Sequence[str] = ()) -> Tally:
    """Join tables of one row, each of a village that is hidden."""
    total = Tally()
    for place in settlements(register):
        with without(register, register.number[place.id]):
            total = total.and_(located(register, [place], units))
    return total


def run() -> int:
    """Measure and print; return 1 if a bound is missed."""
    register, missed = register_of(Tables()), 0
    for names, lists in LISTS:
        for share in HIDDEN:
            found = hiding(register, share, names, lists)
            missed += not found.is_sure
            missed += names == NAMES and not share and found.accepted <= LEAST_ALONE * lists
            print(f"{lists:3} lists of {names:3} names alone, {share:4.0%} unknown: {found}")
    for units in UNITS[1:]:
        found = hiding(register, 1.0, NAMES, 2, units)
        missed += not found.is_sure or found.accepted < LEAST_WITH_PARENTS * 2
        print(f"lists of {NAMES}, all unknown, with {', '.join(units)}: {found}")
    for units in UNITS:
        found = each_hidden(register, units)
        # By a name alone, or a region, one row cannot show that its place is unknown: this is only told.
        missed += len(units) > 1 and not found.is_sure
        print(f"each one unknown, in a table of its own, with {', '.join(units) or 'no parent'}: {found}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(run())
