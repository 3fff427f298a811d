"""The callbacks of the panel for readers' tables.

They run in the processes that compute, and import what takes a geographic library where it is used: the
processes that answer pages register them too.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final

from dash import ALL, ClientsideFunction, Input, Output, State, ctx, no_update

from app.api import base_url
from app.panels.own import screen
from app.words.own import own_word
from geodata.errors import AtlasError
from geodata.own.keeping.store import new_owner

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.page.shell import AtlasDash
    from app.panels.own.desk import Choice
    from geodata.own.keeping.store import Store
    from geodata.text import Lang

#: The selects that say how rows are located, in the order of :class:`app.panels.own.desk.Choice`.
CHOICE: Final = ("name", "parents", "lon", "lat", "other", "date")
SHOWN: Final[dict[str, str]] = {}
HIDDEN: Final = {"display": "none"}
#: Outputs that reading a file fills, but for what is said of it.
FILLED: Final = len(CHOICE) * 2 + 11


def connect(app: AtlasDash) -> None:
    """Register the callbacks."""
    if app.collection.own is None:
        return
    store = app.collection.own.store
    _connect_file(app, store)
    _connect_report(app, store)
    _connect_corrections(app, store)
    _connect_layer(app, store)
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("atlas", "goOwn"),
        Output("own-go", "data", allow_duplicate=True),
        Input("own-go", "data"),
        prevent_initial_call=True,
    )


def telling(count: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Have a callback's last output say what was refused; the other ``count`` then stay as they are."""

    def around(act: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(act)
        def acted(*given: Any) -> Any:  # noqa: ANN401
            lang: Lang = "en" if given[-1] == "en" else "fr"
            try:
                return act(*given[:-1], lang)
            except AtlasError as error:
                return (*[no_update] * count, screen.said(error.text.get(lang)))

        return acted

    return around


def _choice(values: tuple[Any, ...]) -> Choice:
    from app.panels.own.desk import Choice  # noqa: PLC0415

    name, parents, lon, lat, other, date = values
    return Choice(name or "", tuple(parents or ()), lon or "", lat or "", other or "", date or "")


def _choices(kind: type[Input | State]) -> list[Any]:
    return [kind(f"own-{key}", "value") for key in CHOICE]


def _connect_file(app: AtlasDash, store: Store) -> None:
    columns = [Output(f"own-{key}", "data") for key in (*CHOICE, "column")]

    @app.callback(
        Output("own-draft", "data"),
        Output("own-owner", "data"),
        *columns,
        *[Output(f"own-{key}", "value") for key in (*CHOICE, "column", "label", "unit", "cells", "page")],
        Output("own-notes", "children"),
        Output("own-row", "data", allow_duplicate=True),
        Output("own-screen", "style"),
        Output("own-said", "children"),
        Input("own-file", "contents"),
        Input("own-paste", "n_clicks"),
        State("own-file", "filename"),
        State("own-cells", "value"),
        State("own-owner", "data"),
        State("view", "lang"),
        prevent_initial_call=True,
    )
    @telling(FILLED)
    def read(contents: str, _: int, filename: str, cells: str, owner: str, lang: Any) -> Any:  # noqa: ANN401
        from app.panels.own import desk  # noqa: PLC0415

        owner = owner or new_owner()
        if ctx.triggered_id == "own-paste":
            if not (cells or "").strip():
                return (*[no_update] * (FILLED), no_update)
            kept = desk.receive(store, owner, cells.encode(), own_word("pasted", lang))
        else:
            kept = desk.receive(store, owner, desk.content_of(contents or ""), filename or "")
        reading = desk.read_draft(store, kept.id)
        choice, found = desk.first_choice(reading)
        listed = [str(column) for column in reading.frame.columns if column != "geometry"]
        chosen = (choice.name, list(choice.parents), choice.lon, choice.lat, choice.other, choice.date)
        notes = [note.get(lang) for note in (*reading.notes, *found.notes)]
        if found.geometry:
            notes.insert(0, own_word("geometry", lang))
        return (
            {"id": kept.id},
            owner,
            *[listed] * (len(CHOICE) + 1),
            *(value or None if not isinstance(value, list) else value for value in chosen),
            None,
            kept.title,
            "",
            "",
            1,
            [screen.said(note, "blue") for note in notes],
            None,
            SHOWN,
            "",
        )


def _connect_report(app: AtlasDash, store: Store) -> None:
    @app.callback(
        Output("own-counts", "children"),
        Output("own-rows", "children"),
        Output("own-page", "total"),
        Output("own-files", "children"),
        Output("own-said", "children", allow_duplicate=True),
        Input("own-draft", "data"),
        Input("own-corrected", "data"),
        Input("own-filter", "value"),
        Input("own-page", "value"),
        Input("own-more", "value"),
        *_choices(Input),
        State("own-owner", "data"),
        State("view", "lang"),
        prevent_initial_call=True,
    )
    @telling(4)
    def report(draft: Any, _: Any, which: str, page: int, more: list[str] | None, *rest: Any) -> Any:  # noqa: ANN401
        from app.panels.own import desk  # noqa: PLC0415
        from geodata.own.report import report_of  # noqa: PLC0415

        *chosen, owner, lang = rest
        if not draft:
            return (no_update,) * 5
        choice = _choice(tuple(chosen))
        desk.keep_choice(store, owner, draft["id"], choice)
        found = report_of(desk.join_draft(store, draft["id"], choice))
        listed = screen.wanted_rows(found, which)
        pages = max(1, -(-len(listed) // screen.PAGE))
        first = (min(page or 1, pages) - 1) * screen.PAGE
        shown = listed[first : first + screen.PAGE]
        names = desk.names_of({place for n in shown for place in screen.offered(found, n)})
        table = screen.report_table(found, shown, names, lang)
        return (
            screen.counts(found, lang),
            table,
            pages,
            screen.files(draft["id"], more or [], lang),
            no_update,
        )


def _connect_corrections(app: AtlasDash, store: Store) -> None:
    @app.callback(
        Output("own-row", "data"),
        Output("own-typed", "value"),
        Input({"type": "own-open", "row": ALL}, "n_clicks"),
        prevent_initial_call=True,
    )
    def open_row(clicks: list[int | None]) -> Any:  # noqa: ANN401
        if not any(clicks) or not isinstance(ctx.triggered_id, dict):
            return no_update, no_update
        return ctx.triggered_id["row"], ""

    @app.callback(
        Output("own-form", "style"),
        Output("own-correcting", "children"),
        Output("own-offered", "children"),
        Output("own-said", "children", allow_duplicate=True),
        Input("own-row", "data"),
        Input("own-typed", "value"),
        State("own-draft", "data"),
        *_choices(State),
        State("view", "lang"),
        prevent_initial_call=True,
    )
    @telling(3)
    def offer(row: int | None, typed: str, draft: Any, *rest: Any) -> Any:  # noqa: ANN401
        from app.panels.own import desk  # noqa: PLC0415

        *chosen, lang = rest
        if row is None or not draft:
            return HIDDEN, "", [], no_update
        matched = desk.join_draft(store, draft["id"], _choice(tuple(chosen)))
        line, text = matched.reading.lines[row], matched.texts[row]
        found = desk.places_like(typed or "")
        words = own_word("correcting", lang, line=line, text=text)
        return SHOWN, words, screen.choices(row, found, lang, is_asked=bool(typed)), no_update

    @app.callback(
        Output("own-corrected", "data"),
        Output("own-row", "data", allow_duplicate=True),
        Output("own-kept", "children"),
        Output("own-said", "children", allow_duplicate=True),
        Input({"type": "own-pick", "row": ALL, "place": ALL}, "n_clicks"),
        State("own-draft", "data"),
        State("own-owner", "data"),
        State("own-corrected", "data"),
        *_choices(State),
        State("view", "lang"),
        prevent_initial_call=True,
    )
    @telling(3)
    def pick(clicks: list[int | None], draft: Any, owner: str, times: int | None, *rest: Any) -> Any:  # noqa: ANN401
        from app.panels.own import desk  # noqa: PLC0415

        *chosen, lang = rest
        asked = ctx.triggered_id
        if not any(clicks) or not isinstance(asked, dict) or not draft:
            return no_update, no_update, no_update, no_update
        choice = _choice(tuple(chosen))
        count = desk.correct(store, owner, draft["id"], choice, asked["row"], asked["place"])
        return (times or 0) + 1, None, own_word("corrected", lang, count=count), ""


def _connect_layer(app: AtlasDash, store: Store) -> None:
    @app.callback(
        Output("own-go", "data"),
        Output("own-said", "children", allow_duplicate=True),
        Input("own-add", "n_clicks"),
        State("own-draft", "data"),
        State("own-owner", "data"),
        *[State(f"own-{key}", "value") for key in ("label", "unit", "how", "column")],
        *_choices(State),
        State("view", "lang"),
        prevent_initial_call=True,
    )
    @telling(1)
    def add(clicks: int, draft: Any, owner: str, *rest: Any) -> Any:  # noqa: ANN401
        from app.panels.own import desk  # noqa: PLC0415

        title, unit, how, column, *chosen, _ = rest
        if not clicks or not draft:
            return no_update, no_update
        wish = {"title": title or "", "unit": unit or "", "how": how or "", "column": column or ""}
        kept = desk.add_layer(store, owner, draft["id"], _choice(tuple(chosen)), wish)
        return {"show": kept.id}, ""

    @app.callback(
        Output("own-list", "children"),
        Output("own-go", "data", allow_duplicate=True),
        Output("own-said", "children", allow_duplicate=True),
        Input("own", "opened"),
        Input({"type": "own-delete", "layer": ALL}, "n_clicks"),
        State("own-owner", "data"),
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
