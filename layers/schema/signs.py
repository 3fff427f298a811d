"""Signs that several layers share, such as the states of a fact: a legend says each once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from layers.schema.colours import MUTED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.schema.marks import LegendEntry

#: Endings of the keys of signs whose colour says how the fact stands, whatever the layer.
OWN_COLOUR: Final = frozenset(("closed", "event", "dropped"))
#: What a sign is, whatever the layer: its key and its words.
Sign = tuple[str, str]


def sign_of(mark: LegendEntry) -> Sign:
    """Return what a mark says, without its layer's hue or icon."""
    return mark["key"], mark["label"]


def shared_signs(legends: Iterable[Iterable[LegendEntry]]) -> set[Sign]:
    """Return the signs that two legends or more have alike."""
    counts = Counter(sign for marks in legends for sign in {sign_of(mark) for mark in marks})
    return {sign for sign, count in counts.items() if count > 1}


def neutral(mark: LegendEntry) -> LegendEntry:
    """Return a sign without hue or icon: it says the same for every layer."""
    plain: LegendEntry = mark | {"icon": "", "radius": min(mark["radius"], 8)}
    if mark["key"].rpartition("-")[2] in OWN_COLOUR:
        return plain
    return plain | {"color": MUTED, "stroke": MUTED}
