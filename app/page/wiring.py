"""Every callback. Functions stand at module level and are tested by calling them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from dash import ClientsideFunction, Input, Output

from app.page.controls import CONTROLS, Controls, controls, gather
from geodata.text import LANGS

if TYPE_CHECKING:
    from dash import Dash

    from app.collection import Collection

#: Where each clientside function of ``assets/panels.js`` listens; none writes a property.
_CLIENTSIDE = {
    "sync": ("layers", "opacity", "arguments", "base", "order"),
    "dossier": ("selection", "arguments", "lang"),
    "table": ("table", "arguments", "selection", "date"),
    "time": ("date", "compare", "selection"),
    "address": ("query",),
}


def addresses(collection: Collection, *values: Any) -> dict[str, Any]:  # noqa: ANN401 - typed by Controls
    """From the controls' values, in their order, to the addresses of the view: query and both languages.

    The view's own controls go with them: the browser's history keeps them, to come back to the view.
    """
    view = gather(Controls(*values), collection.rules)
    pages = {lang: f"/?{view.with_lang(lang).to_query()}" for lang in LANGS}
    return {"query": view.to_query(), **pages, "controls": asdict(controls(view))}


def connect(app: Dash, collection: Collection) -> None:
    """Register the callbacks on the application."""

    def on_change(*values: Any) -> dict[str, Any]:  # noqa: ANN401
        return addresses(collection, *values)

    inputs = [Input(name, "data") for name in CONTROLS]
    app.callback(Output("query", "data"), *inputs, prevent_initial_call=True)(on_change)
    for function, stores in _CLIENTSIDE.items():
        app.clientside_callback(
            ClientsideFunction("atlas", function), *(Input(name, "data") for name in stores)
        )
