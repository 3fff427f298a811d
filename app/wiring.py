"""Every callback. Functions stand at module level and are tested by calling them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import ALL, ClientsideFunction, Input, Output, State

from app.controls import BASEMAP, CAMERA, LANG, LAYERS_ON, SELECTION, gather, read_controls
from geodata.text import LANGS

if TYPE_CHECKING:
    from dash import Dash

    from app.collection import Collection

_OPACITY = {"type": "opacity", "layer": ALL}
_GOTO = {"type": "goto", "place": ALL, "where": ALL}


def addresses(collection: Collection, *values: Any) -> tuple[str, str, str, str]:  # noqa: ANN401 - control values, typed by read_controls
    """From the controls' values to the view's addresses: query, HTML export, French page, English page."""
    view = gather(read_controls(*values), collection.rules)
    query = view.to_query()
    pages = [f"/?{view.with_lang(lang).to_query()}" for lang in LANGS]
    return query, f"/export.html?{query}", pages[0], pages[1]


def open_help(clicks: int) -> bool:
    """Open the help box once its button has been used."""
    return bool(clicks)


def connect(app: Dash, collection: Collection) -> None:
    """Register the callbacks on the application."""

    def on_change(*values: Any) -> tuple[str, str, str, str]:  # noqa: ANN401
        return addresses(collection, *values)

    app.callback(
        Output("query", "data"),
        Output("export-html", "href"),
        Output("lang-fr", "href"),
        Output("lang-en", "href"),
        Input(LANG, "data"),
        Input(LAYERS_ON, "value"),
        Input(_OPACITY, "value"),
        Input(BASEMAP, "value"),
        Input(CAMERA, "data"),
        Input(SELECTION, "data"),
        prevent_initial_call=True,
    )(on_change)
    app.callback(Output("help-box", "opened"), Input("help", "n_clicks"))(open_help)
    for function, signature in _CLIENTSIDE.items():
        writes = any(isinstance(part, Output) and part.allow_duplicate for part in signature)
        app.clientside_callback(
            ClientsideFunction("atlas", function), *signature, prevent_initial_call=writes
        )


_CLIENTSIDE: dict[str, tuple[Any, ...]] = {
    "sync": (
        Input(LAYERS_ON, "value"),
        Input(_OPACITY, "value"),
        Input(BASEMAP, "value"),
        State(_OPACITY, "id"),
    ),
    "dossier": (
        Output("dossier", "children"),
        Input(SELECTION, "data"),
        State(LANG, "data"),
    ),
    "address": (Input("query", "data"),),
    "copyLink": (Input("share", "n_clicks"),),
    "togglePanel": (Input("toggle-panel", "n_clicks"),),
    "home": (Input("home", "n_clicks"),),
    "closeDossier": (
        Output(SELECTION, "data", allow_duplicate=True),
        Input("close-dossier", "n_clicks"),
    ),
    "goto": (
        Output(SELECTION, "data", allow_duplicate=True),
        Input(_GOTO, "n_clicks"),
        State(_GOTO, "id"),
    ),
}
