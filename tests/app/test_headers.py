"""What every answer says beside its content, whoever made it."""

from __future__ import annotations

import gzip
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from werkzeug.test import Client

from app.factory import create_app
from app.http.security import common_headers
from app.settings import Settings, read_settings
from geodata.errors import InputError

if TYPE_CHECKING:
    from app.collection import Collection

PLAIN = ("/about", "/layers", "/places", "/api?f=html", "/healthz", "/catalogue.jsonld", "/nowhere")


@pytest.fixture(scope="module")
def whole(settings: Settings) -> Client:
    return Client(create_app(replace(settings, computes=True)))


def policy_of(answer: object) -> dict[str, str]:
    said = answer.headers["Content-Security-Policy"].split("; ")  # type: ignore[attr-defined]
    return {rule.split(" ")[0]: rule.partition(" ")[2] for rule in said}


def test_files_ready_layers_and_refusals_have_the_headers_of_pages(
    whole: Client, collection: Collection, settings: Settings
) -> None:
    built = collection.layer("sites")["files"]["fr"]
    paths = (
        *PLAIN,
        "/",
        built,
        "/worker.js",
        "/static/icon.svg",
        "/layers/sites.geojson",
        "/layers/x.geojson",
    )
    names = [name for name, _ in common_headers(settings)]
    assert len(names) == 4
    for path in paths:
        answer = whole.get(path)
        assert [name for name in names if name not in answer.headers] == [], path
        again = whole.get(path, headers={"If-None-Match": answer.headers.get("ETag", '"x"')})
        assert "X-Content-Type-Options" in again.headers, path
    refused = whole.post("/layers", data=b"x", headers={"Accept": "text/html"})
    assert refused.status_code == 400
    assert "Permissions-Policy" in refused.headers


def test_no_inline_style_or_script_outside_of_the_explorer(whole: Client) -> None:
    for path in (*PLAIN, "/layers/sites.geojson", "/static/icon.svg"):
        policy = policy_of(whole.get(path))
        assert policy["default-src"] == "'none'", path
        assert "script-src" not in policy
        assert "unsafe-inline" not in str(policy), path
    page = policy_of(whole.get("/"))
    assert "unsafe" not in page["script-src"]
    shown = whole.get("/nowhere", headers={"Accept": "text/html"}).get_data(as_text=True)
    assert " style=" not in shown + whole.get("/about").get_data(as_text=True)


def test_frames_and_https_are_settings(settings: Settings) -> None:
    strict = Client(create_app(replace(settings, frames="'self' https://a.example", hsts=86400)))
    for path in ("/", "/about", "/layers/sites.geojson", "/sheet.json?paper=x"):
        answer = strict.get(path)
        assert policy_of(answer)["frame-ancestors"] == "'self' https://a.example", path
        assert answer.headers["Strict-Transport-Security"] == "max-age=86400; includeSubDomains"


@pytest.mark.parametrize(
    ("given", "read"),
    [("none", "'none'"), ("self https://a.example:8443", "'self' https://a.example:8443"), ("", "*")],
)
def test_frames_are_read(given: str, read: str) -> None:
    assert read_settings({"ATLAS_FRAMES": given}).frames == read


@pytest.mark.parametrize(
    "variables",
    [
        {"ATLAS_FRAMES": "*; script-src *"},
        {"ATLAS_HSTS": "-1"},
        {"ATLAS_CONTACT": "me"},
        {"ATLAS_PUBLIC_URL": "atlas.example.org"},
        {"ATLAS_PUBLIC_URL": "https://atlas.example.org/?a=b"},
        {"ATLAS_BASEMAPS": "/nowhere.json"},
        {"ATLAS_SECRET_FILE": "/nowhere"},
    ],
)
def test_settings_that_cannot_be_read_are_refused(variables: dict[str, str]) -> None:
    with pytest.raises(InputError):
        read_settings(variables)


def test_a_failed_condition_has_no_body(whole: Client) -> None:
    for path in ("/layers/sites.geojson?lang=fr", "/layers", "/places", "/api?f=json"):
        answer = whole.get(path, headers={"If-Match": '"other"'})
        assert (answer.status_code, answer.data) == (412, b""), path


def test_the_index_of_layers_is_open_and_revalidates(whole: Client) -> None:
    answer = whole.get("/layers", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert b'"layers"' in gzip.decompress(answer.data)
    asked = {"If-None-Match": answer.headers["ETag"], "Accept-Encoding": "gzip"}
    assert whole.get("/layers", headers=asked).status_code == 304


def test_a_drawing_travels_compressed(whole: Client) -> None:
    url = "/sheet.svg?lang=en&layers=sectors&paper=a4"
    answer = whole.get(url, headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert int(answer.headers["Content-Length"]) < len(whole.get(url).data) / 2


def test_whom_to_tell_of_a_weakness(whole: Client, settings: Settings) -> None:
    assert whole.get("/.well-known/security.txt").status_code == 404
    named = Client(create_app(replace(settings, contact="mailto:security@atlas.example")))
    answer = named.get("/.well-known/security.txt")
    assert answer.mimetype == "text/plain"
    assert "Contact: mailto:security@atlas.example\n" in answer.get_data(as_text=True)
    assert "Expires: 20" in answer.get_data(as_text=True)
