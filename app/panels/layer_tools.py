"""What helps to find one's way in the layer panel: a filter, starting sets, acts on one layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from app.html.native import Input
from app.words.page import word

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang
    from layers.schema.layer import Role

#: Roles of the layers that a reader of each trade begins with.
STARTING_SETS: tuple[Role, ...] = ("planner", "briefer", "analyst")


def layer_finder(collection: Collection, lang: Lang) -> html.Div:
    """Return the starting sets and the filter, to stand above the groups."""
    sets = [
        html.Button(
            word(f"set_{name}", lang),
            type="button",
            className="set",
            **{"data-set": " ".join(collection.with_role(name))},
        )
        for name in STARTING_SETS
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


def layer_order(lang: Lang) -> html.Details:
    """Return the list of the layers that are on, which ``assets/layer_order.js`` fills, topmost first."""
    reset = html.Button(word("order_reset", lang), type="button", className="goto", id="layer-order-reset")
    return html.Details(
        [
            html.Summary(word("order", lang), className="group-title"),
            html.P(word("order_note", lang), className="fine"),
            html.Ol(id="layer-order-list", className="order-list"),
            reset,
        ],
        id="layer-order",
        className="order",
        hidden=True,
    )


def field_dictionary(entry: dict[str, Any], lang: Lang) -> html.Details:
    """Return what each field of a layer's files means: its name there, its label, nature and unit."""
    rows = []
    for field in entry["fields"][lang]:
        unit = f", {field['unit']}" if field["unit"] else ""
        rows += [
            html.Dt(html.Code(field["name"])),
            html.Dd(f"{field['label']} ({word('field_' + field['kind'], lang)}{unit})"),
        ]
    return html.Details(
        [html.Summary(word("fields", lang)), html.Dl(rows, className="field-list")],
        className="field-dictionary",
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
