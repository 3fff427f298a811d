"""What is said twice: statements of one event or figure, in two documents or two places of one.

Each stays a row, with its own citation. ``facts.same_as`` names the statement that stands for the others
(the most precise one): a list that holds it leaves the others out, and gives their sources with its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from geodata.tables import reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.tables import Tables

RowT = TypeVar("RowT", bound="Mapping[str, Any]")


def once(facts: Sequence[RowT]) -> list[RowT]:
    """Leave out what another of these facts already says; the order stays.

    Examples
    --------
    >>> coup = {"id": "a", "same_as": ""}
    >>> [f["id"] for f in once([coup, {"id": "b", "same_as": "a"}, {"id": "c", "same_as": "z"}])]
    ['a', 'c']
    """
    held = {fact["id"] for fact in facts}
    return [fact for fact in facts if fact["same_as"] not in held]


@reading
def said_again(tables: Tables) -> dict[str, list[list[str]]]:
    """For each fact that is said more than once, where else: document and locator of each statement."""
    facts = tables.rows("facts")
    events: dict[str, list[str]] = {}
    for row in tables["same_facts"].to_dict("records"):
        events.setdefault(row["same_as"], [row["same_as"]]).append(row["fact"])
    return {
        key: [[facts[other]["source"], facts[other]["locator"]] for other in event if other != key]
        for event in events.values()
        for key in event
    }
