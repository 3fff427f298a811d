"""What a view asks of a tiled layer: a day, comparisons of its columns, a colour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, cast

from layers.artifact.colour import coloured
from layers.view.filter import Filter

if TYPE_CHECKING:
    from layers.artifact.model import Artifact, Feature, Meta
    from layers.schema.marks import LegendEntry

_SHAPES: Final = {"area": "Polygon", "line": "LineString"}


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


def painted(artifact: Artifact, look: Look) -> tuple[Artifact, list[str]]:
    """Return a layer without features as a view shows it, and the mark of each class of each mark.

    What :func:`layers.artifact.colour.coloured` makes of a feature of every mark and class: the marks follow
    each other as in the layer, each with its classes, the least first, and no data.
    """
    meta = artifact.meta
    dated = meta | {"as_of": look.day} if look.day else meta
    if not look.colour:
        return replace(artifact, meta=dated), []
    values = (*meta["classes"][look.colour]["ends"], None)
    probes = [_probe(mark, look.colour, value) for mark in meta["marks"] for value in values]
    found = coloured(replace(artifact, meta=dated, features=probes), look.colour)
    marks = [feature["properties"]["mark"] for feature in found.features]
    return replace(found, features=()), marks


def _probe(mark: LegendEntry, column: str, value: float | None) -> Feature:
    """A feature that is drawn by a mark and has a number, or none."""
    said = {"mark": mark["key"]} | ({} if value is None else {column: value})
    geometry = {"type": _SHAPES.get(mark["shape"], "Point"), "coordinates": []}
    return cast("Feature", {"type": "Feature", "id": "", "geometry": geometry, "properties": said})
