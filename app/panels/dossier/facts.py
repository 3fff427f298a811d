"""Facts of a place by topic, and those given for several places together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from app.panels.attributes import attributes
from app.panels.dossier.parts import OPEN_CHARTS, charts, section, source_chip, validity
from app.words.page import word

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.dossiers import DossierFact, FigureSeries, Group, Topic

OPEN_TOPICS = 3  # topics shown unfolded when the dossier opens


def topics(found: list[Topic]) -> list[html.Details]:
    """The place's own facts by topic."""
    return [
        html.Details(
            [
                html.Summary([topic["title"], html.Span(str(len(topic["facts"])), className="count")]),
                fact_list(topic["facts"]),
            ],
            open=rank < OPEN_TOPICS,
            className="topic",
        )
        for rank, topic in enumerate(found)
    ]


def groups(found: list[Group], lang: Lang) -> list[html.Details]:
    """Facts of sets of places to which the place belongs; they are not shared out."""
    return [
        html.Details(
            [
                html.Summary(
                    [
                        word("group_facts", lang, title=group["title"]),
                        html.Span(str(len(group["facts"])), className="count"),
                    ]
                ),
                html.P(word("group_note", lang), className="fine"),
                charts(group["series"]),
                fact_list(group["facts"]),
            ],
            className="topic is-group",
        )
        for group in found
    ]


def over_time(series: list[FigureSeries], lang: Lang) -> html.Details | None:
    """The place's own measures that have several dates."""
    if not series:
        return None
    note = html.P(word("over_time_note", lang), className="fine")
    return section(
        word("over_time", lang),
        len(series),
        [note, charts(series)],
        is_open=len(series) <= OPEN_CHARTS,
        kind="is-series",
    )


def fact_list(facts: list[DossierFact]) -> html.Ul:
    """Facts, each with its figure, date, source and note."""
    return html.Ul([_fact(fact) for fact in facts], className="facts")


def _fact(fact: DossierFact) -> html.Li:
    return html.Li(
        [
            html.Div(
                [
                    html.Span(fact["measure"], className="measure"),
                    html.Span(
                        [
                            fact["value"],
                            html.Span(" ≠", className="disputed") if fact["disputed"] else None,
                        ],
                        className=f"figure is-{fact['sign']}{' is-mark' if fact['number'] is None else ''}",
                    ),
                ],
                className="fact-line",
            ),
            html.Div(
                [
                    html.Span(
                        " · ".join(p for p in (fact["state"], fact["date"]) if p),
                        className="when",
                    ),
                    source_chip(fact),
                ],
                className="fact-source",
            ),
            html.P(fact["note"], className="note") if fact["note"] else None,
        ],
        className="fact",
        **validity(fact),
        **attributes(data_fact=fact["id"]),
    )
