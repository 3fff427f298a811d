"""What the legend shows: a block a layer, those that are on first, in the order of their drawing.

``templates/legend.html`` writes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.swatch import swatch_inline

if TYPE_CHECKING:
    from markupsafe import Markup

    from app.collection import Collection
    from layers.artifact.model import LayerEntry, LegendEntry
    from layers.view.state import ViewState


@dataclass(frozen=True, slots=True)
class LegendLine:
    """A mark: its key in the layer, its words, and its picture."""

    key: str
    label: str
    swatch: Markup


@dataclass(frozen=True, slots=True)
class LegendBlock:
    """The legend of one layer; of a computed layer, whose assumptions change, also its caption."""

    layer: str
    title: str
    is_shown: bool
    is_computed: bool
    caption: str
    lines: tuple[LegendLine, ...]


def legend(collection: Collection, view: ViewState) -> list[LegendBlock]:
    """Return the legend's blocks: of every layer, as the scripts show those that are drawn."""
    rank = {layer: place for place, layer in enumerate(view.drawn)}
    entries = sorted(collection.layers, key=lambda entry: rank.get(entry["id"], len(rank)))
    return [_block(entry, view) for entry in entries]


def _block(entry: LayerEntry, view: ViewState) -> LegendBlock:
    """Read one layer's entry of the index."""
    lang = view.lang
    is_computed = bool(entry["parameters"])
    return LegendBlock(
        layer=entry["id"],
        title=entry["title"][lang],
        is_shown=entry["id"] in view.layers,
        is_computed=is_computed,
        caption=entry["caption"][lang] if is_computed else "",
        lines=tuple(
            LegendLine(mark["key"], mark["label"], swatch_inline(mark))
            for mark in _distinct(entry["marks"][lang])
        ),
    )


def _distinct(marks: list[LegendEntry]) -> list[LegendEntry]:
    """The marks whose words differ: a legend says each thing once."""
    return list({mark["label"]: mark for mark in reversed(marks)}.values())[::-1]
