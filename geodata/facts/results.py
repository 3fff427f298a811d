"""Which result of the framework a fact belongs to."""

from __future__ import annotations

import re
from typing import Final

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
