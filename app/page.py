"""The page: what a reader gets for one address, laid out whole on the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import dcc, html

from app.controls import CAMERA, LANG, SELECTION, controls
from app.map import COUNTRY, map_component
from app.panels.layers import layer_panel, legend
from app.words import SCRIPT_WORDS, word

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang, Text
    from layers.view import ViewState

THEME = {
    "fontFamily": '"Noto Sans", system-ui, sans-serif',
    "headings": {"fontFamily": '"Noto Sans", system-ui, sans-serif', "fontWeight": "600"},
    "primaryColor": "atlas",
    "colors": {
        "atlas": [
            "#EAF1F7", "#D0E2F0", "#A6C9E4", "#76ADD6", "#4391C7",
            "#1F7CBC", "#0B6FB8", "#095E9C", "#084F83", "#063F69",
        ]
    },
    "defaultRadius": "sm",
}  # fmt: skip


def page(view: ViewState, problems: list[Text], collection: Collection) -> dmc.MantineProvider:
    """Return the layout for one view; ``problems`` are shown as a notice."""
    values = controls(view, collection.rules)
    lang = view.lang
    return dmc.MantineProvider(
        html.Div(
            [
                html.A(word("skip", lang), href="#map", className="skip"),
                _header(view),
                html.Main(
                    [
                        layer_panel(collection, values),
                        html.Section(
                            [
                                map_component(),
                                html.Button(word("home", lang), id="home", className="home", n_clicks=0),
                                legend(collection, values),
                                _notice(problems, lang),
                                html.Div(id="status", role="status", className="status", title=""),
                                html.Noscript(word("noscript", lang)),
                            ],
                            id="map-frame",
                            className="map-frame",
                            **{"aria-label": word("map", lang)},
                        ),
                        _dossier_frame(view, lang),
                    ],
                    className="body",
                ),
                dcc.Store(id=CAMERA, data=values.camera),
                dcc.Store(id=SELECTION, data=values.selection),
                dcc.Store(id=LANG, data=lang),
                dcc.Store(id="query", data=view.to_query()),
            ],
            id="shell",
            className="shell",
        ),
        theme=THEME,
        forceColorScheme="light",
    )


def _header(view: ViewState) -> html.Header:
    lang = view.lang
    return html.Header(
        [
            html.Button(
                html.Span(className="bars"),
                id="toggle-panel",
                className="icon-button",
                title=word("toggle_panel", lang),
                n_clicks=0,
                **{"aria-label": word("toggle_panel", lang)},
            ),
            html.H1(
                [
                    html.Span(word("title", lang), className="brand"),
                    html.Span(word("subtitle", lang), className="brand-sub"),
                ]
            ),
            html.Nav(
                [
                    html.Button(word("share", lang), id="share", className="button", n_clicks=0),
                    html.A(
                        word("export", lang),
                        id="export-html",
                        href=f"/export.html?{view.to_query()}",
                        title=word("export_hint", lang),
                        className="button",
                    ),
                    html.Button(word("help", lang), id="help", className="button", n_clicks=0),
                    html.Span(
                        [_lang_link(view, "fr", "Français"), _lang_link(view, "en", "English")],
                        className="langs",
                    ),
                ],
                className="tools",
            ),
            _help(lang),
        ],
        className="header",
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


def _help(lang: Lang) -> dmc.Modal:
    keys = ("help_map", "help_layers", "help_place", "help_link")
    return dmc.Modal(
        [
            html.Ul([html.Li(word(key, lang)) for key in keys], className="help"),
            html.P(word("history", lang)),
            html.P([html.Strong(word("draft", lang)), ". ", word("disclaimer", lang)], className="fine"),
        ],
        id="help-box",
        title=word("help_title", lang),
        opened=False,
        size="lg",
        closeButtonProps={"aria-label": word("close", lang)},
    )


def _dossier_frame(view: ViewState, lang: Lang) -> html.Aside:
    return html.Aside(
        [
            html.Button(
                "×",
                id="close-dossier",
                className="icon-button close",
                title=word("close", lang),
                n_clicks=0,
                **{"aria-label": word("close", lang)},
            ),
            html.Div(id="dossier"),
        ],
        id="dossier-frame",
        className="dossier is-open" if view.selection else "dossier",
        **{"aria-label": word("dossier", lang), "aria-live": "polite"},
    )


def _notice(problems: list[Text], lang: Lang) -> dmc.Alert | None:
    if not problems:
        return None
    return dmc.Alert(
        html.Ul([html.Li(problem.get(lang)) for problem in problems]),
        id="notice",
        title=word("notice", lang),
        color="yellow",
        withCloseButton=True,
        closeButtonLabel=word("close", lang),
        className="notice",
    )


def boot_data(view: ViewState, collection: Collection) -> dict[str, Any]:
    """What the scripts need at once: addresses of layers and basemap, camera, positions of places."""
    lang = view.lang
    camera = view.camera
    return {
        "country": COUNTRY,
        "camera": {"lat": camera.lat, "lon": camera.lon, "zoom": camera.zoom} if camera else None,
        "layers": {
            entry["id"]: {"url": entry["files"][lang], "order": rank}
            for rank, entry in enumerate(reversed(collection.layers))
        },
        "base": [
            {"id": entry["id"], "url": entry["files"][lang], "min_zoom": entry["min_zoom"]}
            for entry in collection.base
        ],
        "tiles": collection.basemaps,
        "places": {
            place["id"]: [place["lat"], place["lon"]]
            for place in collection.index["places"]
            if place["lat"] is not None
        },
    }


def script_words(lang: Lang) -> dict[str, str]:
    """The words the scripts show."""
    return {key: word(key, lang) for key in SCRIPT_WORDS}
