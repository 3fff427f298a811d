"""The callbacks of the panel for readers' tables.

They run in the processes that compute, and import what takes a geographic library where it is used: the
processes that answer pages register them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import ALL, ClientsideFunction, Input, Output, State, ctx, no_update

from app.addresses import base_url
from app.panels.own import screen
from app.panels.own.arriving import connect_arriving
from app.panels.own.reporting import connect_reporting
from app.panels.own.values import choice_of, choices, telling
from app.panels.under_way import while_running
from app.words.own import own_word

if TYPE_CHECKING:
    from app.page.shell import AtlasDash
    from geodata.own.keeping.store import Store


def connect(app: AtlasDash) -> None:
    """Register the callbacks."""
    if app.collection.own is None:
        return
    store = app.collection.own.store
    connect_arriving(app)
    connect_reporting(app, store)
    _connect_layer(app, store, app.collection.own_drawn)
    _connect_list(app, store)
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("atlas", "listOwn"),
        Output("own-queue", "data", allow_duplicate=True),
        Input("own-list", "children"),
        prevent_initial_call=True,
    )
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("atlas", "goOwn"),
        Output("own-go", "data", allow_duplicate=True),
        Input("own-go", "data"),
        prevent_initial_call=True,
    )


def _connect_layer(app: AtlasDash, store: Store, most: int) -> None:
    @app.callback(
        Output("own-go", "data"),
        Output("own-said", "children", allow_duplicate=True),
        Input("own-add", "n_clicks"),
        Input("own-add-all", "n_clicks"),
        State("own-draft", "data"),
        State("own-which", "data"),
        State("own-owner", "data"),
        *[State(f"own-{key}", "value") for key in ("label", "unit", "how", "column")],
        *choices(State),
        State("view", "lang"),
        running=while_running("own-adding"),
        prevent_initial_call=True,
    )
    @telling(1)
    def add(one: int | None, every: int | None, draft: Any, listed: Any, owner: str, *rest: Any) -> Any:  # noqa: ANN401
        from app.panels.own import adding  # noqa: PLC0415

        title, unit, how, column, *chosen, _ = rest
        if not draft or not (one or every):
            return no_update, no_update
        wish = {"title": title or "", "unit": unit or "", "how": how or "", "column": column or ""}
        kept = [adding.add_layer(store, owner, draft["id"], choice_of(tuple(chosen)), wish, most)]
        if ctx.triggered_id == "own-add-all":
            others = [each["value"] for each in listed or [] if each["value"] != draft["id"]]
            kept += adding.add_all(store, owner, others, most)
        return {"show": [each.id for each in kept]}, ""


def _connect_list(app: AtlasDash, store: Store) -> None:
    @app.callback(
        Output("own-list", "children"),
        Output("own-go", "data", allow_duplicate=True),
        Output("own-said", "children", allow_duplicate=True),
        Input("own", "opened"),
        Input({"type": "own-delete", "layer": ALL}, "n_clicks"),
        Input("own-owner", "data"),  # the browser gives it a moment after the panel is there
        State("view", "lang"),
        prevent_initial_call="initial_duplicate",
    )
    @telling(2)
    def list_layers(opened: bool, clicks: list[int | None], owner: str | None, lang: Any) -> Any:  # noqa: ANN401, FBT001
        asked = ctx.triggered_id
        gone: Any = no_update
        if isinstance(asked, dict) and any(clicks):
            store.delete(asked["layer"], owner or "")
            gone = {"hide": asked["layer"]}
        elif not opened:
            return no_update, no_update, no_update
        listed = screen.layer_list(store.of_owner(owner or ""), lang, int(store.days), base_url())
        words = no_update if gone is no_update else screen.said(own_word("deleted", lang), "green")
        return listed, gone, words
