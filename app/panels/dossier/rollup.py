"""The scorecard of a place, and what is stated for the places inside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dash import html

from app.panels.attributes import attributes
from app.panels.dossier.facts import fact_list
from app.panels.dossier.parts import goto_button, section
from app.words.page import word

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.dossiers import InsidePlace, InsideTopic, Link
    from layers.artifact.scores import Score, ScoreTheme

CHIEF = 2  #: numbers beside a theme's name


def scorecard(found: list[ScoreTheme], peers: list[Link], lang: Lang) -> html.Section | None:
    """What is known of the place in numbers, a block a theme; with the choice of a place to set beside it."""
    if not found:
        return None
    return html.Section(
        [
            html.H3(word("scorecard", lang)),
            html.Div([_theme(theme, lang) for theme in found], className="score-themes"),
            html.P(word("scorecard_note", lang), className="fine"),
            _compare(peers, lang),
        ],
        className="scorecard",
    )


def _theme(theme: ScoreTheme, lang: Lang) -> html.Details:
    """A theme: its chief numbers beside its name, all of them unfolded."""
    own = [score for score in theme["scores"] if not score["with_others"]]
    others = [score for score in theme["scores"] if score["with_others"]]
    rows = [_row(score) for score in own]
    if others:
        rows.append(html.Tr(html.Th(word("with_others", lang), colSpan=2), className="is-others"))
        rows += [_row(score) for score in others]
    chief = [_value(score, score["headline"], 2) for score in own if score["headline"]][:CHIEF]
    return html.Details(
        [
            html.Summary(
                [html.Span(theme["title"], className="score-theme"), html.Span(chief, className="chief")]
            ),
            html.Table(html.Tbody(rows)),
        ],
        **attributes(data_theme=theme["id"]),
    )


def _row(score: Score) -> html.Tr:
    about = None if score["with_others"] else html.Span(score["about"], className="fine")
    return html.Tr(
        [
            html.Th([score["label"], about], scope="row"),
            html.Td(_value(score, score["value"], 1)),
        ]
    )


def _value(score: Score, words: str, form: int) -> html.Span:
    """A value that follows the date: its steps stand beside it, as values (1) or with words (2)."""
    said = [(step[0], step[form]) for step in score["steps"]]
    steps = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return html.Span(
        words, **attributes(data_steps=steps, data_code=score["code"], data_order=str(score["order"]))
    )


def _compare(peers: list[Link], lang: Lang) -> html.Label | None:
    if not peers:
        return None
    options = [html.Option(word("compare_none", lang), value="")]
    options += [html.Option(peer["name"], value=peer["id"]) for peer in peers]
    return html.Label(
        [
            html.Span(word("compare_with", lang), className="term"),
            html.Select(options, **attributes(data_compare="", aria_label=word("compare_with", lang))),
        ],
        className="compare-with",
    )


def inside(found: list[InsideTopic], lang: Lang) -> html.Details | None:
    """Facts of places inside: by topic, the states counted, then place by place."""
    if not found:
        return None
    count = sum(topic["count"] for topic in found)
    note = html.P(word("inside_places_note", lang), className="fine")
    return section(
        word("inside_places", lang),
        count,
        [note, *(_topic(topic) for topic in found)],
        is_open=False,
        kind="is-inside",
    )


def _topic(topic: InsideTopic) -> html.Details:
    states = html.P(" · ".join(topic["states"]), className="fine") if topic["states"] else None
    return section(
        topic["title"],
        topic["count"],
        [states, *(_place(place) for place in topic["places"])],
        is_open=False,
        kind="is-within",
    )


def _place(place: InsidePlace) -> html.Div:
    head = goto_button(place["link"]) if place["link"] else html.Span(place["title"], className="term")
    return html.Div([head, fact_list(place["facts"])], className="inside-place")
