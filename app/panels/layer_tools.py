"""What helps to find one's way in the layer panel: a filter, starting sets, acts on one layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from app.panels.native import Input
from app.words import word

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang

#: Layers that a reader of each trade begins with; those a build lacks are left out.
STARTING_SETS = {
    "planner": ("sectors", "sites", "works", "medical", "rations", "utilities", "waters", "airports"),
    "briefer": ("sectors", "sites", "strength", "incidents"),
    "analyst": ("sites", "regions", "results", "human-rights", "children-women"),
}


def layer_finder(collection: Collection, lang: Lang) -> html.Div:
    """Return the starting sets and the filter, to stand above the groups."""
    known = {entry["id"] for entry in collection.layers}
    sets = [
        html.Button(
            word(f"set_{name}", lang),
            type="button",
            className="set",
            **{"data-set": " ".join(layer for layer in layers if layer in known)},
        )
        for name, layers in STARTING_SETS.items()
    ]
    field = Input(
        "search",
        id="layer-filter",
        placeholder=word("layer_filter", lang),
        autocomplete="off",
        spellcheck="false",
        **{"aria-label": word("layer_filter", lang)},
    )
    empty = html.P(word("layer_filter_none", lang), id="layer-filter-none", className="empty", hidden=True)
    return html.Div(
        [
            html.Div(sets, className="sets", role="group", **{"aria-label": word("layer_sets", lang)}),
            field,
            html.Div(empty, role="status"),
        ],
        className="finder",
    )


def layer_acts(entry: dict[str, Any], lang: Lang) -> html.Div:
    """Return the buttons that show one layer alone and that frame it."""
    west, south, east, north = entry["bounds"] or (None,) * 4
    zoom = html.Button(
        word("layer_zoom", lang),
        type="button",
        className="goto",
        **{"data-zoom-layer": entry["id"], "data-bounds": f"{south},{west},{north},{east}"},
    )
    only = html.Button(
        word("layer_only", lang), type="button", className="goto", **{"data-only": entry["id"]}
    )
    return html.Div([only, zoom if west is not None else None], className="layer-acts")
