"""What the drawing tool needs once it is opened: its words, and the military symbols, in one file a language.

What is drawn stays in the view's address (:mod:`layers.view.drawn`); ``app/web/draw`` is the tool itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.words.draw import draw_words
from layers.icons.symbols import symbols

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang


def draw_file(collection: Collection, lang: Lang) -> dict[str, Any]:  # noqa: ARG001 - as the other files are asked for
    """Return the words of the tool, and the symbols in the order in which they are offered."""
    listed = [
        {
            "id": name,
            "name": symbol[lang],
            **{key: symbol[key] for key in ("group", "sidc", "box", "anchor", "parts")},
        }
        for name, symbol in symbols().items()
    ]
    return {"words": draw_words(lang), "symbols": listed}
