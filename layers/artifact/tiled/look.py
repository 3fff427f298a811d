"""What a view asks of a tiled layer: a day, comparisons of its columns, a colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.view.filter import Filter

if TYPE_CHECKING:
    from layers.artifact.model import Meta


@dataclass(frozen=True, slots=True)
class Look:
    """What a view asks of a tiled layer, no more than concerns it, so that equal pictures have equal looks.

    Attributes
    ----------
    day
        ISO 8601 day as of which it is shown; empty for all.
    filter
        Comparisons of its columns, text of CQL2.
    colour
        The column by which it is coloured; empty for none.
    """

    day: str = ""
    filter: str = ""
    colour: str = ""

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return bool(self.day or self.filter or self.colour)


def look_of(meta: Meta, day: str, wanted: Filter, colour: str) -> Look:
    """Return what concerns a layer of a view's day, filter and colour (``column``, ``column.tint``…)."""
    fields = {field["name"] for field in meta["fields"]}
    own = Filter(columns=tuple(each for each in wanted.columns if each.column in fields))
    column = colour.partition(".")[0]
    return Look(
        day if "time_words" in meta else "", str(own), column if column in meta.get("classes", {}) else ""
    )
