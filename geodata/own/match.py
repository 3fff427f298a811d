"""Locate every row of a table, and say of each by which rule."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geodata.own.corrections import Corrections
from geodata.own.locating.stated import Stated, stated_positions
from geodata.own.naming.found import Found
from geodata.own.naming.rows import Names
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from geodata.own.locating.guess import Guess
    from geodata.own.naming.register import Register
    from geodata.own.naming.rows import Row
    from geodata.own.reading.model import Reading

#: Further than this from its stated position, a place is not taken to be the one that the row names, km.
AGREES_KM: Final = 25.0
#: As near as this, a similar name and a position bear each other out, km, and how similar it must be.
NEAR_KM, _NEAR_LIKENESS = 10.0, 0.8
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
        located: np.ndarray[Any, Any] = (self.places >= 0) | ~np.isnan(self.lon)
        return located

    @property
    def unmatched(self) -> int:
        """How many rows have neither, those of totals and those left out by the reader not counted."""
        passed = np.array([f.rule in {"total", "ignored"} for f in self.found], dtype=bool)
        return int((~self.located & ~passed).sum())


def match(  # noqa: PLR0913 - a table, how it is read, and what it is joined to
    reading: Reading,
    guess: Guess,
    register: Register,
    corrections: Corrections | None = None,
    *,
    to: str = "",
    known: Mapping[Row, Found] | None = None,
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
    known
        What each name means, where these rows are a part of a list that was judged as a whole.
    """
    stated = stated_positions(reading.frame, guess)
    names = Names(reading.frame, guess, register, corrections or Corrections(), to)
    found = names.found(known)
    _prefer_codes(found, _pcodes(reading.frame, guess, register), register)
    distance = np.full(len(found), np.nan)
    notes = dict(stated.notes)
    _set_beside(register, stated, found, distance, notes)
    places = np.array([each.place for each in found], dtype=int)
    precision = _put(register, stated, places)
    communes, outside = _where(register, stated, places, precision)
    return Matched(
        reading=reading,
        guess=guess,
        register=register,
        found=found,
        texts=names.texts,
        parents=names.parents,
        places=places,
        lon=stated.lon,
        lat=stated.lat,
        shapes=stated.shapes,
        precision=precision,
        communes=communes,
        distance_km=distance,
        outside=outside,
        notes=notes,
    )


def _prefer_codes(found: list[Found], codes: list[int] | None, register: Register) -> None:
    """Let a P-code locate a row, unless its name is a place inside the unit that the code names."""
    for n, code in enumerate(codes or ()):
        each = found[n]
        if code < 0 or each.rule in {"correction", "ignored", "total"}:
            continue
        unit = register.places[code]
        if not (each.is_match and unit.id in _holders(register, each.place)):
            found[n] = Found("pcode", code, 1.0, unit.pcode)


def _put(register: Register, stated: Stated, places: np.ndarray[Any, Any]) -> list[str]:
    """Give rows without a position that of their place, or of what holds it; return how exact each is."""
    rows = np.flatnonzero((places >= 0) & (stated.rule == ""))
    different, which = np.unique(places[rows], return_inverse=True)
    at = np.full((len(different), 2), np.nan)
    how = np.full(len(different), "", object)
    for n, place in enumerate(different.tolist()):
        known = register.places[place]
        unit = register.number.get(known.cercle or known.region, -1) if np.isnan(known.lon) else -1
        holder = register.places[unit] if unit >= 0 else known
        at[n], how[n] = (holder.lon, holder.lat), _precision(register, place)
    stated.lon[rows], stated.lat[rows] = at[which, 0], at[which, 1]
    stated.precision[rows] = how[which]
    precision: list[str] = stated.precision.tolist()
    return precision


def _holders(register: Register, n: int) -> set[str]:
    place = register.places[n]
    return {place.id, place.commune, place.cercle, place.region}


def _precision(register: Register, n: int) -> str:
    """Return how exactly a place is known: a place without a coordinate is known to its cercle."""
    place = register.places[n]
    if np.isnan(place.lon):
        return "cercle" if place.cercle else "region" if place.region else place.level
    return "place" if place.level in {"point", "outside"} else place.level


def _set_beside(
    register: Register,
    stated: Stated,
    found: list[Found],
    distance: np.ndarray[Any, Any],
    notes: dict[int, Text],
) -> None:
    """Set the names of rows against the positions that they state."""
    bare: dict[tuple[int, str], Found] = {}
    for n in np.flatnonzero(stated.rule != "").tolist():
        each = found[n]
        if each.place < 0 and not each.candidates and each.suggestion < 0:
            # Nothing is named: rows of positions alone share a few outcomes.
            kept = (id(each), stated.rule[n])
            found[n] = bare.get(kept) or bare.setdefault(kept, _of_position(each, stated.rule[n]))
        else:
            found[n], distance[n] = _beside(register, stated, n, each, notes)


def _of_position(found: Found, rule: str) -> Found:
    return replace(found, rule=str(rule), place=-1, score=1.0, note=None)


def _beside(
    register: Register, stated: Stated, n: int, found: Found, notes: dict[int, Text]
) -> tuple[Found, float]:
    """Set a row's name against the position that it states, which holds; return the distance, km."""
    lon, lat = float(stated.lon[n]), float(stated.lat[n])
    base = _of_position(found, stated.rule[n])
    options = [found.place] if found.place >= 0 else [*found.candidates]
    if not options and found.suggestion >= 0 and found.likeness >= _NEAR_LIKENESS:
        options = [found.suggestion]
    located = [o for o in options if not np.isnan(register.places[o].lon)]
    if not located:
        return base, np.nan
    km, best = min((register.distance_km(register.places[o], lon, lat), o) for o in located)
    name, sure = register.places[best].name_fr, found.place >= 0
    if found.rule == "parent" and km <= AGREES_KM:
        return base, round(km, 2)
    if km <= (AGREES_KM if sure else NEAR_KM):
        if not sure and not found.candidates:
            notes[n] = _NEAR.format(km=round(km, 1), place=name)
        return replace(base, place=best, suggestion=-1, likeness=0.0), round(km, 2)
    if sure:
        notes[n] = _FAR.format(km=round(km), place=name)
    return replace(base, candidates=(best,)), round(km, 2)


def _pcodes(frame: pd.DataFrame, guess: Guess, register: Register) -> list[int] | None:
    """Return the unit that each row's codes name: the deepest known, or the one that holds an unknown one."""
    stated = (*guess.pcodes, *([guess.name] if guess.name else []))  # a code may stand among names
    if not stated or not register.by_pcode:
        return None
    columns = [frame[column].astype(str).str.strip().str.upper().tolist() for column in stated]
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
    exact = {"place", "airport", "commune"}
    communes = [
        register.places[p].commune if p >= 0 and how in exact else ""
        for p, how in zip(places.tolist(), precision, strict=True)
    ]
    abroad = [p >= 0 and register.places[p].level == "outside" for p in places.tolist()]
    outside = np.array(abroad, dtype=bool)
    has = np.flatnonzero(stated.rule != "")
    if len(has):
        points = np.asarray(shapely.points(stated.lon[has], stated.lat[has]), dtype=object)
        for n, commune in zip(has.tolist(), register.communes_of_points(points), strict=True):
            communes[n] = commune
        outside[has] = ~register.are_inside(stated.lon[has], stated.lat[has])
    return communes, outside
