r"""Patterns of ``LIKE``: ``%`` is any text, ``_`` any character, ``\`` takes either as it is written."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

_ANY: Final = ""  # stands for any text among the expressions of single characters


def like_pattern(written: str, *, nocase: bool = False) -> re.Pattern[str]:
    r"""Translate a pattern into an expression that a text must match wholly.

    The time to match grows with the length of the text times that of the pattern, whatever they are: each
    part between two ``%`` is taken where it first fits and never moved again (an atomic group, as in
    :func:`fnmatch.translate`). A plain ``.*`` for every ``%`` tries every combination of places.

    Examples
    --------
    >>> [bool(like_pattern(r"%o_5\%").fullmatch(text)) for text in ("Gao 5%", "Gao 5 %")]
    [True, False]
    """
    tokens = _tokens(written)
    parts = ["".join(group) for is_any, group in groupby(tokens, lambda token: token == _ANY) if not is_any]
    starts_free, ends_free = tokens[:1] == [_ANY], tokens[-1:] == [_ANY]
    first = "" if starts_free or not parts else parts.pop(0)
    if _ANY not in tokens:
        return _compiled(first, nocase=nocase)
    last = ".*" if ends_free or not parts else f".*{parts.pop()}"
    middle = "".join(f"(?>.*?{part})" for part in parts)
    return _compiled(f"{first}{middle}{last}", nocase=nocase)


def _compiled(expression: str, *, nocase: bool) -> re.Pattern[str]:
    return re.compile(expression, re.DOTALL | (re.IGNORECASE if nocase else 0))


def _tokens(written: str) -> list[str]:
    """One expression a character, `_ANY` for any text; in a run of wildcards, what takes one comes first."""
    tokens: list[str] = []
    characters = iter(written)
    for character in characters:
        if character == "\\":
            tokens.append(re.escape(next(characters, "\\")))
        elif character == "%":
            if tokens[-1:] != [_ANY]:
                tokens.append(_ANY)
        elif character == "_":
            at = len(tokens) - (tokens[-1:] == [_ANY])
            tokens.insert(at, ".")
        else:
            tokens.append(re.escape(character))
    return tokens
