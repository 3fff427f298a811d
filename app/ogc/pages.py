"""The pages of ``/api`` for people: plain HTML of the explorer's own style.

Each kind of answer has a template in ``app/ogc/templates``; :mod:`app.ogc.contents` gives its values.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.addresses import root
from app.ogc import contents
from app.ogc.links import collection_url, page_url, this_page
from app.ogc.words import ogc_word
from app.page.templating import TEMPLATES
from app.words.page import word
from geodata.text import LANGS
from layers.templating import make_environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

    from app.ogc.contents import Published
    from geodata.text import Lang
    from layers.artifact.model import LayerEntry

OWN = Path(__file__).resolve().parent / "templates"

#: The function that reads each kind of answer, and the template that writes it.
KINDS: dict[str, tuple[Callable[..., tuple[str, object]], str]] = {
    "landing": (contents.landing, "landing.html"),
    "conformance": (contents.conformance, "conformance.html"),
    "openapi": (contents.openapi, "openapi.html"),
    "collections": (contents.collections, "collections.html"),
    "collection": (contents.collection, "collection.html"),
    "schema": (contents.properties, "properties.html"),
    "queryables": (contents.properties, "properties.html"),
    "items": (contents.items, "items.html"),
    "item": (contents.item, "item.html"),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every answer.

    Parameters
    ----------
    title
        The page's heading.
    trail
        Words and address of each step to the page from the start of the interface.
    json_url
        The same answer as JSON.
    languages
        Code, address and further attributes of the page in each language.
    """

    title: str
    trail: list[tuple[str, str]]
    json_url: str
    languages: list[tuple[Lang, str, dict[str, str]]]


def templates(lang: Lang) -> Environment:
    """Return the templates of the interface's pages for one language."""
    return make_environment(lang, OWN, TEMPLATES, word=word, ogc_word=ogc_word)


def write_page(published: Published, what: str, content: dict[str, Any], dataset: str, lang: Lang) -> str:
    """Write one answer as a page in one language.

    Parameters
    ----------
    published
        What the pages know of the service.
    what
        Kind of the answer, one of :data:`KINDS`.
    content
        The answer as the service gives it in JSON.
    dataset
        Identifier of the collection; empty where the answer is of none.
    lang
        Language of the page.
    """
    read, template = KINDS[what]
    entry = published.entries.get(dataset)
    title, answer = read(published, content, entry, lang)
    frame = Frame(
        title=title,
        trail=_trail(what, entry, lang),
        json_url=this_page(lang, f="json"),
        languages=[(code, this_page(code), {}) for code in LANGS],
    )
    return (
        templates(lang)
        .get_template(template)
        .render(root=root(), css_url=published.css_url, page=frame, answer=answer)
    )


def _trail(what: str, entry: LayerEntry | None, lang: Lang) -> list[tuple[str, str]]:
    steps = [("API", page_url("/api", lang))] if what != "landing" else []
    if entry:
        steps.append((ogc_word("collections", lang), page_url("/api/collections", lang)))
    if entry and what != "collection":
        steps.append((entry["title"][lang], collection_url(entry["id"], lang)))
    if entry and what == "item":
        steps.append((ogc_word("items", lang), collection_url(entry["id"], lang, "/items")))
    return steps
