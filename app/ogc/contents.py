"""The values that the pages of ``/api`` show, read from the service's answers.

Each function takes what is published, the answer as JSON gives it, the collection's entry of the index and
the language; it returns the page's title and its values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from flask import request

from app.addresses import root
from app.ogc.links import collection_url, page_url, this_page
from app.ogc.words import ogc_word
from layers.words import day, number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.text import Lang
    from layers.artifact.model import LayerEntry
    from layers.schema.layer import GroupId

Link = tuple[str, str]  # words and address
PARTS = ("items", "schema", "queryables")  # of a collection


@dataclass(frozen=True, slots=True)
class Published:
    """What the pages know of the service: entries by collection, words of the groups, the style sheet."""

    entries: Mapping[str, LayerEntry]
    groups: Mapping[GroupId, Mapping[Lang, str]]
    css_url: str


@dataclass(frozen=True, slots=True)
class Landing:
    """The start: ``address`` is what a GIS tool asks for."""

    description: str
    links: list[Link]
    address: str


@dataclass(frozen=True, slots=True)
class Conformance:
    """Addresses of the conformance classes."""

    classes: list[str]


@dataclass(frozen=True, slots=True)
class Paths:
    """Addresses of the interface and what each gives."""

    paths: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """One collection of the list; ``count`` is the number of its features."""

    id: str
    title: str
    href: str
    group: str
    count: int


@dataclass(frozen=True, slots=True)
class Collections:
    """The list of collections."""

    rows: list[CollectionRow]


@dataclass(frozen=True, slots=True)
class CollectionContent:
    """One collection; ``extent`` is west, south, east, north in degrees (WGS 84), ``period`` in words."""

    description: str
    links: list[Link]
    count: int
    extent: str
    period: str
    sources: list[str]
    caveats: list[str]


@dataclass(frozen=True, slots=True)
class Properties:
    """Name, meaning and type of each property."""

    properties: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One feature of a list: its name, its page, its values in the order of the columns."""

    name: str
    href: str
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Items:
    """A page of features; ``turns`` are relation, words and address of the pages before and after."""

    shown: str
    turns: list[tuple[str, str, str]]
    heads: list[str]
    rows: list[ItemRow]


@dataclass(frozen=True, slots=True)
class Item:
    """One feature: its values by their labels; those that are ``None`` or empty are not shown."""

    id: str
    pairs: list[tuple[str, str | None]]
    links: list[Link]


def landing(_: Published, content: dict[str, Any], _entry: object, lang: Lang) -> tuple[str, Landing]:
    """Read the start of the interface."""
    links = [
        (ogc_word("collections", lang), page_url("/api/collections", lang)),
        (ogc_word("openapi", lang), page_url("/api/openapi", lang)),
        (ogc_word("conformance", lang), page_url("/api/conformance", lang)),
        (ogc_word("catalogue", lang), f"{root()}/catalogue.jsonld"),
        (ogc_word("wmts", lang), f"{root()}/tiles/wmts.xml?lang={lang}"),
        (ogc_word("layers_index", lang), f"{root()}/layers"),
    ]
    address = next(link["href"] for link in content["links"] if link["rel"] == "self").split("?")[0]
    return content["title"], Landing(content["description"], links, address)


def conformance(_: Published, content: dict[str, Any], _entry: object, lang: Lang) -> tuple[str, Conformance]:
    """Read the conformance classes."""
    return ogc_word("conformance", lang), Conformance(content["conformsTo"])


def openapi(_: Published, content: dict[str, Any], _entry: object, lang: Lang) -> tuple[str, Paths]:
    """Read the OpenAPI definition."""
    paths = [(f"/api{path}", methods["get"]["summary"]) for path, methods in content["paths"].items()]
    return ogc_word("openapi", lang), Paths(paths)


def collections(
    published: Published, content: dict[str, Any], _entry: object, lang: Lang
) -> tuple[str, Collections]:
    """Read the list of collections."""
    groups = published.groups
    rows = [
        CollectionRow(
            id=listed["id"],
            title=listed["title"],
            href=collection_url(listed["id"], lang),
            group=groups[published.entries[listed["id"]]["group"]][lang],
            count=listed["itemCount"],
        )
        for listed in content["collections"]
    ]
    return ogc_word("collections", lang), Collections(rows)


def collection(
    _: Published, content: dict[str, Any], entry: dict[str, Any], lang: Lang
) -> tuple[str, CollectionContent]:
    """Read one collection."""
    west, south, east, north = content["extent"]["spatial"]["bbox"][0]
    days = content["extent"].get("temporal", {}).get("interval", [[None, None]])[0]
    found = CollectionContent(
        description=content["description"],
        links=_collection_links(entry, lang),
        count=entry["count"],
        extent=f"{west:.4f}, {south:.4f}, {east:.4f}, {north:.4f}",
        period=" – ".join(day(each, lang) if each else "…" for each in days) if any(days) else "",
        sources=[
            " · ".join(
                part
                for part in (source["title"], source["date"] and day(source["date"], lang), source["licence"])
                if part
            )
            for source in entry["sources"][lang]
        ],
        caveats=entry["caveats"][lang],
    )
    return content["title"], found


def _collection_links(entry: dict[str, Any], lang: Lang) -> list[Link]:
    name = entry["id"]
    links = [(ogc_word(part, lang), collection_url(name, lang, f"/{part}")) for part in PARTS]
    links += [
        ("GeoJSON", f"{root()}/layers/{name}.geojson?lang={lang}"),
        ("CSV", f"{root()}/layers/{name}.csv?lang={lang}"),
        (ogc_word("snippets", lang), f"{root()}/layers/{name}.snippets.html?lang={lang}"),
        (ogc_word("metadata_iso", lang), f"{root()}/layers/{name}.iso.xml?lang={lang}"),
    ]
    if entry["group"] != "records":
        links.append((ogc_word("on_map", lang), f"{root()}/?lang={lang}&layers={name}"))
    return links


def properties(
    _: Published, content: dict[str, Any], entry: dict[str, Any], lang: Lang
) -> tuple[str, Properties]:
    """Read a collection's properties: all of them, or those that can be asked for."""
    rows = [
        (name, schema.get("title", ""), schema.get("format") or schema.get("type", ""))
        for name, schema in content["properties"].items()
    ]
    return entry["title"][lang], Properties(rows)


def items(_: Published, content: dict[str, Any], entry: dict[str, Any], lang: Lang) -> tuple[str, Items]:
    """Read a page of features; a column that none of them fills is left out."""
    features = content["features"]
    given = {name for feature in features for name in feature["properties"]}
    fields = [
        field
        for field in entry["fields"][lang]
        if field["name"] in given and field["kind"] != "code" and not field["name"].endswith("_code")
    ]
    rows = [
        ItemRow(
            name=feature["properties"].get("name") or feature["id"],
            href=collection_url(entry["id"], lang, f"/items/{quote(feature['id'], safe='')}"),
            cells=[_value(feature, field, lang) for field in fields],
        )
        for feature in features
    ]
    heads = [ogc_word("name", lang), *(field["label"] for field in fields)]
    found = Items(_shown(len(rows), content["numberMatched"], lang), _turns(content, lang), heads, rows)
    return entry["title"][lang], found


def _shown(rows: int, matched: int, lang: Lang) -> str:
    """Which of the features that match the page shows, in words."""
    if not rows:
        return ogc_word("nothing", lang)
    first = int(request.args.get("offset", 0)) + 1
    places = {"first": number(first, lang), "last": number(first + rows - 1, lang)}
    return ogc_word("shown", lang, count=number(matched, lang), **places)


def _turns(content: dict[str, Any], lang: Lang) -> list[tuple[str, str, str]]:
    hrefs = {link["rel"]: link["href"] for link in content["links"]}
    return [
        (rel, ogc_word(key, lang), this_page(lang, offset=_offset(hrefs[rel])))
        for rel, key in (("prev", "previous"), ("next", "next"))
        if rel in hrefs
    ]


def _offset(href: str) -> str:
    query = href.partition("?")[2].split("&")
    return next(part for part in query if part.startswith("offset=")).removeprefix("offset=")


def _value(feature: dict[str, Any], field: dict[str, Any], lang: Lang) -> str:
    """One value of a feature, as the language writes it."""
    value = feature["properties"].get(field["name"])
    if value is None:
        return ""
    if field["kind"] == "date":
        return day(str(value), lang)
    is_number = field["kind"] == "number" and isinstance(value, (int, float))
    return number(value, lang) if is_number else str(value)


def item(_: Published, content: dict[str, Any], entry: dict[str, Any], lang: Lang) -> tuple[str, Item]:
    """Read one feature."""
    given = content["properties"]
    pairs = [
        (ogc_word("mark_label", lang), given.get("mark_label")),
        *((field["label"], _value(content, field, lang)) for field in entry["fields"][lang]),
        (ogc_word("geometry", lang), _geometry(content["geometry"], lang)),
    ]
    links = [("GeoJSON", this_page(lang, f="json"))]
    if given.get("place_id"):
        links.append(
            (ogc_word("on_map", lang), f"{root()}/?{urlencode({'lang': lang, 'sel': given['place_id']})}")
        )
    return given.get("name") or content["id"], Item(content["id"], pairs, links)


def _geometry(shape: dict[str, Any] | None, lang: Lang) -> str:
    if not shape:
        return ogc_word("no_geometry", lang)
    if shape["type"] != "Point":
        return str(shape["type"])
    longitude, latitude = shape["coordinates"][:2]
    return f"{latitude}, {longitude} (WGS 84)"
