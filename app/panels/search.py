"""The search box: a combobox whose list the script fills from the built index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from app.html.native import Input
from app.words.page import word

if TYPE_CHECKING:
    from geodata.text import Lang


def search_box(lang: Lang) -> html.Div:
    """Return the box: on a narrow screen a button opens it over the header."""
    field = Input(
        "text",
        id="search-field",
        role="combobox",
        placeholder=word("search_hint", lang),
        autocomplete="off",
        autocapitalize="off",
        spellcheck="false",
        enterkeyhint="go",
        maxlength=120,
        **{
            "aria-label": word("search", lang),
            "aria-expanded": "false",
            "aria-controls": "search-list",
            "aria-autocomplete": "list",
            "aria-keyshortcuts": "/",
        },
    )
    found = html.Div(id="search-list", role="listbox", **{"aria-label": word("search_results", lang)})
    said = html.P(id="search-said", className="search-said", role="status")
    return html.Div(
        [
            _button("search-open", "search_open", lang),
            html.Div(
                [field, _button("search-close", "search_close", lang)],
                className="search-box",
            ),
            html.Div([found, said], id="search-drop", className="search-drop", hidden=True),
        ],
        id="search",
        className="search",
        role="search",
        **{"data-index": f"/search.{lang}.json"},
    )


def _button(name: str, key: str, lang: Lang) -> html.Button:
    return html.Button(
        type="button",
        id=name,
        className=f"icon-button {name}",
        title=word(key, lang),
        **{"aria-label": word(key, lang)},
    )
