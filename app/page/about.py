"""``/about``: the documents, the method, the caveats and the licences, on one page without scripts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, Response

from app.addresses import root
from app.api import reader_lang
from app.page.templating import render
from geodata.text import LANGS
from layers.words import SEMICOLON, day, licence

if TYPE_CHECKING:
    from app.collection import Collection
    from app.page.bundle import Bundle
    from geodata.text import Lang

#: From so many layers on, a caveat is written once for all of them.
SHARED = 3


@dataclass(frozen=True, slots=True)
class About:
    """What the page says of the build.

    Parameters
    ----------
    documents
        Title and date in words of each document.
    facts, conflicts
        How many there are.
    reference_dates
        The dates at which documents describe the Mission, each with its documents.
    shared_caveats, layer_caveats
        Caveats of several layers, and those of each layer alone by its title.
    shapes
        Title, date in words and licence of each source of the base data.
    """

    documents: list[tuple[str, str]]
    facts: int
    conflicts: int
    reference_dates: str
    shared_caveats: list[str]
    layer_caveats: list[tuple[str, list[str]]]
    shapes: list[tuple[str, str, str]]


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
    languages: list[tuple[Lang, str, dict[str, str]]] = [
        (code, f"{root()}/about?lang={code}", {}) for code in LANGS
    ]
    return render(
        "about.html",
        lang,
        root=root(),
        css_url=bundle.css_url,
        languages=languages,
        about=read_about(collection, lang),
    )


def read_about(collection: Collection, lang: Lang) -> About:
    """Read what the page says from the index."""
    index = collection.index
    counts = index.get("counts", {})
    shared, own = _caveats(collection, lang)
    return About(
        documents=[
            (source["title"][lang], day(source["date"], lang)) for source in index.get("documents", [])
        ],
        facts=counts.get("facts", 0),
        conflicts=counts.get("conflicts", 0),
        reference_dates=_reference_dates(collection, lang),
        shared_caveats=shared,
        layer_caveats=own,
        shapes=[
            (
                source["title"][lang],
                day(source["date"], lang) if source["date"] else "",
                licence(source["licence"], lang),
            )
            for source in index.get("shapes", [])
        ],
    )


def _reference_dates(collection: Collection, lang: Lang) -> str:
    marks = collection.index["references"][lang]
    return SEMICOLON.get(lang).join(f"{mark['words']} ({', '.join(mark['documents'])})" for mark in marks)


def _caveats(collection: Collection, lang: Lang) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Caveats that several layers share, and the other ones by the layer's title."""
    counted = Counter(caveat for entry in collection.layers for caveat in entry["caveats"][lang])
    shared = [caveat for caveat, count in counted.items() if count >= SHARED]
    own = [
        (entry["title"][lang], [caveat for caveat in entry["caveats"][lang] if caveat not in shared])
        for entry in collection.layers
    ]
    return shared, [(title, caveats) for title, caveats in own if caveats]
