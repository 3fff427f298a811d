"""Words that a reader sees: never one language without the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast, get_args

Lang = Literal["fr", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)


@dataclass(frozen=True, slots=True)
class Text:
    """One text in French and in English.

    Raises
    ------
    ValueError
        If either language is empty: a half-translated word is a bug.

    Examples
    --------
    >>> Text("Secteur Est", "Sector East").get("en")
    'Sector East'
    """

    fr: str
    en: str

    def __post_init__(self) -> None:
        if not self.fr.strip() or not self.en.strip():
            raise ValueError(f"a text needs both languages: fr={self.fr!r}, en={self.en!r}")

    def get(self, lang: Lang) -> str:
        """Return the text in one language."""
        return cast("str", getattr(self, lang))

    def format(self, **values: object) -> Text:
        """Fill the same named fields in both languages."""
        return Text(self.fr.format(**values), self.en.format(**values))


def same(word: str) -> Text:
    """Return a text that reads the same in both languages (names, symbols)."""
    return Text(word, word)
