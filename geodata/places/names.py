"""Written names: what is set aside before two are compared, and the kind of place that one announces."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: Latin letters that Unicode does not take apart: ligatures, and the letters of Bambara.
_LETTERS: Final = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ɛ": "e", "ɔ": "o", "ŋ": "ng", "ɲ": "ny"})
#: Kinds of the table ``places`` that are points on a map.
POINT_KINDS: Final = ("site", "town", "village", "outside")
_KIND_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "region": ("region de la", "region de", "region d", "region", "district de", "district"),
    "cercle": ("cercle de", "cercle d", "cercle"),
    "commune": ("commune de", "commune d", "commune"),
    "sector": ("secteur", "sector"),
    "town": ("ville de", "town of", "city of", "ville", "town", "city"),
}


def fold(text: str) -> str:
    """Set aside accents, case, hyphens, apostrophes and repeated spaces.

    Notes
    -----
    The steps, in this order; every program that compares names with ours takes the same:

    1. Unicode normalisation form KD, which takes accents off letters and ligatures such as ``ﬁ`` apart.
    2. Lower case, by Unicode's rules and of no particular language.
    3. Marks (general category M: accents, vowel signs) are removed.
    4. ``œ æ ß ɛ ɔ ŋ ɲ`` become ``oe ae ss e o ng ny``.
    5. The runs of ``a`` to ``z`` and ``0`` to ``9`` are joined by one space; anything else, and so every
       other script, only separates them.

    The cases are in ``tests/shared/fold_cases.json``.

    Examples
    --------
    >>> fold("Mopti-Sévaré"), fold("  MÉNAKA "), fold("Aguel’hoc"), fold("Sœurs")
    ('mopti sevare', 'menaka', 'aguel hoc', 'soeurs')
    """
    lowered = unicodedata.normalize("NFKD", text).lower()
    letters = "".join(c for c in lowered if not unicodedata.category(c).startswith("M"))
    return " ".join(re.findall(r"[a-z0-9]+", letters.translate(_LETTERS)))


def split_kind(name: str) -> tuple[str, str]:
    """Tell the kind of place that a written name announces from the name itself.

    Returns
    -------
    tuple
        The folded name without the word, and the kind (empty if none is announced).

    Examples
    --------
    >>> split_kind("Région de Gao"), split_kind("Kidal Region"), split_kind("Gao")
    (('gao', 'region'), ('kidal', 'region'), ('gao', ''))
    """
    folded = fold(name)
    for kind, words in _KIND_WORDS.items():
        for word in words:
            if folded.startswith(f"{word} "):
                return folded.removeprefix(f"{word} "), kind
            if folded.endswith(f" {word}"):
                return folded.removesuffix(f" {word}"), kind
    return folded, ""
