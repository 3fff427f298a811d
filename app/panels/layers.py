"""The layer panel: groups, switches, swatches, counts, and what to know of each layer."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from dash import html

from app.panels.downloads import all_downloads, layer_downloads
from app.panels.layer_tools import field_dictionary, layer_acts, layer_finder, layer_order
from app.panels.table import table_button
from app.words.page import word
from layers.schema.parameters import from_dict
from layers.swatch import swatch_uri
from layers.words import day, licence, number, typeset

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang
    from layers.schema.parameters import Parameter
    from layers.view.state import ViewState

#: Groups unfolded when the page opens; one that holds a layer that is on is unfolded too.
OPEN_GROUPS = ("mission", "deployment")


def layer_panel(collection: Collection, view: ViewState) -> html.Aside:
    """Return the whole panel: the groups of layers, then the basemap."""
    lang = view.lang
    return html.Aside(
        [
            html.H2(word("layers", lang), className="panel-title"),
            layer_finder(collection, lang),
            layer_order(lang),
            *(
                _group(group, list(entries), collection, view)
                for group, entries in groupby(collection.layers, key=lambda entry: entry["group"])
            ),
            _basemaps(collection, view),
            all_downloads(lang),
            html.P(word("history", lang), className="fine"),
            html.P(
                [
                    html.A(word("about", lang), href=f"/about?lang={lang}", className="about-link"),
                    html.Button(
                        word("help", lang), type="button", className="goto", **{"data-action": "panelHelp"}
                    ),
                ],
                className="panel-foot",
            ),
        ],
        id="panel",
        className="panel",
        **{"aria-label": word("layers", lang)},
    )


def _group(
    group: str, entries: list[dict[str, Any]], collection: Collection, view: ViewState
) -> html.Details:
    on = sum(entry["id"] in view.layers for entry in entries)
    return html.Details(
        [
            html.Summary(
                [
                    collection.groups[group][view.lang],
                    html.Span(str(on) if on else "", className="badge"),
                    html.Span(str(len(entries)), className="count"),
                ],
                className="group-title",
            ),
            *(_row(entry, view) for entry in entries),
        ],
        className="group",
        open=group in OPEN_GROUPS or on > 0,
    )


def _row(entry: dict[str, Any], view: ViewState) -> html.Div:
    lang = view.lang
    marks = sorted(entry["marks"][lang], key=lambda mark: (mark["shape"] != "pin", not mark.get("hatch")))
    switch = html.Label(
        [
            _input("checkbox", checked=entry["id"] in view.layers, **{"data-switch": entry["id"]}),
            html.Span(entry["title"][lang]),
        ],
        className="switch",
    )
    head = [
        switch,
        html.Img(src=swatch_uri(marks[0]), alt="", className="swatch") if marks else None,
        html.Span(str(entry["count"]), className="count", title=word("features", lang, count=entry["count"])),
        table_button(entry, lang),
    ]
    return html.Div(
        [html.Div(head, className="row-head"), _about(entry, view)],
        className="row",
        **{"data-layer": entry["id"]},
    )


def _input(kind: str, *, checked: bool = False, **attributes: Any) -> html.Data:  # noqa: ANN401
    """A native input: written as static HTML, so Dash's own input component is not needed."""
    return _Input(type=kind, checked=checked, **attributes)


class _Input(html.Data):  # type: ignore[misc]
    """An ``<input>``; ``dash.html`` has none."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401
        super().__init__()
        self._attributes = attributes

    def to_plotly_json(self) -> dict[str, Any]:
        """Return the element's name and attributes."""
        return {"type": "Input", "props": self._attributes}


def _about(entry: dict[str, Any], view: ViewState) -> html.Details:
    lang = view.lang
    title = entry["title"][lang]
    caveats = entry["caveats"][lang]
    terms: list[tuple[str, Any]] = [
        (word("sources", lang), [html.Div(_source(s, lang)) for s in entry["sources"][lang]]),
        (word("data_date", lang), entry["data_date"] and day(entry["data_date"], lang)),
        (
            word("licence", lang),
            ", ".join(licence(name, lang) for name in entry["licence"]) or word("licence_none", lang),
        ),
    ]
    opacity = _input(
        "range",
        min=0,
        max=100,
        step=5,
        value=view.opacity.get(entry["id"], 100),
        **{"data-opacity": entry["id"], "aria-label": word("opacity_of", lang, title=title)},
    )
    return html.Details(
        [
            html.Summary(
                "…",
                title=word("details", lang, title=title),
                **{"aria-label": word("details", lang, title=title)},
            ),
            html.Div(
                [
                    html.P(typeset(entry["about"][lang], lang)),
                    _parameters(entry, view),
                    html.Ul([html.Li(typeset(c, lang)) for c in caveats], className="caveats")
                    if caveats
                    else None,
                    html.Dl([[html.Dt(term), html.Dd(said)] for term, said in terms if said]),
                    field_dictionary(entry, lang) if entry["fields"][lang] else None,
                    html.Div([html.Span(word("opacity", lang)), opacity], className="opacity"),
                    layer_acts(entry, lang),
                    layer_downloads(entry, lang),
                ],
                className="about",
            ),
        ],
        className="more",
    )


def _parameters(entry: dict[str, Any], view: ViewState) -> html.Div | None:
    """The controls of a computed layer, from its declared parameters, and the way to its results."""
    if not entry["parameters"]:
        return None
    lang = view.lang
    given = view.arguments.get(entry["id"], {})
    results = html.Button(
        word("results", lang), type="button", className="goto", **{"data-goto": f"layer:{entry['id']}"}
    )
    rows = [_parameter(entry["id"], from_dict(p), given, lang) for p in entry["parameters"]]
    return html.Div([*rows, results], className="parameters")


def _parameter(layer: str, parameter: Parameter, given: Any, lang: Lang) -> html.Label:  # noqa: ANN401
    text = given.get(parameter.name, parameter.write(parameter.default))
    label = parameter.label.get(lang)
    mark = {"data-parameter": f"{layer}.{parameter.name}"}
    if parameter.kind == "number":
        bounds = {"min": parameter.minimum, "max": parameter.maximum, "step": parameter.step}
        shown = html.Span([html.Output(number(float(text), lang)), f" {parameter.unit}"], className="figure")
        return html.Label(
            [html.Span(label), shown, _input("range", value=text, **bounds, **mark)], className="parameter"
        )
    if parameter.kind == "switch":
        return html.Label(
            [html.Span(label), _input("checkbox", checked=text == "1", **mark)], className="parameter"
        )
    options = [
        html.Option(words.get(lang), value=key, **({"selected": True} if key == text else {}))
        for key, words in parameter.choices
    ]
    return html.Label([html.Span(label), _Select(options, mark)], className="parameter")


class _Select(html.Data):  # type: ignore[misc]
    """A ``<select>``; ``dash.html`` has none."""

    def __init__(self, options: list[Any], attributes: dict[str, str]) -> None:
        super().__init__(options)
        self._attributes = attributes

    def to_plotly_json(self) -> dict[str, Any]:
        """Return the element's name, options and attributes."""
        return {"type": "Select", "props": {"children": self.children, **self._attributes}}


def _source(source: dict[str, str], lang: Lang) -> str:
    parts = [source["title"], source["date"] and day(source["date"], lang)]
    return typeset(", ".join(p for p in parts if p), lang)


def _basemaps(collection: Collection, view: ViewState) -> html.Fieldset:
    lang = view.lang
    choices = {
        "atlas": word("basemap_atlas", lang),
        "blank": word("basemap_blank", lang),
        **{
            name: word("basemap_online", lang, title=basemap["title"])
            for name, basemap in collection.basemaps.items()
        },
    }
    return html.Fieldset(
        [
            html.Legend(word("basemap", lang), className="group-title"),
            *(
                html.Label(
                    [
                        _input("radio", checked=view.base == name, name="basemap", value=name),
                        html.Span(title),
                    ]
                )
                for name, title in choices.items()
            ),
        ],
        className="basemaps",
    )


def distinct(marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The marks whose words differ: a legend says each thing once."""
    return list({mark["label"]: mark for mark in reversed(marks)}.values())[::-1]


def _from_the_top(collection: Collection, view: ViewState) -> list[dict[str, Any]]:
    """Every layer, those that are on first and in the order of their drawing."""
    rank = {layer: place for place, layer in enumerate(view.drawn)}
    return sorted(collection.layers, key=lambda entry: rank.get(entry["id"], len(rank)))


def legend(collection: Collection, view: ViewState) -> html.Details:
    """Return the legend: a block a layer, of which the scripts show those that are drawn."""
    lang = view.lang
    blocks = [
        html.Div(
            [
                html.Div(entry["title"][lang], className="legend-title"),
                *(
                    html.Div(
                        [html.Img(src=swatch_uri(mark), alt=""), html.Span(mark["label"])],
                        className="legend-line",
                        **({"data-mark": mark["key"]} if entry["parameters"] else {}),
                    )
                    for mark in distinct(entry["marks"][lang])
                ),
                html.P(entry["caption"][lang], className="legend-caption") if entry["parameters"] else None,
            ],
            className="legend-block",
            hidden=entry["id"] not in view.layers,
            **{"data-legend": entry["id"]},
        )
        for entry in _from_the_top(collection, view)
    ]
    body = [
        html.Div(blocks, className="legend-blocks"),
        html.P(word("legend_empty", lang), className="legend-empty"),
    ]
    return html.Details(
        [html.Summary(word("legend", lang)), html.Div(body, className="legend-body")],
        className="legend",
        open=True,
    )
