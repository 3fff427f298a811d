"""What is given for the zones that contain a place, and where a zone's outline comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from app.panels.attributes import attributes
from app.panels.dossier.facts import fact_list
from app.panels.dossier.parts import goto_button, source_chip
from app.words.page import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.text import Lang
    from layers.artifact.dossiers import Derivation, Dossier, GivenFor, Topic

#: Address of the facts given for a zone or a group of zones: the script fetches them when the part is opened.
ADDRESS = "panel/given/{name}.{lang}.json"


def given_for(found: list[GivenFor], lang: Lang) -> list[html.Details]:
    """Facts of the zones that contain the place: each part refers to the list that its places share."""
    return [
        html.Details(
            [
                html.Summary(
                    [
                        word("zone_facts", lang, title=given["title"]),
                        html.Span(str(len(given["facts"])), className="count"),
                    ]
                ),
                html.P(word("zone_note", lang), className="fine"),
            ],
            className="topic is-zone",
            **attributes(data_part=ADDRESS.format(name=file_name(given["id"]), lang=lang)),
        )
        for given in found
    ]


def given_lists(zone: Dossier) -> Iterator[tuple[str, html.Div]]:
    """Facts given for a zone, alone and in each of its groups: names of the files and what they hold.

    A zone of unknown regions has none, as it contains no place.
    """
    if not zone["derivation"]:
        return
    if zone["topics"]:
        yield file_name(zone["id"]), _list(zone["topics"])
    for group in zone["groups"]:
        yield file_name(group["id"]), html.Div(fact_list(group["facts"]))


def derivation(found: list[Derivation], lang: Lang) -> html.Details | None:
    """The regions of a zone, each with the line that counts it there, or our reason."""
    if not found:
        return None
    rows = [_derived(each) for each in found]
    head = html.Summary([word("derivation", lang), html.Span(str(len(rows)), className="count")])
    note = html.P(word("derivation_note", lang), className="fine")
    return html.Details([head, note, html.Ul(rows, className="facts")], className="topic", open=True)


def file_name(given: str) -> str:
    """The name of a zone or group in an address."""
    return given.replace("+", ".")


def _list(topics: list[Topic]) -> html.Div:
    parts: list[html.H4 | html.Ul] = []
    for topic in topics:
        parts += [html.H4(topic["title"]), fact_list(topic["facts"])]
    return html.Div(parts)


def _derived(region: Derivation) -> html.Li:
    basis = html.Span(region["basis_label"], className="when")
    return html.Li(
        [
            html.Div([goto_button(region)], className="fact-line"),
            html.Div([basis, source_chip(region) if region["chip"] else None], className="fact-source"),
            html.P(region["note"], className="note"),
        ],
        className="fact",
    )
