"""A table of cases of a computed layer: assumptions beside what follows from them, and the same as a file."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

import dash_mantine_components as dmc
from dash import Input, Output, State, ctx, dcc, html, no_update

from app.panels.panel import Panel
from app.panels.under_way import under_way, while_running
from app.words.scenarios import SCENARIO_WORDS, scenario_word
from geodata.cells import guarded
from geodata.errors import AtlasError
from layers.schema.parameters import read_arguments
from layers.words import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.page.shell import AtlasDash
    from geodata.text import Lang
    from layers.schema.parameters import Arguments, Parameter

MOST: Final = 12  #: cases in the table: each is computed
Lines = list[dict[str, str | int | float]]


def layout(lang: Lang) -> dmc.Stack:
    """Return the panel: the cases that the browser keeps, and what becomes of each."""
    return dmc.Stack(
        [
            dcc.Store(id="scenarios-kept", storage_type="local", data=[]),
            dcc.Download(id="scenarios-file"),
            under_way({"scenarios-computing": scenario_word("computing", lang)}),
            html.P(scenario_word("about", lang), className="fine"),
            html.Div([_button(key, lang) for key in ("add", "csv", "clear")], className="brief-buttons"),
            html.P(id="scenarios-said", role="status", className="fine"),
            html.Div(id="scenarios-table", className="table-scroll", tabIndex="0"),
            html.P(scenario_word("reading", lang), className="fine"),
        ],
        gap="xs",
        className="scenarios",
    )


def _button(key: str, lang: Lang) -> html.Button:
    return html.Button(scenario_word(key, lang), id=f"scenarios-{key}", type="button", className="button")


def connect(app: AtlasDash) -> None:
    """Register the callbacks; a case is computed as the layer itself is."""

    @app.callback(
        Output("scenarios-kept", "data"),
        Output("scenarios-said", "children"),
        Input("scenarios-add", "n_clicks"),
        Input("scenarios-clear", "n_clicks"),
        State("scenarios-kept", "data"),
        State("view", "arguments"),
        State("view", "lang"),
        prevent_initial_call=True,
    )
    def keep(_add: int, _clear: int, kept: Any, given: Any, lang: Lang) -> Any:  # noqa: ANN401 - of Dash
        if ctx.triggered_id == "scenarios-clear":
            return [], ""
        case = dict((given or {}).get(_layer(app)[0], {}))
        kept = kept if isinstance(kept, list) else []
        if case in kept:
            return no_update, scenario_word("twice", lang)
        if len(kept) >= MOST:
            return no_update, scenario_word("full", lang, most=MOST)
        return [*kept, case], ""

    _connect_table(app)


def _connect_table(app: AtlasDash) -> None:
    """What becomes of each case, on the screen and as a file."""

    @app.callback(
        Output("scenarios-table", "children"),
        Input("scenarios", "opened"),
        Input("scenarios-kept", "data"),
        State("view", "lang"),
        running=while_running("scenarios-computing"),
        prevent_initial_call=True,
    )
    def show(is_open: bool, kept: Any, lang: Lang) -> Any:  # noqa: ANN401, FBT001 - of Dash
        return table(lines_of(app, kept, lang), lang) if is_open else no_update

    @app.callback(
        Output("scenarios-file", "data"),
        Input("scenarios-csv", "n_clicks"),
        State("scenarios-kept", "data"),
        State("view", "lang"),
        running=while_running("scenarios-computing"),
        prevent_initial_call=True,
    )
    def download(_clicks: int, kept: Any, lang: Lang) -> Any:  # noqa: ANN401 - of Dash
        lines = lines_of(app, kept, lang)
        if not lines:
            return no_update
        return {"content": as_csv(lines), "filename": f"{SCENARIO_WORDS['file'].get(lang)}.csv"}


def lines_of(app: AtlasDash, kept: object, lang: Lang) -> Lines:
    """Compute the cases that a browser keeps; one of another version that cannot be used is left out."""
    from layers.artifact.computed import computed_scenario  # noqa: PLC0415 - loads the geographic libraries

    layer, parameters = _layer(app)
    lines: Lines = []
    for case in (kept if isinstance(kept, list) else [])[:MOST]:
        try:
            arguments: Arguments = tuple(read_arguments(parameters, _texts(case)).items())
            lines += computed_scenario(layer, lang, arguments, app.collection.data)
        except AtlasError:
            continue
    return lines


def _layer(app: AtlasDash) -> tuple[str, tuple[Parameter, ...]]:
    """The computed layer and its arguments; an edition may be without it."""
    return next(iter(app.collection.rules.parameters.items()), ("", ()))


def _texts(case: object) -> Mapping[str, str]:
    return {str(name): str(text) for name, text in case.items()} if isinstance(case, dict) else {}


def table(lines: Lines, lang: Lang) -> html.Table | html.P:
    """Return the cases as a table, numbers as the language writes them."""
    if not lines:
        return html.P(scenario_word("none", lang))
    head = html.Tr([html.Th(label, scope="col") for label in lines[0]])
    rows = [
        html.Tr(
            [
                html.Td(value) if isinstance(value, str) else html.Td(number(value, lang), className="figure")
                for value in line.values()
            ]
        )
        for line in lines
    ]
    return html.Table([html.Thead(head), html.Tbody(rows)])


def as_csv(lines: Lines) -> str:
    r"""Return the cases as CSV (UTF-8 with its mark, points as decimal signs).

    Examples
    --------
    >>> as_csv([{"kW": 1.5, "km²": 200}])
    '\ufeffkW,km²\r\n1.5,200\r\n'
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(lines[0])
    writer.writerows([guarded(value) for value in line.values()] for line in lines)
    return f"\N{ZERO WIDTH NO-BREAK SPACE}{text.getvalue()}"


PANEL: Final = Panel("scenarios", SCENARIO_WORDS["title"], layout, connect, size="xl", is_listed=False)
