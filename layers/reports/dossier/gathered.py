"""Statements that say the same thing of many places, gathered so that a reader sees them once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

T = TypeVar("T")

#: From so many statements on that differ by their place only, they are gathered; fewer stand side by side.
MANY: Final = 3


def gathered(items: Sequence[T], likeness: Callable[[T], Hashable]) -> list[list[T]]:
    """Group what is alike, in the order of first appearance; groups of fewer than `MANY` stay single.

    Parameters
    ----------
    items
        Statements.
    likeness
        What statements must have in common to be gathered.

    Examples
    --------
    >>> gathered(["b1", "a1", "a2", "b2", "a3"], lambda item: item[0])
    [['b1'], ['a1', 'a2', 'a3'], ['b2']]
    """
    alike: dict[Hashable, list[T]] = {}
    for item in items:
        alike.setdefault(likeness(item), []).append(item)
    groups: list[list[T]] = []
    for item in items:
        group = alike[likeness(item)]
        if len(group) < MANY:
            groups.append([item])
        elif group[0] is item:
            groups.append(group)
    return groups
