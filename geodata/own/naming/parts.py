"""How a written text is put together: a child and its parents, one place under two names, several places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from geodata.own.naming.keys import key

_BRACKETS: Final = re.compile(r"\s*([^()\[\]]+?)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]?\s*([^()\[\]]*)")
_PATH: Final = re.compile(r"\s*(?:>|›|»|→|\\|::)\s*")
_SLASH: Final = re.compile(r"\s*[/|]\s*")
_COMMA: Final = re.compile(r"\s*,\s*")
_DASH: Final = re.compile(r"\s+[-–—]\s+|\s*[–—]\s*|\s*:\s+")
#: A word in brackets that says the level of what stands before them.
LEVEL_WORDS: Final = {
    "ville": "point",
    "town": "point",
    "city": "point",
    "village": "point",
    "localite": "point",
    "site": "point",
    "region": "region",
    "cercle": "cercle",
    "commune": "commune",
    "secteur": "sector",
    "sector": "sector",
    "aeroport": "airport",
    "airport": "airport",
    "aerodrome": "airport",
    "district": "region",
}


@dataclass(frozen=True, slots=True)
class Parts:
    """A text taken apart.

    Attributes
    ----------
    form
        ``brackets``, ``path``, ``slash``, ``comma`` or ``dash``.
    child
        What stands first, or before the brackets.
    others
        What follows, in order.
    level
        The level that brackets state; empty for none.
    """

    form: str
    child: str
    others: tuple[str, ...]
    level: str = ""


def take_apart(text: str) -> Parts | None:
    """Return the parts of a text; nothing if it is one name.

    Examples
    --------
    >>> take_apart("Ber (Tombouctou)").others, take_apart("Kidal (ville)").level, take_apart("Gao")
    (('Tombouctou',), 'point', None)
    """
    match = _BRACKETS.fullmatch(text)
    if match:
        child = " ".join(part for part in (match[1], match[3]) if part)
        level = LEVEL_WORDS.get(key(match[2]), "")
        inside = [part for part in re.split(r"\s*[,;/|]\s*", match[2]) if key(part)]
        return Parts("brackets", child, () if level else tuple(inside), level)
    for form, mark in (("path", _PATH), ("slash", _SLASH), ("comma", _COMMA), ("dash", _DASH)):
        parts = [part for part in mark.split(text.strip()) if key(part)]
        if len(parts) > 1:
            return Parts(form, parts[0], tuple(parts[1:]))
    return None
