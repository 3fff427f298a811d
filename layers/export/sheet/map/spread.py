"""Symbols that share a place are spread around it, each joined to the point by a fine line."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from layers.export.sheet.scene.scene import Disc, Ink, Lines
from layers.schema.colours import INK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.export.sheet.scene.scene import Item
    from layers.schema.marks import LegendEntry

LEADER: Final = Ink(stroke=INK, width=0.14)
CLOSE: Final = 0.55  # share of two radii nearer than which two symbols hide one another
ROUNDS: Final = 80  # of pushing apart the symbols of neighbouring places
MOVED: Final = 0.9  # mm from its point beyond which a symbol is joined to it


@dataclass(frozen=True, slots=True)
class Pin:
    """A pin to draw: where it stands (mm), its radius, mark and opacity, and its point if it was moved."""

    key: str
    x: float
    y: float
    radius: float
    mark: LegendEntry
    opacity: float = 1.0
    home: tuple[float, float] | None = None


def spread(pins: Sequence[Pin]) -> list[Pin]:
    """Move apart the pins that hide one another; the others keep their place.

    Pins of one place stand on a circle around it (two circles beyond nine), in the order given,
    starting at the left; then the symbols of neighbouring places push one another away.
    """
    placed: list[Pin] = []
    for cluster in _clusters(pins):
        placed += cluster if len(cluster) == 1 else _around(cluster)
    return _apart(placed)


def _clusters(pins: Sequence[Pin]) -> list[list[Pin]]:
    clusters: list[list[Pin]] = []
    for pin in pins:
        near = [
            c
            for c in clusters
            if math.hypot(c[0].x - pin.x, c[0].y - pin.y) < CLOSE * (c[0].radius + pin.radius)
        ]
        if near:
            near[0].append(pin)
        else:
            clusters.append([pin])
    return clusters


def _around(cluster: list[Pin]) -> list[Pin]:
    x = sum(p.x for p in cluster) / len(cluster)
    y = sum(p.y for p in cluster) / len(cluster)
    widest = max(p.radius for p in cluster)
    inner = cluster if len(cluster) <= 9 else cluster[: max(5, len(cluster) // 3)]
    radius = 0.0
    placed = []
    for ring in filter(None, (inner, cluster[len(inner) :])):
        needed = widest * 1.05 / math.sin(math.pi / max(2, len(ring)))
        radius = max(needed, radius + 2.1 * widest, widest * 1.15)
        for rank, pin in enumerate(ring):
            angle = math.pi + 2 * math.pi * rank / len(ring)
            at = x + radius * math.cos(angle), y + radius * math.sin(angle)
            placed.append(replace(pin, x=at[0], y=at[1], home=(x, y)))
    return placed


def _apart(pins: list[Pin]) -> list[Pin]:
    """Push overlapping symbols apart, each by half, until none overlap or the rounds are over."""
    if len(pins) < 2:
        return pins
    at = np.array([(p.x, p.y) for p in pins])
    radii = np.array([p.radius for p in pins])
    least = (radii[:, None] + radii[None, :]) * 1.03
    np.fill_diagonal(least, 0.0)
    for _ in range(ROUNDS):
        away = at[:, None, :] - at[None, :, :]
        far = np.hypot(away[..., 0], away[..., 1])
        lack = np.where(far < least, least - far, 0.0)
        if lack.max() < 0.02:
            break
        unit = away / np.maximum(far, 1e-6)[..., None]
        at += (unit * (lack * 0.35)[..., None]).sum(axis=1)
    moved = []
    for pin, (x, y) in zip(pins, at.tolist(), strict=True):
        home = pin.home
        if home is None and math.hypot(x - pin.x, y - pin.y) > MOVED:
            home = (pin.x, pin.y)
        moved.append(replace(pin, x=x, y=y, home=home))
    return moved


def reach(pins: Sequence[Pin]) -> dict[tuple[float, float], float]:
    """How far the symbols of each place reach from its point (mm)."""
    found: dict[tuple[float, float], float] = {}
    for pin in pins:
        home = pin.home or (pin.x, pin.y)
        far = math.hypot(pin.x - home[0], pin.y - home[1]) + pin.radius
        found[home] = max(found.get(home, 0.0), far)
    return found


def leaders(pins: Sequence[Pin]) -> list[Item]:
    """The fine lines from spread pins to their point, and the point itself."""
    moved = [p for p in pins if p.home]
    items: list[Item] = [Lines((np.array([p.home, (p.x, p.y)]),), LEADER) for p in moved]
    homes = dict.fromkeys(p.home for p in moved if p.home)
    return [*items, *(Disc(*home, 0.42, Ink(fill=INK, stroke="#FFFFFF", width=0.2)) for home in homes)]
