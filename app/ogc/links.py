"""Addresses of the pages of ``/api``, as they link to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from flask import request

from app.addresses import root

if TYPE_CHECKING:
    from geodata.text import Lang


def page_url(path: str, lang: Lang, **query: str) -> str:
    """Return the address of a page of the interface in one language."""
    return f"{root()}{path}?{urlencode({'f': 'html', **query, 'lang': lang})}"


def collection_url(collection: str, lang: Lang, part: str = "") -> str:
    """Return the address of a collection's page, or of a part of it, such as ``/items``."""
    return page_url(f"/api/collections/{collection}{part}", lang)


def this_page(lang: Lang, **changed: str) -> str:
    """Return the address that was asked for, as a page in one language, some of its query changed."""
    query = request.args.to_dict() | {"f": "html", "lang": lang} | changed
    return f"{quote(root() + request.path, safe='/')}?{urlencode(query)}"
