"""The results of a computed layer: figures, tables, lists and small charts, as plain data gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dash import html

from app.panels.dossier import goto_button

if TYPE_CHECKING:
    from geodata.text import Lang


def results_panel(results: dict[str, Any], lang: Lang) -> html.Article:
    """Return the panel of ``{kicker, title, caption, sections}``.

    A section is ``{kind, title}`` and, by kind: ``figures`` with ``items`` of ``{label, value}``;
    ``table`` with ``columns`` of ``{label, numeric}`` and ``rows`` of texts; ``list`` with ``items``
    of ``{name, kind, id}``, where an ``id`` opens that place's dossier; ``chart`` with ``svg`` and
    its words ``alt``.
    """
    return html.Article(
        [
            html.Header(
                [
                    html.P(results["kicker"], className="kicker"),
                    html.H2(results["title"], tabIndex="-1"),
                    html.P(results["caption"], className="fine"),
                ]
            ),
            *(_section(section) for section in results["sections"]),
        ],
        lang=lang,
    )


def _section(section: dict[str, Any]) -> html.Section:
    body = {"figures": _figures, "table": _table, "list": _list, "chart": _chart}[section["kind"]]
    return html.Section([html.H3(section["title"]), body(section)], className="result")


def _figures(section: dict[str, Any]) -> html.Dl:
    return html.Dl(
        [
            part
            for item in section["items"]
            for part in (html.Dt(item["label"]), html.Dd(item["value"], className="figure"))
        ],
        className="figures",
    )


def _table(section: dict[str, Any]) -> html.Div:
    numeric = [column["numeric"] for column in section["columns"]]
    head = html.Tr([html.Th(column["label"], scope="col") for column in section["columns"]])
    rows = [
        html.Tr(
            [
                html.Td(cell, className="figure" if is_number else "")
                for cell, is_number in zip(row, numeric, strict=True)
            ]
        )
        for row in section["rows"]
    ]
    return html.Div(html.Table([html.Thead(head), html.Tbody(rows)]), className="table-scroll", tabIndex="0")


def _list(section: dict[str, Any]) -> html.Div:
    return html.Div(
        [goto_button(item) if item.get("id") else html.Span(item["name"]) for item in section["items"]],
        className="links",
    )


def _chart(section: dict[str, Any]) -> html.Img:
    return html.Img(
        src="data:image/svg+xml," + quote(section["svg"], safe=""), alt=section["alt"], className="chart"
    )
