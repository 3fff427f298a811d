"""The callbacks of the panel for readers' tables.

They run in the processes that compute, and import what takes a geographic library where it is used: the
processes that answer pages register them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dash import ALL, ClientsideFunction, Input, Output, State, ctx, no_update

from app.addresses import base_url
from app.panels.own import screen
from app.panels.own.values import CHOICE, choice_of, choices, telling
from app.words.own import own_word
from geodata.own.keeping.store import new_owner

if TYPE_CHECKING:
    from app.page.shell import AtlasDash
    from geodata.own.keeping.kept import Kept
    from geodata.own.keeping.store import Store
    from geodata.own.report import Report
    from geodata.text import Lang

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
    _connect_rows(app)
    _connect_offers(app, store)
    _connect_picks(app, store)
    _connect_layer(app, store)
    _connect_list(app, store)
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("atlas", "goOwn"),
        Output("own-go", "data", allow_duplicate=True),
        Input("own-go", "data"),
        prevent_initial_call=True,
    )


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
            kept = desk.receive(store, owner, desk.content_of(contents or "", filename or ""), filename or "")
        return _filled(store, kept, owner, lang)


def _filled(store: Store, kept: Kept, owner: str, lang: Lang) -> tuple[Any, ...]:
    """What reading a file fills, in the order of the callback's outputs."""
    from app.panels.own import desk  # noqa: PLC0415

    reading = desk.read_draft(store, kept.id)
    choice, found = desk.first_choice(store, reading)
    listed = [str(column) for column in reading.frame.columns if column != "geometry"]
    columns = (choice.lon, choice.lat, choice.other, choice.date)
    notes = [note.get(lang) for note in (*reading.notes, *found.notes)]
    if found.geometry:
        notes.insert(0, own_word("geometry", lang))
    return (
        {"id": kept.id},
        owner,
        *[listed] * (len(CHOICE) + 1),
        choice.name or None,
        list(choice.parents),
        *(column or None for column in columns),
        *(None, kept.title, "", "", 1),
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
        *choices(Input),
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
        choice = choice_of(tuple(chosen))
        desk.keep_choice(store, owner, draft["id"], choice)
        found = report_of(desk.join_draft(store, draft["id"], choice))
        table, pages = _page(store, found, which, page or 1, lang)
        return (
            screen.counts(found, lang),
            table,
            pages,
            screen.files(draft["id"], more or [], lang),
            no_update,
        )


def _page(store: Store, found: Report, which: str, page: int, lang: Lang) -> tuple[Any, int]:
    """One page of the report, and how many there are."""
    from app.panels.own import desk  # noqa: PLC0415

    listed = screen.wanted_rows(found, which)
    pages = max(1, -(-len(listed) // screen.PAGE))
    first = (min(page, pages) - 1) * screen.PAGE
    shown = listed[first : first + screen.PAGE]
    names = desk.names_of(store, {place for n in shown for place in screen.offered(found, n)})
    return screen.report_table(found, shown, names, lang), pages


def _connect_rows(app: AtlasDash) -> None:
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


def _connect_offers(app: AtlasDash, store: Store) -> None:
    @app.callback(
        Output("own-form", "style"),
        Output("own-correcting", "children"),
        Output("own-offered", "children"),
        Output("own-said", "children", allow_duplicate=True),
        Input("own-row", "data"),
        Input("own-typed", "value"),
        State("own-draft", "data"),
        *choices(State),
        State("view", "lang"),
        prevent_initial_call=True,
    )
    @telling(3)
    def offer(row: int | None, typed: str, draft: Any, *rest: Any) -> Any:  # noqa: ANN401
        from app.panels.own import desk  # noqa: PLC0415

        *chosen, lang = rest
        if row is None or not draft:
            return HIDDEN, "", [], no_update
        matched = desk.join_draft(store, draft["id"], choice_of(tuple(chosen)))
        line, text = matched.reading.lines[row], matched.texts[row]
        found = desk.places_like(store, typed or "")
        words = own_word("correcting", lang, line=line, text=text)
        return SHOWN, words, screen.choices(row, found, lang, is_asked=bool(typed)), no_update


def _connect_picks(app: AtlasDash, store: Store) -> None:
    @app.callback(
        Output("own-corrected", "data"),
        Output("own-row", "data", allow_duplicate=True),
        Output("own-kept", "children"),
        Output("own-said", "children", allow_duplicate=True),
        Input({"type": "own-pick", "row": ALL, "place": ALL}, "n_clicks"),
        State("own-draft", "data"),
        State("own-owner", "data"),
        State("own-corrected", "data"),
        *choices(State),
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
        choice = choice_of(tuple(chosen))
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
        *choices(State),
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
        kept = desk.add_layer(store, owner, draft["id"], choice_of(tuple(chosen)), wish)
        return {"show": kept.id}, ""


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
