"""The result of the framework that a fact is a figure of: its reference begins the fact's identifier."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

_RESULT: Final = re.compile(r"([IO][\d.]+)(?:[#@]|$)")


def result_of(fact: str) -> str:
    """Reference of the result that a fact is a figure of, or nothing.

    Examples
    --------
    >>> result_of("O1.3.5@6"), result_of("I1.1.3#2"), result_of("002-95-1")
    ('O1.3.5', 'I1.1.3', '')
    """
    match = _RESULT.match(fact)
    return match[1] if match else ""


def refs_of(facts: pd.Series[str]) -> pd.Series[str]:
    """References of the results that facts are figures of, by identifier; empty for other facts."""
    return facts.map(result_of)
