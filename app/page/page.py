"""The page's static frame, written as HTML; what Dash mounts in it is in :mod:`app.page.live`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dash import html

from app.panels.export import export_button, export_dialog
from app.panels.figures import figures_button, is_figures
from app.panels.layers import layer_panel, legend
from app.panels.search import search_box
from app.panels.table import table_sheet
from app.panels.time import changes_drawer, time_control
from app.panels.tools import map_tools
from app.panels.tour import tour
from app.words.page import word

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang
    from layers.view.state import ViewState


def frame(view: ViewState, collection: Collection) -> html.Div:
    """Return the static frame: header, layer panel, legend, dossier, and the place of the live part."""
    lang = view.lang
    main = html.Main(
        [
            layer_panel(collection, view),
            html.Div([_map_frame(view, collection), table_sheet(view)], className="stage"),
            _dossier_frame(view, lang),
            changes_drawer(view),
        ],
        className="body",
    )
    skip = html.A(word("skip", lang), href="#map-frame", className="skip")
    chrome = [] if view.embed else [tour(lang), export_dialog(lang, view)]
    parts = [skip, _header(view), main, *chrome]
    return html.Div(parts, id="shell", className="shell is-embed" if view.embed else "shell")


def _map_frame(view: ViewState, collection: Collection) -> html.Section:
    lang = view.lang
    return html.Section(
        [
            html.Div(id="react-entry-point"),
            html.Button(
                word("home", lang),
                className="home",
                type="button",
                title=word("home", lang),
                **_action("home"),
            ),
            legend(collection, view),
            *map_tools(lang),
            *time_control(collection, view),
            html.Div(id="status", role="status", className="status"),
            _lost_banner(lang),
            html.Noscript(word("noscript", lang)),
            _open_link(view) if view.embed else None,
        ],
        id="map-frame",
        className="map-frame",
        **{"aria-label": word("map", lang)},
    )


def _open_link(view: ViewState) -> html.A:
    """From the frame of another page to the whole explorer."""
    whole = replace(view, embed=False)
    return html.A(
        word("open_explorer", view.lang),
        id="open-explorer",
        href=f"/?{whole.to_query()}",
        target="_blank",
        rel="noopener",
        className="open-explorer",
    )


def _lost_banner(lang: Lang) -> html.Div:
    """What ``assets/offline.js`` shows while the server is out of reach."""
    again = html.Button(word("reconnect", lang), className="button", type="button", **_action("reconnect"))
    return html.Div(
        [html.Span(word("lost", lang)), again], id="offline", className="offline", role="alert", hidden=True
    )


def _action(name: str) -> dict[str, str]:
    """What a button does: a function of ``assets/panels.js``, by name."""
    return {"data-action": name}


def _header(view: ViewState) -> html.Header:
    lang = view.lang
    toggle = html.Button(
        html.Span(className="bars"),
        className="icon-button",
        type="button",
        title=word("toggle_panel", lang),
        **{"aria-label": word("toggle_panel", lang)},
        **_action("togglePanel"),
    )
    brand = html.H1(
        [
            html.Span(word("title", lang), className="brand"),
            html.Span(word("subtitle", lang), className="brand-sub"),
        ]
    )
    return html.Header([toggle, brand, search_box(lang), _tools(view)], className="header")


def _tools(view: ViewState) -> html.Nav:
    lang = view.lang
    return html.Nav(
        [
            figures_button(lang),
            html.Button(word("share", lang), className="button", type="button", **_action("copyLink")),
            export_button(lang),
            html.Button(word("help", lang), className="button is-help", type="button", **_action("help")),
            html.Span(
                [_lang_link(view, "fr", "Français"), _lang_link(view, "en", "English")],
                className="langs",
            ),
        ],
        className="tools",
        **{"aria-label": word("tools", lang)},
    )


def _lang_link(view: ViewState, lang: Lang, name: str) -> html.A:
    current = {"aria-current": "true"} if view.lang == lang else {}
    return html.A(
        lang.upper(),
        id=f"lang-{lang}",
        href=f"/?{view.with_lang(lang).to_query()}",
        title=name,
        lang=lang,
        hrefLang=lang,
        **current,
    )


def _dossier_frame(view: ViewState, lang: Lang) -> html.Aside:
    close = html.Button(
        "×",
        className="icon-button close",
        type="button",
        title=word("close", lang),
        **{"aria-label": word("close", lang)},
        **_action("closeDossier"),
    )
    return html.Aside(
        [close, html.Div(id="dossier")],
        id="dossier-frame",
        className="dossier is-open" if view.selection and not is_figures(view.selection) else "dossier",
        **{"aria-label": word("dossier", lang)},
    )
