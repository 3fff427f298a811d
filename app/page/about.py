"""``/about``: the documents, the method, the caveats and the licences, on one page without scripts."""

from __future__ import annotations

import html as markup
from collections import Counter
from typing import TYPE_CHECKING, Any

from dash import html
from flask import Blueprint, Response

from app.api import reader_lang
from app.html.markup import to_html
from app.words.page import word
from geodata.text import LANGS
from layers.words import day, licence, number

if TYPE_CHECKING:
    from app.collection import Collection
    from app.page.bundle import Bundle
    from geodata.text import Lang

DOCUMENT = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="/static/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{css_url}">
</head>
<body class="about-page">
{content}
</body>
</html>"""


#: From so many layers on, a caveat is said once for all of them.
SHARED = 3


def make_about(collection: Collection, bundle: Bundle) -> Blueprint:
    """Return the route of the page."""
    about = Blueprint("about", __name__)

    @about.get("/about")
    def page() -> Response:
        lang = reader_lang()
        answer = Response(about_page(collection, bundle, lang), mimetype="text/html")
        answer.headers["Content-Language"] = lang
        answer.headers["Vary"] = "Accept-Language"
        return answer

    return about


def about_page(collection: Collection, bundle: Bundle, lang: Lang) -> str:
    """Write the whole page in one language."""
    documents = collection.index.get("documents", [])
    shapes = collection.index.get("shapes", [])
    content = [
        _header(lang),
        html.Main(
            [
                html.H1(word("about", lang)),
                _lead(collection, len(documents), lang),
                _part("about_mission", lang, html.P(word("about_closed", lang))),
                _part("about_documents", lang, _documents(documents, lang)),
                _part("about_method", lang, _method(lang)),
                _part("about_dates", lang, _dates(collection, lang)),
                _conflicts(collection, lang),
                _part("about_caveats", lang, _caveats(collection, lang)),
                _part("about_sources", lang, _shapes(shapes, lang)),
                html.P([html.Strong(word("draft", lang)), ". ", word("disclaimer", lang)], className="fine"),
            ],
            className="about-body",
        ),
    ]
    return DOCUMENT.format(
        lang=lang,
        title=markup.escape(word("about_title", lang)),
        css_url=bundle.css_url,
        content=to_html(content),
    )


def _dates(collection: Collection, lang: Lang) -> html.Ul:
    """How a date is read, and the dates at which documents describe the Mission."""
    marks = collection.index["references"][lang]
    separator = " ; " if lang == "fr" else "; "
    dates = separator.join(f"{mark['words']} ({', '.join(mark['documents'])})" for mark in marks)
    lines = [word(f"about_dates_{n}", lang) for n in (1, 2, 3)]
    return html.Ul([html.Li(line) for line in (*lines, word("about_dates_4", lang, dates=dates))])


def _header(lang: Lang) -> html.Header:
    langs = [
        html.A(
            other.upper(),
            href=f"/about?lang={other}",
            lang=other,
            hrefLang=other,
            **({"aria-current": "true"} if other == lang else {}),
        )
        for other in LANGS
    ]
    return html.Header(
        [
            html.A(word("title", lang), href=f"/?lang={lang}", className="brand"),
            html.Nav(
                [
                    html.A(word("about_back", lang), href=f"/?lang={lang}", className="button"),
                    html.Span(langs, className="langs"),
                ],
                className="tools",
                **{"aria-label": word("tools", lang)},
            ),
        ],
        className="header",
    )


def _part(key: str, lang: Lang, *content: Any) -> html.Section:  # noqa: ANN401 - components
    return html.Section([html.H2(word(key, lang)), *content])


def _lead(collection: Collection, documents: int, lang: Lang) -> html.P:
    facts = collection.index.get("counts", {}).get("facts", 0)
    said = word("about_lead", lang, documents=number(documents, lang), facts=number(facts, lang))
    return html.P(said, className="lead")


def _table(heads: tuple[str, ...], rows: list[list[Any]]) -> html.Div:
    head = html.Tr([html.Th(text, scope="col") for text in heads])
    body = [html.Tr([html.Td(cell) for cell in row]) for row in rows]
    return html.Div(html.Table([html.Thead(head), html.Tbody(body)]), className="table-scroll", tabIndex="0")


def _documents(documents: list[dict[str, Any]], lang: Lang) -> list[Any]:
    rows = [[source["title"][lang], day(source["date"], lang)] for source in documents]
    heads = (word("about_document", lang), word("about_date", lang))
    return [html.P(word("about_documents_note", lang)), _table(heads, rows)]


def _method(lang: Lang) -> html.Ul:
    return html.Ul([html.Li(word(f"about_method_{rank}", lang)) for rank in range(1, 6)])


def _conflicts(collection: Collection, lang: Lang) -> html.Section | None:
    count = collection.index.get("counts", {}).get("conflicts", 0)
    if not count:
        return None
    return _part("conflicts", lang, html.P(word("about_conflicts_note", lang, count=number(count, lang))))


def _caveats(collection: Collection, lang: Lang) -> html.Dl:
    said = Counter(caveat for entry in collection.layers for caveat in entry["caveats"][lang])
    shared = [caveat for caveat, count in said.items() if count >= SHARED]
    rows = [html.Dt(word("about_shared", lang)), html.Dd([html.P(caveat) for caveat in shared])]
    for entry in collection.layers:
        if own := [caveat for caveat in entry["caveats"][lang] if caveat not in shared]:
            rows += [html.Dt(entry["title"][lang]), html.Dd([html.P(caveat) for caveat in own])]
    return html.Dl(rows, className="about-caveats")


def _shapes(shapes: list[dict[str, Any]], lang: Lang) -> list[Any]:
    heads = (word("about_source", lang), word("about_date", lang), word("licence", lang))
    rows = [
        [
            source["title"][lang],
            day(source["date"], lang) if source["date"] else "",
            licence(source["licence"], lang),
        ]
        for source in shapes
    ]
    return [
        html.P(word("about_sources_note", lang)),
        _table(heads, rows),
        html.P(word("about_software", lang)),
    ]
