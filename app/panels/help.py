"""The help box, which Dash mounts once the map is drawn: how to use the map, its keys, the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import dash_mantine_components as dmc
from dash import html

from app.panels.attributes import attributes
from app.words.page import word

if TYPE_CHECKING:
    from geodata.text import Lang

#: Words of the advice, in order.
ADVICE: Final = (
    "help_map",
    "help_layers",
    "help_place",
    "help_ask",
    "help_positions",
    "help_rings",
    "help_time",
    "help_filter",
    "help_link",
    "help_saved",
)
#: Keys and what they do; a key that is a word of ours is translated.
KEYS: Final = (
    ("key_tab_name", "key_tab"),
    ("key_enter_name", "key_enter"),
    ("← ↑ → ↓", "key_arrows"),
    ("key_letters_name", "key_letters"),
    ("+ −", "key_plus"),
    ("/", "key_slash"),
    ("key_escape_name", "key_escape"),
    ("key_back_name", "key_back"),
)

#: What the search finds of the help: the words of a title, those of its text, and the tool that it is about.
PIECES: Final = (
    ("map", ("help_map",), ""),
    ("layers", ("help_layers",), ""),
    ("dossier", ("help_place",), ""),
    ("search", ("help_ask",), ""),
    ("coordinates", ("help_positions", "mgrs"), ""),
    ("time_bar", ("help_time",), ""),
    ("compare_cases", ("help_cases",), ""),
    ("filter", ("help_filter",), ""),
    ("share", ("help_link",), ""),
    ("saved", ("help_saved",), ""),
    ("keys", ("key_tab", "key_arrows", "key_letters", "key_plus", "key_slash", "key_escape"), ""),
    ("measure", ("measure_line", "measure_area", "measure_hint", "measure_method"), "measure"),
    ("measure_rings", ("help_rings",), "measure"),
    ("draw", ("help_draw",), "draw"),
    ("inside", ("inside_circle", "inside_polygon", "inside_hint"), "inside"),
    ("grid", ("grid_degrees", "grid_mgrs"), "grid"),
    ("download_all", ("download_all_about",), ""),
    ("table", ("table_csv", "table_xlsx"), ""),
)


def help_pieces(lang: Lang) -> list[list[str]]:
    """Return the help by piece for the search: its title, its text, and its tool or nothing."""
    return [
        [word(title, lang), " ".join(word(key, lang) for key in texts), tool] for title, texts, tool in PIECES
    ]


def help_box(lang: Lang) -> dmc.Modal:
    """Return the box, closed."""
    disclaimer: list[Any] = [html.Strong(word("draft", lang)), ". ", word("disclaimer", lang)]
    return dmc.Modal(
        [
            html.Ul([html.Li(word(key, lang)) for key in ADVICE], className="help"),
            _key_list(lang),
            html.P(word("history", lang)),
            html.P(disclaimer, className="fine"),
        ],
        id="help-box",
        title=word("help_title", lang),
        opened=False,
        size="lg",
        closeButtonProps={"aria-label": word("close", lang)},
    )


def _key_list(lang: Lang) -> html.Div:
    """Return the keys, then the ways to the tour and to the page on methods."""
    rows = [
        part
        for key, action in KEYS
        for part in (
            html.Dt(html.Kbd(word(key, lang) if key.startswith("key_") else key)),
            html.Dd(word(action, lang)),
        )
    ]
    again = html.Button(
        word("tour_again", lang), type="button", className="plain", **attributes(data_action="tour")
    )
    about = html.A(word("about", lang), href=f"about?lang={lang}")
    return html.Div(
        [
            html.H3(word("keys", lang)),
            html.Dl(rows, className="keys"),
            html.P([about, again], className="help-links"),
        ]
    )
