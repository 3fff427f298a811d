"""Parts of a dossier beside its facts: charts, contradictions, activities, radio, links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from dash import html

from app.words.page import word
from geodata.places.nation import NATION
from layers.reports.dossier.gathered import gathered

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.dossiers import (
        Activity,
        ActivityFigure,
        Chart,
        Conflict,
        ConflictFact,
        Dossier,
        FigureSeries,
        LedgerFact,
        ModelledLine,
        Radio,
    )

OPEN_CHARTS = 4  # at most this many charts, or activities, are shown unfolded
DISCS = {"achieved": "●", "partial": "◐", "not_achieved": "○"}
SHEET_LAYERS = "sectors,sites"


def section(title: str, count: int, children: list[Any], *, is_open: bool, kind: str = "") -> html.Details:
    """A part that folds, its heading with a count."""
    head = html.Summary([title, html.Span(str(count), className="count")])
    return html.Details([head, *children], open=is_open, className=f"topic {kind}".strip())


def charts(series: list[FigureSeries]) -> html.Div | None:
    """Small charts, each with its title, unit and figures in words."""
    return html.Div([_chart(each) for each in series], className="dossier-charts") if series else None


def _chart(series: FigureSeries) -> html.Div:
    unit = html.Span(series["unit"], className="fig-unit") if series["unit"] else None
    head = html.H4([series["title"], " " if unit else None, unit])
    return html.Div([head, _drawing(series)], **{"data-told": series["since"]})


def _drawing(chart: Chart) -> html.Div:
    marks = {"data-svg": chart["svg"], "aria-label": chart["alt"]}
    return html.Div(role="img", className="fig-chart", **marks)


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
            _drawing(conflict["chart"]) if conflict["chart"] else None,
            html.Ul(sides, className="sides"),
            html.P(conflict["why"], className="note") if conflict["why"] else None,
        ],
        className="conflict",
    )


def _side(fact: ConflictFact, lang: Lang) -> html.Li:
    """One of the figures that disagree: value, measure, whom it is given for, date, document."""
    when = " · ".join(part for part in (fact["status_label"], fact["date"]) if part)
    return html.Li(
        [
            html.Span(fact["value"], className=f"figure is-{fact['status']}"),
            html.Span(fact["given_for"], className="given") if fact["given_for"] else None,
            html.Span(fact["measure"], className="measure"),
            html.Span(when, className="when"),
            source_chip(fact),
            html.Span(f"✓ {word('preferred', lang)}", className="preferred")
            if fact["is_preferred"]
            else None,
        ],
        className="side",
        **held_in(fact),
    )


def _likeness(fact: ConflictFact) -> tuple[Any, ...]:
    """What figures told as one side share: all but their place and value."""
    alike = ("measure", "status", "period_start", "period_end", "since", "until", "chip", "is_preferred")
    return (*(fact[key] for key in alike), fact["number"] is None)


def _side_of_many(facts: list[ConflictFact], name: str, lang: Lang) -> html.Li:
    """One side that a document states place by place: their number, then each with its figure."""
    first = facts[0]
    is_presence = first["number"] is None
    when = " · ".join(part for part in (first["status_label"], first["date"]) if part)
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
                className=f"figure is-{first['status']}",
            ),
            html.Span(first["measure"], className="measure"),
            html.Ul(places, className="side-places"),
            html.Span(when, className="when"),
            source_chip(first | {"source": cited}),
        ],
        className="side is-many",
        **held_in(first),
    )


def held_in(fact: LedgerFact) -> dict[str, str]:
    """What the date control reads of a fact: since when, until when, and its status."""
    return {"data-since": fact["since"], "data-until": fact["until"], "data-status": fact["status"]}


def source_chip(cited: LedgerFact | Activity) -> html.Details:
    """The document's short name, which unfolds to its full reference."""
    return html.Details([html.Summary(cited["chip"]), html.Span(cited["source"])], className="chip")


def activities(dossier: Dossier, lang: Lang) -> html.Details | html.Section | None:
    """What was planned and delivered here, then what is given for several places together."""
    found = dossier["activities"]
    if dossier["id"] == NATION:
        link = html.Button(
            word("activities_nation", lang),
            type="button",
            className="button-link",
            **{"data-goto": "figures-results"},
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
    told = {"data-told": item["since"]}
    return html.Li(
        [
            html.Div(
                [_ref(item, lang), html.Span(item["title"], className="measure")], className="activity-head"
            ),
            *(_figure(figure, lang) for figure in item["figures"]),
            html.P(item["said"], className="said", **told) if item["said"] else None,
            html.P(item["whole"], className="note", **told) if item["whole"] else None,
            html.P(item["reason"], className="note", **told) if item["reason"] else None,
            html.Div(
                [html.Span(_verdict(item), className="when", **told), source_chip(item)],
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
        **{"data-result": item["ref"], "aria-label": word("activity_open", lang, ref=item["ref"])},
    )


def _verdict(item: Activity) -> str | None:
    disc = DISCS.get(item["verdict"])
    return f"{disc} {item['verdict_label']}" if disc else None


def _figure(figure: ActivityFigure, lang: Lang) -> html.Div:
    """Planned, hollow, and delivered, filled; what belongs to a group names it."""
    values = [
        html.Span(
            _amount(role, value, lang),
            className=f"figure is-{role}",
            **{"data-since": since, "data-until": until, "data-status": role},
        )
        for role in ("planned", "delivered")
        for value, (since, until) in zip(figure[role], figure["held"][role], strict=True)
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


def _amount(role: str, value: str, lang: Lang) -> str:
    """A figure with its glyph and its role; a presence is its glyph and its role alone."""
    glyph = "○" if role == "planned" else "●"
    said = word(f"activity_{role}", lang)
    return f"{glyph} {said}" if value == glyph else f"{glyph} {value} {said}"


def radio(found: Radio | None, lang: Lang) -> html.Section | None:
    """What is announced and, apart, what the model computes."""
    if found is None:
        return None
    parts: list[Any] = [html.H3(word("radio_section", lang))]
    if found["announced"]:
        parts += [
            html.P(word("radio_announced", lang), className="term"),
            html.Ul([_announced(fact) for fact in found["announced"]]),
        ]
    if found["modelled"]:
        is_point = any(line["name"] or not line["is_covered"] for line in found["modelled"])
        more = html.Button(
            word("radio_more", lang),
            type="button",
            className="button-link",
            **{"data-goto": "layer:coverage"},
        )
        parts += [
            html.P(word("radio_modelled" if is_point else "radio_modelled_area", lang), className="term"),
            html.Ul([_modelled(line) for line in found["modelled"]]),
            html.P([found["assumed"], " ", more], className="fine"),
        ]
    return html.Section(parts, className="radio")


def _announced(fact: LedgerFact) -> html.Li:
    given = html.Span(fact["given_for"], className="given") if fact["given_for"] else None
    return html.Li(
        [
            html.Span([fact["measure"], given]),
            html.Span(fact["value"], className="figure"),
            source_chip(fact),
        ],
        **held_in(fact),
    )


def _modelled(line: ModelledLine) -> html.Li:
    name = html.Strong(line["name"]) if line["name"] else None
    return html.Li([name, html.Span(line["said"])], className="is-modelled")


def links(dossier: Dossier, lang: Lang) -> html.Footer:
    """Map sheet, where the place can be framed, and data as JSON and CSV."""
    place = dossier["id"]
    query = urlencode({"lang": lang, "layers": SHEET_LAYERS, "sel": place, "focus": place}, safe=",")
    sheet = (
        html.A(word("place_sheet", lang), href=f"/sheet.pdf?{query}", target="_blank", rel="noopener")
        if dossier["has_sheet"]
        else None
    )
    data = [
        html.A(form.upper(), href=f"/places/{place}.{form}?lang={lang}", download=f"{place}.{lang}.{form}")
        for form in ("json", "csv")
    ]
    return html.Footer(
        [sheet, html.Span([word("place_data", lang), " ", data[0], " ", data[1]])],
        className="place-links",
        **{"aria-label": word("place_links", lang)},
    )
