"""The dossier: what the documents say of one place, each figure with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from dash import html

from app.panels.attributes import attributes
from app.panels.dossier.activities import activities
from app.panels.dossier.conflicts import conflicts
from app.panels.dossier.facts import groups, over_time, topics
from app.panels.dossier.parts import goto_button
from app.panels.dossier.radio import radio
from app.panels.dossier.rollup import inside, scorecard
from app.panels.dossier.zones import derivation, given_for
from app.words.page import word

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.dossiers import Dossier, Link, Nearest, Position

SHEET_LAYERS = "sectors,sites"


def dossier_panel(dossier: Dossier, lang: Lang) -> html.Article:
    """Return the panel of one place (:func:`layers.reports.dossier.book.make_dossiers`)."""
    return html.Article(
        [
            html.Header(
                [
                    html.P(dossier["kind"], className="kicker"),
                    html.H2(dossier["name"], tabIndex="-1"),
                    _links(word("within", lang), dossier["within"], word("derived", lang)),
                    _links(word("counted_in", lang), dossier["counted_in"]),
                    html.P(dossier["outline"], className="fine") if dossier["outline"] else None,
                ]
            ),
            _position(dossier["position"], lang, dossier["pcode"]),
            derivation(dossier["derivation"], lang),
            scorecard(dossier["scorecard"], dossier["peers"], lang),
            conflicts(dossier["conflicts"], dossier["name"], lang),
            over_time(dossier["series"], lang),
            *topics(dossier["topics"]),
            *groups(dossier["groups"], lang),
            inside(dossier["inside"], lang),
            *given_for(dossier["given_for"], lang),
            html.P(word("no_facts", lang), className="empty")
            if not any(dossier[part] for part in ("topics", "groups", "inside"))
            else None,
            activities(dossier, lang),
            radio(dossier["radio"], lang),
            _links(word("holds", lang), dossier["holds"]),
            _nearest(dossier["nearest"], lang),
            html.P(word("spellings", lang, names=", ".join(dossier["spellings"])), className="fine")
            if dossier["spellings"]
            else None,
            _downloads(dossier, lang),
        ],
        lang=lang,
    )


def _links(title: str, places: list[Link], derived: str = "") -> html.Div | None:
    """Buttons to other places; what only our outline says is followed by ``derived``."""
    if not places:
        return None
    parts: list[html.Span | html.Button] = [html.Span(title, className="term")]
    for place in places:
        parts.append(goto_button(place))
        if place.get("derived"):
            parts.append(html.Span(derived, className="given"))
    return html.Div(parts, className="links")


def _position(position: Position | None, lang: Lang, pcode: str) -> html.Section | None:
    """Coordinates in three notations, and the P-code where the data have one; or why there is no point."""
    if position and "why" in position:
        parts = [html.Strong(word("unlocated", lang)), html.P(position["why"])]
        return html.Section([*parts, _copied("pcode", pcode, lang)], className="unlocated")
    if not position and not pcode:
        return None
    rows: list[html.Div | html.P | None] = []
    if position:
        rows = [_copied(key, position[key], lang) for key in ("decimal", "dms", "mgrs")]
        rows.append(html.P(f"WGS 84 · {position['source']}", className="fine"))
    return html.Section(
        [_copied("pcode", pcode, lang), *rows],
        className="coordinates",
        **attributes(aria_label=word("coordinates", lang)),
    )


def _copied(key: str, value: str, lang: Lang) -> html.Div | None:
    """A value with its name and a button that copies it."""
    if not value:
        return None
    label = word("copy", lang, what=word(key, lang))
    button = html.Button(
        className="copy", type="button", title=label, **attributes(data_copy=value, aria_label=label)
    )
    return html.Div(
        [html.Span(word(key, lang), className="term"), html.Span(value, className="figure"), button],
        className="coordinate",
    )


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


def _downloads(dossier: Dossier, lang: Lang) -> html.Footer:
    """Map sheet, where the place can be framed, and data as JSON and CSV."""
    place = dossier["id"]
    query = urlencode({"lang": lang, "layers": SHEET_LAYERS, "sel": place, "focus": place}, safe=",")
    sheet = (
        html.A(word("place_sheet", lang), href=f"sheet.pdf?{query}", target="_blank", rel="noopener")
        if dossier["has_sheet"]
        else None
    )
    data = [
        html.A(form.upper(), href=f"places/{place}.{form}?lang={lang}", download=f"{place}.{lang}.{form}")
        for form in ("json", "csv")
    ]
    return html.Footer(
        [sheet, html.Span([word("place_data", lang), " ", data[0], " ", data[1]])],
        className="place-links",
        **attributes(aria_label=word("place_links", lang)),
    )
