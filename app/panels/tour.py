"""The first visit in three steps, and the keys listed in the help box. ``web/page/tour.ts`` shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from app.words.page import word

if TYPE_CHECKING:
    from geodata.text import Lang

STEPS = 3
#: Keys and what they do; a key that is a word of ours is translated.
KEYS = (
    ("key_tab_name", "key_tab"),
    ("key_enter_name", "key_enter"),
    ("← ↑ → ↓", "key_arrows"),
    ("+ −", "key_plus"),
    ("key_escape_name", "key_escape"),
    ("key_back_name", "key_back"),
)


def tour(lang: Lang) -> html.Section:
    """Return the steps, hidden; the script shows them where no mark of an earlier visit is kept."""
    steps = [
        html.Div(
            [
                html.P(word("tour_count", lang, step=step), className="kicker figure"),
                html.H2(word(f"tour_{step}_title", lang)),
                html.P(word(f"tour_{step}", lang)),
            ],
            className="tour-step",
            hidden=True,
            **{"data-step": str(step)},
        )
        for step in range(1, STEPS + 1)
    ]
    buttons = html.Div(
        [
            html.Button(word("tour_skip", lang), type="button", **{"data-action": "skipTour"}),
            html.Button(
                word("tour_next", lang),
                type="button",
                className="tour-next",
                **{"data-action": "nextStep", "data-done": word("tour_done", lang)},
            ),
        ],
        className="tour-buttons",
    )
    return html.Section([*steps, buttons], id="tour", hidden=True, **{"aria-label": word("tour", lang)})


def key_list(lang: Lang) -> html.Div:
    """Return the keys, then the ways to the tour and to the page on methods."""
    rows = [
        part
        for key, action in KEYS
        for part in (
            html.Dt(html.Kbd(word(key, lang) if key.startswith("key_") else key)),
            html.Dd(word(action, lang)),
        )
    ]
    return html.Div(
        [
            html.H3(word("keys", lang)),
            html.Dl(rows, className="keys"),
            html.P(
                [
                    html.A(word("about", lang), href=f"/about?lang={lang}"),
                    html.Button(
                        word("tour_again", lang), type="button", className="plain", **{"data-action": "tour"}
                    ),
                ],
                className="help-links",
            ),
        ]
    )
