"""The pages of ``/api`` for people: plain HTML of the explorer's own style, every text escaped."""

from __future__ import annotations

import html as markup
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from dash import html
from flask import request

from app.html.markup import to_html
from app.ogc.words import ogc_word
from app.page.about import DOCUMENT
from app.words.page import word
from geodata.text import LANGS
from layers.words import day, number

if TYPE_CHECKING:
    from app.ogc.service import Service
    from geodata.text import Lang
    from layers.artifact.model import LayerEntry

Node = Any  # a component, a text, or a list of them


def write_page(service: Service, what: str, content: dict[str, Any], dataset: str, lang: Lang) -> str:
    """Write one answer as a page in one language."""
    entry = service.entries.get(dataset)
    title, body = {
        "landing": _landing,
        "conformance": _conformance,
        "openapi": _openapi,
        "collections": _collections,
        "collection": _collection,
        "schema": _properties,
        "queryables": _properties,
        "items": _items,
        "item": _item,
    }[what](service, content, entry, lang)
    page = [
        _header(lang),
        html.Main([_trail(what, entry, lang), html.H1(title), *body], className="about-body"),
    ]
    return DOCUMENT.format(
        lang=lang,
        title=markup.escape(f"{title} · {word('title', lang)}"),
        css_url=service.css_url,
        content=to_html(page),
    )


def _url(path: str, lang: Lang, **query: str) -> str:
    return f"{path}?{urlencode({'f': 'html', **query, 'lang': lang})}"


def _here(lang: Lang, **changed: str) -> str:
    query = request.args.to_dict() | {"f": "html", "lang": lang} | changed
    return f"{quote(request.path, safe='/')}?{urlencode(query)}"


def _header(lang: Lang) -> html.Header:
    langs = [
        html.A(
            other.upper(),
            href=_here(other),
            lang=other,
            hrefLang=other,
            **({"aria-current": "true"} if other == lang else {}),
        )
        for other in LANGS
    ]
    query = request.args.to_dict() | {"f": "json", "lang": lang}
    json_url = f"{quote(request.path, safe='/')}?{urlencode(query)}"
    nav = [
        html.A("JSON", href=json_url, className="button"),
        html.A(ogc_word("back", lang), href=f"/?lang={lang}", className="button"),
        html.Span(langs, className="langs"),
    ]
    return html.Header(
        [
            html.A(word("title", lang), href=f"/?lang={lang}", className="brand"),
            html.Nav(nav, className="tools", **{"aria-label": word("tools", lang)}),
        ],
        className="header",
    )


def _trail(what: str, entry: LayerEntry | None, lang: Lang) -> Node:
    steps = [html.A("API", href=_url("/api", lang))] if what != "landing" else []
    if entry:
        steps.append(html.A(ogc_word("collections", lang), href=_url("/api/collections", lang)))
    if entry and what != "collection":
        steps.append(html.A(entry["title"][lang], href=_url(f"/api/collections/{entry['id']}", lang)))
    if entry and what == "item":
        steps.append(
            html.A(ogc_word("items", lang), href=_url(f"/api/collections/{entry['id']}/items", lang))
        )
    between = [node for step in steps for node in (" / ", step)]
    return html.Nav(between[1:], className="trail") if steps else None


def _table(heads: list[str], rows: list[list[Node]]) -> html.Div:
    head = html.Tr([html.Th(text, scope="col") for text in heads])
    body = [html.Tr([html.Td(cell) for cell in row]) for row in rows]
    return html.Div(html.Table([html.Thead(head), html.Tbody(body)]), className="table-scroll", tabIndex="0")


def _pairs(pairs: list[tuple[str, Node]]) -> html.Dl:
    shown = [(term, said) for term, said in pairs if said not in (None, "", [])]
    return html.Dl(
        [node for term, said in shown for node in (html.Dt(term), html.Dd(said))], className="pairs"
    )


def _list(links: list[tuple[str, str]]) -> html.Ul:
    return html.Ul([html.Li(html.A(text, href=href)) for text, href in links])


def _landing(_service: Service, content: dict[str, Any], _entry: Node, lang: Lang) -> tuple[str, list[Node]]:
    address = next(link["href"] for link in content["links"] if link["rel"] == "self").split("?")[0]
    links = [
        (ogc_word("collections", lang), _url("/api/collections", lang)),
        (ogc_word("openapi", lang), _url("/api/openapi", lang)),
        (ogc_word("conformance", lang), _url("/api/conformance", lang)),
        (ogc_word("catalogue", lang), "/catalogue.jsonld"),
        (ogc_word("layers_index", lang), "/layers"),
    ]
    hint = html.P([ogc_word("see_api", lang), html.Br(), html.Code(address)])
    return content["title"], [html.P(content["description"], className="lead"), _list(links), hint]


def _conformance(_s: Service, content: dict[str, Any], _e: Node, lang: Lang) -> tuple[str, list[Node]]:
    listed = html.Ul([html.Li(html.Code(name)) for name in content["conformsTo"]], className="codes")
    return ogc_word("conformance", lang), [listed]


def _openapi(_s: Service, content: dict[str, Any], _e: Node, lang: Lang) -> tuple[str, list[Node]]:
    rows = [[html.Code(f"/api{path}"), said["get"]["summary"]] for path, said in content["paths"].items()]
    heads = [ogc_word("address", lang), ogc_word("meaning", lang)]
    return ogc_word("openapi", lang), [
        html.P(html.A("JSON", href="/api/openapi?f=json")),
        _table(heads, rows),
    ]


def _collections(service: Service, content: dict[str, Any], _e: Node, lang: Lang) -> tuple[str, list[Node]]:
    groups = service.collection.groups
    rows = [
        [
            html.A(entry["title"], href=_url(f"/api/collections/{entry['id']}", lang)),
            groups[service.entries[entry["id"]]["group"]][lang],
            number(entry["itemCount"], lang),
            html.Code(entry["id"]),
        ]
        for entry in content["collections"]
    ]
    heads = [ogc_word(key, lang) for key in ("name", "group", "items", "identifier")]
    return ogc_word("collections", lang), [_table(heads, rows)]


def _collection(
    _s: Service, content: dict[str, Any], entry: LayerEntry, lang: Lang
) -> tuple[str, list[Node]]:
    path = f"/api/collections/{entry['id']}"
    [west, south, east, north] = content["extent"]["spatial"]["bbox"][0]
    spans = content["extent"].get("temporal", {}).get("interval", [[None, None]])[0]
    sources = [
        html.Li(" · ".join(filter(None, (s["title"], s["date"] and day(s["date"], lang), s["licence"]))))
        for s in entry["sources"][lang]
    ]
    pairs = [
        (ogc_word("items", lang), number(entry["count"], lang)),
        (ogc_word("extent", lang), f"{west:.4f}, {south:.4f}, {east:.4f}, {north:.4f}"),
        (
            ogc_word("period", lang),
            " – ".join(day(d, lang) if d else "…" for d in spans) if any(spans) else "",
        ),
        (ogc_word("sources", lang), html.Ul(sources)),
        (ogc_word("caveats", lang), [html.P(caveat) for caveat in entry["caveats"][lang]]),
    ]
    links = [
        (ogc_word("items", lang), _url(f"{path}/items", lang)),
        (ogc_word("schema", lang), _url(f"{path}/schema", lang)),
        (ogc_word("queryables", lang), _url(f"{path}/queryables", lang)),
        ("GeoJSON", f"/layers/{entry['id']}.geojson?lang={lang}"),
        ("CSV", f"/layers/{entry['id']}.csv?lang={lang}"),
        (ogc_word("metadata_iso", lang), f"/layers/{entry['id']}.iso.xml?lang={lang}"),
    ]
    if entry["group"] != "records":
        links.append((ogc_word("on_map", lang), f"/?lang={lang}&layers={entry['id']}"))
    return content["title"], [html.P(content["description"], className="lead"), _list(links), _pairs(pairs)]


def _properties(
    _s: Service, content: dict[str, Any], entry: LayerEntry, lang: Lang
) -> tuple[str, list[Node]]:
    rows = [
        [html.Code(name), said.get("title", ""), said.get("format") or said.get("type", "")]
        for name, said in content["properties"].items()
    ]
    heads = [ogc_word(key, lang) for key in ("property", "meaning", "kind")]
    return entry["title"][lang], [_table(heads, rows)]


def _shown(value: object, kind: str, lang: Lang) -> str:
    if value is None:
        return ""
    if kind == "date":
        return day(str(value), lang)
    return number(value, lang) if kind == "number" and isinstance(value, (int, float)) else str(value)


def _items(_s: Service, content: dict[str, Any], entry: LayerEntry, lang: Lang) -> tuple[str, list[Node]]:
    fields = [f for f in entry["fields"][lang] if not f["name"].endswith("_code")]
    names = [f["name"] for f in fields]
    given = set().union(*(f["properties"] for f in content["features"])) if content["features"] else set()
    kept = [field for field, name in zip(fields, names, strict=True) if name in given]
    rows = [
        [
            html.A(
                feature["properties"].get("name") or feature["id"],
                href=_url(f"/api/collections/{entry['id']}/items/{quote(feature['id'], safe='')}", lang),
            ),
            *(_shown(feature["properties"].get(field["name"]), field["kind"], lang) for field in kept),
        ]
        for feature in content["features"]
    ]
    first = int(request.args.get("offset", 0)) + 1
    said = {"first": number(first, lang), "last": number(first + len(rows) - 1, lang)}
    count = number(content["numberMatched"], lang)
    shown = ogc_word("shown", lang, count=count, **said) if rows else ogc_word("nothing", lang)
    steps = {link["rel"]: link["href"] for link in content["links"] if link["rel"] in {"prev", "next"}}
    turns = [
        html.A(ogc_word(key, lang), href=_page(steps[rel], lang), rel=rel, className="button")
        for rel, key in (("prev", "previous"), ("next", "next"))
        if rel in steps
    ]
    heads = [ogc_word("name", lang), *(field["label"] for field in kept)]
    table = [_table(heads, rows)] if rows else []
    return entry["title"][lang], [html.P([shown, " ", *turns]), *table, html.P(turns) if turns else None]


def _page(href: str, lang: Lang) -> str:
    offset = next(part for part in href.partition("?")[2].split("&") if part.startswith("offset="))
    return _here(lang, offset=offset.removeprefix("offset="))


def _item(_s: Service, content: dict[str, Any], entry: LayerEntry, lang: Lang) -> tuple[str, list[Node]]:
    properties, shape = content["properties"], content["geometry"]
    place = ogc_word("no_geometry", lang)
    if shape:
        point = shape["type"] == "Point"
        place = f"{shape['coordinates'][1]}, {shape['coordinates'][0]} (WGS 84)" if point else shape["type"]
    pairs = [
        (ogc_word("identifier", lang), html.Code(content["id"])),
        (ogc_word("mark_label", lang), properties.get("mark_label")),
        *(
            (field["label"], _shown(properties.get(field["name"]), field["kind"], lang))
            for field in entry["fields"][lang]
        ),
        (ogc_word("geometry", lang), place),
    ]
    title = properties.get("name") or content["id"]
    links = [("GeoJSON", _here(lang, f="json"))]
    if properties.get("place"):
        links.append((ogc_word("on_map", lang), f"/?{urlencode({'lang': lang, 'sel': properties['place']})}"))
    return title, [_pairs(pairs), _list(links)]
