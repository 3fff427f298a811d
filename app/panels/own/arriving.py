"""Callbacks of what comes in: files one after the other, cells, an address; and which is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dash import ALL, ClientsideFunction, Input, Output, State, ctx, no_update

from app.panels.own import screen
from app.panels.own.values import CHOICE, telling
from app.panels.under_way import while_running
from app.words.own import own_word
from geodata.errors import AtlasError

if TYPE_CHECKING:
    from app.collection import Collection
    from app.page.shell import AtlasDash
    from geodata.own.keeping.kept import Kept
    from geodata.own.keeping.store import Store
    from geodata.text import Lang

SHOWN: Final[dict[str, str]] = {}
HIDDEN: Final = {"display": "none"}
#: Selects whose choices are the columns of a table.
_COLUMNS: Final = (*CHOICE, "column")
#: What opening a table fills with a value.
_VALUES: Final = (*CHOICE, "label", "unit", "how", "column", "page", "sheet")
#: Outputs that opening a table fills, but for what is said of it.
_FILLED: Final = len(_COLUMNS) + len(_VALUES) + 7


def connect_arriving(app: AtlasDash) -> None:
    """Register the callbacks."""
    store = app.collection.own.store if app.collection.own else None
    if store is None:
        return
    _connect_queue(app)
    _connect_read(app, app.collection, store)
    _connect_open(app, store)


def _connect_queue(app: AtlasDash) -> None:
    """Files are sent one after the other, each in a call of its own: the browser fills ``own-arrived``."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("atlas", "queueOwn"),
        Output("own-queue", "data"),
        Input("own-file", "contents"),
        Input("own-turn", "data"),
        State("own-file", "filename"),
        prevent_initial_call=True,
    )


def _connect_read(app: AtlasDash, collection: Collection, store: Store) -> None:
    @app.callback(
        Output("own-owner", "data"),
        Output("own-which", "data"),
        Output("own-which", "value"),
        Output("own-several", "style"),
        Output("own-said", "children"),
        Output("own-turn", "data"),
        Input("own-arrived", "data"),
        Input("own-paste", "n_clicks"),
        Input("own-fetch", "n_clicks"),
        Input("own-sheet", "value"),
        State("own-cells", "value"),
        State("own-address", "value"),
        State("own-which", "data"),
        State("own-which", "value"),
        State("own-owner", "data"),
        State("own-said", "children"),
        State("view", "lang"),
        running=while_running("own-reading"),
        prevent_initial_call=True,
    )
    def read(arrived: Any, *rest: Any) -> Any:  # noqa: ANN401
        from geodata.own.keeping.store import new_owner  # noqa: PLC0415 - loads SQLAlchemy

        *_, sheet, cells, address, listed, current, owner, said, lang = rest
        asked, owner = ctx.triggered_id, owner or new_owner()
        spoken: Lang = "en" if lang == "en" else "fr"
        turn = (arrived or {}).get("turn", 0) if asked == "own-arrived" else no_update
        before = [] if asked != "own-arrived" or (arrived or {}).get("first") else _as_list(said)
        given = {"arrived": arrived, "cells": cells, "address": address, "sheet": sheet, "current": current}
        try:
            kept = _received(collection, store, owner, str(asked), given, spoken)
        except AtlasError as error:
            return (*[no_update] * 4, [*before, screen.said(error.text.get(spoken))], turn)
        if kept is None:
            return (*[no_update] * 5, turn)
        options = _options(listed, kept, current if asked == "own-sheet" else "")
        is_next = asked == "own-arrived" and not arrived.get("first") and current
        return owner, options, no_update if is_next else kept.id, _several(options), before, turn


def _several(options: list[dict[str, str]]) -> dict[str, str]:
    """How the choice of a table is shown, where there is one."""
    return SHOWN if len(options) > 1 else HIDDEN


def _options(listed: Any, kept: Kept, gone: str) -> list[dict[str, str]]:  # noqa: ANN401 - data of a select
    """The tables to choose from, with one more; it may take the place of another."""
    others = [each for each in listed or [] if each["value"] not in {kept.id, gone}]
    return [*others, {"value": kept.id, "label": kept.title}]


def _as_list(said: Any) -> list[Any]:  # noqa: ANN401 - children of a component
    return said if isinstance(said, list) else [said] if said else []


def _received(  # noqa: PLR0913 - whose, of which build, what and how
    collection: Collection, store: Store, owner: str, asked: str, given: dict[str, Any], lang: Lang
) -> Kept | None:
    """Read what came; nothing if there is nothing new."""
    from app.panels.own import desk  # noqa: PLC0415

    limits = collection.own_limits
    if asked == "own-arrived" and given["arrived"]:
        name = str(given["arrived"].get("name") or "")
        content = desk.content_of(str(given["arrived"].get("contents") or ""), name, limits)
        return desk.receive(store, owner, content, name, limits)
    if asked == "own-paste" and (given["cells"] or "").strip():
        return desk.receive(store, owner, given["cells"].encode(), own_word("pasted", lang), limits)
    if asked == "own-fetch" and (given["address"] or "").strip():
        return desk.fetch(store, owner, given["address"], limits, collection.own_hosts)
    if asked == "own-sheet" and given["current"] and given["sheet"] is not None:
        kept = store.owned(given["current"], owner)
        reading = desk.read_draft(store, kept.id)
        wanted = "" if given["sheet"] == screen.ALL_SHEETS else given["sheet"]
        if wanted != reading.sheet and len(reading.sheets) > 1:
            return desk.other_sheet(store, owner, kept, wanted, limits)
    return None


def _connect_open(app: AtlasDash, store: Store) -> None:
    @app.callback(
        Output("own-which", "data", allow_duplicate=True),
        Output("own-which", "value", allow_duplicate=True),
        Output("own-said", "children", allow_duplicate=True),
        Input({"type": "own-edit", "layer": ALL}, "n_clicks"),
        State("own-which", "data"),
        State("own-owner", "data"),
        State("view", "lang"),
        prevent_initial_call=True,
    )
    @telling(2)
    def edit(clicks: list[int | None], listed: Any, owner: str, _: Lang) -> Any:  # noqa: ANN401
        if not any(clicks) or not isinstance(ctx.triggered_id, dict):
            return (no_update,) * 3
        kept = store.owned(ctx.triggered_id["layer"], owner or "")
        return _options(listed, kept, ""), kept.id, ""

    @app.callback(
        Output("own-draft", "data"),
        *[Output(f"own-{key}", "data") for key in (*_COLUMNS, "sheet")],
        *[Output(f"own-{key}", "value") for key in _VALUES],
        Output("own-sheets", "style"),
        Output("own-notes", "children"),
        Output("own-row", "data", allow_duplicate=True),
        Output("own-add", "children"),
        Output("own-screen", "style"),
        Output("own-said", "children", allow_duplicate=True),
        Input("own-which", "value"),
        State("own-owner", "data"),
        State("view", "lang"),
        running=while_running("own-opening"),
        prevent_initial_call=True,
    )
    @telling(_FILLED)
    def fill(which: str | None, owner: str, lang: Lang) -> Any:  # noqa: ANN401
        if not which:
            return (*[no_update] * (_FILLED - 1), HIDDEN, no_update)
        return (*_filled(store, store.owned(which, owner or ""), lang), no_update)


def _filled(store: Store, kept: Kept, lang: Lang) -> tuple[Any, ...]:
    """What opening a table fills, in the order of the callback's outputs."""
    from app.panels.own import adding, desk  # noqa: PLC0415

    reading = desk.read_draft(store, kept.id)
    _, found = desk.first_choice(store, reading)
    choice, wish = desk.choice_of(store, kept.id), adding.wish_of(store, kept.id)
    listed = [str(column) for column in reading.frame.columns if column != "geometry"]
    columns = (choice.lon, choice.lat, choice.other, choice.date)
    notes = [note.get(lang) for note in (*reading.notes, *found.notes)]
    if found.geometry:
        notes.insert(0, own_word("geometry", lang))
    has_sheets = len(reading.sheets) > 1 and not kept.is_layer
    return (
        {"id": kept.id},
        *[listed] * len(_COLUMNS),
        screen.sheet_options(reading, lang),
        choice.name or None,
        list(choice.parents),
        *(column or None for column in columns),
        *(wish.get("title") or kept.title, wish.get("unit", ""), wish.get("how") or "count"),
        *(wish.get("column") or None, 1, reading.sheet or screen.ALL_SHEETS),
        SHOWN if has_sheets else HIDDEN,
        [screen.said(note, "blue") for note in notes],
        None,
        own_word("save" if kept.is_layer else "add", lang),
        SHOWN,
    )
