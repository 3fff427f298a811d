"""What the filter offers: its fields and their values, in words; ``app/web/page/filter.ts`` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.words.filter import FILTER_PANEL_WORDS
from layers.reports.filter_words import OR, PAIR, SIGNS, TITLES, choices
from layers.words import typeset

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang


def filter_file(collection: Collection, lang: Lang) -> dict[str, Any]:
    """Return titles of the fields, words of their values, signs of comparisons, and the panel's own words."""
    return {
        "titles": {name: title.get(lang) for name, title in TITLES.items()},
        "choices": {name: list(values.items()) for name, values in choices(collection, lang).items()},
        "signs": SIGNS,
        "or": OR.get(lang),
        "pair": typeset(PAIR.get(lang), lang),
        "words": {name: typeset(text.get(lang), lang) for name, text in FILTER_PANEL_WORDS.items()},
    }
