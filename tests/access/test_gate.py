"""The gate: a trusted header, caches, administrators, editions that are not there."""

from __future__ import annotations

import re
import stat
from dataclasses import replace
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

import pytest

from app.__main__ import main
from app.access.gate import VARIABLE, Editions, Told
from app.access.users import HASHER, Users
from app.collection import read_collection
from app.factory import create_app
from app.settings import read_settings
from geodata.errors import InputError
from geodata.own.keeping.store import new_owner
from tests.access.conftest import Browser, Site
from tests.access.looking import body_of

if TYPE_CHECKING:
    from pathlib import Path

    from app.settings import Settings

SECRET = "s" * 40
PROXY = "10.0.0.1"


def behind(settings: Settings, **changed: Any) -> Settings:
    access = replace(settings.access, sign_in="header", **changed)
    return replace(settings, access=access, proxies=(ip_network(PROXY),))


def test_a_header_is_believed_of_named_proxies_only(canaries: Settings) -> None:
    roles = {"staff": "internal", "friends": "partner"}
    browser = Browser(create_app(behind(canaries, roles=roles)))
    told = {"X-Remote-User": "amina", "X-Remote-Role": "friends, others;staff"}

    def counted(address: str, **more: str) -> int:
        answer = browser.open("/layers", headers={**told, **more}, environ_base={"REMOTE_ADDR": address})
        return body_of(answer).count(b'"id":"aviation"') + body_of(answer).count(b'"id":"call-centres"')

    assert counted("127.0.0.1") == 0
    assert counted("10.0.0.2") == 0
    assert counted(PROXY) == 2
    assert counted(PROXY, **{"X-Remote-Role": "friends"}) == 1
    assert counted(PROXY, **{"X-Remote-Role": "unknown"}) == 0
    assert counted(PROXY, **{"X-Remote-User": ""}) == 0
    assert counted("127.0.0.1", **{"Atlas-Audience": "internal"}) == 0, "what processes tell each other"


def test_behind_a_proxy_calls_need_a_token_too(canaries: Settings) -> None:
    browser = Browser(create_app(behind(canaries)))
    more = {"environ_base": {"REMOTE_ADDR": PROXY}}
    user = {"X-Remote-User": "amina"}
    path = "/_dash-update-component"
    assert browser.open(path, "POST", json={}, headers=user, **more).status_code == 403
    browser.open("/?lang=en", headers=user, **more)
    token = {"X-CSRFToken": browser.token()}
    assert browser.open(path, "POST", json={}, headers=user | token, **more).status_code == 400
    other = {"X-Remote-User": "binta"} | token
    assert browser.open(path, "POST", json={}, headers=other, **more).status_code == 403
    page = browser.open("/account?lang=en", headers=user, **more).get_data(as_text=True)
    assert "at the entrance of your network" in page
    assert "/sign-out" not in page


def test_answers_of_one_audience_serve_no_other(site: Site) -> None:
    tags: dict[str, dict[str, str]] = {}
    paths = (
        "/layers/regions.geojson?lang=fr",
        "/about",
        "/static/icon.svg",
        "/places",
        "/?lang=en",
        "/layers/sites.csv",
    )
    for role in ("", "reader", "partner", "internal"):
        browser = site.client(role)
        for path in paths:
            answer = browser.open(path)
            assert answer.status_code == 200
            assert answer.headers["Cache-Control"].startswith("private"), path
            assert re.search(r"\bCookie\b", answer.headers["Vary"]), path
            assert "Last-Modified" not in answer.headers
            if tag := answer.headers.get("ETag", ""):
                tags.setdefault(path, {})[role] = tag
    for path, told in tags.items():
        assert told[""] == told["reader"], "one audience, one tag"
        assert len(set(told.values())) == 3, path
        for role in told:
            browser = site.client(role)
            status = {
                other: browser.open(path, headers={"If-None-Match": tag}).status_code
                for other, tag in told.items()
            }
            assert all((code == 304) == (told[other] == told[role]) for other, code in status.items()), path
    assert len(tags) == len(paths) - 1, "every answer but the page of methods has one"
    modified = {"If-Modified-Since": "Fri, 31 Dec 2100 00:00:00 GMT"}
    assert site.client().open("/static/icon.svg", headers=modified).status_code == 200


def test_parts_of_files_are_of_one_audience(site: Site) -> None:
    partner, public = site.client("partner"), site.client()
    tag = partner.open("/layers/sites.parquet").headers["ETag"]
    ranged = {"Range": "bytes=0-3", "If-Range": tag}
    assert partner.open("/layers/sites.parquet", headers=ranged).status_code == 206
    assert public.open("/layers/sites.parquet", headers=ranged).status_code == 200


def test_an_edition_that_is_not_built_by_the_rules_is_not_replaced_by_the_whole(
    canaries: Settings, tmp_path: Path
) -> None:
    rules = tmp_path / "audience.toml"
    for text in ('[public]\ntopics = ["justice"]\n', '[public]\ntopics = ["security"]\ndecimals = 1\n'):
        rules.write_text(text, "utf-8")
        settings = replace(canaries, access=replace(canaries.access, rules=rules))
        browser = Browser(create_app(settings))
        for path in ("/", "/layers", "/static/icon.svg", "/healthz"):
            answer = browser.open(path)
            assert answer.status_code == 503, path
            assert "make build" in body_of(answer).decode()
        browser.sign_in("internal")
        assert browser.open("/layers").status_code == 200


def test_a_process_that_computes_gives_strangers_what_is_for_everyone(canaries: Settings) -> None:
    made = Editions(canaries, lambda own: lambda _environ, _start: [own.audience.encode()])
    told = Told(made)
    for given, audience in (
        ("", b"public"),
        ("x", b"public"),
        ("partner", b"partner"),
        ("internal", b"internal"),
    ):
        environ = {VARIABLE: given} if given else {}
        assert told(environ, None) == [audience]


def test_administrators_see_queue_storage_and_readers_tables(fresh: Site) -> None:
    for role in ("", "reader", "partner", "internal"):
        browser = fresh.client(role)
        assert browser.open("/admin").status_code == 404
        form = {"id": "x", "token": browser.token()}
        assert browser.open("/admin/uploads", "POST", data=form).status_code == 404
    own = read_collection(fresh.settings).own
    assert own
    kept = own.store.add(new_owner(), "zq <b>table</b>", "t.csv", {"report.csv": b"a\n1\n"})
    browser = fresh.client("administrator")
    page = browser.open("/admin?lang=en").get_data(as_text=True)
    for words in ("Computing processes", "Open sessions", "Free on the disk", "zq &lt;b&gt;table&lt;/b&gt;"):
        assert words in page
    assert "Administration" in browser.open("/account?lang=fr").get_data(as_text=True)
    assert "Libre sur le disque" in browser.open("/admin?lang=fr").get_data(as_text=True)
    assert browser.open("/admin/uploads", "POST", data={"id": kept.id}).status_code == 403
    form = {"id": kept.id, "token": browser.token()}
    assert browser.open("/admin/uploads", "POST", data=form).status_code == 303
    assert kept.id not in browser.open("/admin?lang=en").get_data(as_text=True)
    for bad in ("../../x", "own-" + "0" * 31):
        assert browser.open("/admin/uploads", "POST", data={**form, "id": bad}).status_code == 404


def test_users_are_written_by_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ATLAS_ACCESS", str(tmp_path / "access"))

    def typed(text: str) -> None:
        monkeypatch.setattr(
            "sys.stdin", type("Piped", (), {"isatty": lambda _: False, "readline": lambda _: text})()
        )

    typed("correct horse battery\n")
    assert main(["user", "add", "amina", "--role", "partner"]) == 0
    users = Users(tmp_path / "access" / "users.toml")
    assert stat.S_IMODE(users.path.stat().st_mode) == 0o600
    assert "correct horse" not in users.path.read_text("utf-8")
    assert "$argon2id$" in users.path.read_text("utf-8")
    assert HASHER.verify(users.read()["amina"].digest, "correct horse battery")
    assert main(["user", "role", "amina", "--role", "internal"]) == 0
    assert main(["user", "list"]) == 0
    assert capsys.readouterr().out == "amina\tinternal\n"
    typed("short\n")
    assert main(["user", "add", "binta"]) == 2
    assert "12" in capsys.readouterr().err
    assert main(["user", "remove", "binta"]) == 2
    assert main(["user", "remove", "amina"]) == 0
    assert users.read() == {}
    users.path.write_text("[users.x]\nrole = 'king'\nhash = ''\n", "utf-8")
    assert main(["user", "list"]) == 2
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"ATLAS_SIGN_IN": "users"}, "ATLAS_SECRET"),
        ({"ATLAS_SIGN_IN": "users", "ATLAS_SECRET": "short"}, "ATLAS_SECRET"),
        ({"ATLAS_SIGN_IN": "header", "ATLAS_SECRET": SECRET}, "ATLAS_PROXIES"),
        ({"ATLAS_SIGN_IN": "oidc", "ATLAS_SECRET": SECRET}, "ATLAS_OIDC_ISSUER"),
        ({"ATLAS_SIGN_IN": "magic"}, "ATLAS_SIGN_IN"),
        ({"ATLAS_ANONYMOUS": "none"}, "ATLAS_ANONYMOUS"),
        ({"ATLAS_ROLES": "staff=king"}, "ATLAS_ROLES"),
        ({"ATLAS_SESSION_HOURS": "0"}, "ATLAS_SESSION_HOURS"),
        ({"ATLAS_SECRET_FILE": "/nowhere"}, "ATLAS_SECRET_FILE"),
    ],
)
def test_settings_that_are_not_safe_are_refused(environ: dict[str, str], named: str) -> None:
    with pytest.raises(InputError) as refused:
        read_settings(environ)
    assert named in refused.value.text.fr
    assert named in refused.value.text.en


def test_strangers_get_everything_only_where_nothing_else_is_said(tmp_path: Path) -> None:
    assert read_settings({}).access.anonymous == "internal"
    rules = {"ATLAS_AUDIENCE": str(tmp_path / "rules.toml")}
    assert read_settings(rules).access.anonymous == "public"
    users = {"ATLAS_SIGN_IN": "users", "ATLAS_SECRET": SECRET}
    assert read_settings(users).access.anonymous == "public"
    assert read_settings({**users, "ATLAS_ANONYMOUS": "partner"}).access.anonymous == "partner"
    assert SECRET not in repr(read_settings(users))
