"""Parts that several sections of a dossier share: folding sections, charts, sources, links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from app.panels.attributes import attributes

if TYPE_CHECKING:
    from layers.artifact.dossiers import (
        Activity,
        Chart,
        Derivation,
        DossierFact,
        FigureCard,
        FigureSeries,
        LedgerFact,
        Link,
    )

OPEN_CHARTS = 4  # at most this many charts, or activities, are shown unfolded


def section(title: str, count: int, children: list[Any], *, is_open: bool, kind: str = "") -> html.Details:
    """A part that folds, its heading with a count."""
    head = html.Summary([title, html.Span(str(count), className="count")])
    return html.Details([head, *children], open=is_open, className=f"topic {kind}".strip())


def charts(series: list[FigureSeries]) -> html.Div | None:
    """Small charts, each with its title, unit and figures in words."""
    return html.Div([_chart(each) for each in series], className="dossier-charts") if series else None


def _chart(series: FigureSeries) -> html.Div:
    return html.Div(titled_chart(series), **attributes(data_reported=series["since"]))


def titled_chart(chart: FigureSeries | FigureCard) -> list[html.H4 | html.Div]:
    """A chart under its title and unit."""
    unit = html.Span(chart["unit"], className="fig-unit") if chart["unit"] else None
    return [html.H4([chart["title"], " " if unit else None, unit]), drawing(chart)]


def drawing(chart: Chart) -> html.Div:
    """The place of a chart, which the script draws when it is first seen, and its words."""
    marks = attributes(data_svg=chart["svg"], aria_label=chart["alt"])
    return html.Div(role="img", className="fig-chart", **marks)


def validity(fact: LedgerFact | DossierFact) -> dict[str, Any]:
    """What the date control reads of a fact: since when, until when, and how it is shown."""
    return attributes(data_since=fact["since"], data_until=fact["until"], data_sign=fact["sign"])


def source_chip(cited: LedgerFact | Activity | Derivation) -> html.Details:
    """The document's short name, which unfolds to its full reference."""
    return html.Details([html.Summary(cited["chip"]), html.Span(cited["source"])], className="chip")


def goto_button(place: Link) -> html.Button:
    """A button that opens another place's dossier."""
    return html.Button(
        place["name"],
        className="goto",
        type="button",
        title=place["kind"],
        **attributes(data_goto=place["id"]),
    )
