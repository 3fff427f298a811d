"""The radio in a place: what is announced and, apart, what the model computes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from app.panels.attributes import attributes
from app.panels.dossier.parts import source_chip, validity
from app.words.page import word

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.dossiers import LedgerFact, ModelledLine, Radio


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
            **attributes(data_goto="layer:coverage"),
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
        **validity(fact),
        **attributes(data_fact=fact["id"]),
    )


def _modelled(line: ModelledLine) -> html.Li:
    name = html.Strong(line["name"]) if line["name"] else None
    return html.Li([name, html.Span(line["text"])], className="is-modelled")
