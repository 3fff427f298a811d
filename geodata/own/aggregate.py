"""Rows gathered by region, cercle, commune or sector."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute

from geodata.errors import InputError
from geodata.own.enrich import UNITS, exactly_located, holders
from geodata.own.locating.guess import check_column
from geodata.own.squares import SIDES, name_of, squares_at
from geodata.own.squares import shape_of as square_shape
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

    from geodata.own.match import Matched

How = Literal["count", "sum", "mean", "share"]
HOWS: Final = ("count", "sum", "mean", "share")
_TINTED: Final = Text(
    "Des nombres teintent des surfaces : une grande unité peut sembler plus touchée qu’elle ne l’est. "
    "Préférez une moyenne ou une part, ou des cercles proportionnels.",
    "Counts tint areas: a large unit may look more affected than it is. "
    "Prefer a mean or a share, or proportional circles.",
)


@dataclass(frozen=True)
class Aggregated:
    """Values by unit.

    Attributes
    ----------
    frame
        A row for each unit that has any: ``id, name_fr, name_en, rows, value`` and its area, in EPSG:4326.
    left_out
        Rows that are not located as exactly as the units ask; they are shared out to none.
    unread
        Rows whose cell is no number; they count in ``rows`` but not in ``value``.
    warning
        What a reader of the map should know; nothing for means and shares.
    """

    frame: gpd.GeoDataFrame
    left_out: int
    unread: int
    warning: Text | None


def aggregate(matched: Matched, to: str, value: str = "", how: How = "count") -> Aggregated:
    """Gather rows by unit.

    Parameters
    ----------
    matched
        The rows.
    to
        ``commune``, ``cercle``, ``region`` or ``sector``; or a square of a grid (:data:`SIDES`), which takes
        the rows whose own position is known.
    value
        Column of numbers; not needed to count, nor for the share of rows.
    how
        ``count`` rows, the ``sum`` or ``mean`` of a column, or the ``share`` of its total (or of the rows)
        that lies in each unit, percent.

    Raises
    ------
    InputError
        If the unit, the way or the column is unknown.
    """
    if to not in (*UNITS, *SIDES) or how not in HOWS:
        units, ways = ", ".join((*UNITS, *SIDES)), ", ".join(HOWS)
        raise InputError(
            f"Regroupement inconnu : « {to} », « {how} » ; unités : {units} ; calculs : {ways}.",
            f"Unknown grouping: “{to}”, “{how}”; units: {units}; ways: {ways}.",
        )
    if value or how in {"sum", "mean"}:
        check_column(matched.reading.frame, value)
    cells = matched.reading.frame[value].astype(str) if value else ["1"] * len(matched.found)
    numbers = pd.Series(read_numbers(list(cells)), dtype=float)
    passed = [found.rule == "total" for found in matched.found]
    rows = pd.DataFrame({"unit": _units(matched, to), "number": numbers})[[not each for each in passed]]
    inside = rows[rows["unit"] != ""]
    grouped = inside.groupby("unit")["number"]
    sums = grouped.sum(min_count=1)
    total = sums.sum()
    values = {
        "count": grouped.size(),
        "sum": sums,
        "mean": grouped.mean(),
        "share": 100 * sums / total if total else sums * math.nan,
    }[how]
    names, shapes = _drawn(matched, to, list(values.index))
    frame = gpd.GeoDataFrame(
        {
            "id": list(values.index),
            "name_fr": [name.fr for name in names],
            "name_en": [name.en for name in names],
            "rows": grouped.size().tolist(),
            "value": values.astype(float).tolist(),
        },
        geometry=gpd.GeoSeries(shapes, crs=4326),
        crs=4326,
    )
    unread = int(inside["number"].isna().sum()) if value else 0
    return Aggregated(frame, len(rows) - len(inside), unread, _TINTED if how in {"count", "sum"} else None)


def _units(matched: Matched, to: str) -> list[str]:
    """The unit of each row; empty where it is not located as exactly as that."""
    if to in UNITS:
        units: list[str] = holders(matched)[to].tolist()
        return units
    exact = exactly_located(matched)
    return squares_at(to, np.where(exact, matched.lon, np.nan), np.where(exact, matched.lat, np.nan))


def _drawn(matched: Matched, to: str, units: list[str]) -> tuple[list[Text], list[BaseGeometry | None]]:
    if to in SIDES:
        return [name_of(unit) for unit in units], [square_shape(unit) for unit in units]
    register = matched.register
    places = [register.places[register.number[unit]] for unit in units]
    return [Text(place.name_fr, place.name_en) for place in places], [register.shape_of(p) for p in places]


def read_numbers(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return the numbers of a column (:func:`read_number`): those written plainly all at once."""
    cells = pa.array(texts, pa.string())
    is_plain = compute.match_substring_regex(cells, r"^-?[0-9]{1,15}(\.[0-9]{1,15})?$")
    plain = compute.if_else(is_plain, cells, pa.scalar(None, pa.string())).cast(pa.float64())
    numbers: npt.NDArray[np.float64] = plain.to_numpy(zero_copy_only=False).astype(float)
    for n in np.flatnonzero(~is_plain.to_numpy(zero_copy_only=False)).tolist():
        numbers[n] = read_number(texts[n]) if texts[n] else math.nan
    return numbers


def read_number(text: str) -> float:
    """Return a number as people write it: the last of point and comma parts the decimals. NaN if it is none.

    Examples
    --------
    >>> read_number("1 234,5"), read_number("1,234.5"), read_number("12 %"), read_number("env. 30")
    (1234.5, 1234.5, 12.0, nan)
    """
    plain = re.sub(r"[\s\u00a0\u202f']", "", text).removesuffix("%").replace("−", "-")
    if "," in plain and "." in plain:
        thousands = "," if plain.rfind(".") > plain.rfind(",") else "."
        plain = plain.replace(thousands, "")
    plain = plain.replace(",", ".")
    return float(plain) if re.fullmatch(r"[-+]?\d+(?:\.\d+)?", plain) else math.nan
