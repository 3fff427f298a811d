"""Guess how the rows of a table are located; a reader may change every part of the guess."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from geodata.errors import InputError
from geodata.own.locating.columns import role_of
from geodata.own.locating.positions import BOX, angle, from_mgrs, is_wkt, pair, put_right
from geodata.own.naming.keys import is_nothing, key, split_level
from geodata.own.naming.parts import take_apart
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from geodata.own.naming.register import Register
    from geodata.own.reading.model import Reading

_SAMPLE: Final = 300
_LOOKED_AT: Final = 2_000
_MOST: Final = 0.7
_DEEPER: Final = ("commune", "cercle", "region", "sector", "country")
_PCODE: Final = re.compile(r"ML[I]?\d{2,8}", re.IGNORECASE)
_SWAPPED: Final = Text(
    "« {lon} » et « {lat} » semblent échangées : lues l’une pour l’autre",
    "“{lon}” and “{lat}” seem swapped: each is read as the other",
)
_NOT_DEGREES: Final = Text(
    "« {lon} » et « {lat} » ne sont pas des degrés (projection ?) : laissées de côté",
    "“{lon}” and “{lat}” are not degrees (projected?): left aside",
)


@dataclass(frozen=True, slots=True)
class Guess:
    """How the rows are located, in this order; an empty name of a column stands for none.

    Attributes
    ----------
    geometry
        Whether the file has geometries of its own.
    wkt
        Column of well-known text.
    lon, lat
        Columns of degrees, decimal or DMS.
    position
        Column that holds latitude and longitude together.
    mgrs
        Column of MGRS references.
    pcodes
        Columns of P-codes.
    name, level
        Column of names, and the level that it states (``region``…), empty if it may be any.
    parents
        Columns of parents, each with its level.
    date
        Column of dates.
    notes
        What was noticed, in words.
    """

    geometry: bool = False
    wkt: str = ""
    lon: str = ""
    lat: str = ""
    position: str = ""
    mgrs: str = ""
    pcodes: tuple[str, ...] = ()
    name: str = ""
    level: str = ""
    parents: tuple[tuple[str, str], ...] = ()
    date: str = ""
    notes: tuple[Text, ...] = field(default=())


def guess(reading: Reading, register: Register, on: str = "", parents: Iterable[str] = ()) -> Guess:
    """Guess how the rows of a table are located.

    Parameters
    ----------
    reading
        The table.
    register
        The places, with which the cells are compared.
    on
        Column of names, if the reader says which.
    parents
        Columns of parents, if the reader says which.

    Raises
    ------
    InputError
        If there is no such column.
    """
    frame, parents = reading.frame, tuple(parents)
    for column in filter(None, (on, *parents)):
        check_column(frame, column)
    columns = [str(c) for c in frame.columns if c != "geometry"]
    roles = {c: role_of(c, reading.tags.get(c, "")) for c in columns}
    cells = {c: _sample(frame[c]) for c in columns}
    by_content(cells, roles, register)
    notes: list[Text] = []
    lon, lat = _degrees(frame, roles, notes)
    levels = {c: level for c, (role, level) in roles.items() if role == "unit"}
    if parents:
        stated = tuple((c, levels.get(c, "")) for c in parents)
        levels = {c: level for c, level in levels.items() if c in {*parents, on}}
    name = on or _name(roles, cells, levels, register)
    rest = sorted(((c, level) for c, level in levels.items() if c != name), key=lambda p: _DEEPER.index(p[1]))
    found = (
        stated
        if parents
        else tuple(
            (c, v)
            for c, v in rest
            if v != "sector" or _share(cells[c], lambda t: _is_known(t, register)) > 0.5
        )
    )
    return Guess(
        "geometry" in frame.columns,
        _first(roles, "wkt"),
        lon,
        lat,
        _first(roles, "position"),
        _first(roles, "mgrs"),
        tuple(c for c in columns if roles[c][0] == "pcode"),
        name,
        roles.get(name, ("", ""))[1],
        tuple(pair for pair in found if pair[0] != name),
        _first(roles, "date"),
        tuple(notes),
    )


def check_column(frame: pd.DataFrame, column: str) -> None:
    """Refuse a column that is not there.

    Raises
    ------
    InputError
        Naming those that are.
    """
    if column not in frame.columns:
        columns = ", ".join(map(str, frame.columns[:40]))
        raise InputError(
            f"Aucune colonne « {column} » dans le fichier ; colonnes présentes : {columns}.",
            f"No column “{column}” in the file; columns present: {columns}.",
        )


def by_content(cells: dict[str, list[str]], roles: dict[str, tuple[str, str]], register: Register) -> None:
    """Give a role to columns whose cells show it, and take away the role that they do not bear out."""
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("wkt", is_wkt),
        ("mgrs", lambda t: from_mgrs(t) is not None),
        ("pcode", lambda t: bool(_PCODE.fullmatch(t))),
        ("position", lambda t: put_right(pair(t)) is not None),
    )
    for column, texts in cells.items():
        role, _ = roles[column]
        for found, test in tests:
            if role in {"", "vague", "name", "position", "wkt", found} and _share(texts, test) >= _MOST:
                roles[column] = (found, roles[column][1])
                break
        else:
            if role in {"wkt", "mgrs", "position"} and _share(texts, dict(tests)[role]) < 0.3:
                known = _share(texts, lambda t: _is_known(t, register))
                roles[column] = ("name", "") if known > 0.3 else ("", "")


def _degrees(frame: pd.DataFrame, roles: dict[str, tuple[str, str]], notes: list[Text]) -> tuple[str, str]:
    """Return the columns of longitude and latitude, exchanged where nearly all rows show that they are."""
    lon, lat = _first(roles, "lon"), _first(roles, "lat")
    if not (lon and lat):
        return "", ""
    pairs = [
        (angle(x)[0], angle(y)[0])
        for x, y in zip(spread(frame[lon]).astype(str), spread(frame[lat]).astype(str), strict=True)
        if x.strip() and y.strip()
    ]
    good = [(x, y) for x, y in pairs if not (math.isnan(x) or math.isnan(y))]
    if pairs and (
        len(good) < len(pairs) * 0.3
        or sum(abs(x) <= 180 and abs(y) <= 180 for x, y in good) < len(good) * 0.3
    ):
        notes.append(_NOT_DEGREES.format(lon=lon, lat=lat))
        return "", ""
    straight, swapped = _inside(good), _inside([(y, x) for x, y in good])
    if good and swapped >= len(good) * 0.8 and straight <= len(good) * 0.1:
        notes.append(_SWAPPED.format(lon=lon, lat=lat))
        return lat, lon
    return lon, lat


def _inside(pairs: list[tuple[float, float]]) -> int:
    return sum(BOX[0] <= x <= BOX[2] and BOX[1] <= y <= BOX[3] for x, y in pairs)


def _name(
    roles: dict[str, tuple[str, str]], cells: dict[str, list[str]], levels: dict[str, str], register: Register
) -> str:
    """Return the column of names: by its heading, else one of known names, else the smallest unit."""
    known = {
        c: _share(cells[c], lambda t: _is_known(t, register))
        for c, (role, _) in roles.items()
        if role in {"", "name", "vague"}
    }
    named = [c for c, (role, _) in roles.items() if role == "name" and cells[c]]
    if named:
        return max(named, key=lambda c: known[c])
    likely = {c: share for c, share in known.items() if share >= (0.5 if levels else 0.4)}
    if likely:
        return max(likely, key=lambda c: (likely[c], roles[c][0] == "vague"))
    for level in _DEEPER[:4]:
        units = [c for c, each in levels.items() if each == level and cells[c]]
        if units and (level != "sector" or _are_sectors(cells[units[0]], register)):
            return units[0]
    vague = [c for c, (role, _) in roles.items() if role == "vague" and cells[c]]
    return vague[0] if vague else ""


def _is_known(text: str, register: Register) -> bool:
    folded = key(text)
    if folded in register.by_key or split_level(folded)[0] in register.by_key:
        return True
    parts = take_apart(text)
    return parts is not None and split_level(key(parts.child))[0] in register.by_key


def _are_sectors(texts: list[str], register: Register) -> bool:
    """Whether a column of sectors is of the Mission's, rather than of health or education."""
    return _share(texts, lambda text: split_level(key(text))[0] in register.by_sector) > 0.5


def step_of(rows: int) -> int:
    """Return which rows of many are looked at for a guess: each first of so many."""
    return max(1, rows // _LOOKED_AT)


def spread(column: pd.Series[str]) -> pd.Series[str]:
    """Return cells from all over a column."""
    return column.iloc[:: step_of(len(column))]


def _sample(column: pd.Series[str]) -> list[str]:
    """Return some of the different texts of a column, from all over it."""
    texts = spread(column).astype(str).str.strip().unique()
    return [text for text in texts if not is_nothing(key(text)) or any(c.isdigit() for c in text)][:_SAMPLE]


def _share(texts: list[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, texts)) / len(texts) if texts else 0.0


def _first(roles: dict[str, tuple[str, str]], wanted: str) -> str:
    return next((column for column, (role, _) in roles.items() if role == wanted), "")
