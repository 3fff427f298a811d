"""Which result of the framework a fact belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from geodata.tables import reading

if TYPE_CHECKING:
    import pandas as pd

    from geodata.tables import Tables

#: A fact's identifier begins with the reference of its result.
_RESULT: Final = re.compile(r"([IO][\d.]+)(?:[#@]|$)")


def result_of(fact: str) -> str:
    """Reference of the result a fact belongs to, or nothing.

    Examples
    --------
    >>> result_of("O2.2.9#1"), result_of("I1.1.3@2"), result_of("002-95-1")
    ('O2.2.9', 'I1.1.3', '')
    """
    found = _RESULT.match(fact)
    return found[1] if found else ""


def refs_of(facts: pd.Series[str]) -> pd.Series[str]:
    """References of the results that facts belong to, by identifier; empty for other facts."""
    return facts.map(result_of)


@reading
def fact_ids(tables: Tables, by: str) -> dict[str, list[str]]:
    """Identifiers of the facts by their ``place``, or by the ``ref`` of the result that they are of."""
    facts = tables["facts"]
    named = facts.assign(ref=refs_of(facts["id"])) if by == "ref" else facts
    found: dict[str, list[str]] = named.groupby(by)["id"].agg(list).to_dict()
    return found
