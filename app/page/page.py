"""The page: its static frame, written as HTML, and the small live part that Dash mounts in it."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import dcc, html

from app.map import COUNTRY, map_component
from app.page.controls import CONTROLS, controls
from app.page.templating import render
from app.panels.downloads import inside_formats, menu_formats
from app.panels.export import export_dialog
from app.panels.figures import is_figures
from app.panels.help import help_box
from app.panels.layers import layer_panel
from app.panels.legend import legend
from app.panels.table import table_words
from app.panels.time import time_bar
from app.words.page import SCRIPT_WORDS, word
from layers.words import MAP_WORDS, typeset

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang, Text
    from layers.view.state import ViewState

#: The languages by their own names.
LANGUAGES: dict[Lang, str] = {"fr": "Français", "en": "English"}

#: The controls that the first picture needs.
DRAWN = ("layers", "opacity", "arguments", "base", "order", "date")

THEME = {
    "fontFamily": '"Noto Sans", system-ui, sans-serif',
    "headings": {"fontFamily": '"Noto Sans", system-ui, sans-serif', "fontWeight": "600"},
    "defaultRadius": "sm",
}


def frame(view: ViewState, collection: Collection) -> str:
    """Write the static frame: header, layer panel, legend, dossier, and the place of the live part."""
    lang = view.lang
    return render(
        "frame.html",
        lang,
        is_embed=view.embed,
        has_dossier=bool(view.selection) and not is_figures(view.selection),
        whole_url=f"/?{replace(view, embed=False).to_query()}",
        languages=[
            (code, f"/?{view.with_lang(code).to_query()}", {"id": f"lang-{code}", "title": name})
            for code, name in LANGUAGES.items()
        ],
        panel=layer_panel(collection, view),
        legend=legend(collection, view),
        time=time_bar(collection, view),
        inside_formats=inside_formats(lang),
        table_words=table_words(lang),
        export=export_dialog(view),
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
        [help_box(view.lang), _notice(problems, view.lang)], theme=THEME, forceColorScheme="light"
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
