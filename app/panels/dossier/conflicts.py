"""Contradictions of a place: the figures that disagree, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from app.panels.dossier.parts import drawing, source_chip, validity
from app.words.page import word
from layers.reports.dossier.gathered import gathered

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.dossiers import Conflict, ConflictFact


def conflicts(found: list[Conflict], name: str, lang: Lang) -> html.Details | None:
    """Contradictions of the place of that name, both sides side by side."""
    if not found:
        return None
    head = html.Summary(
        [
            html.Span("≠ ", className="disputed"),
            word("conflicts", lang),
            html.Span(str(len(found)), className="count"),
        ]
    )
    listed = [_conflict(each, name, lang) for each in found]
    return html.Details([head, *listed], className="topic is-conflict")


def _conflict(conflict: Conflict, name: str, lang: Lang) -> html.Div:
    sides = [
        _side(facts[0], lang) if len(facts) == 1 else _side_of_many(facts, name, lang)
        for facts in gathered(conflict["facts"], _likeness)
    ]
    return html.Div(
        [
            html.P(conflict["explanation"]),
            drawing(conflict["chart"]) if conflict["chart"] else None,
            html.Ul(sides, className="sides"),
            html.P(conflict["why"], className="note") if conflict["why"] else None,
        ],
        className="conflict",
    )


def _side(fact: ConflictFact, lang: Lang) -> html.Li:
    """One of the figures that disagree: value, measure, whom it is given for, date, document."""
    when = " · ".join(part for part in (fact["state"], fact["date"]) if part)
    return html.Li(
        [
            html.Span(fact["value"], className=f"figure is-{fact['sign']}"),
            html.Span(fact["given_for"], className="given") if fact["given_for"] else None,
            html.Span(fact["measure"], className="measure"),
            html.Span(when, className="when"),
            source_chip(fact),
            html.Span(f"✓ {word('preferred', lang)}", className="preferred")
            if fact["is_preferred"]
            else None,
        ],
        className="side",
        **validity(fact),
    )


def _side_of_many(facts: list[ConflictFact], name: str, lang: Lang) -> html.Li:
    """One side that a document states place by place: their number, then each with its figure."""
    first = facts[0]
    is_presence = first["number"] is None
    when = " · ".join(part for part in (first["state"], first["date"]) if part)
    places = [
        html.Li(
            [
                html.Span(fact["given_for"]) if fact["given_for"] else html.Strong(name),
                None if is_presence else html.Span(fact["value"]),
            ]
        )
        for fact in facts
    ]
    cited = "; ".join(dict.fromkeys(fact["source"] for fact in facts))
    return html.Li(
        [
            html.Span(
                [f"{first['value']} " if is_presence else None, word("side_places", lang, count=len(facts))],
                className=f"figure is-{first['sign']}",
            ),
            html.Span(first["measure"], className="measure"),
            html.Ul(places, className="side-places"),
            html.Span(when, className="when"),
            source_chip(first | {"source": cited}),
        ],
        className="side is-many",
        **validity(first),
    )


def _likeness(fact: ConflictFact) -> tuple[Any, ...]:
    """What the figures of one side have in common: all but their place and value."""
    alike = ("measure", "sign", "state", "date", "since", "until", "chip", "is_preferred")
    return (*(fact[key] for key in alike), fact["number"] is None)  # type: ignore[literal-required]
