"""Whether something holds on a day: the one rule that tables, layers and exports share."""

from __future__ import annotations

from typing import Literal

State = Literal["later", "holds", "past"]


def state(since: str, until: str | None, day: str) -> State:
    """What a fact is on a day (ISO 8601 days, compared as text; without ``until`` it is open).

    The browser keeps to the same cases, ``tests/shared/as_of_cases.json``.

    Examples
    --------
    >>> state("2018-03-31", "2020-06-30", "2020-07-01"), state("2018-03-31", "", "2017-12-31")
    ('past', 'later')
    """
    if day < since:
        return "later"
    return "past" if until and day > until else "holds"
