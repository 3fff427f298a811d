"""The links of the pages for analysts are answered as they stand, at the root of a host and below a path."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from lxml import html

from geodata.text import LANGS

if TYPE_CHECKING:
    from flask.testing import FlaskClient

HOST = "http://localhost"
PAGES = (
    "/layers/courts.snippets.html?",
    "/api?f=html&",
    "/api/collections?f=html&",
    "/api/collections/courts?f=html&",
    "/api/collections/facts/items?f=html&limit=5&",
    "/api/collections/facts/items/002-109-1?f=html&",
    "/api/openapi?f=html&",
    "/api/conformance?f=html&",
)
#: Answered by what stands before the application (tests/browser/test_path.py follows these).
FILES = ("/static/", "/layers/base-")


def links_of(client: FlaskClient, page: str, root: str) -> set[str]:
    answer = client.get(page, base_url=HOST + root)
    assert answer.status_code == 200, page
    document = html.fromstring(answer.get_data(as_text=True))
    document.make_links_absolute(f"{HOST}{root}{page}")
    found = {link.partition("#")[0] for _, _, link, _ in document.iterlinks()}
    return {link for link in found if urlsplit(link).netloc == "localhost"}


@pytest.mark.parametrize("root", ["", "/atlas"])
@pytest.mark.parametrize("lang", LANGS)
def test_no_link_is_dead(client: FlaskClient, root: str, lang: str) -> None:
    found = {link for page in PAGES for link in links_of(client, f"{page}lang={lang}", root)}
    assert len(found) > 60
    for link in sorted(found):
        path = urlsplit(link).path
        assert path.startswith(f"{root}/"), link
        assert "//" not in path, link
        inside = link.removeprefix(HOST + root)
        if inside.startswith(FILES):
            continue
        answer = client.get(inside, base_url=HOST + root, headers={"Accept": "text/html,*/*"})
        assert answer.status_code == 200, link
