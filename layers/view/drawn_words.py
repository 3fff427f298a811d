"""What drawn things are called; the explorer's start needs these, and no geodesy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.text import Text
from layers.icons.symbols import symbols

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.view.drawn import Drawn

#: Said wherever drawn things are shown, so that none is taken for the documents' own.
READERS: Final = Text("Dessins du lecteur — pas des documents", "Reader’s drawings — not from the documents")
KINDS: Final[dict[str, Text]] = {
    "arrow": Text("Flèche", "Arrow"),
    "line": Text("Ligne", "Line"),
    "area": Text("Zone", "Area"),
    "circle": Text("Cercle", "Circle"),
    "text": Text("Texte", "Text"),
    "measure": Text("Ligne mesurée", "Measured line"),
    "number": Text("Repère numéroté", "Numbered marker"),
    "symbol": Text("Symbole", "Symbol"),
}


def named(thing: Drawn, lang: Lang) -> str:
    """What a thing is: the symbol's name, or its kind."""
    return symbols()[thing.symbol][lang] if thing.symbol else KINDS[thing.kind].get(lang)
