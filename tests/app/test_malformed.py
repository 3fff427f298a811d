"""What is malformed is refused with four hundred and some, never answered with five hundred."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from dash import Input, Output, State, html

from app.factory import create_dash
from app.panels.panel import Panel
from geodata.text import Text

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.settings import Settings

CALL = {
    "output": "echo.children",
    "outputs": {"id": "echo", "property": "children"},
    "inputs": [{"id": "view", "property": "selection", "value": "gao"}],
    "state": [{"id": "view", "property": "lang", "value": "en"}],
    "changedPropIds": ["view.selection"],
}
URL = "/_dash-update-component"


def connect(app: Any) -> None:
    @app.callback(Output("echo", "children"), Input("view", "selection"), State("view", "lang"))
    def echo(selection: object, lang: object) -> str:
        return f"{selection} {lang}"


@pytest.fixture(scope="module")
def panelled(settings: Settings) -> FlaskClient:
    panel = Panel("echoing", Text("Écho", "Echo"), lambda _lang: html.Div(id="echo"), connect)
    return create_dash(settings, [panel]).server.test_client()


def test_a_callback_is_answered(panelled: FlaskClient) -> None:
    answer = panelled.post(URL, json=CALL)
    assert answer.status_code == 200
    assert answer.get_json()["response"]["echo"]["children"] == "gao en"


@pytest.mark.parametrize(
    "changed",
    [
        {"output": "nothing.children"},
        {"output": None},
        {"output": ["echo.children"]},
        {"inputs": None},
        {"inputs": []},
        {"inputs": {}},
        {"inputs": [3]},
        {"inputs": [{"id": "view"}]},
        {"inputs": [{"id": 3, "property": "selection"}]},
        {"inputs": [CALL["inputs"][0]] * 3},
        {"state": [[[]]]},
        {"state": "view"},
        {"outputs": 3},
        {"outputs": [[3]]},
        {"changedPropIds": 3},
        {"changedPropIds": [{}]},
    ],
)
def test_a_malformed_call_is_refused(panelled: FlaskClient, changed: dict[str, Any]) -> None:
    answer = panelled.post(URL, json=CALL | changed, headers={"Accept-Language": "en"})
    assert answer.status_code == 400, answer.data
    assert "not a call" in answer.get_json()["title"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"3", b"\xff\xfe", b"[" * 5000])
@pytest.mark.parametrize("media", ["application/json", "text/plain", ""])
def test_what_is_no_call_is_refused(panelled: FlaskClient, body: bytes, media: str) -> None:
    assert panelled.post(URL, data=body, content_type=media).status_code == 400


@pytest.mark.parametrize(
    "path", ["nope/x.js", "dash/nope.js", "dash/../../x.js", "dash/deps/react@1.v9m1.js"]
)
def test_a_script_that_no_package_has_is_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/_dash-component-suites/{path}", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("tag", ['""', "", ",", '"', "W/", 'W/""', '"a"b', "\x7f", '"":br', "x" * 5000])
@pytest.mark.parametrize(
    "url",
    ["/", "/layers/sites.csv", "/layers/sites.geojson", "/places", "/places/gao.json", "/api", "/about"],
)
def test_any_validator_is_taken(client: FlaskClient, url: str, tag: str) -> None:
    assert client.get(url, headers={"If-None-Match": tag}).status_code in {200, 304}


def test_a_client_that_has_any_version_gets_none(client: FlaskClient) -> None:
    assert client.get("/layers/sites.csv", headers={"If-None-Match": "*"}).status_code == 304
