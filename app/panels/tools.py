"""The map tools: a small bar at the right of the map, a card for each tool, and the coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from app.html.native import Input
from app.panels.downloads import inside_downloads
from app.words.page import word

if TYPE_CHECKING:
    from geodata.text import Lang

#: Tools that open a card, in order.
CARDS = ("measure", "inside", "grid")


def map_tools(lang: Lang) -> list[Any]:
    """Return the bar, the cards and the line of coordinates, to stand over the map."""
    actions = [_action("locate", "locate", lang), _action("fullScreen", "full_screen", lang)]
    bar = html.Div(
        [*(_opener(name, lang) for name in CARDS), *actions],
        id="tool-bar",
        className="tool-bar",
        role="group",
        **{"aria-label": word("map_tools", lang)},
    )
    pointer = html.Button(
        [html.Span(className="pointer-degrees"), html.Span(className="pointer-mgrs")],
        id="pointer",
        type="button",
        className="pointer figure",
        title=word("pointer", lang),
        **{"data-action": "showCentre"},
    )
    cards = [_measure(lang), _inside(lang), _grid(lang)]
    return [bar, *cards, html.Div(className="crosshair", **{"aria-hidden": "true"}), pointer]


def _opener(name: str, lang: Lang) -> html.Button:
    return html.Button(
        type="button",
        className=f"tool is-{name}",
        title=word(name, lang),
        **{
            "aria-label": word(name, lang),
            "aria-expanded": "false",
            "aria-controls": f"tool-{name}",
            "data-tool": name,
        },
    )


def _action(action: str, key: str, lang: Lang) -> html.Button:
    return html.Button(
        type="button",
        className=f"tool is-{key.replace('_', '-')}",
        title=word(key, lang),
        **{"aria-label": word(key, lang), "data-action": action},
    )


def _card(name: str, lang: Lang, *content: Any) -> html.Section:  # noqa: ANN401 - components
    close = html.Button(
        "×",
        type="button",
        className="icon-button tool-close",
        title=word("tool_close", lang),
        **{"aria-label": word("tool_close", lang), "data-tool-close": name},
    )
    return html.Section(
        [html.Header([html.H2(word(name, lang)), close]), *content],
        id=f"tool-{name}",
        className="tool-card",
        hidden=True,
        **{"aria-label": word(name, lang)},
    )


def _choice(name: str, keys: dict[str, str], lang: Lang) -> html.Div:
    """Radio buttons, the first chosen: words' keys by value."""
    options = [
        html.Label([Input("radio", name=name, value=value, checked=rank == 0), html.Span(word(key, lang))])
        for rank, (value, key) in enumerate(keys.items())
    ]
    return html.Div(options, className="tool-choice", role="radiogroup")


def _sketch_buttons(lang: Lang) -> html.Div:
    keys = {"add": "point_add", "undo": "point_undo", "finish": "sketch_finish", "clear": "sketch_clear"}
    return html.Div(
        [
            html.Button(word(key, lang), type="button", className="tool-button", **{"data-sketch": name})
            for name, key in keys.items()
        ],
        className="tool-buttons",
    )


def _measure(lang: Lang) -> html.Section:
    return _card(
        "measure",
        lang,
        _choice("measure-kind", {"line": "measure_line", "area": "measure_area"}, lang),
        html.P(word("measure_hint", lang), className="fine"),
        _sketch_buttons(lang),
        html.Dl(className="tool-said figures", **{"aria-live": "polite"}),
        html.P(word("measure_method", lang), className="fine"),
    )


def _inside(lang: Lang) -> html.Section:
    radius = html.Label(
        [
            html.Span(word("radius", lang)),
            Input("number", id="inside-radius", min=0.1, max=2000, step="any", inputmode="decimal"),
        ],
        className="tool-radius",
    )
    return _card(
        "inside",
        lang,
        _choice("inside-kind", {"circle": "inside_circle", "polygon": "inside_polygon"}, lang),
        html.P(word("inside_hint", lang), className="fine"),
        radius,
        _sketch_buttons(lang),
        html.P(className="tool-total", **{"aria-live": "polite"}),
        html.Div(className="tool-found"),
        inside_downloads(lang),
    )


def _grid(lang: Lang) -> html.Section:
    keys = {"none": "grid_none", "degrees": "grid_degrees", "mgrs": "grid_mgrs"}
    return _card("grid", lang, _choice("grid-kind", keys, lang))
