"""What was planned and delivered in a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from app.panels.attributes import attributes
from app.panels.dossier.parts import OPEN_CHARTS, section, source_chip
from app.words.page import word
from geodata.places.nation import NATION

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.dossiers import Activity, ActivityFigure, Dossier

DISCS = {"achieved": "●", "partial": "◐", "not_achieved": "○"}


def activities(dossier: Dossier, lang: Lang) -> html.Details | html.Section | None:
    """What was planned and delivered here, then what is given for several places together."""
    found = dossier["activities"]
    if dossier["id"] == NATION:
        link = html.Button(
            word("activities_nation", lang),
            type="button",
            className="button-link",
            **attributes(data_goto="figures-results"),
        )
        return html.Section([html.H3(word("activities", lang)), link])
    if not found:
        return None
    own = [_activity(each, lang) for each in found if not each["is_group"]]
    together = [_activity(each, lang) for each in found if each["is_group"]]
    parts: list[Any] = [html.P(word("activities_note", lang), className="fine")]
    if own:
        parts.append(html.Ul(own, className="activities"))
    if together:
        title = word("activities_group", lang)
        listed = html.Ul(together, className="activities")
        parts.append(section(title, len(together), [listed], is_open=not own, kind="is-inner"))
    return section(
        word("activities", lang),
        len(found),
        parts,
        is_open=0 < len(own) <= OPEN_CHARTS,
        kind="is-activities",
    )


def _activity(item: Activity, lang: Lang) -> html.Li:
    known = attributes(data_reported=item["since"])
    return html.Li(
        [
            html.Div(
                [_ref(item, lang), html.Span(item["title"], className="measure")], className="activity-head"
            ),
            *(_figure(figure, lang) for figure in item["figures"]),
            html.P(item["remark"], className="remark", **known) if item["remark"] else None,
            html.P(item["whole"], className="note", **known) if item["whole"] else None,
            html.P(item["reason"], className="note", **known) if item["reason"] else None,
            html.Div(
                [html.Span(_verdict(item), className="when", **known), source_chip(item)],
                className="fact-source",
            ),
        ],
        className="activity",
    )


def _ref(item: Activity, lang: Lang) -> html.Button | None:
    if not item["ref"]:
        return None
    return html.Button(
        item["ref"],
        type="button",
        className="goto",
        title=word("activity_open", lang, ref=item["ref"]),
        **attributes(data_result=item["ref"], aria_label=word("activity_open", lang, ref=item["ref"])),
    )


def _verdict(item: Activity) -> str | None:
    disc = DISCS.get(item["verdict"])
    return f"{disc} {item['verdict_label']}" if disc else None


def _figure(figure: ActivityFigure, lang: Lang) -> html.Div:
    """Planned, hollow, and delivered, filled; what belongs to a group names it."""
    values = [
        html.Span(
            _amount(role, value, told or word(f"activity_{role}", lang)),
            className=f"figure is-{role}",
            **attributes(data_since=since, data_until=until, data_sign=role),
        )
        for role in ("planned", "delivered")
        for value, told, (since, until) in zip(
            figure[role], figure["told"][role], figure["validity"][role], strict=True
        )
    ]
    given = (
        html.Span(word("given_for", lang, names=figure["given_for"]), className="given")
        if figure["given_for"]
        else None
    )
    return html.Div(
        [html.Span([figure["item"], given], className="item"), html.Span(values, className="values")],
        className="pair",
    )


def _amount(role: str, value: str, words: str) -> str:
    """A figure with its glyph and its state; a presence is its glyph and its state alone."""
    glyph = "○" if role == "planned" else "●"
    return f"{glyph} {words}" if value == glyph else f"{glyph} {value} {words}"
