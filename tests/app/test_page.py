"""What Dash mounts, and with which scripts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import orjson

from app.addresses import relative
from app.page.parts import page_parts
from app.page.scripts import sort_scripts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from app.page.shell import AtlasDash


def inline(page: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found, name
    return json.loads(found[1])


def components(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for each in node:
            yield from components(each)
    elif isinstance(node, dict) and "namespace" in node:
        yield node
        yield from components(node["props"].get("children"))


def test_the_layout_is_the_view_around_the_map_and_a_place_for_the_rest(client: FlaskClient) -> None:
    layout = orjson.loads(client.get("/_dash-layout").data)
    kinds = [(node["namespace"], node["type"]) for node in components(layout)]
    assert kinds == [
        ("atlas", "View"),
        ("dash_leaflet", "MapContainer"),
        ("dash_leaflet", "ScaleControl"),
        ("dash_leaflet", "ZoomControl"),
        ("atlas", "Slot"),
    ]


def test_what_opens_later_is_there_in_the_readers_language(client: FlaskClient) -> None:
    page = client.get("/?lang=en&layers=atlantis").get_data(as_text=True)
    kinds = {node["type"] for node in components(inline(page, "atlas-later"))}
    assert {"MantineProvider", "Modal", "Alert"} <= kinds
    assert inline(page, "atlas-boot")["notice"] is True
    quiet = client.get("/?lang=en").get_data(as_text=True)
    assert "Alert" not in {node["type"] for node in components(inline(quiet, "atlas-later"))}
    assert inline(quiet, "atlas-boot")["notice"] is False


def test_the_page_starts_with_two_scripts(client: FlaskClient, dash_app: AtlasDash) -> None:
    page = client.get("/?lang=fr").get_data(as_text=True)
    url, libraries = dash_app.libraries
    assert re.findall(r'<script[^>]* src="([^"]+)"', page) == [
        relative(url),
        relative(dash_app.bundle.js_url),
    ]
    for used in (b"react-dom", b"DashRenderer", b"dash_leaflet"):
        assert used in libraries
    for unused in (b"core-js", b"DatePickerRange", b"MantineProvider", b"dash_html_components="):
        assert unused not in libraries


def test_every_component_package_is_fetched_for_what_opens_later(client: FlaskClient) -> None:
    later = inline(client.get("/").get_data(as_text=True), "atlas-boot")["later"]
    for package in ("/dash/dcc/", "/dash/html/", "/dash_mantine_components/"):
        assert any(package in url for url in later), package
    for url in later:
        assert client.get(url).status_code == 200


def test_the_layout_is_known_to_the_page_before_dash_asks(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    for url in ("_dash-layout", "_dash-dependencies"):
        assert f'as="fetch" crossorigin="anonymous" href="{url}"' in page


def test_scripts_keep_dashs_order() -> None:
    tags = "".join(
        f'<script src="/_dash-component-suites{path}"></script>'
        for path in (
            "/dash/deps/polyfill.js",
            "/dash/deps/react.js",
            "/dash/dcc/a.js",
            "/app/x.js",
            "/dash/r.js",
        )
    )
    scripts = sort_scripts(tags)
    assert [url.rsplit("/", 1)[1] for url in scripts.first] == ["react.js", "r.js"]
    assert [url.rsplit("/", 1)[1] for url in scripts.later] == ["a.js"]


def test_a_document_is_written_once_for_a_view(dash_app: AtlasDash, client: FlaskClient) -> None:
    """Whatever else an address says, in whatever order: a stranger's fields write no page again."""
    first = client.get("/?lang=en&layers=sites").data
    before = dash_app.written.cache_info().misses  # type: ignore[attr-defined]
    for query in ("layers=sites&lang=en", "lang=en&layers=sites&x=1", "utm_source=y&layers=sites&lang=en"):
        assert client.get(f"/?{query}").data == first
    assert dash_app.written.cache_info().misses == before  # type: ignore[attr-defined]
    assert client.get("/?lang=fr&layers=sites").data != first
    assert client.get("/?lang=en&layers=sites,nowhere").data != first, "its notice says what was left out"


def test_each_layers_details_and_legend_come_after_the_first_picture(
    client: FlaskClient, dash_app: AtlasDash
) -> None:
    """They are half of all elements: the page carries the legends of what is on, and no details."""
    layers = {entry["id"] for entry in dash_app.collection.layers}
    for lang, words in (("fr", "Télécharger"), ("en", "Download")):
        page = client.get(f"/?lang={lang}").get_data(as_text=True)
        assert re.findall(r'data-legend="([^"]+)"', page) == ["sectors", "sites"]
        assert 'class="about"' not in page
        parts = page_parts(dash_app.collection, lang)
        assert parts["about"].keys() == parts["legend"].keys() == layers
        assert all(words in html for html in parts["about"].values())
        assert all(f'data-legend="{layer}"' in html for layer, html in parts["legend"].items())
        assert all(f'data-sign="{sign.split("|")[0]}"' in html for sign, html in parts["signs"].items())
