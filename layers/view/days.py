"""The days that a view may show: of the Mission's years, in ISO 8601."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from geodata.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: First and last day.
DAYS: Final = ("2013-01-01", "2023-12-31")
_EXPECTED: Final = ("date AAAA-MM-JJ, de 2013 à 2023", "a date YYYY-MM-DD, from 2013 to 2023")
_ALONE: Final = ("une comparaison demande aussi une date", "a comparison needs a date too")


def is_day(value: str) -> bool:
    """Whether a text is a day that a view may show.

    Examples
    --------
    >>> is_day("2020-07-01"), is_day("2020-02-30"), is_day("1999-01-01"), is_day("20200701")
    (True, False, False, False)
    """
    try:
        return dt.date.fromisoformat(value).isoformat() == value and DAYS[0] <= value <= DAYS[1]
    except ValueError:
        return False


def read_days(fields: Mapping[str, str]) -> tuple[dict[str, str], list[tuple[str, str, str, str]]]:
    """Read ``date`` and ``compare``; each that cannot be used is empty.

    Returns
    -------
    tuple
        The days by name; and for each refused, its name, its value, and what was expected in French
        and in English.
    """
    found, wrong = {}, []
    for name in ("date", "compare"):
        value = fields.get(name, "")
        found[name] = value if is_day(value) else ""
        if value and not found[name]:
            wrong.append((name, value, *_EXPECTED))
    if found["compare"] and not found["date"]:
        wrong.append(("compare", found["compare"], *_ALONE))
    return found, wrong


def read_day(value: str) -> str:
    """Return a day that a view may show, or empty for none.

    Raises
    ------
    InputError
        If it is neither.
    """
    if value and not is_day(value):
        raise InputError(
            f"date = « {value[:40]} » : {_EXPECTED[0]}.", f"date = “{value[:40]}”: {_EXPECTED[1]}."
        )
    return value
