"""The layer panel: groups, switches, swatches, counts, and what to know of each layer."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import dcc, html

from app.controls import BASEMAP, LAYERS_ON, opacity_id
from app.words import word
from layers.swatch import swatch_uri
from layers.words import day

if TYPE_CHECKING:
    from app.collection import Collection
    from app.controls import Controls
    from geodata.text import Lang


def layer_panel(collection: Collection, values: Controls) -> html.Aside:
    """Return the whole panel: the groups of layers, then the basemap."""
    lang = values.lang
    opacity = dict(zip(collection.rules.layers, values.opacity, strict=True))
    groups = [
        html.Section(
            [
                html.H3(collection.groups[group][lang], className="group-title"),
                *(_row(entry, opacity[entry["id"]], lang) for entry in entries),
            ],
            className="group",
        )
        for group, entries in groupby(collection.layers, key=lambda entry: entry["group"])
    ]
    return html.Aside(
        [
            html.H2(word("layers", lang), className="panel-title"),
            dmc.CheckboxGroup(
                html.Div(groups), id=LAYERS_ON, value=list(values.layers_on), className="groups"
            ),
            _basemaps(collection, values),
            html.P(word("history", lang), className="fine"),
        ],
        id="panel",
        className="panel",
        **{"aria-label": word("layers", lang)},
    )


def _row(entry: dict[str, Any], opacity: int, lang: Lang) -> html.Div:
    title = entry["title"][lang]
    return html.Div(
        [
            html.Div(
                [
                    dmc.Checkbox(value=entry["id"], label=title, size="xs", className="switch"),
                    html.Img(src=swatch_uri(entry["marks"][lang][0]), alt="", className="swatch")
                    if entry["marks"][lang]
                    else None,
                    html.Span(
                        str(entry["count"]),
                        className="count",
                        title=word("features", lang, count=entry["count"]),
                    ),
                ],
                className="row-head",
            ),
            _about(entry, opacity, lang),
        ],
        className="row",
        **{"data-layer": entry["id"]},
    )


def _about(entry: dict[str, Any], opacity: int, lang: Lang) -> html.Details:
    title = entry["title"][lang]
    caveats = entry["caveats"][lang]
    terms: list[tuple[str, Any]] = [
        (word("sources", lang), [html.Div(_source(s, lang)) for s in entry["sources"][lang]]),
        (word("data_date", lang), entry["data_date"] and day(entry["data_date"], lang)),
        (word("licence", lang), ", ".join(entry["licence"])),
    ]
    return html.Details(
        [
            html.Summary(
                "…",
                title=word("details", lang, title=title),
                **{"aria-label": word("details", lang, title=title)},
            ),
            html.Div(
                [
                    html.P(entry["about"][lang]),
                    html.Ul([html.Li(c) for c in caveats], className="caveats") if caveats else None,
                    html.Dl([part for term, said in terms if said for part in _term(term, said)]),
                    html.Label(
                        [
                            word("opacity", lang),
                            dcc.Input(
                                id=opacity_id(entry["id"]),
                                type="range",
                                min=0,
                                max=100,
                                step=5,
                                value=opacity,
                            ),
                        ],
                        className="opacity",
                    ),
                    html.A(
                        word("download", lang),
                        href=f"/layers/{entry['id']}.geojson?lang={lang}",
                        download=f"{entry['id']}.{lang}.geojson",
                        className="link",
                    ),
                ],
                className="about",
            ),
        ],
        className="more",
    )


def _term(term: str, said: object) -> list[Any]:
    return [html.Dt(term), html.Dd(said)]


def _source(source: dict[str, str], lang: Lang) -> str:
    parts = [source["title"], source["date"] and day(source["date"], lang)]
    return ", ".join(p for p in parts if p)


def _basemaps(collection: Collection, values: Controls) -> html.Section:
    lang = values.lang
    choices = [
        {"value": "atlas", "label": word("basemap_atlas", lang)},
        {"value": "blank", "label": word("basemap_blank", lang)},
        *(
            {"value": name, "label": word("basemap_online", lang, title=basemap["title"])}
            for name, basemap in collection.basemaps.items()
        ),
    ]
    return html.Section(
        [
            html.H3(word("basemap", lang), className="group-title"),
            dmc.SegmentedControl(id=BASEMAP, value=values.basemap, data=choices, size="xs", fullWidth=True),
        ],
        className="group",
    )


def distinct(marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The marks whose words differ: a legend says each thing once."""
    return list({mark["label"]: mark for mark in reversed(marks)}.values())[::-1]


def legend(collection: Collection, values: Controls) -> html.Details:
    """Return the legend: a block a layer, of which the scripts show those that are drawn."""
    lang = values.lang
    blocks = [
        html.Div(
            [
                html.Div(entry["title"][lang], className="legend-title"),
                *(
                    html.Div(
                        [html.Img(src=swatch_uri(mark), alt=""), html.Span(mark["label"])],
                        className="legend-line",
                    )
                    for mark in distinct(entry["marks"][lang])
                ),
            ],
            className="legend-block",
            hidden=entry["id"] not in values.layers_on,
            **{"data-legend": entry["id"]},
        )
        for entry in collection.layers
    ]
    return html.Details(
        [
            html.Summary(word("legend", lang)),
            html.Div(
                [
                    html.Div(blocks, className="legend-blocks"),
                    html.P(word("legend_empty", lang), className="legend-empty"),
                ],
                className="legend-body",
            ),
        ],
        className="legend",
        open=True,
    )
