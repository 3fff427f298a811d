"""The scorecard of a place, and what is stated for the places inside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dash import html

from app.panels.attributes import attributes
from app.panels.dossier.facts import facts_list
from app.panels.dossier.parts import goto_button, section
from app.words.dossier import word

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.dossiers import InsidePlace, InsideTopic, Link, Score, ScoreTheme


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
    """A theme: its first numbers in sight, all of them unfolded."""
    own = [score for score in theme["scores"] if not score["with_others"]]
    others = [score for score in theme["scores"] if score["with_others"]]
    told = [
        html.Dl([part for score in own for part in _score(score)]) if own else None,
        html.P(word("with_others", lang), className="term") if others else None,
        html.Dl([part for score in others for part in _score(score)], className="is-others") if others else None,
    ]
    head = html.Summary([html.Span(theme["title"]), html.Span(_brief(own), className="score-brief")])
    return html.Details([head, *told], className="score-theme")


BRIEF = 3  # numbers that stand beside a theme's title while it is folded


def _brief(scores: list[Score]) -> list[html.Span]:
    """The first numbers of a theme, small, with their words as titles."""
    return [_value(score, "score-value", title=score["label"]) for score in scores[:BRIEF]]


def _score(score: Score) -> tuple[html.Dt, html.Dd]:
    return (
        html.Dt([score["label"], html.Span(score["about"], className="fine")]),
        html.Dd(_value(score, "score-value")),
    )


def _value(score: Score, name: str, title: str | None = None) -> html.Span:
    """A value that follows the date: its steps stand beside it."""
    steps = json.dumps(score["steps"], ensure_ascii=False, separators=(",", ":"))
    extra = {"title": title} if title else {}
    return html.Span(score["value"], className=name, **extra, **attributes(data_steps=steps))


def _compare(peers: list[Link], lang: Lang) -> html.Label | None:
    if not peers:
        return None
    options = [html.Option(word("compare_none", lang), value="")]
    options += [html.Option(peer["name"], value=peer["id"]) for peer in peers]
    return html.Label(
        [html.Span(word("compare_with", lang), className="term"), html.Select(options, **attributes(data_compare=""))],
        className="compare-with",
    )


def inside(found: list[InsideTopic], lang: Lang) -> html.Details | None:
    """Facts of places inside: by topic, the states counted, then place by place."""
    if not found:
        return None
    count = sum(topic["count"] for topic in found)
    note = html.P(word("inside_note", lang), className="fine")
    return section(
        word("inside", lang), count, [note, *(_topic(topic) for topic in found)], is_open=False, kind="is-inside"
    )


def _topic(topic: InsideTopic) -> html.Details:
    states = html.P(" · ".join(topic["states"]), className="fine") if topic["states"] else None
    return section(
        topic["title"],
        topic["count"],
        [states, *(_place(place) for place in topic["places"])],
        is_open=False,
        kind="is-inner",
    )


def _place(place: InsidePlace) -> html.Div:
    head = goto_button(place["link"]) if place["link"] else html.Span(place["title"], className="term")
    return html.Div([head, facts_list(place["facts"])], className="inside-place")
