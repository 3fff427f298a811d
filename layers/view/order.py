"""The drawing order of layers: the catalogue's, but for those that a reader has raised above the others."""

from __future__ import annotations


def from_the_top(raised: tuple[str, ...], layers: tuple[str, ...]) -> tuple[str, ...]:
    """Return all the layers from the top of the drawing down: those raised, then the rest in their order."""
    return (*raised, *(layer for layer in layers if layer not in raised))


def fewest(raised: tuple[str, ...], layers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the shortest beginning of an order that still gives the same order of all the layers.

    Parameters
    ----------
    raised
        Layers raised above the others, topmost first; those that are not on, or named twice, are dropped.
    layers
        The layers that are on, in catalogue order.
    """
    kept = tuple(dict.fromkeys(layer for layer in raised if layer in layers))
    whole = from_the_top(kept, layers)
    count = len(kept)
    while count and from_the_top(whole[: count - 1], layers) == whole:
        count -= 1
    return whole[:count]
