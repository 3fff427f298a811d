"""Sign-in by name and password: sessions, forms, attempts, and what stands in no answer."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.access.gate import Gate
from app.access.sessions import FREE, GRACE, TURNED, Sessions
from app.access.settings import Access
from app.access.users import HASHER, User, Users
from app.factory import create_app
from app.serving.bodies import Bodies
from tests.access.conftest import PASSWORD, Browser

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.settings import Settings

DIGEST = HASHER.hash(PASSWORD)


@pytest.fixture
def signing(settings: Settings, tmp_path: Path) -> Callable[..., Settings]:
    """Settings with users, over the build of the tests."""

    def make(**changed: Any) -> Settings:
        given = {"sign_in": "users", "folder": tmp_path / "access", "secret": "s" * 40, **changed}
        access = replace(settings.access, **given)
        roles = ("reader", "partner", "internal", "administrator")
        Users(access.users).write({role: User(role, role, DIGEST) for role in roles})  # type: ignore[arg-type]
        own = str(tmp_path / "own")
        return replace(settings, access=access, own=own, host="localhost", computes=True)

    return make


@pytest.fixture
def browser(signing: Callable[..., Settings]) -> Browser:
    return Browser(create_app(signing()))


class Clock:
    """The time of day, moved by hand."""

    def __init__(self) -> None:
        self.now = time.time()

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    moved = Clock()
    monkeypatch.setattr("app.access.sessions.time", moved)
    return moved


def account(browser: Browser) -> str:
    """Who the browser's reader is, as the account page says; empty for nobody."""
    answer = browser.open("/account?lang=en")
    found = re.search(r"Signed in as (\w+)", answer.get_data(as_text=True))
    return found[1] if answer.status_code == 200 and found else ""


def session_of(browser: Browser) -> str:
    cookie = browser.client.get_cookie("atlas_session")
    return cookie.value if cookie else ""


def layers_of(application: Any) -> list[Any]:
    """The callables that a request passes, the outermost first, as far as the reading of bodies."""
    found = [application]
    while not isinstance(found[-1], Bodies):
        found.append(found[-1].application)
    return found


def test_where_nothing_is_withheld_and_nobody_signs_in_nothing_stands_before_the_atlas(
    settings: Settings,
) -> None:
    application = create_app(settings)
    assert [type(each).__name__ for each in layers_of(application)][-1] == "Bodies"
    assert not any(isinstance(each, Gate) for each in layers_of(application))
    page = Browser(application).open("/?lang=en", headers={"Accept-Encoding": ""})
    assert "Set-Cookie" not in page.headers
    assert "account?lang" not in page.get_data(as_text=True)
    assert "Cookie" not in page.headers["Vary"]
    assert Browser(application).open("/sign-in").status_code == 404


def test_signing_in_and_out(browser: Browser) -> None:
    assert account(browser) == ""
    answer = browser.sign_in("partner", after="/?lang=fr&layers=sites")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/?lang=fr&layers=sites"
    session, call = (
        next(c for c in answer.headers.getlist("Set-Cookie") if n in c) for n in ("atlas_session", "_csrf")
    )
    assert "HttpOnly" in session
    assert "SameSite=Lax" in session
    assert "SameSite=Strict" in call
    assert "HttpOnly" not in call, "Dash reads it"
    assert account(browser) == "partner"
    token = session_of(browser)
    assert browser.open("/sign-out", "POST", data={"token": "x"}).status_code == 403
    out = browser.open("/sign-out?lang=en", "POST", data={"token": browser.token()})
    assert out.status_code == 303
    assert out.headers["Clear-Site-Data"] == '"cache"'
    assert account(browser) == ""
    browser.client.set_cookie("atlas_session", token)
    assert account(browser) == "", "the session is over, not only its cookie gone"


def test_the_page_leads_to_the_account_and_is_kept_by_no_shared_cache(browser: Browser) -> None:
    page = browser.open("/?lang=fr", headers={"Accept-Encoding": ""})
    assert 'href="account?lang=fr"' in page.get_data(as_text=True)
    assert page.headers["Cache-Control"].startswith("private")
    assert "Cookie" in page.headers["Vary"]


def test_cookies_are_secure_behind_tls(signing: Callable[..., Settings]) -> None:
    browser = Browser(create_app(replace(signing(), public_url="https://atlas.example.org")))
    cookies = browser.sign_in("reader").headers.getlist("Set-Cookie")
    named = [cookie for cookie in cookies if "atlas_form" not in cookie]
    assert all("Secure" in cookie for cookie in named)
    assert any(cookie.startswith("__Host-atlas_session=") and "Path=/;" in f"{cookie};" for cookie in named)


def test_the_form_is_labelled_and_says_what_is_wrong(browser: Browser) -> None:
    for lang, wrong in (("en", "do not go together"), ("fr", "ne vont pas ensemble")):
        page = browser.open(f"/sign-in?lang={lang}")
        text = page.get_data(as_text=True)
        assert f'<html lang="{lang}">' in text
        for field in ("name", "password"):
            assert f'<label for="{field}">' in text
            assert f'id="{field}"' in text
        token = text.partition('name="token" value="')[2].partition('"')[0]
        form = {"name": "partner<b>", "password": "wrong", "token": token}
        answer = browser.open(f"/sign-in?lang={lang}", "POST", data=form)
        text = answer.get_data(as_text=True)
        assert answer.status_code == 403
        assert wrong in text
        assert 'role="alert" id="problem"' in text
        assert 'aria-describedby="problem" aria-invalid="true"' in text
        assert "partner<b>" not in text
        assert "wrong" not in re.findall(r'value="([^"]*)"', text), "a password is never sent back"
        assert answer.headers["Cache-Control"].startswith("no-store")
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "after", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "/a\nb"]
)
def test_one_is_sent_nowhere_else(browser: Browser, after: str) -> None:
    assert browser.sign_in("reader", after=after).headers["Location"] == "/"


def test_a_form_of_another_site_is_refused(browser: Browser) -> None:
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        assert browser.sign_in("reader", headers=headers).status_code == 403
    assert browser.open("/sign-in", "POST", data={"name": "reader", "password": PASSWORD}).status_code == 400
    assert account(browser) == ""


def test_another_session_has_another_token(browser: Browser) -> None:
    browser.sign_in("reader")
    first = session_of(browser)
    browser.open("/sign-out", "POST", data={"token": browser.token()})
    browser.client.set_cookie("atlas_session", "a token that somebody chose")
    browser.sign_in("reader")
    assert session_of(browser) not in {first, "a token that somebody chose", ""}


def test_a_session_ends(browser: Browser, clock: Clock) -> None:
    browser.sign_in("reader")
    clock.now += 119 * 60
    assert account(browser) == "reader"
    clock.now += 119 * 60
    assert account(browser) == "reader", "what is asked keeps it"
    clock.now += 121 * 60
    assert account(browser) == "", "two hours without a request"
    browser.sign_in("reader")
    for _ in range(12):
        assert account(browser) == "reader"
        clock.now += 3601
    assert account(browser) == "", "twelve hours in all"


def test_a_token_is_replaced_and_the_one_before_is_taken_for_a_moment(browser: Browser, clock: Clock) -> None:
    browser.sign_in("reader")
    first = session_of(browser)
    assert not browser.open("/?lang=en").headers.getlist("Set-Cookie")
    clock.now += TURNED + 1
    assert not browser.open("/layers").headers.getlist("Set-Cookie"), "only with a page"
    browser.open("/?lang=en")
    second = session_of(browser)
    assert second != first
    assert browser.token()
    for token, later, name in (
        (first, 0, "reader"),
        (second, 0, "reader"),
        (first, GRACE + 1, ""),
        (second, 0, "reader"),
    ):
        clock.now += later
        browser.client.set_cookie("atlas_session", token)
        assert account(browser) == name
    browser.client.set_cookie("_csrf_token", "x")
    browser.open("/?lang=en")
    browser.open("/sign-out", "POST", data={"token": browser.token()})
    for token in (first, second):
        browser.client.set_cookie("atlas_session", token)
        assert account(browser) == ""


def test_who_is_taken_off_the_list_is_out(signing: Callable[..., Settings]) -> None:
    settings = signing()
    users, browsers = Users(settings.access.users), {}
    for role in ("reader", "partner", "internal"):
        browsers[role] = Browser(create_app(settings))
        browsers[role].sign_in(role)
    known = dict(users.read())
    del known["reader"]
    known["partner"] = User("partner", "partner", HASHER.hash("another password"))
    known["internal"] = replace(known["internal"], role="reader")
    users.write(known)
    assert account(browsers["reader"]) == ""
    assert account(browsers["partner"]) == "", "another password ends the sessions of the one before"
    assert "Role: reader" in browsers["internal"].open("/account?lang=en").get_data(as_text=True)


def test_attempts_are_counted_for_all_processes(signing: Callable[..., Settings], clock: Clock) -> None:
    settings = signing()
    workers = [Browser(create_app(settings)) for _ in range(2)]
    for number in range(FREE["both"]):
        assert workers[number % 2].sign_in("reader", "wrong").status_code == 403
    answer = workers[1].sign_in("reader")
    assert answer.status_code == 429, "the right password too: nobody learns whether it is"
    assert 0 < int(answer.headers["Retry-After"]) <= 31
    assert "Try again in 1 min" in answer.get_data(as_text=True)
    assert Browser(workers[0].client.application, "192.0.2.7").sign_in("reader").status_code == 303
    assert Browser(workers[0].client.application).sign_in("partner").status_code == 303
    clock.now += 31
    assert workers[0].sign_in("reader", "wrong").status_code == 403
    assert int(workers[0].sign_in("reader").headers["Retry-After"]) > 31, "each failure doubles the wait"
    clock.now += 61
    assert workers[0].sign_in("reader").status_code == 303
    assert workers[1].sign_in("reader", "wrong").status_code == 403, "and all is forgiven"


def test_many_names_from_one_client_and_many_clients_for_one_name_wait_too(tmp_path: Path) -> None:
    sessions = Sessions(Access(folder=tmp_path, secret="s" * 40))
    waits = [sessions.attempt(f"name-{number}", "192.0.2.1") for number in range(FREE["client"] + 1)]
    assert not any(waits[:-1])
    assert waits[-1] > 0
    sessions.forgive("name-0", "192.0.2.1")
    assert sessions.attempt("name-99", "192.0.2.1") > 0, "one name that is right excuses no others"
    waits = [sessions.attempt("Name", f"192.0.2.{10 + number}") for number in range(FREE["name"] + 1)]
    assert waits[-1] > 0


def test_what_the_database_holds_signs_nobody_in(signing: Callable[..., Settings]) -> None:
    settings = signing()
    browser = Browser(create_app(settings))
    browser.sign_in("administrator")
    browser.sign_in("nobody-of-that-name", "a password typed by mistake")
    content = (settings.access.folder / "access.sqlite").read_bytes()
    for secret in (session_of(browser), browser.token(), PASSWORD, "by mistake", "127.0.0.1"):
        assert secret.encode() not in content


CALL = {
    "output": "own-list.children",
    "outputs": {"id": "own-list", "property": "children"},
    "inputs": [],
    "state": [],
    "changedPropIds": [],
}


def test_a_call_that_may_write_has_a_token_and_comes_from_here(browser: Browser) -> None:
    assert browser.call(CALL).status_code == 400, (
        "who has not signed in has no token; the call itself is none"
    )
    browser.sign_in("reader")
    assert browser.call(CALL, "").status_code == 403
    assert browser.call(CALL, "x").status_code == 403
    assert browser.call(CALL).status_code == 400
    path, token = "/_dash-update-component", {"X-CSRFToken": browser.token()}
    for more in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert browser.open(path, "POST", json=CALL, headers={**token, **more}).status_code == 403


def test_calls_of_other_sites_are_refused_where_nobody_signs_in(settings: Settings) -> None:
    browser = Browser(create_app(settings))
    assert browser.call(CALL).status_code == 400
    for more in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert browser.open("/_dash-update-component", "POST", json=CALL, headers=more).status_code == 403


def test_a_closed_atlas_answers_whoever_signs_in(signing: Callable[..., Settings]) -> None:
    browser = Browser(create_app(signing(anonymous="none")))
    answer = browser.open("/?layers=sites", headers={"Accept": "text/html"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/sign-in?next=%2F%3Flayers%3Dsites"
    for path in ("/layers", "/api", "/layers/facts.csv", "/worker.js", "/about", "/_dash-layout"):
        assert browser.open(path).status_code == 401, path
    assert browser.open("/healthz").status_code == 200
    assert browser.open("/access.css").status_code == 200
    browser.sign_in("reader")
    assert browser.open("/layers").status_code == 200


def test_the_way_in_and_out_below_a_path(signing: Callable[..., Settings]) -> None:
    below = replace(signing(anonymous="none"), public_url="http://localhost/atlas")
    browser = Browser(create_app(below))
    closed = browser.open("/atlas/?lang=en&layers=sites", headers={"Accept": "text/html"})
    way_in = closed.headers["Location"]
    assert way_in.startswith("/atlas/sign-in?")
    page = browser.open(way_in).get_data(as_text=True)
    assert set(re.findall(r'(?:href|action)="([^"?]+)', page)) <= {
        *("/atlas/sign-in", "/atlas/access.css", "/atlas/", "data:,")
    }
    assert [cookie.path for cookie in browser.client._cookies.values()] == ["/atlas/sign-in"]
    token, after = (re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("token", "next"))
    assert token
    assert after
    form = {
        "name": "internal",
        "password": PASSWORD,
        "token": token[1],
        "next": after[1].replace("&amp;", "&"),
    }
    answer = browser.open("/atlas/sign-in?lang=en", "POST", data=form)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/atlas/?lang=en&layers=sites")
    assert {cookie.path for cookie in browser.client._cookies.values()} == {"/atlas"}
    account_page = browser.open("/atlas/account?lang=en").get_data(as_text=True)
    assert "Signed in as internal" in account_page
    token = re.search(r'name="token" value="([^"]*)"', account_page)
    assert token
    out = browser.open("/atlas/sign-out", "POST", data={"token": token[1]})
    assert out.headers["Location"].startswith("/atlas/sign-in")
    assert browser.open("/atlas/account").status_code == 303
