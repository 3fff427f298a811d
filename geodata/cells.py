"""Cells of the tables that a spreadsheet opens."""

from __future__ import annotations

import re
from typing import Final

#: Texts that a spreadsheet may run: an operator, in either width, after any blanks; or a leading control.
_FORMULA: Final = re.compile("[ \t\n\r\v\f\u00a0\u202f\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")


def guarded(value: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would run as a formula; anything else passes.

    Notes
    -----
    Guarded are texts whose first character that is not blank is one of ``= + - @``, plain or full-width,
    and texts that begin with a tab or a line break. Numbers are not texts. The cases, written as CSV,
    are in ``tests/shared/csv_cell_cases.json``; every program that writes CSV keeps to them.

    Examples
    --------
    >>> guarded("=1+1"), guarded("Gao"), guarded(-4.1)
    ("'=1+1", 'Gao', -4.1)
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
