"""What Dash mounts: the view around the map at once, and what opens over the page when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, html

from app.leaflet import map_component
from app.panels.attributes import attributes
from app.panels.help import help_box
from app.panels.panel import drawer
from app.web import Slot, View
from app.words.calls import FAILURES
from app.words.page import word
from layers.words import typeset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash import Dash

    from app.panels.panel import Panel
    from geodata.text import Lang, Text

THEME = {
    "fontFamily": '"Noto Sans", system-ui, sans-serif',
    "headings": {"fontFamily": '"Noto Sans", system-ui, sans-serif', "fontWeight": "600"},
    "defaultRadius": "sm",
}


def live() -> View:
    """Return the layout, the same for every view: the page tells the component its view."""
    return View([map_component(), Slot(id="later")], id="view")


def connect_slot(app: Dash) -> None:
    """Fill the slot when something of it is first asked for (``slotChildren`` of ``web/later.ts``)."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("atlas", "slotChildren"),
        Output("later", "children"),
        Input("later", "opened"),
        prevent_initial_call=True,
    )


def later(lang: Lang, problems: list[Text], panels: Sequence[Panel]) -> dmc.MantineProvider:
    """Return what Dash mounts when first asked for: help, notices, panels."""
    opened = [help_box(lang), *_notice(problems, lang), *(drawer(panel, lang) for panel in panels)]
    opened.append(_call_failed(lang))
    return dmc.MantineProvider(opened, theme=THEME, forceColorScheme="light")


def _call_failed(lang: Lang) -> dmc.Affix:
    """What is said above whatever is open when a panel's call to the server fails (``web/page/calls.ts``)."""
    lines = [
        html.Span(typeset(text.get(lang), lang), className=f"call-{kind}") for kind, text in FAILURES.items()
    ]
    told = html.Div(
        [
            *lines,
            html.Button(word("reconnect", lang), type="button", **attributes(data_action="callAgain")),
            html.Button(
                "×", type="button", **attributes(data_action="callClosed", aria_label=word("close", lang))
            ),
        ],
        id="call-failed",
        role="alert",
        hidden=True,
    )
    place = {"bottom": 24, "left": 12, "right": 12}
    return dmc.Affix(told, position=place, zIndex=1000, className="call-frame")


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
