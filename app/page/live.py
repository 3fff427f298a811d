"""What Dash mounts: the view around the map at once, and what opens over the page when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dash_mantine_components as dmc
from dash import html

from app.map import map_component
from app.panels.tour import key_list
from app.web import Slot, View
from app.words.page import word
from layers.words import typeset

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from geodata.text import Lang, Text

THEME = {
    "fontFamily": '"Noto Sans", system-ui, sans-serif',
    "headings": {"fontFamily": '"Noto Sans", system-ui, sans-serif', "fontWeight": "600"},
    "defaultRadius": "sm",
}


def live() -> View:
    """Return the layout, the same for every view: the page tells the component its view."""
    return View([map_component(), Slot(id="later")], id="view")


def later(lang: Lang, problems: list[Text], panels: list[Component]) -> dmc.MantineProvider:
    """Return what Dash mounts when first asked for: help, a notice of what could not be used, panels."""
    return dmc.MantineProvider(
        [_help(lang), *_notice(problems, lang), *panels], theme=THEME, forceColorScheme="light"
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


def _notice(problems: list[Text], lang: Lang) -> list[dmc.Alert]:
    if not problems:
        return []
    lines = [html.Li(typeset(problem.get(lang), lang)) for problem in problems]
    return [
        dmc.Alert(
            html.Ul(lines),
            id="notice",
            title=word("notice", lang),
            color="yellow",
            withCloseButton=True,
            closeButtonLabel=word("close", lang),
            className="notice",
        )
    ]
