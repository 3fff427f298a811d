"""Callbacks of the report: counts, preview, rows, and what the reader corrects of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dash import ALL, Input, Output, State, ctx, no_update

from app.panels.own import screen
from app.panels.own.values import choice_of, choices, telling
from app.panels.under_way import while_running
from app.words.own import own_word

if TYPE_CHECKING:
    from app.page.shell import AtlasDash
    from geodata.own.keeping.store import Store
    from geodata.own.match import Matched
    from geodata.own.report import Report
    from geodata.text import Lang

SHOWN: Final[dict[str, str]] = {}
HIDDEN: Final = {"display": "none"}


def connect_reporting(app: AtlasDash, store: Store) -> None:
    """Register the callbacks."""
    _connect_report(app, store)
    _connect_rows(app)
    _connect_offers(app, store)
    _connect_picks(app, store)
    _connect_known(app, store)


def _connect_report(app: AtlasDash, store: Store) -> None:
    @app.callback(
        Output("own-counts", "children"),
        Output("own-preview", "children"),
        Output("own-known", "children"),
        Output("own-known", "style"),
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
        running=while_running("own-joining"),
        prevent_initial_call=True,
    )
    @telling(7)
    def report(draft: Any, _: Any, which: str, page: int, more: list[str] | None, *rest: Any) -> Any:  # noqa: ANN401
        from app.panels.own import desk  # noqa: PLC0415

        *chosen, owner, lang = rest
        if not draft:
            return (no_update,) * 8
        choice = choice_of(tuple(chosen))
        desk.keep_choice(store, owner, draft["id"], choice)
        matched = desk.join_draft(store, draft["id"], choice)
        return _told(store, matched, which, page or 1, (draft["id"], more or []), lang)


def _told(  # noqa: PLR0913 - what the report says, and of what
    store: Store, matched: Matched, which: str, page: int, of: tuple[str, list[str]], lang: Lang
) -> tuple[Any, ...]:
    """What the report shows, in the order of the callback's outputs."""
    from app.panels.own import preview  # noqa: PLC0415
    from geodata.own.report import report_of  # noqa: PLC0415

    found = report_of(matched)
    table, pages = _page(store, found, which, page, lang)
    known = int(((found.rows["rule"] == "unsure") & (found.rows["suggestion"] != "")).sum())
    return (
        screen.counts(found, lang),
        preview.preview(matched, lang),
        own_word("accept_known", lang, count=known),
        SHOWN if known else HIDDEN,
        table,
        pages,
        screen.files(*of, lang),
        no_update,
    )


def _page(store: Store, found: Report, which: str, page: int, lang: Lang) -> tuple[Any, int]:
    """One page of the report, and how many there are."""
    from app.panels.own import places  # noqa: PLC0415

    listed = screen.wanted_rows(found, which)
    pages = max(1, -(-len(listed) // screen.PAGE))
    first = (min(page, pages) - 1) * screen.PAGE
    shown = listed[first : first + screen.PAGE]
    names = places.names_of(store, {place for n in shown for place in screen.offered(found, n)})
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
        from app.panels.own import desk, places  # noqa: PLC0415

        *chosen, lang = rest
        if row is None or not draft:
            return HIDDEN, "", [], no_update
        matched = desk.join_draft(store, draft["id"], choice_of(tuple(chosen)))
        line, text = matched.reading.lines[row], matched.texts[row]
        found = places.places_like(store, typed or "")
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


def _connect_known(app: AtlasDash, store: Store) -> None:
    @app.callback(
        Output("own-corrected", "data", allow_duplicate=True),
        Output("own-kept", "children", allow_duplicate=True),
        Output("own-said", "children", allow_duplicate=True),
        Input("own-known", "n_clicks"),
        State("own-draft", "data"),
        State("own-owner", "data"),
        State("own-corrected", "data"),
        *choices(State),
        State("view", "lang"),
        prevent_initial_call=True,
    )
    @telling(2)
    def accept(clicks: int | None, draft: Any, owner: str, times: int | None, *rest: Any) -> Any:  # noqa: ANN401
        from app.panels.own import desk  # noqa: PLC0415

        *chosen, lang = rest
        if not clicks or not draft:
            return (no_update,) * 3
        count = desk.accept_known(store, owner, draft["id"], choice_of(tuple(chosen)))
        return (times or 0) + 1, own_word("corrected", lang, count=count), ""
