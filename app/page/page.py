"""The page: its static frame, written as HTML, and the small live part that Dash mounts in it."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import dcc, html

from app.map import COUNTRY, map_component
from app.page.controls import CONTROLS, controls
from app.panels.downloads import menu_formats
from app.panels.export import export_button, export_dialog
from app.panels.figures import figures_button, is_figures
from app.panels.layers import layer_panel, legend
from app.panels.search import search_box
from app.panels.table import table_sheet
from app.panels.time import changes_drawer, time_control
from app.panels.tools import map_tools
from app.panels.tour import key_list, tour
from app.words.page import SCRIPT_WORDS, word
from layers.schema.type import label_styles
from layers.words import MAP_WORDS, typeset

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang, Text
    from layers.view.state import ViewState

#: The controls that the first picture needs.
DRAWN = ("layers", "opacity", "arguments", "base", "order", "date")

THEME = {
    "fontFamily": '"Noto Sans", system-ui, sans-serif',
    "headings": {"fontFamily": '"Noto Sans", system-ui, sans-serif', "fontWeight": "600"},
    "defaultRadius": "sm",
}


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


def live(view: ViewState) -> html.Div:
    """Return what Dash mounts at once: the map, the controls' stores, and the place of what follows."""
    values = asdict(controls(view))
    return html.Div(
        [
            map_component(),
            *(dcc.Store(id=name, data=values[name]) for name in CONTROLS),
            dcc.Store(id="query", data={"query": view.to_query(), "controls": values}),
            html.Div(id="later"),
        ],
        style={"height": "100%"},
    )


def later(view: ViewState, problems: list[Text]) -> dmc.MantineProvider:
    """Return what Dash mounts once the map is drawn: the help box and the notice."""
    return dmc.MantineProvider(
        [_help(view.lang), _notice(problems, view.lang)], theme=THEME, forceColorScheme="light"
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


def _help(lang: Lang) -> dmc.Modal:
    keys = ("help_map", "help_layers", "help_place", "help_time", "help_link")
    disclaimer = [html.Strong(word("draft", lang)), ". ", word("disclaimer", lang)]
    return dmc.Modal(
        [
            html.Ul([html.Li(word(key, lang)) for key in keys], className="help"),
            key_list(lang),
            html.P(word("history", lang)),
            html.P(disclaimer, className="fine"),
        ],
        id="help-box",
        title=word("help_title", lang),
        opened=False,
        size="lg",
        closeButtonProps={"aria-label": word("close", lang)},
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


def _notice(problems: list[Text], lang: Lang) -> dmc.Alert | None:
    if not problems:
        return None
    return dmc.Alert(
        html.Ul([html.Li(typeset(problem.get(lang), lang)) for problem in problems]),
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
        "lang": lang,
        "country": COUNTRY,
        "formats": menu_formats(lang),
        "words": {key: typeset(text.get(lang), lang) for key, text in MAP_WORDS.items()},
        "label_styles": label_styles(),
        "first": {name: value for name, value in asdict(controls(view)).items() if name in DRAWN},
        "usual": list(collection.rules.defaults),
        "camera": {"lat": camera.lat, "lon": camera.lon, "zoom": camera.zoom} if camera else None,
        "layers": {
            entry["id"]: {
                "url": entry["files"][lang],
                "order": rank,
                "defaults": {
                    p.name: p.write(p.default) for p in collection.rules.parameters.get(entry["id"], ())
                },
            }
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
