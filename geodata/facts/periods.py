"""Periods as the documents state them, in EDTF (ISO 8601-2): a year is a year, a month a month.

Four forms are used: ``2015`` or ``2021-02`` or ``2020-10-15`` (one moment, as precise as it is written),
``2019/2020`` (from one to another), ``2016/..`` (since) and ``../2020-08`` (no later than; of
what is authorised, until).
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache
from typing import Final

OPEN: Final = ".."
_MOMENT: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def moments(period: str) -> tuple[str, str]:
    """First and last moment of a period, as written; ``..`` where it is open.

    Raises
    ------
    ValueError
        If the period has none of the four forms.

    Examples
    --------
    >>> moments("2019/2020"), moments("2015"), moments("../2020-08")
    (('2019', '2020'), ('2015', '2015'), ('..', '2020-08'))
    """
    first, _, last = period.partition("/")
    last = last or first
    known = [one for one in (first, last) if one != OPEN]
    if not known or not all(_MOMENT.fullmatch(one) for one in known):
        raise ValueError(period)
    return first, last


def is_moment(period: str) -> bool:
    """Whether a figure of the results framework says more than its budget year (or ``other``).

    Examples
    --------
    >>> is_moment("2021-06"), is_moment("2021-02/2021-03"), is_moment("2020/21"), is_moment("other")
    (True, True, False, False)
    """
    return re.fullmatch(rf"{_MOMENT.pattern}(/{_MOMENT.pattern})?", period) is not None


@lru_cache(maxsize=1024)
def bounds(period: str) -> tuple[str, str]:
    """First and last day of a period (ISO 8601); empty where it is open, or where nothing is said.

    Examples
    --------
    >>> bounds("2019/2020"), bounds("2021-02"), bounds("2016/.."), bounds("")
    (('2019-01-01', '2020-12-31'), ('2021-02-01', '2021-02-28'), ('2016-01-01', ''), ('', ''))
    """
    if not period:
        return "", ""
    first, last = moments(period)
    return "" if first == OPEN else _first_day(first), "" if last == OPEN else _last_day(last)


def of_days(start: str, end: str) -> str:
    """The period that two days state (either may be empty).

    Examples
    --------
    >>> of_days("2020-07-01", "2021-06-30"), of_days("2020-10-15", "2020-10-15"), of_days("", "2021-06-30")
    ('2020-07-01/2021-06-30', '2020-10-15', '../2021-06-30')
    """
    if start == end:
        return start
    return f"{start or OPEN}/{end or OPEN}"


def no_later_than(day: str) -> str:
    """The open period up to a day, as coarse as the month or the year that the day ends.

    Examples
    --------
    >>> no_later_than("2020-08-31"), no_later_than("2017-12-31"), no_later_than("2020-07-01")
    ('../2020-08', '../2017', '../2020-07-01')
    """
    shorter = (one for one in (day[:4], day[:7]) if _last_day(one) == day)
    return f"{OPEN}/{next(shorter, day)}"


def budget_year(period: str) -> str:
    """The budget year, July to June, that a period is, as ``2020/21``; empty for any other.

    Examples
    --------
    >>> budget_year("2020-07-01/2021-06-30"), budget_year("2020")
    ('2020/21', '')
    """
    start, end = bounds(period)
    is_one = start.endswith("-07-01") and end == f"{int(start[:4]) + 1}-06-30"
    return f"{start[:4]}/{end[2:4]}" if is_one else ""


def _first_day(moment: str) -> str:
    return f"{moment}-01-01"[:10] if len(moment) == 4 else f"{moment}-01"[:10]


def _last_day(moment: str) -> str:
    if len(moment) == 10:
        return moment
    year, month = int(moment[:4]), int(moment[5:7] or 12)
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"
