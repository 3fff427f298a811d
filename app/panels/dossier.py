"""The dossier: what the documents say of one place, each figure with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from app.panels import dossier_extra as extra
from app.words.page import word

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.dossiers import Dossier, DossierFact, Group, Link, Nearest, Position, Topic

OPEN_TOPICS = 3  # topics shown unfolded when the dossier opens


def dossier_panel(dossier: Dossier, lang: Lang) -> html.Article:
    """Return the panel of one place (:func:`layers.reports.dossier.book.make_dossiers`)."""
    return html.Article(
        [
            html.Header(
                [
                    html.P(dossier["kind"], className="kicker"),
                    html.H2(dossier["name"], tabIndex="-1"),
                    _links(word("within", lang), dossier["within"]),
                ]
            ),
            _position(dossier["position"], lang, dossier["pcode"]),
            extra.conflicts(dossier["conflicts"], dossier["name"], lang),
            extra.over_time(dossier["series"], lang),
            *_topics(dossier["topics"]),
            *_groups(dossier["groups"], lang),
            html.P(word("no_facts", lang), className="empty")
            if not dossier["topics"] and not dossier["groups"]
            else None,
            extra.activities(dossier, lang),
            extra.radio(dossier["radio"], lang),
            _links(word("holds", lang), dossier["holds"]),
            _nearest(dossier["nearest"], lang),
            html.P(word("spellings", lang, names=", ".join(dossier["spellings"])), className="fine")
            if dossier["spellings"]
            else None,
            extra.links(dossier, lang),
        ],
        lang=lang,
    )


def goto_button(place: Link) -> html.Button:
    """A button that opens another place's dossier."""
    return html.Button(
        place["name"],
        className="goto",
        type="button",
        title=place["kind"],
        **{"data-goto": place["id"]},
    )


def _links(title: str, places: list[Link]) -> html.Div | None:
    if not places:
        return None
    return html.Div(
        [html.Span(title, className="term"), *(goto_button(p) for p in places)],
        className="links",
    )


def _position(position: Position | None, lang: Lang, pcode: str) -> html.Section | None:
    """Coordinates in three notations, and the P-code where the data have one; or why there is no point."""
    if position and "why" in position:
        parts = [html.Strong(word("unlocated", lang)), html.P(position["why"])]
        return html.Section([*parts, _copied("pcode", pcode, lang)], className="unlocated")
    if not position and not pcode:
        return None
    values = position or {}
    rows = [_copied(key, values.get(key, ""), lang) for key in ("decimal", "dms", "mgrs")]
    source = html.P(f"WGS 84 · {values['source']}", className="fine") if position else None
    return html.Section(
        [_copied("pcode", pcode, lang), *rows, source],
        className="coordinates",
        **{"aria-label": word("coordinates", lang)},
    )


def _copied(key: str, value: str, lang: Lang) -> html.Div | None:
    """A value with its name and a button that copies it."""
    if not value:
        return None
    said = word("copy", lang, what=word(key, lang))
    button = html.Button(
        className="copy", type="button", title=said, **{"data-copy": value, "aria-label": said}
    )
    return html.Div(
        [html.Span(word(key, lang), className="term"), html.Span(value, className="figure"), button],
        className="coordinate",
    )


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
                        className=f"figure is-{fact['status']}{' is-mark' if fact['number'] is None else ''}",
                    ),
                ],
                className="fact-line",
            ),
            html.Div(
                [
                    html.Span(
                        " · ".join(p for p in (fact["status_label"], fact["date"]) if p),
                        className="when",
                    ),
                    html.Details([html.Summary(fact["chip"]), html.Span(fact["source"])], className="chip"),
                ],
                className="fact-source",
            ),
            html.P(fact["note"], className="note") if fact["note"] else None,
        ],
        className="fact",
        **extra.held_in(fact),
    )


def _facts(facts: list[DossierFact]) -> html.Ul:
    return html.Ul([_fact(fact) for fact in facts], className="facts")


def _topics(topics: list[Topic]) -> list[html.Details]:
    return [
        html.Details(
            [
                html.Summary([topic["title"], html.Span(str(len(topic["facts"])), className="count")]),
                _facts(topic["facts"]),
            ],
            open=rank < OPEN_TOPICS,
            className="topic",
        )
        for rank, topic in enumerate(topics)
    ]


def _groups(groups: list[Group], lang: Lang) -> list[html.Details]:
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
                extra.charts(group["series"]),
                _facts(group["facts"]),
            ],
            className="topic is-group",
        )
        for group in groups
    ]


def _nearest(sites: list[Nearest], lang: Lang) -> html.Section | None:
    if not sites:
        return None
    rows = [
        html.Li(
            [
                goto_button(site),
                html.Span(f"{site['km']:.0f} km · {site['compass']} {site['bearing']}°"),
            ]
        )
        for site in sites
    ]
    return html.Section([html.H3(word("nearest", lang)), html.Ul(rows)], className="nearest")
