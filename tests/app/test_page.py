"""What Dash mounts, and with which scripts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from app.page import DRAWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from app.shell import AtlasDash


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


def test_the_store_is_the_only_core_component_and_stays_in_memory(client: FlaskClient) -> None:
    page = client.get("/?lang=en&layers=atlantis").get_data(as_text=True)
    mounted = [*components(inline(page, "_dash-layout")), *components(inline(page, "atlas-later"))]
    core = [node for node in mounted if node["namespace"] == "dash_core_components"]
    assert {node["type"] for node in core} == {"Store"}  # what assets/store.js can stand for
    assert {node["props"].get("storage_type", "memory") for node in core} == {"memory"}
    assert {"MapContainer", "Modal", "Alert"} <= {node["type"] for node in mounted}


def test_the_page_starts_with_two_scripts(client: FlaskClient, dash_app: AtlasDash) -> None:
    page = client.get("/?lang=fr").get_data(as_text=True)
    url, libraries = dash_app.libraries
    assert re.findall(r'<script src="([^"]+)"', page) == [url, dash_app.bundle.js_url]
    for used in (b"react-dom", b"DashRenderer", b"dash_leaflet", b"dash_html_components"):
        assert used in libraries
    for unused in (b"core-js", b"DatePickerRange", b"MantineProvider"):
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
