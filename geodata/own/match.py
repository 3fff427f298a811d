"""Locate every row of a table, and say of each by which rule."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely

from geodata.own.corrections import NO_PLACE, Corrections
from geodata.own.locating.stated import Stated, stated_positions
from geodata.own.naming.found import Found
from geodata.own.naming.keys import is_nothing, is_total, key
from geodata.own.naming.parents import Parents, parents_of
from geodata.own.naming.read import Reader
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.own.locating.guess import Guess
    from geodata.own.naming.register import Register
    from geodata.own.reading.model import Reading

#: Further than this from its stated position, a place is not taken to be the one that the row names, km.
AGREES_KM: Final = 25.0
#: As near as this, a similar name and a position bear each other out, km, and how similar it must be.
NEAR_KM, _NEAR_LIKENESS = 10.0, 0.8
#: Lists of fewer different names are not judged by how many of them are unknown.
_A_LIST: Final = 30
#: Shares of unknown names above which a name alone, or a name in a region, is too little for a village.
#: Of the villages of data/shapes, each left out in turn, 4 in 100 have a namesake far away, 2 in 100 one in the
#: region: at these shares, a namesake would be taken once in about 300 matches.
_UNKNOWN_ALONE, _UNKNOWN_IN_REGION = 0.08, 0.18
_FAR: Final = Text(
    "le nom désigne {place}, à {km} km de la position", "the name means {place}, {km} km from the position"
)
_NEAR: Final = Text(
    "nom proche, et position à {km} km de {place}", "similar name, and position {km} km from {place}"
)


@dataclass(frozen=True)
class Matched:
    """A table whose rows are located where that is sure.

    Attributes
    ----------
    reading, guess
        What was read, and how its rows were taken to be located.
    register
        The places that are meant.
    found
        Of each row, what its name was found to mean, and by what rule the row is located.
    places
        Of each row, the number of its place in the register; -1 for none.
    lon, lat
        Degrees, WGS 84; NaN where the row is not located.
    shapes
        Lines and areas that the file states; None elsewhere.
    precision
        ``point``, ``area``, ``10 m``…, ``place``, ``airport``, ``commune``, ``cercle``, ``region``…
    communes
        Identifier of the commune in which a row's point lies, where its precision tells that.
    distance_km
        From the stated position to the place that the row names; NaN where one is missing.
    outside
        Whether the position is outside Mali.
    notes
        What a reader should know of single rows.
    """

    reading: Reading
    guess: Guess
    register: Register = field(repr=False)
    found: list[Found] = field(repr=False)
    texts: list[str] = field(repr=False)
    parents: list[str] = field(repr=False)
    places: np.ndarray[Any, Any] = field(repr=False)
    lon: np.ndarray[Any, Any] = field(repr=False)
    lat: np.ndarray[Any, Any] = field(repr=False)
    shapes: np.ndarray[Any, Any] = field(repr=False)
    precision: list[str] = field(repr=False)
    communes: list[str] = field(repr=False)
    distance_km: np.ndarray[Any, Any] = field(repr=False)
    outside: np.ndarray[Any, Any] = field(repr=False)
    notes: dict[int, Text] = field(repr=False)

    @property
    def located(self) -> np.ndarray[Any, Any]:
        """Which rows have a place or a position."""
        return (self.places >= 0) | ~np.isnan(self.lon)

    @property
    def unmatched(self) -> int:
        """How many rows have neither, those of totals and those left out by the reader not counted."""
        passed = np.array([f.rule in {"total", "ignored"} for f in self.found], dtype=bool)
        return int((~self.located & ~passed).sum())


def match(
    reading: Reading,
    guess: Guess,
    register: Register,
    corrections: Corrections | None = None,
    *,
    to: str = "",
) -> Matched:
    """Locate every row.

    Parameters
    ----------
    reading, guess
        The table, and how its rows are located.
    register
        The places.
    corrections
        Places that the reader chose for some texts.
    to
        Level at which bare names are read first (``region``: "Gao" is the region); empty for the town.
    """
    frame = reading.frame
    stated = stated_positions(frame, guess)
    names = _Names(frame, guess, register, corrections or Corrections(), to)
    found = names.found()
    codes = _pcodes(frame, guess, register)
    places = np.full(len(frame), -1)
    precision = stated.precision.tolist()
    distance = np.full(len(frame), np.nan)
    notes = dict(stated.notes)
    for n, each in enumerate(found):
        if stated.rule[n]:
            found[n], places[n], distance[n] = _beside(register, stated, n, each, notes)
            continue
        if codes is not None and codes[n] >= 0 and not (each.is_match and each.rule == "correction"):
            code = Found("pcode", codes[n], 1.0, register.places[codes[n]].pcode)
            inside = each.is_match and register.places[codes[n]].id in _holders(register, each.place)
            found[n] = each if inside else code
        places[n] = found[n].place
        if places[n] >= 0:
            place = register.places[places[n]]
            stated.lon[n], stated.lat[n], precision[n] = (
                place.lon,
                place.lat,
                _precision(register, int(places[n])),
            )
            if np.isnan(place.lon):
                unit = register.number.get(place.cercle or place.region, -1)
                if unit >= 0:
                    stated.lon[n], stated.lat[n] = register.places[unit].lon, register.places[unit].lat
    communes, outside = _where(register, stated, places, precision)
    return Matched(
        reading,
        guess,
        register,
        found,
        names.texts,
        names.parents,
        places,
        stated.lon,
        stated.lat,
        stated.shapes,
        precision,
        communes,
        distance,
        outside,
        notes,
    )


def _holders(register: Register, n: int) -> set[str]:
    place = register.places[n]
    return {place.id, place.commune, place.cercle, place.region}


def _precision(register: Register, n: int) -> str:
    """Return how exactly a place is known: a place without a coordinate is known to its cercle."""
    place = register.places[n]
    if np.isnan(place.lon):
        return "cercle" if place.cercle else "region" if place.region else place.level
    return "place" if place.level in {"point", "outside"} else place.level


def _beside(
    register: Register, stated: Stated, n: int, found: Found, notes: dict[int, Text]
) -> tuple[Found, int, float]:
    """Set a row's name against the position that it states, which holds in any case."""
    rule = str(stated.rule[n])
    lon, lat = float(stated.lon[n]), float(stated.lat[n])
    options = [found.place] if found.place >= 0 else [*found.candidates]
    if not options and found.suggestion >= 0 and found.likeness >= _NEAR_LIKENESS:
        options = [found.suggestion]
    known = [
        (register.distance_km(register.places[o], lon, lat), o)
        for o in options
        if not np.isnan(register.places[o].lon)
    ]
    base = replace(found, rule=rule, place=-1, score=1.0, note=None)
    if not known:
        return base, -1, np.nan
    km, best = min(known)
    sure = found.place >= 0
    if km <= (AGREES_KM if sure else NEAR_KM):
        if not sure and not found.candidates:
            notes[n] = _NEAR.format(km=round(km, 1), place=register.places[best].name_fr)
        return replace(base, place=best, suggestion=-1, likeness=0.0), best, round(km, 2)
    if sure and found.rule != "parent":
        notes[n] = _FAR.format(km=round(km), place=register.places[best].name_fr)
    return replace(base, candidates=(best,)), -1, round(km, 2)


class _Names:
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
        doubtful = []
        groups: dict[bool, list[tuple[str, tuple[str, ...]]]] = {True: [], False: []}
        for each, found in results.items():
            parents = self._parents(each[1])
            if not parents.narrow and found.rule not in {"empty", "total", "ignored", "correction", "abroad"}:
                groups[parents.unit >= 0].append(each)
        for in_region, members in groups.items():
            known = sum(results[each].is_match or results[each].rule == "ambiguous" for each in members)
            most = _UNKNOWN_IN_REGION if in_region else _UNKNOWN_ALONE
            if len(members) >= _A_LIST and 1 - known / len(members) > most:
                doubtful += members
        return doubtful


def _pcodes(frame: pd.DataFrame, guess: Guess, register: Register) -> list[int] | None:
    """Return the unit that each row's codes name: the deepest known, or the one that holds an unknown one."""
    if not guess.pcodes or not register.by_pcode:
        return None
    columns = [frame[column].astype(str).str.strip().str.upper().tolist() for column in guess.pcodes]
    lengths = sorted({len(code) for code in register.by_pcode}, reverse=True)
    found = []
    for codes in zip(*columns, strict=True):
        code = max((c for c in codes if re.fullmatch(r"ML\d+", c)), key=len, default="")
        hits = (register.by_pcode.get(code[:length], -1) for length in lengths if len(code) >= length)
        found.append(next((hit for hit in hits if hit >= 0), -1))
    return found


def _where(
    register: Register, stated: Stated, places: np.ndarray[Any, Any], precision: Sequence[str]
) -> tuple[list[str], np.ndarray[Any, Any]]:
    """Return the commune of each row, by its place or its position, and whether it is outside Mali."""
    communes = [register.places[p].commune if p >= 0 else "" for p in places]
    outside = np.zeros(len(places), dtype=bool)
    has = np.flatnonzero(stated.rule != "")
    if len(has):
        points = shapely.points(stated.lon[has], stated.lat[has])
        for n, commune in zip(has, register.communes_at(points), strict=True):
            communes[n] = commune
        outside[has] = shapely.distance(register.outline, points) >= 0.045
    for n, place in enumerate(places):
        if place >= 0 and not stated.rule[n] and precision[n] not in {"place", "airport", "commune"}:
            communes[n] = ""
            outside[n] = register.places[place].level == "outside"
        elif place >= 0 and not stated.rule[n]:
            outside[n] = register.places[place].level == "outside"
    return communes, outside
