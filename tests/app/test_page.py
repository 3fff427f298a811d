"""What Dash mounts, and with which scripts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from app.page.bundle import ASSETS
from app.page.page import DRAWN

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


def test_what_the_page_mounts_is_what_its_own_components_stand_for(client: FlaskClient) -> None:
    own = (ASSETS / "components.js").read_text("utf-8")
    tags = set(json.loads(re.search(r"TAGS = (\[.*?\])", own)[1]))
    attribute = re.compile(re.search(r"ATTRIBUTE = /(.*?)/;", own)[1])
    page = client.get("/?lang=en&layers=atlantis").get_data(as_text=True)
    mounted = [*components(inline(page, "_dash-layout")), *components(inline(page, "atlas-later"))]
    core = [node for node in mounted if node["namespace"] == "dash_core_components"]
    assert {node["type"] for node in core} == {"Store"}
    assert {node["props"].get("storage_type", "memory") for node in core} == {"memory"}
    elements = [node for node in mounted if node["namespace"] == "dash_html_components"]
    assert {node["type"] for node in elements} == tags
    assert all(attribute.match(name) for node in elements for name in {*node["props"]} - {"children"})
    assert {"MapContainer", "Modal", "Alert"} <= {node["type"] for node in mounted}


def test_the_page_starts_with_two_scripts(client: FlaskClient, dash_app: AtlasDash) -> None:
    page = client.get("/?lang=fr").get_data(as_text=True)
    url, libraries = dash_app.libraries
    assert re.findall(r'<script src="([^"]+)"', page) == [url, dash_app.bundle.js_url]
    for used in (b"react-dom", b"DashRenderer", b"dash_leaflet"):
        assert used in libraries
    for unused in (b"core-js", b"DatePickerRange", b"MantineProvider", b"dash_html_components="):
        assert unused not in libraries


def test_the_first_picture_knows_what_the_stores_will_say(client: FlaskClient) -> None:
    page = client.get("/?lang=en&layers=sites,regions&order=regions&date=2020-07-01").get_data(as_text=True)
    stores = {
        node["props"]["id"]: node["props"].get("data")
        for node in components(inline(page, "_dash-layout"))
        if node["type"] == "Store"
    }
    first = inline(page, "atlas-boot")["first"]
    assert first == {name: stores[name] for name in DRAWN}
    assert first["date"] == "2020-07-01"
