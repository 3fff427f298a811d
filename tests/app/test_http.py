from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from app.factory import create_app
from app.http.ready_layers import ReadyLayers
from app.http.static import StaticFiles
from app.observe.metrics import REQUESTS
from app.settings import Settings
from geodata.errors import MissingResourceError
from geodata.text import LANGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask.testing import FlaskClient

    from app.collection import Collection


@pytest.fixture(scope="module")
def whole(settings: Settings) -> Client:
    """The application with the static files in front."""
    return Client(create_app(settings))


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_speaks_one_language(client: FlaskClient, lang: str) -> None:
    page = client.get(f"/?lang={lang}").get_data(as_text=True)
    assert f'<html lang="{lang}">' in page
    shown = {"fr": "Sites de la Mission", "en": "Mission sites"}
    other = shown["en" if lang == "fr" else "fr"]
    assert shown[lang] in page
    assert other not in page


def test_the_browser_chooses_the_language_when_the_address_does_not(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept-Language": "en-GB,en;q=0.8"}).get_data(as_text=True)
    assert '<html lang="en">' in page
    page = client.get("/", headers={"Accept-Language": "fr-ML"}).get_data(as_text=True)
    assert '<html lang="fr">' in page


def test_a_bad_address_gives_the_page_with_a_notice(client: FlaskClient) -> None:
    answer = client.get("/?lang=en&layers=sites,atlantis&at=1,2")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "atlantis" in page
    assert "Address mended" in page


def test_bytes_that_are_no_text_give_the_page_with_a_notice(client: FlaskClient) -> None:
    answer = client.get("/", query_string="lang=en&layers=sites,\xe9")  # Latin-1, as an old mailer writes it
    assert answer.status_code == 200
    assert "Address mended" in answer.get_data(as_text=True)


def test_text_from_the_address_is_never_markup(client: FlaskClient) -> None:
    page = client.get("/?lang=en&layers=</script><img src=x onerror=alert(1)>").get_data(as_text=True)
    assert "<img src=x" not in page
    assert "\\u003cimg" in page


def test_security_headers_and_a_policy_without_inline_scripts(whole: Client) -> None:
    headers = whole.get("/").headers
    policy = headers["Content-Security-Policy"]
    scripts = next(rule for rule in policy.split("; ") if rule.startswith("script-src"))
    assert "unsafe" not in scripts
    assert re.search(r"'sha256-[A-Za-z0-9+/=]+'", scripts)
    assert "default-src 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_health(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}


def test_the_index_lists_every_layer(client: FlaskClient, collection: Collection) -> None:
    listed = client.get("/layers").get_json()["layers"]
    assert [entry["id"] for entry in listed] == list(collection.rules.layers)
    for entry in listed:
        assert {"id", "title", "group", "count", "bounds", "sources", "licence", "urls"} <= set(entry)
        assert client.get(entry["urls"]["en"]).status_code == 200


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_a_layer_comes_ready_made_and_revalidates(client: FlaskClient, encoding: str) -> None:
    url = "/layers/sites.geojson?lang=fr"
    answer = client.get(url, headers={"Accept-Encoding": encoding})
    assert answer.mimetype == "application/geo+json"
    assert answer.headers.get("Content-Encoding", "identity") == encoding
    again = client.get(url, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_the_same_layer_by_its_content_address_is_cached_for_good(
    whole: Client, collection: Collection
) -> None:
    url = collection.layer("sites")["files"]["fr"]
    answer = whole.get(url, headers={"Accept-Encoding": "br"}, buffered=True)
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    assert whole.get(url, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("lang", ["", "?lang=fr", "?lang=en"])
@pytest.mark.parametrize("encoding", ["gzip, deflate, br, zstd", "gzip", "identity", "", "br;q=0, gzip"])
def test_the_ready_answer_is_the_answer_of_the_route(
    whole: Client, client: FlaskClient, encoding: str, lang: str
) -> None:
    url, asked = f"/layers/sites.geojson{lang}", {"Accept-Encoding": encoding}
    said = ("Content-Type", "Content-Language", "Content-Encoding", "Content-Length", "ETag", "Vary")
    said += ("Cache-Control", "Access-Control-Allow-Origin")
    ready, routed = whole.get(url, headers=asked), client.get(url, headers=asked)
    assert (ready.status_code, ready.data) == (200, routed.data)
    assert {name: ready.headers.get(name) for name in said} == {n: routed.headers.get(n) for n in said}
    assert ready.headers["Content-Length"] == str(len(ready.data))
    head = whole.head(url, headers=asked)
    assert (head.data, head.headers["Content-Length"]) == (b"", ready.headers["Content-Length"])
    for validator in (ready.headers["ETag"], f"W/{ready.headers['ETag']}", f'"x", {ready.headers["ETag"]}'):
        again = whole.get(url, headers={**asked, "If-None-Match": validator})
        assert (again.status_code, again.data) == (304, b"")
    assert whole.get(url, headers={**asked, "If-None-Match": '"other"'}).data == ready.data


def test_a_plain_request_for_a_layer_asks_nothing_of_the_application(collection: Collection) -> None:
    asked: list[str] = []

    def application(environ: dict[str, str], start_response: Callable[..., object]) -> list[bytes]:
        asked.append(environ["REQUEST_METHOD"])
        start_response("404 Not Found", [])
        return [b""]

    counted = _counted()
    first = Client(ReadyLayers(application, collection, [("X-Common", "yes")], is_first=True))
    url = "/layers/sites.geojson?lang=en"
    answers = [first.get(url) for _ in range(2)]
    assert asked == []
    assert {answer.headers["X-Common"] for answer in answers} == {"yes"}
    assert len({answer.headers["X-Request-Id"] for answer in answers}) == 2
    assert _counted() == counted + 2
    assert Client(ReadyLayers(application, collection)).get(url).headers.get("X-Request-Id") is None
    others = [
        first.post(url, data=b"x"),
        first.get(url, data=b"x"),
        first.get(f"{url}&as_of=2018-03"),
        first.get(url, headers={"If-Match": '"x"'}),
        first.get(url, environ_overrides={"SCRIPT_NAME": "/atlas"}),
        first.get("/layers/nowhere.geojson"),
    ]
    assert [answer.status_code for answer in others] == [404] * 6
    assert len(asked) == 6


def _counted() -> float:
    labels = {"kind": "layer", "method": "GET", "status": "200"}
    return next(
        (
            s.value
            for m in REQUESTS.collect()
            for s in m.samples
            if s.labels == labels and s.name.endswith("total")
        ),
        0.0,
    )


@pytest.mark.parametrize(("lang", "said"), [("fr", "rechargez la page"), ("en", "reload the page")])
def test_a_layer_of_an_earlier_build_is_said_to_be_gone(whole: Client, lang: str, said: str) -> None:
    answer = whole.get(f"/layers/sites.{lang}.0123456789ab.geojson?lang={lang}")
    assert answer.status_code == 404
    assert said in answer.get_json()["title"]


def test_a_file_taken_away_by_a_new_build_is_asked_of_the_application(tmp_path: Path) -> None:
    (tmp_path / "figures.json").write_text("{}")
    served = Client(StaticFiles(Response("gone", 404), tmp_path))
    with served.get("/figures.json") as answer:
        assert answer.status_code == 200
    (tmp_path / "figures.json").unlink()
    assert served.get("/figures.json").status_code == 404


@pytest.mark.parametrize(
    ("url", "status", "french", "english"),
    [
        ("/layers/rivers-of-gold.geojson", 404, "Aucune couche", "No layer"),
        ("/layers/sites.geojson?lang=de", 400, "attendu fr ou en", "expected fr or en"),
        ("/export.html?layers=atlantis", 400, "couche inconnue", "no such layer"),
        ("/nowhere/at/all.txt", 404, "introuvable", "No such page"),
    ],
)
def test_errors_speak_the_readers_language(
    client: FlaskClient, url: str, status: int, french: str, english: str
) -> None:
    for accept, words in (("fr", french), ("en", english)):
        answer = client.get(url, headers={"Accept-Language": accept})
        assert answer.status_code == status
        assert answer.mimetype == "application/problem+json"
        assert words in json.loads(answer.data)["title"]


def test_a_bug_shows_no_traceback(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_collection: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("app.api._index", broken)
    answer = client.get("/layers?lang=en")
    assert answer.status_code == 500
    assert b"secret" not in answer.data
    assert "try again" in answer.get_json()["title"]


def test_nothing_built_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(MissingResourceError, match="make build"):
        create_app(Settings(build=tmp_path))


@pytest.mark.parametrize(("lang", "said"), [("fr", "Page introuvable"), ("en", "No such page")])
def test_a_browser_is_told_in_a_page_what_a_program_is_told_in_a_problem(
    client: FlaskClient, lang: str, said: str
) -> None:
    path = f"/<b>no?lang={lang}"
    page = client.get(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.status_code == 404
    assert page.mimetype == "text/html"
    text = page.get_data(as_text=True)
    assert said in text
    assert "&lt;b&gt;" in text
    assert "<b>" not in text
    assert f'href="/?lang={lang}"' in text
    for accept in ("*/*", "application/json", ""):
        assert client.get(path, headers={"Accept": accept}).mimetype == "application/problem+json"
