"""What the layer panel shows: groups, switches, swatches and counts.

``templates/layer_panel.html`` and ``layer_row.html`` write it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from app.panels.layer_about import layer_about
from app.words.page import word
from layers.schema.signs import emblem
from layers.swatch import swatch_inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markupsafe import Markup

    from app.collection import Collection
    from app.panels.layer_about import LayerAbout
    from layers.artifact.model import LayerEntry
    from layers.schema.layer import Role
    from layers.view.state import ViewState

#: Groups unfolded when the page opens; one that holds a layer that is on is unfolded too.
OPEN_GROUPS = ("mission", "deployment")

#: Roles of the layers that a reader of each trade begins with.
STARTING_SETS: tuple[Role, ...] = ("planner", "briefer", "analyst")


@dataclass(frozen=True, slots=True)
class LayerRow:
    """One layer of the panel.

    Parameters
    ----------
    swatch
        Picture of its first mark; None where it has none.
    count
        Number of its features.
    about
        What to know of it, for a layer that a reader added; that of the others is fetched when it is
        first opened (:mod:`app.page.parts`).
    """

    id: str
    title: str
    is_on: bool
    swatch: Markup | None
    count: int
    about: LayerAbout | None


@dataclass(frozen=True, slots=True)
class LayerGroup:
    """A group that unfolds; ``on`` counts its layers that are on."""

    title: str
    on: int
    is_open: bool
    rows: tuple[LayerRow, ...]


@dataclass(frozen=True, slots=True)
class Basemap:
    """A basemap by the name that the address gives it."""

    name: str
    title: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class LayerPanel:
    """The whole panel; ``starting_sets`` are identifiers of layers by the name of the set."""

    groups: tuple[LayerGroup, ...]
    basemaps: tuple[Basemap, ...]
    starting_sets: Mapping[str, tuple[str, ...]]


def layer_panel(collection: Collection, view: ViewState) -> LayerPanel:
    """Return what the panel shows of a view."""
    groups = groupby(collection.layers, key=lambda entry: entry["group"])
    return LayerPanel(
        groups=tuple(
            _group(group, collection.groups[group][view.lang], entries, view) for group, entries in groups
        ),
        basemaps=_basemaps(collection, view),
        starting_sets={name: collection.with_role(name) for name in STARTING_SETS},
    )


def _group(group: str, title: str, entries: Iterable[LayerEntry], view: ViewState) -> LayerGroup:
    rows = tuple(_row(entry, view) for entry in entries)
    on = sum(row.is_on for row in rows)
    return LayerGroup(title, on, group in OPEN_GROUPS or on > 0, rows)


def _row(entry: LayerEntry, view: ViewState) -> LayerRow:
    """Read one layer's entry of the index."""
    lang = view.lang
    marks = sorted(entry["marks"][lang], key=lambda mark: (mark["shape"] != "pin", not mark.get("hatch")))
    return LayerRow(
        id=entry["id"],
        title=entry["title"][lang],
        is_on=entry["id"] in view.layers,
        swatch=swatch_inline(emblem(marks)) if marks else None,
        count=entry["count"],
        about=layer_about(entry, view) if entry["group"] == "own" else None,
    )


def _basemaps(collection: Collection, view: ViewState) -> tuple[Basemap, ...]:
    lang = view.lang
    titles = {
        "atlas": word("basemap_atlas", lang),
        "blank": word("basemap_blank", lang),
        **{
            name: word("basemap_online" if "title" in basemap else "basemap_ground", lang, **basemap)
            for name, basemap in collection.basemaps.items()
        },
    }
    return tuple(Basemap(name, title, view.base == name) for name, title in titles.items())
