"""Signs that several layers share, such as the states of a fact: a legend says each once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from layers.schema.colours import MUTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.facts.states import Standing
    from layers.schema.marks import LegendEntry

#: How a fact stands, in the order of a legend.
STANDINGS: Final[tuple[Standing, ...]] = ("actual", "planned", "dropped", "closed", "event")
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
    """Return a sign without hue or its layer's icon: it says the same for every layer."""
    icon = mark.get("icon", "") if mark.get("together") else ""
    plain: LegendEntry = mark | {"icon": icon, "radius": min(mark["radius"], 8)}
    if mark["key"].rpartition("-")[2] in OWN_COLOUR:
        return plain
    return plain | {"color": MUTED, "stroke": MUTED}


def emblem(marks: Sequence[LegendEntry]) -> LegendEntry:
    """Return the sign that stands for a layer: the pin of what is there, else its fullest pin."""
    by_key = {mark["key"]: mark for mark in marks}
    first = next((by_key[key] for key in STANDINGS if key in by_key), None)
    return first or max(marks, key=_fullness)


def _fullness(mark: LegendEntry) -> tuple[bool, bool, float]:
    """Single pins before signs shared by several towns, hatched areas before plain ones, the filled first."""
    is_pin = mark["shape"] == "pin" and not mark.get("together")
    return is_pin, bool(mark.get("hatch")), mark["fill"]
