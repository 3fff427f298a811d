"""What the panel for readers' tables shows before a table is there; callbacks fill the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import dash_mantine_components as dmc
from dash import dcc, html
from flask import current_app

from app.panels.attributes import attributes
from app.panels.own.callbacks import connect
from app.panels.own.values import UNDER_WAY
from app.panels.panel import Panel
from app.panels.under_way import under_way
from app.words.own import OWN_WORDS, own_word
from layers.words import number

if TYPE_CHECKING:
    from geodata.own.limits import Limits
    from geodata.text import Lang

#: Selects that say how rows are located, by the name of their choice.
COLUMNS: Final = ("name", "lon", "lat", "other", "date")
UNITS: Final = ("region", "cercle", "commune", "sector", "square_100", "square_25", "square_5")
HOWS: Final = ("count", "sum", "mean", "share")
MORE: Final = ("pcodes", "site", "radio", "mgrs")
HIDDEN: Final = {"display": "none"}


def layout(lang: Lang) -> dmc.Stack:
    """Return the panel, empty: the file, the guess, the report, the layer, the reader's layers."""
    return dmc.Stack(
        [
            dcc.Store(id="own-owner", storage_type="local"),
            dcc.Store(id="own-arrived"),
            dcc.Store(id="own-turn"),
            dcc.Store(id="own-queue"),
            dcc.Store(id="own-draft"),
            dcc.Store(id="own-row"),
            dcc.Store(id="own-corrected"),
            dcc.Store(id="own-go"),
            under_way({f"own-{what}": own_word(what, lang) for what in UNDER_WAY}),
            html.P(own_word("about", lang), className="fine"),
            _file(lang),
            html.Div(id="own-said", role="status"),
            _several(lang),
            html.Div([_guess(lang), _report(lang), _layer(lang)], id="own-screen", style=HIDDEN),
            html.Section([html.H3(own_word("yours", lang)), html.Div(id="own-list")], className="own-part"),
        ],
        gap="xs",
        className="own",
    )


def _file(lang: Lang) -> html.Div:
    most: Limits = current_app.config["OWN_LIMITS"]
    told = {"mb": number(most.bytes // 1_000_000, lang), "rows": number(most.rows, lang)}
    address = [
        _labelled("own-address", own_word("address", lang)),
        html.Button(own_word("fetch", lang), id="own-fetch", type="button", className="button"),
    ]
    return html.Div(
        [
            dcc.Upload(
                [html.Button(own_word("drop", lang), type="button", className="button own-drop")],
                id="own-file",
                multiple=True,
            ),
            html.P(
                own_word("forms", lang, **told),
                className="fine",
                id="own-limit",
                **attributes(data_bytes=str(most.bytes)),
            ),
            _labelled("own-cells", own_word("cells", lang), dcc.Textarea),
            html.Button(own_word("read_cells", lang), id="own-paste", type="button", className="button"),
            html.Div(
                address, style={} if current_app.config["OWN_HOSTS"] else HIDDEN, className="own-address"
            ),
        ]
    )


def _labelled(name: str, label: str, field: type[dcc.Input | dcc.Textarea] = dcc.Input) -> dmc.InputWrapper:
    """A text that a button takes, with its label.

    Dash's own fields hand on what is typed at once; those of dmc do it in a timer of their own, and a button
    pressed before then, as happens where the browser is busy, would be answered without the text.
    """
    return dmc.InputWrapper(field(id=name), label=label, labelProps={"htmlFor": name})


def _several(lang: Lang) -> html.Div:
    """Which of several files is on the screen."""
    return html.Div(
        [
            dmc.Select(id="own-which", label=own_word("which", lang), allowDeselect=False),
            html.Button(own_word("add_all", lang), id="own-add-all", type="button", className="button"),
        ],
        id="own-several",
        style=HIDDEN,
        className="own-several",
    )


def _guess(lang: Lang) -> html.Section:
    def select(key: str) -> dmc.Select:
        return dmc.Select(
            id=f"own-{key}",
            label=own_word(key, lang),
            placeholder=own_word("no_column", lang),
            clearable=True,
        )

    parents = dmc.MultiSelect(id="own-parents", label=own_word("parents", lang), clearable=True)
    return html.Section(
        [
            html.H3(own_word("guess", lang)),
            html.P(own_word("guess_about", lang), className="fine"),
            html.Div(id="own-notes"),
            html.Div(
                dmc.Select(id="own-sheet", label=own_word("sheet", lang), allowDeselect=False),
                id="own-sheets",
                style=HIDDEN,
            ),
            dmc.SimpleGrid(
                [select("name"), parents, *(select(key) for key in COLUMNS[1:])],
                cols={"base": 1, "xs": 2},
                spacing="xs",
            ),
        ],
        className="own-part",
    )


def _report(lang: Lang) -> html.Section:
    choices = [{"value": key, "label": own_word(key, lang)} for key in ("to_see", "all")]
    return html.Section(
        [
            html.H3(own_word("report", lang)),
            html.Div(id="own-counts"),
            html.Div(id="own-preview"),
            html.Button(id="own-known", type="button", className="button", style=HIDDEN),
            dmc.SegmentedControl(id="own-filter", data=choices, value="to_see", size="xs"),
            html.Div(
                [
                    html.P(id="own-correcting"),
                    dmc.TextInput(id="own-typed", label=own_word("typed", lang), debounce=300),
                    html.Div(id="own-offered", className="own-buttons"),
                ],
                id="own-form",
                style=HIDDEN,
                className="own-form",
            ),
            html.Div(id="own-rows"),
            html.Nav(
                dmc.Pagination(id="own-page", total=1, value=1, size="sm", withControls=False),
                **attributes(aria_label=own_word("page", lang)),
            ),
            html.P(id="own-kept", className="fine"),
        ],
        className="own-part",
    )


def _layer(lang: Lang) -> html.Section:
    units = [{"value": "", "label": own_word("as_rows", lang)}]
    units += [{"value": unit, "label": own_word(f"as_{unit}", lang)} for unit in UNITS]
    hows = [{"value": how, "label": own_word(f"how_{how}", lang)} for how in HOWS]
    more = [
        {"value": key, "label": own_word(f"more_{key}", lang)} for key in ("pcodes", "site", "radio", "mgrs")
    ]
    parts: list[Any] = [
        _labelled("own-label", own_word("layer_title", lang)),
        dmc.Select(id="own-unit", label=own_word("as", lang), data=units, value="", allowDeselect=False),
        dmc.Select(id="own-how", label=own_word("how", lang), data=hows, value="count", allowDeselect=False),
        dmc.Select(id="own-column", label=own_word("column", lang), clearable=True),
    ]
    return html.Section(
        [
            html.H3(own_word("layer", lang)),
            dmc.SimpleGrid(parts, cols={"base": 1, "xs": 2}, spacing="xs"),
            html.Button(own_word("add", lang), id="own-add", type="button", className="button own-add"),
            html.H3(own_word("download", lang)),
            dmc.MultiSelect(id="own-more", label=own_word("enrich", lang), data=more, value=[]),
            html.Div(id="own-files"),
        ],
        className="own-part",
    )


PANEL: Final = Panel("own", OWN_WORDS["title"], layout, connect, size="lg", stores=True)
