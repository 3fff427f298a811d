"""What of a written name is compared: its letters, the level that it announces, its parts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from geodata.places.names import fold

#: Texts whose letters are kept: tables repeat them, and every rule asks again.
_KEPT: Final = 20_000
_ARTICLE: Final = r"(?:of the |of |de la |de l |des |de |du |d |la )?"
#: Level, and the words that announce it before or after a name, folded.
_WORDS: Final = {
    "region": r"regions?|district|gouvernorat|governorate|adm(?:in)? ?1",
    "cercle": r"cercles?|circle|adm(?:in)? ?2",
    "commune": r"(?:c r|c u|cr|cu|commune) (?:rurale|urbaine)|(?:rural|urban) commune|communes?|mairie|"
    r"municipality|adm(?:in)? ?3",
    "sector": r"secteurs?|sectors?",
    "airport": r"aeroport(?: international)?|aerodrome|(?:international )?airport|airfield|airstrip|heliport",
    "point": r"ville|town|city|village|localite|locality|hameau|quartier|site",
}
_BEFORE: Final = {level: re.compile(rf"(?:{words}) {_ARTICLE}(?=\S)") for level, words in _WORDS.items()}
_AFTER: Final = {level: re.compile(rf" (?:{words})$") for level, words in _WORDS.items()}
#: Words that place something beside, between or along what they name: such a text names no place itself.
_RELATION: Final = re.compile(
    r"(?:\b(?:entre|between|axe|axis|troncon|near|pres|proche|environs|alentours|vers|towards|autour|around|"
    r"km|kms|kilometres|kilometers|sortie|frontiere|border|sud de|nord de|ouest de|est de|north of|south of|"
    r"east of|west of)\b)|\b(?:rn|route)\s?\d*\b.*\s"
)
_SEVERAL: Final = re.compile(r"\s(?:et|and|&|\+|ou|or)\s|[;&+\n]|\s[-–—]>?\s.*\s[-–—]>?\s")
_TOTAL: Final = re.compile(
    r"(?:grand |sous |sub )?tota(?:l|ux|ls)(?: .*)?|ensemble|somme|sum|moyenne|average"
)
_EMPTY: Final = frozenset(
    {
        "",
        "n a",
        "na",
        "nd",
        "n d",
        "nan",
        "null",
        "none",
        "inconnu",
        "inconnue",
        "unknown",
        "non precise",
        "non renseigne",
        "a preciser",
        "tbd",
        "tbc",
        "neant",
        "not available",
        "aucun",
        "autre",
        "autres",
        "other",
    }
)
_LETTERS_ALIKE: Final = str.maketrans(
    {
        "ی": "ي",
        "ک": "ك",
        "ڪ": "ك",
        "گ": "ك",
        "ى": "ي",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "ـ": "",
    }
)


@lru_cache(maxsize=_KEPT)
def key(text: str) -> str:
    """Return what of a name is compared: folded Latin letters, or the letters of another script.

    Examples
    --------
    >>> key("Gourma-Rharous"), key("تَمبكتو") == key("تمبكتو"), key("—")
    ('gourma rharous', True, '')
    """
    folded = fold(text)
    if (
        folded
        and folded.isascii()
        and not any("\u0600" <= c <= "\u07ff" or "\u2d30" <= c <= "\u2d7f" for c in text)
    ):
        return folded
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", text) if not unicodedata.category(c).startswith("M")
    )
    return " ".join(
        "".join(c if c.isalnum() else " " for c in plain.translate(_LETTERS_ALIKE).casefold()).split()
    )


def tight(folded: str) -> str:
    """Return a folded name without spaces, so that ``tin essako`` is ``tinessako``."""
    return folded.replace(" ", "")


_SOUNDS: Final = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"[td]j|dg|g(?=[ei])"), "j"),
    (re.compile(r"tch|ch|sh"), "c"),
    (re.compile(r"gu(?=[ei])"), "g"),
    (re.compile(r"qu|q|ck|kh|c(?![aeiou]?h)"), "k"),
    (re.compile(r"gn|ni(?=[aeou])"), "ny"),
    (re.compile(r"oo|ou|w"), "u"),
    (re.compile(r"y|ii"), "i"),
    (re.compile(r"gh|rh"), "r"),
    (re.compile(r"h"), ""),
    (re.compile(r"z"), "s"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=_KEPT)
def sound(folded: str) -> str:
    """Return how a folded name sounds, roughly: transcriptions differ in letters more than in sounds.

    Examples
    --------
    >>> sound("aguelhoc") == sound("aguelhok"), sound("gao") == sound("gagho")
    (True, False)
    """
    text = tight(folded)
    for pattern, plain in _SOUNDS:
        text = pattern.sub(plain, text)
    return text


@lru_cache(maxsize=_KEPT)
def split_level(folded: str) -> tuple[str, str]:
    """Return a folded name without the words for its level, and the level: empty if none is announced.

    Examples
    --------
    >>> split_level("region de gao"), split_level("mopti region"), split_level("commune rurale de ber")
    (('gao', 'region'), ('mopti', 'region'), ('ber', 'commune'))
    """
    for level, pattern in _BEFORE.items():
        match = pattern.match(folded)
        if match and match.end() < len(folded):
            return folded[match.end() :], level
    for level, pattern in _AFTER.items():
        match = pattern.search(folded)
        if match and match.start() > 0:
            return folded[: match.start()], level
    return folded, ""


def is_total(folded: str) -> bool:
    """Whether a cell says that its row sums up others."""
    return bool(_TOTAL.fullmatch(folded))


def is_nothing(folded: str) -> bool:
    """Whether a cell says that nothing is known."""
    return folded in _EMPTY


def is_relative(folded: str) -> bool:
    """Whether a text names a position beside or between places rather than a place."""
    return bool(_RELATION.search(folded))


def is_several(text: str) -> bool:
    """Whether a text joins several places."""
    return bool(_SEVERAL.search(text.strip()))
