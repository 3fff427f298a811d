"""What the legend shows: a block for each layer that is on, in the order of their drawing.

A sign that two layers on the map have alike, such as a state, is said once, after the layers; a layer
then has its own sign beside its title. ``templates/legend.html`` writes it, and
``app/web/page/legend.ts`` follows the view; the blocks of the layers that are off are fetched
(:mod:`app.page.parts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.schema.signs import emblem, neutral, shared_signs, sign_of
from layers.swatch import swatch_inline

if TYPE_CHECKING:
    from markupsafe import Markup

    from app.collection import Collection
    from layers.artifact.model import LayerEntry
    from layers.schema.marks import LegendEntry
    from layers.schema.signs import Sign
    from layers.view.state import ViewState


@dataclass(frozen=True, slots=True)
class LegendLine:
    """A mark: its key in the layer, its words, its picture, and whether its own block says it now."""

    key: str
    label: str
    swatch: Markup
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class LegendBlock:
    """The legend of one layer; of a computed layer, whose assumptions change, also its caption."""

    layer: str
    title: str
    emblem: Markup | None
    is_shown: bool
    is_computed: bool
    caption: str
    lines: tuple[LegendLine, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """Blocks of layers, and signs that any two layers share: the scripts show those in use."""

    blocks: tuple[LegendBlock, ...]
    signs: tuple[LegendLine, ...]


def legend(collection: Collection, view: ViewState) -> Legend:
    """Return the legend of a view: the layers that are on, and those that readers added."""
    rank = {layer: place for place, layer in enumerate(view.drawn)}
    entries = [entry for entry in collection.layers if entry["id"] in view.layers or entry["group"] == "own"]
    entries.sort(key=lambda entry: rank.get(entry["id"], len(rank)))
    marks = {entry["id"]: _distinct(entry["marks"][view.lang]) for entry in entries}
    shared = shared_signs(marks[layer] for layer in view.layers)
    known = {sign_of(mark): mark for own in marks.values() for mark in own if sign_of(mark) in shared}
    return Legend(
        tuple(_block(entry, marks[entry["id"]], shared, view) for entry in entries),
        tuple(_sign(mark) for mark in known.values()),
    )


def whole_legend(collection: Collection, view: ViewState) -> Legend:
    """Return the blocks of every layer of the build, and every sign that any two of them share."""
    marks = {entry["id"]: _distinct(entry["marks"][view.lang]) for entry in collection.layers}
    any_two = shared_signs(marks.values())
    known = {sign_of(mark): mark for own in marks.values() for mark in own if sign_of(mark) in any_two}
    return Legend(
        tuple(_block(entry, marks[entry["id"]], set(), view) for entry in collection.layers),
        tuple(_sign(mark) for mark in known.values()),
    )


def _sign(mark: LegendEntry) -> LegendLine:
    return LegendLine(mark["key"], mark["label"], swatch_inline(neutral(mark)))


def _block(entry: LayerEntry, marks: list[LegendEntry], shared: set[Sign], view: ViewState) -> LegendBlock:
    """Read one layer's entry of the index."""
    lang = view.lang
    is_computed = bool(entry["parameters"])
    return LegendBlock(
        layer=entry["id"],
        title=entry["title"][lang],
        emblem=swatch_inline(emblem(marks)) if marks else None,
        is_shown=entry["id"] in view.layers,
        is_computed=is_computed,
        caption=entry["caption"][lang] if is_computed else "",
        lines=tuple(
            LegendLine(mark["key"], mark["label"], swatch_inline(mark), sign_of(mark) not in shared)
            for mark in marks
        ),
    )


def _distinct(marks: list[LegendEntry]) -> list[LegendEntry]:
    """The marks whose words differ: a legend says each thing once."""
    return list({mark["label"]: mark for mark in reversed(marks)}.values())[::-1]
