"""The brief: views put in an order, each with a message, to be presented and exported.

What a gesture changes is changed by the panel's script (``app/web/brief``), which is fetched when the panel
first opens; the server is asked to read a file, and to make one.
"""

from __future__ import annotations

from base64 import b64decode
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, dcc, html, no_update
from flask import current_app

from app.panels.attributes import attributes
from app.panels.panel import Panel
from app.words.brief import BRIEF_WORDS, brief_word, script_words
from geodata.audience.rules import AUDIENCES
from geodata.errors import AtlasError
from layers.export.sheet.request.logo import LARGEST as LARGEST_LOGO
from layers.export.sheet.request.presets import deployed
from layers.view.brief import LONGEST, MOST_PAGES

if TYPE_CHECKING:
    from app.page.shell import AtlasDash
    from geodata.text import Lang

FORMATS: Final = ("pptx", "pdf-1", "pdf-2", "pdf-4", "pdf-notes", "html")
GESTURES: Final = ("add", "present", "undo", "save", "link", "unlogo", "export")
#: Fields of the brief's head, each a text, and how long it may be.
FIELDS: Final = {"subtitle": 120, "marking": 70, "producer": 70, "status": 70, "validity": 70}
COLOURS: Final = ("#1B2733", "#B3261E", "#E8730C", "#0B6FB8", "#1E7B4B")
LARGEST: Final = 400_000  # bytes of a file


def layout(lang: Lang) -> dmc.Stack:
    """Return the panel: the pages are listed by its script."""
    return dmc.Stack(
        [
            dcc.Store(id="brief-words", data=script_words(lang)),
            dcc.Store(id="brief-opened"),
            html.P(brief_word("about", lang), className="fine"),
            _text("name", "name", LONGEST["title"], lang),
            html.Div([_button("add", lang), _button("present", lang)], className="brief-buttons"),
            html.P(id="brief-said", role="status", className="fine"),
            html.Ol(id="brief-list", className="brief-list", **attributes(data_most=str(MOST_PAGES))),
            html.Div(
                [_button("undo", lang), _button("save", lang), _opening(lang), _button("link", lang)],
                className="brief-buttons",
            ),
            html.Details([html.Summary(brief_word("more", lang)), _head(lang)]),
            html.Div([_format(lang), _button("export", lang)], className="brief-export"),
        ],
        gap="xs",
        className="brief",
    )


def _text(key: str, label: str, most: int, lang: Lang, **more: str) -> dmc.TextInput:
    label = brief_word(label, lang)
    return dmc.TextInput(
        id=f"brief-{key}",
        label=label,
        attributes={"input": {"maxLength": most}},
        value="",
        debounce=200,
        **more,
    )


def _button(key: str, lang: Lang) -> html.Button:
    return html.Button(brief_word(key, lang), id=f"brief-{key}", type="button", className="button")


def _opening(lang: Lang) -> dcc.Upload:
    button = html.Button(brief_word("open", lang), type="button", className="button")
    return dcc.Upload(button, id="brief-file", accept=".toml", max_size=LARGEST)


def _head(lang: Lang) -> dmc.Stack:
    audience = current_app.config["ATLAS_AUDIENCE"]
    offered = AUDIENCES[: AUDIENCES.index(audience) + 1]
    profiles = [{"value": each, "label": brief_word(each, lang)} for each in offered]
    usual = {"status": brief_word("status_usual", lang)}
    presets = [{"value": each.name, "label": each.title.get(lang)} for each in deployed().values()]
    texts = [
        _text(key, key, most, lang, **({"placeholder": usual[key]} if key in usual else {}))
        for key, most in FIELDS.items()
    ]
    label = brief_word("profile", lang)
    return dmc.Stack(
        [
            dmc.Select(id="brief-profile", label=label, data=profiles, value="public", allowDeselect=False),
            dmc.Select(
                id="brief-preset",
                label=brief_word("preset", lang),
                data=presets,
                value="",
                clearable=True,
                style={} if presets else {"display": "none"},
            ),
            *texts,
            dmc.ColorInput(
                id="brief-marking_colour",
                label=brief_word("marking_colour", lang),
                value="",
                format="hex",
                swatches=list(COLOURS),
                withPicker=False,
                withEyeDropper=False,
            ),
            html.Div([_logo(lang), _button("unlogo", lang)], className="brief-buttons"),
        ],
        gap="xs",
    )


def _logo(lang: Lang) -> dcc.Upload:
    button = html.Button(brief_word("logo", lang), type="button", className="button")
    return dcc.Upload(button, id="brief-logo", accept=".png,.svg", max_size=LARGEST_LOGO)


def _format(lang: Lang) -> dmc.Select:
    choices = [{"value": each, "label": brief_word(each, lang)} for each in FORMATS]
    label = brief_word("format", lang)
    return dmc.Select(id="brief-format", label=label, data=choices, value="pptx", allowDeselect=False)


def connect(app: AtlasDash) -> None:
    """Register the callbacks: gestures are the script's, reading a file is the server's."""
    gestures = [Input(f"brief-{key}", "n_clicks") for key in GESTURES]
    named = ("name", "profile", *FIELDS, "marking_colour", "preset")
    fields = [*(Input(f"brief-{key}", "value") for key in named), Input("brief-logo", "contents")]
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("atlas", "brief"),
        Output("brief-said", "children"),
        Input("brief", "opened"),
        Input("brief-opened", "data"),
        *gestures,
        *fields,
        State("brief-format", "value"),
        State("brief-words", "data"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output("brief-opened", "data"),
        Input("brief-file", "contents"),
        State("view", "lang"),
        prevent_initial_call=True,
    )
    def open_file(contents: str | None, lang: Lang) -> Any:  # noqa: ANN401 - what Dash takes as outputs
        if not contents:
            return no_update
        return read_file(contents, app, lang)


def read_file(contents: str, app: AtlasDash, lang: Lang) -> dict[str, Any]:
    """Read a file as ``dcc.Upload`` hands it over: the brief, or in ``error`` why it is none."""
    from layers.export.sheet.brief.pages import brief_of  # noqa: PLC0415 - loads the drawing libraries
    from layers.export.sheet.publish.recipe import make_recipe, parse  # noqa: PLC0415

    try:
        content = b64decode(contents.partition(",")[2], validate=True)[: LARGEST + 1]
        given = parse(content, BRIEF_WORDS["title"].get(lang))
        build = app.collection.with_own(content.decode("utf-8-sig"))
        brief = brief_of(make_recipe({"lang": lang, **given}, build))
    except AtlasError as error:
        return {"error": error.text.get(lang)}
    except ValueError:
        return {"error": brief_word("unreadable", lang)}
    return asdict(brief)


PANEL: Final = Panel("brief", BRIEF_WORDS["title"], layout, connect)
