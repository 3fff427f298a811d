"""The page "Mission in figures": the national picture, and the frames of the tables that scripts fill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from app.panels.attributes import attributes
from app.panels.dossier import titled_chart, validity
from app.panels.time import date_choice
from app.words.figures import FIGURES_SCRIPT_WORDS
from app.words.page import word
from layers.words import number

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.text import Lang
    from layers.artifact.dossiers import Explanation, FigureCard, Figures, LedgerFact

#: Parts of the page: the selection of the address that opens each.
PARTS = {
    "national": "figures",
    "results": "figures-results",
    "conflicts": "figures-conflicts",
    "topics": "figures-topics",
}


def is_figures(selection: str) -> bool:
    """Whether the address's selection is a part of this page, and not a place."""
    return selection in PARTS.values()


def figures_file(collection: Collection, lang: Lang) -> dict[str, Any]:
    """Return what the page fetches when it opens: its tree, its words, its topics and their counts."""
    return {
        "tree": figures_panel(collection, lang),
        "words": {key.removeprefix("figures_"): word(key, lang) for key in FIGURES_SCRIPT_WORDS},
        "topics": collection.figures(lang)["topics"],
    }


def figures_panel(collection: Collection, lang: Lang) -> html.Article:
    """Return the page's tree (:func:`layers.reports.figures.ledger.make_figures`)."""
    figures = collection.figures(lang)
    frames = [
        html.Section(
            [
                html.P(word(f"figures_{part}_about", lang), className="fig-about"),
                html.Div(**attributes(data_fig_body=part)),
            ],
            role="tabpanel",
            hidden=True,
            **attributes(data_fig_panel=part, aria_label=word(f"figures_{part}", lang)),
        )
        for part in list(PARTS)[1:]
    ]
    dates = date_choice(collection, lang)
    return html.Article([_head(figures, lang), dates, _national(figures, lang), *frames], lang=lang)


def _head(figures: Figures, lang: Lang) -> html.Header:
    tabs = [
        html.Button(
            [word(f"figures_{part}", lang), _count(figures["counts"].get(part), lang)],
            type="button",
            role="tab",
            **attributes(data_fig_part=part, aria_selected="false"),
        )
        for part in PARTS
    ]
    back = html.Button(
        word("figures_back", lang),
        type="button",
        className="fig-back",
        **attributes(data_action="closeFigures"),
    )
    title = html.Div(
        [
            html.H2(word("figures_title", lang), tabIndex="-1"),
            html.P(word("figures_kicker", lang), className="kicker"),
        ]
    )
    tablist = html.Div(
        tabs, role="tablist", className="fig-tabs", **attributes(aria_label=word("figures_parts", lang))
    )
    masthead = html.Div([title, back], className="fig-masthead")
    return html.Header([masthead, _files(lang), tablist], className="fig-head")


def _files(lang: Lang) -> html.P:
    """What the page is made of, as files: the filter is in the address."""
    addresses = {
        "national": f"api/collections/facts/items?f=csv&precision=nation&limit=10000&lang={lang}",
        "facts": f"layers/facts.xlsx?lang={lang}",
        "results": f"layers/results-figures.xlsx?lang={lang}",
    }
    links = [
        html.A(word(f"figures_file_{name}", lang), href=address, className="fig-file", download="")
        for name, address in addresses.items()
    ]
    return html.P(links, className="fig-files", **attributes(aria_label=word("figures_files", lang)))


def _count(known: dict[str, int] | None, lang: Lang) -> html.Span | None:
    """How many a tab holds, and how many of them become known on each day."""
    if known is None:
        return None
    days = " ".join(f"{day}:{count}" for day, count in known.items())
    return html.Span(number(sum(known.values()), lang), className="fig-count", **attributes(data_known=days))


def _national(figures: Figures, lang: Lang) -> html.Section:
    sections = [
        html.Section(
            [
                html.H3(section["title"]),
                html.Div([_card(card, lang) for card in section["cards"]], className="fig-cards"),
            ],
            className="fig-section",
            **attributes(data_fig_section=section["id"]),
        )
        for section in figures["sections"]
    ]
    reading = html.P(word("figures_reading", lang), className="fig-about")
    return html.Section(
        [
            reading,
            html.P(word("figures_empty", lang), className="fig-none fig-empty", hidden=True),
            *sections,
        ],
        role="tabpanel",
        **attributes(data_fig_panel="national", aria_label=word("figures_national", lang)),
    )


def _card(card: FigureCard, lang: Lang) -> html.Div:
    return html.Div(
        [
            *titled_chart(card),
            _clashes(card["conflicts"], lang),
            html.Details(
                [
                    html.Summary(
                        [
                            word("figures_sources", lang),
                            html.Span(str(len(card["facts"])), className="fig-count"),
                        ]
                    ),
                    html.Ul([_fact(fact) for fact in card["facts"]], className="fig-facts"),
                ],
                className="fig-more",
            ),
        ],
        className="fig-card",
    )


def _clashes(conflicts: list[Explanation], lang: Lang) -> html.Details | None:
    if not conflicts:
        return None
    return html.Details(
        [
            html.Summary(
                [
                    html.Span("≠ ", className="disputed"),
                    word("figures_clash", lang),
                    html.Span(str(len(conflicts)), className="fig-count"),
                ]
            ),
            html.Ul([html.Li(each["text"], **attributes(data_reported=each["since"])) for each in conflicts]),
        ],
        className="fig-more is-clash",
    )


def _fact(fact: LedgerFact) -> html.Li:
    """One figure: value, unit, measure, date, state, document and locator."""
    return html.Li(
        [
            html.Div(
                [
                    html.Span(fact["measure"]),
                    html.Span(
                        [
                            fact["value"],
                            html.Span("\N{NO-BREAK SPACE}≠", className="disputed")
                            if fact["disputed"]
                            else None,
                        ],
                        className="fig-value",
                    ),
                ],
                className="fig-fact-line",
            ),
            html.Div(
                [
                    html.Span(", ".join(part for part in (fact["state"], fact["date"]) if part)),
                    html.Span(fact["chip"], className="fig-chip", title=fact["source"]),
                    html.Span(fact["source"].rsplit(" · ", 1)[-1]),
                ],
                className="fig-fact-source",
            ),
            html.P(fact["note"], className="note") if fact["note"] else None,
        ],
        className=f"is-{fact['sign']}",
        **validity(fact),
    )
