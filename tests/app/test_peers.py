"""Under which names the atlas answers, and whose word it takes for who asks."""

from __future__ import annotations

import re
from dataclasses import replace
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.test import Client

from app.factory import create_app
from app.serving.peers import Forwarded, client_of
from app.settings import Settings, read_settings
from geodata.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORWARDED = {
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "atlas.example.org",
    "X-Forwarded-Prefix": "/atlas",
}


@pytest.fixture(scope="module")
def serving(settings: Settings) -> Callable[..., Client]:
    def make(**changed: Any) -> Client:
        return Client(create_app(replace(settings, **changed)))

    return make


def test_on_loopback_only_loopbacks_names_are_answered(serving: Callable[..., Client]) -> None:
    client = serving()
    for host in ("127.0.0.1:8050", "localhost"):
        assert client.get("/api", base_url=f"http://{host}").status_code == 200, host
    refused = client.get("/api", base_url="http://evil.example", headers={"Accept-Language": "en"})
    assert refused.status_code == 400
    assert b"evil" not in refused.data


def test_named_hosts_are_answered_and_no_others(serving: Callable[..., Client]) -> None:
    client = serving(host="0.0.0.0", hosts=("maps.example", ".example.net"))  # noqa: S104
    for host, status in (
        ("maps.example", 200),
        ("a.example.net", 200),
        ("127.0.0.1", 200),
        ("evil.example", 400),
    ):
        assert client.get("/catalogue.jsonld", base_url=f"http://{host}").status_code == status, host


def test_the_public_address_is_a_name_too() -> None:
    assert "maps.example" in (Settings(public_url="https://maps.example/atlas").trusted_hosts or [])
    assert Settings(host="0.0.0.0").trusted_hosts is None  # noqa: S104


@pytest.mark.parametrize("path", ["/api", "/catalogue.jsonld", "/layers/sites.iso.xml"])
def test_where_any_name_is_answered_caches_keep_readers_apart(
    serving: Callable[..., Client], path: str
) -> None:
    anyone, named = serving(host="0.0.0.0"), serving(host="0.0.0.0", hosts=("localhost",))  # noqa: S104
    open_answer = anyone.get(path, base_url="http://whoever.example")
    assert b"whoever.example" in open_answer.data
    assert open_answer.cache_control.private
    assert not open_answer.cache_control.public
    assert named.get(path).cache_control.public


def test_forwarded_headers_are_believed_of_named_proxies_only(serving: Callable[..., Client]) -> None:
    client = serving(proxies=(ip_network("10.1.0.0/16"),), hosts=("atlas.example.org",))
    for address, link in (
        ("10.1.2.3", b"https://atlas.example.org/atlas/api/collections"),
        ("10.2.0.1", b"http://localhost/api/collections"),
    ):
        answer = client.get("/api?f=json", headers=FORWARDED, environ_base={"REMOTE_ADDR": address})
        assert answer.status_code == 200
        assert link in answer.data, address


def test_a_client_is_an_address_or_a_household() -> None:
    assert client_of({"REMOTE_ADDR": "203.0.113.7"}) == "203.0.113.7"
    assert client_of({"REMOTE_ADDR": "2001:db8::1"}) == client_of({"REMOTE_ADDR": "2001:db8::ffff"})
    assert client_of({"REMOTE_ADDR": "2001:db8::1"}) != client_of({"REMOTE_ADDR": "2001:db8:1::1"})
    assert client_of({}) == ""


def test_a_client_behind_a_proxy_counts_for_itself() -> None:
    seen: list[str] = []

    def application(environ: dict[str, Any], _start: Any) -> list[bytes]:
        seen.append(client_of(environ))
        return []

    behind = Forwarded(application, Settings(proxies=(ip_network("127.0.0.1"),)))
    for forged in ("", "198.51.100.1, "):
        behind({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": f"{forged}203.0.113.7"}, None)
    behind({"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "203.0.113.7"}, None)
    assert seen == ["203.0.113.7", "203.0.113.7", "192.0.2.1"]


@pytest.mark.parametrize(
    ("name", "text"),
    [("PORT", "eighty"), ("PORT", "70000"), ("WEB_THREADS", "0"), ("ATLAS_PROXIES", "10.0.0.0/33")],
)
def test_a_setting_that_cannot_be_read_is_named(name: str, text: str) -> None:
    with pytest.raises(InputError, match=name):
        read_settings({name: text})


def test_the_guide_says_the_defaults(root: Path) -> None:
    """That it lists every variable: tests/test_settings.py."""
    guide = (root / "docs" / "deploy.md").read_text("utf-8")
    table = guide[guide.index("## Settings") : guide.index("## Watching it")]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert len(rows) > 15
    defaults = Settings()
    for name, default in (
        ("WEB_CONCURRENCY", defaults.workers),
        ("WEB_THREADS", defaults.threads),
        ("ATLAS_COMPUTING", defaults.computing),
        ("ATLAS_SECONDS", defaults.seconds),
    ):
        assert re.search(rf"^\| `{name}` \|.*\| {default} \|$", table, re.MULTILINE), name
