"""Positions that the rows of a table state: geometry, well-known text, degrees, MGRS."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely

from geodata.own.locating.positions import angle, from_mgrs, from_wkt, number, pair, put_right
from geodata.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt

    from geodata.own.locating.guess import Guess

OFF: Final = Text("position hors du globe", "position off the globe")
UNREAD: Final = Text("position illisible : « {text} »", "position that cannot be read: “{text}”")
#: Two numbers are a position among names only if one has a fraction or a sign of degrees: "12, 15" are not.
_EXACT: Final = re.compile(r"\d[.,°º]\s?\d")
ZERO: Final = Text("position 0, 0 : tenue pour vide", "position 0, 0: taken as empty")


@dataclass
class Stated:
    """What the rows state, an entry a row.

    Attributes
    ----------
    rule
        ``geometry``, ``wkt``, ``coordinates``, ``mgrs``, or empty where the row states no position.
    lon, lat
        Degrees, WGS 84: the point, or a point on the shape; NaN where there is none.
    shapes
        The shape, where it is more than the point.
    precision
        ``point``, ``line``, ``area``, or ``10 m`` for a square of MGRS.
    notes
        What the reader should know of a row's position, by row.
    """

    rule: npt.NDArray[np.object_]
    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    shapes: npt.NDArray[np.object_]
    precision: npt.NDArray[np.object_]
    notes: dict[int, Text]


def stated_positions(frame: pd.DataFrame, guess: Guess) -> Stated:
    """Read the positions of all rows, each by the first means that gives one."""
    count = len(frame)
    found = Stated(
        np.full(count, "", object),
        np.full(count, np.nan),
        np.full(count, np.nan),
        np.full(count, None, object),
        np.full(count, "", object),
        {},
    )
    if guess.geometry:
        _add_shapes(found, np.asarray(frame.geometry.array, dtype=object), "geometry")
    if guess.wkt:
        _add_shapes(found, np.array([from_wkt(str(t)) for t in frame[guess.wkt]], dtype=object), "wkt")
        _tell_unread(found, frame[guess.wkt])
    if guess.lon and guess.lat:
        _add_degrees(found, frame[guess.lon], frame[guess.lat])
    if guess.position:
        _add_pairs(found, frame[guess.position].astype(str))
    if guess.mgrs:
        _add_squares(found, frame[guess.mgrs].astype(str))
    for column in filter(None, (guess.position, guess.mgrs, guess.name)):
        _add_mixed(found, frame[column].astype(str))
    return found


def _add_shapes(found: Stated, shapes: npt.NDArray[np.object_], rule: str) -> None:
    has = ~shapely.is_missing(shapes) & (found.rule == "")
    if not has.any():
        return
    given = shapes[has]
    is_point = shapely.get_type_id(given) == 0
    points = given.copy()
    points[~is_point] = shapely.point_on_surface(given[~is_point])
    found.rule[has] = rule
    found.lon[has], found.lat[has] = shapely.get_x(points), shapely.get_y(points)
    sizes = shapely.get_dimensions(given)
    found.precision[has] = np.array(["point", "line", "area"], dtype=object)[np.clip(sizes, 0, 2)]
    found.shapes[has] = np.where(is_point, None, given)


def _add_degrees(found: Stated, lon: pd.Series[str], lat: pd.Series[str]) -> None:
    """Take columns of degrees; a row whose sides say that they are exchanged is read as they say."""
    x, y = _angles(lon), _angles(lat)
    for n in np.flatnonzero(np.isnan(x) | np.isnan(y)).tolist():
        said = [str(cell).strip() for cell in (lon.iloc[n], lat.iloc[n]) if not pd.isna(cell)]
        if any(said):
            found.notes[n] = UNREAD.format(text=" ".join(said).strip()[:60])
    _add_points(found, x, y, "coordinates")


def _angles(column: pd.Series[str]) -> npt.NDArray[np.float64]:
    if pd.api.types.is_float_dtype(column) or pd.api.types.is_integer_dtype(column):
        numbers: npt.NDArray[np.float64] = column.to_numpy(dtype=float, copy=True, na_value=np.nan)
        numbers[~np.isfinite(numbers)] = np.nan
        return numbers
    cells = column.astype(str)
    plain: npt.NDArray[np.float64] = pd.to_numeric(
        cells.str.strip().str.replace(",", "."), errors="coerce"
    ).to_numpy(dtype=float, copy=True)
    for n in np.flatnonzero(np.isnan(plain)):
        text = cells.iloc[n]
        plain[n] = number(text) if text.strip() else np.nan
        if np.isnan(plain[n]) and text.strip():
            plain[n] = angle(text)[0]
    plain[~np.isfinite(plain)] = np.nan
    return plain


def _add_pairs(found: Stated, cells: pd.Series[str]) -> None:
    values = [pair(text) for text in cells]
    _tell_unread(found, cells, [value is None for value in values])
    x, y = np.array([value or (np.nan, np.nan) for value in values], dtype=float).reshape(-1, 2).T
    _add_points(found, x, y, "coordinates")


def _add_squares(found: Stated, cells: pd.Series[str]) -> None:
    for n, text in enumerate(cells):
        value = from_mgrs(text) if not found.rule[n] else None
        if value is not None:
            _add_square(found, n, value)
        elif text.strip() and not found.rule[n]:
            found.notes.setdefault(n, UNREAD.format(text=text.strip()[:60]))


def _add_mixed(found: Stated, cells: pd.Series[str]) -> None:
    """Take the cells that hold a position of another kind than their column: a reference among names."""
    for n, text in enumerate(cells):
        if found.rule[n] or sum(char.isdigit() for char in text) < 4:
            continue
        square = from_mgrs(text)
        if square and put_right(square[:2]) == square[:2]:
            _add_square(found, n, square)
        elif _EXACT.search(text) and (position := put_right(pair(text))):
            found.rule[n], found.precision[n] = "coordinates", "point"
            found.lon[n], found.lat[n] = position
        if found.rule[n]:
            found.notes.pop(n, None)


def _add_square(found: Stated, n: int, square: tuple[float, float, float]) -> None:
    lon, lat, side = square
    found.rule[n], found.lon[n], found.lat[n] = "mgrs", lon, lat
    found.precision[n] = f"{side:.0f} m" if side < 1000 else f"{side / 1000:.0f} km"


def _add_points(found: Stated, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], rule: str) -> None:
    free = (found.rule == "") & ~np.isnan(x) & ~np.isnan(y)
    zero = free & (x == 0) & (y == 0)
    with np.errstate(invalid="ignore"):
        off = free & ((np.abs(x) > 180) | (np.abs(y) > 90))
    for n in np.flatnonzero(zero | off):
        found.notes[int(n)] = ZERO if zero[n] else OFF
    good = free & ~zero & ~off
    found.rule[good], found.precision[good] = rule, "point"
    found.lon[good], found.lat[good] = x[good], y[good]


def _tell_unread(found: Stated, cells: pd.Series[str], missing: list[bool] | None = None) -> None:
    for n, text in enumerate(cells.astype(str)):
        is_missing = found.rule[n] == "" if missing is None else missing[n] and found.rule[n] == ""
        if text.strip() and is_missing:
            found.notes.setdefault(n, UNREAD.format(text=text.strip()[:60]))
