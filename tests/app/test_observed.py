"""What is told of the service: readiness, counts, and logs that say nothing about readers."""

from __future__ import annotations

import io
import json
import logging
from dataclasses import replace
from ipaddress import ip_network
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from werkzeug.test import Client

from app.collection import read_collection
from app.factory import create_app
from app.observe import ready
from app.observe.logs import JsonLines, access
from app.observe.ready import living, make_ready, say_alive
from app.observe.requests import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.settings import Settings

#: What only a reader would say.
SECRETS = ("203.0.113.77", "Curious/1.0", "own-secret", "kidal", "token-of-a-reader", "fr-ML")


@pytest.fixture(scope="module")
def whole(settings: Settings) -> Client:
    return Client(create_app(replace(settings, computes=True, proxies=(ip_network("127.0.0.1"),))))


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """The log as it is written with ``ATLAS_LOG=json``."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    access.addHandler(handler)
    before, access.level = access.level, logging.INFO
    yield written
    access.removeHandler(handler)
    access.level = before


def test_logs_tell_what_happened_and_of_nobody(whole: Client, lines: io.StringIO) -> None:
    headers = {
        "X-Forwarded-For": SECRETS[0],
        "User-Agent": SECRETS[1],
        "Cookie": f"session={SECRETS[4]}",
        "Referer": f"https://elsewhere.example/{SECRETS[2]}",
        "Accept-Language": SECRETS[5],
        "X-Request-Id": "chosen-by-reader",
    }
    asked = {"REMOTE_ADDR": "127.0.0.1"}
    answer = whole.get("/?lang=fr&sel=kidal", headers=headers, environ_overrides=asked)
    whole.get("/own/own-secret.fr.geojson", headers=headers, environ_overrides=asked)
    whole.open("/layers", method="BREW", headers=headers, environ_overrides=asked)
    said = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert [(each["kind"], each["method"], each["status"]) for each in said] == [
        ("page", "GET", 200),
        ("own", "GET", 404),
        ("layer", "other", 405),
    ]
    assert said[0]["request"] == answer.headers["X-Request-Id"] != "chosen-by-reader"
    assert all(each["ms"] >= 0 and each["time"].endswith("+00:00") for each in said)
    assert [secret for secret in SECRETS if secret in lines.getvalue()] == []


def test_a_layer_as_it_lies_is_told_too(settings: Settings, lines: io.StringIO) -> None:
    told = Client(create_app(replace(settings, logs=True)))
    answer = told.get("/layers/sites.geojson?lang=fr")
    (said,) = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert (said["kind"], said["status"], said["request"]) == ("layer", 200, answer.headers["X-Request-Id"])


def test_an_error_in_the_log_has_its_traceback_and_request() -> None:
    record = logging.LogRecord("app", logging.ERROR, "here", 1, "unexpected error", None, None)
    with pytest.raises(ValueError, match="a mistake") as raised:
        int("a mistake")
    record.exc_info = (raised.type, raised.value, raised.tb)
    line = json.loads(JsonLines().format(record))
    assert (line["level"], line["event"]) == ("error", "unexpected error")
    assert "a mistake" in line["traceback"]


def test_requests_are_counted_by_kind(whole: Client) -> None:
    def count() -> float:
        text = whole.get("/metrics", environ_overrides={"REMOTE_ADDR": "127.0.0.1"}).get_data(as_text=True)
        wanted = 'atlas_requests_total{kind="layer",method="GET",status="200"}'
        return sum(float(line.split()[1]) for line in text.splitlines() if line.startswith(wanted))

    before = count()
    for _ in range(3):
        whole.get("/layers/sites.geojson")
    assert count() == before + 3


def test_counts_are_for_named_networks_only(whole: Client) -> None:
    """A reader behind the front is not the front."""
    asked = {"REMOTE_ADDR": "127.0.0.1"}
    assert whole.get("/metrics", environ_overrides=asked).mimetype == "text/plain"
    forwarded = {"X-Forwarded-For": "203.0.113.7"}
    assert whole.get("/metrics", headers=forwarded, environ_overrides=asked).status_code == 404
    assert whole.get("/metrics", environ_overrides={"REMOTE_ADDR": "10.0.0.1"}).status_code == 404


def test_kinds_are_few_whatever_is_asked() -> None:
    paths = (
        "/",
        "/x" * 50,
        "/api/a/b",
        "/sheet.pdf",
        "/atlas.gpkg",
        "/layers/a.fr.b.geojson",
        "/own/x",
        "/é",
    )
    assert {kind_of(path) for path in paths} <= {"page", "api", "sheet", "download", "layer", "own", "other"}
    assert kind_of("/layers/sites.qgis.zip") == "download"


@pytest.fixture
def asked_of(settings: Settings) -> Callable[..., tuple[int, dict[str, object]]]:
    def ask(address: str | None, **found: object) -> tuple[int, dict[str, object]]:
        collection = read_collection(settings)
        collection.wholeness.is_checked = bool(found.get("is_checked", True))
        collection.wholeness.damaged = frozenset(found.get("damaged", ()))  # type: ignore[call-overload]
        server = Flask(__name__)
        server.register_blueprint(make_ready(collection, settings, address))
        answer = server.test_client().get("/readyz")
        return answer.status_code, answer.get_json()

    return ask


def test_ready_is_a_whole_build_something_that_computes_and_room(
    asked_of: Callable[..., tuple[int, dict[str, object]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = str(tmp_path / "socket")
    assert asked_of(None) == (200, {"status": "ready", "build": True, "computing": True, "room": True})
    assert asked_of(None, is_checked=False)[0] == 503, "not yet compared"
    assert asked_of(None, damaged={"/x"})[1]["build"] is False
    assert asked_of(address)[1]["computing"] is False
    monkeypatch.setattr(ready, "ROOM", 10**18)
    assert asked_of(None)[1]["room"] is False


def test_a_process_that_ends_is_no_longer_counted(tmp_path: Path) -> None:
    import os

    address = str(tmp_path / "socket")
    held = say_alive(address)
    assert living(address) == 1
    os.close(held)
    assert living(address) == 0
    assert list((tmp_path / "alive").iterdir()) == []
