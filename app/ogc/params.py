"""What a request asks of ``/api``, checked before pygeoapi sees it; a refusal names the parameter."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Final

from app.ogc.cql import read_filter
from geodata.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.ogc.store import LayerStore

CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
DEFAULT_LIMIT, MAX_LIMIT = 5000, 10_000
LONGEST_NUMBER: Final = 18  # digits that are read; a number is not worth more
FORMS: Final = ("json", "html", "csv")
FILTER_LANGS: Final = ("cql2-text", "cql2-json")
COMMON: Final = frozenset({"f", "lang"})
#: Parameters of the items, beside a parameter for each property.
ITEMS: Final = frozenset(
    {"bbox", "bbox-crs", "crs", "datetime", "filter", "filter-crs", "filter-lang", "limit", "offset"}
    | {"properties", "resulttype", "skipGeometry", "sortby"}
)


def refuse(name: str, given: str, french: str, english: str) -> InputError:
    """Make the error that says what was given and what is expected."""
    shown = given[:60]
    return InputError(f"{name} = « {shown} » : {french}.", f"{name} = “{shown}”: {english}.")


def check_form(asked: str, offered: tuple[str, ...]) -> str:
    """Return the form asked for.

    Raises
    ------
    InputError
        If it is not offered here.
    """
    if asked not in offered:
        listed = ", ".join(offered)
        raise refuse("f", asked, f"attendu {listed}", f"expected {listed}")
    return asked


def check_known(given: Mapping[str, str], known: frozenset[str]) -> None:
    """Refuse a parameter that the service does not define, as the standard asks.

    Raises
    ------
    InputError
        At the first unknown name.
    """
    for name in given:
        if name not in known:
            raise InputError(f"Paramètre inconnu « {name[:40]} ».", f"Unknown parameter “{name[:40]}”.")


def check_items(given: Mapping[str, str], store: LayerStore) -> dict[str, str]:
    """Check the parameters of a collection's items; return them as pygeoapi reads them.

    Raises
    ------
    InputError
        At the first value that cannot be used.
    """
    check_known(given, COMMON | ITEMS | frozenset(store.names))
    asked = dict(given)
    limit = _whole(asked, "limit", 1)
    if (
        limit is not None
    ):  # more than the most is answered with the most (OGC 17-069r4, /req/core/fc-limit-response-1)
        limit = min(limit, MAX_LIMIT)
    offset = _whole(asked, "offset", 0, len(store.features))
    asked |= {name: str(value) for name, value in (("limit", limit), ("offset", offset)) if value is not None}
    if "bbox" in asked:
        asked["bbox"] = ",".join(f"{value:.12g}" for value in read_bbox(asked["bbox"]))
    if "datetime" in asked:
        read_datetime(asked["datetime"])
    for name in ("crs", "bbox-crs", "filter-crs"):
        if asked.get(name, CRS84) != CRS84:
            raise refuse(name, asked[name], f"seul {CRS84} est offert", f"only {CRS84} is offered")
    if "bbox" not in asked:
        asked.pop("bbox-crs", None)
    _one_of(asked, "resulttype", ("results", "hits"))
    _one_of(asked, "skipGeometry", ("true", "false"))
    _one_of(asked, "filter-lang", FILTER_LANGS)
    if "filter" in asked:
        read_filter(asked["filter"])  # what is wrong with it is said here: pygeoapi has one word for all
    asked.pop("filter-lang", None)  # the filter itself tells, and pygeoapi knows other names
    _names(asked, "properties", store)
    _names(asked, "sortby", store)
    return asked


def _whole(asked: Mapping[str, str], name: str, low: int, high: int | None = None) -> int | None:
    """A whole number from ``low`` up to ``high``, or of any size."""
    if name not in asked:
        return None
    given = asked[name]
    if given.isascii() and given.isdigit():
        value = int(given[:LONGEST_NUMBER])
        if low <= value and (high is None or value <= high):
            return value
    french, english = f"de {low} ou plus", f"of {low} or more"
    if high is not None:
        french, english = f"de {low} à {high}", f"from {low} to {high}"
    raise refuse(name, given, f"attendu un entier {french}", f"expected a whole number {english}")


def _one_of(asked: Mapping[str, str], name: str, offered: tuple[str, ...]) -> None:
    if asked.get(name, offered[0]) not in offered:
        listed = ", ".join(offered)
        raise refuse(name, asked[name], f"attendu {listed}", f"expected {listed}")


def _names(asked: dict[str, str], name: str, store: LayerStore) -> None:
    """Check a list of properties; a ``+`` of ``sortby`` that an address turned into a space is put back."""
    if name not in asked:
        return
    parts = [part.strip() for part in asked[name].split(",")]
    known: set[str] = set()
    for part in parts:
        plain = part.removeprefix("+").removeprefix("-")
        if plain not in store.names:
            raise refuse(name, part, "propriété inconnue", "unknown property")
        if plain in known:  # a list is then no longer than the layer's own
            raise refuse(name, part, "propriété répétée", "property given twice")
        known.add(plain)
    asked[name] = ",".join(parts)


def read_bbox(given: str) -> list[float]:
    """Read a box as west, south, east, north (degrees, CRS84); heights are left out.

    Raises
    ------
    InputError
        If it is not four or six finite numbers, or lies outside the globe, or south is above north.

    Examples
    --------
    >>> read_bbox("-5,12,0,18")
    [-5.0, 12.0, 0.0, 18.0]
    """
    try:
        numbers = [float(part) for part in given.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 6:
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4 or not all(math.isfinite(number) for number in numbers):
        raise refuse(
            "bbox",
            given,
            "attendu ouest,sud,est,nord (quatre ou six nombres)",
            "expected west,south,east,north (four or six numbers)",
        )
    west, south, east, north = numbers
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise refuse(
            "bbox",
            given,
            "degrés attendus, le sud au plus égal au nord",
            "degrees expected, south at most north",
        )
    return numbers


def read_datetime(given: str) -> tuple[str, str]:
    """Read an instant or an interval as its first and last day (ISO 8601).

    Raises
    ------
    InputError
        If it is neither, or ends before it begins.

    Examples
    --------
    >>> read_datetime("2020-07-01T00:00:00Z/..")
    ('2020-07-01', '9999-12-31')
    """
    start, bar, end = given.partition("/")
    days = (_day(start, "0001-01-01"), _day(end, "9999-12-31")) if bar else (_day(start), _day(start))
    if None in days or (bar and start in {"", ".."} and end in {"", ".."}) or days[0] > days[1]:  # type: ignore[operator]
        raise refuse(
            "datetime",
            given,
            "attendu une date (2020-07-01), un instant RFC 3339 ou un intervalle (2020-07-01/2021-06-30)",
            "expected a date (2020-07-01), an RFC 3339 instant or an interval (2020-07-01/2021-06-30)",
        )
    return days  # type: ignore[return-value]


def _day(given: str, open_side: str | None = None) -> str | None:
    if given in {"", ".."}:
        return open_side
    try:
        return dt.datetime.fromisoformat(given.replace(" ", "+")).date().isoformat()
    except ValueError:
        return None
