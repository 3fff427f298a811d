"""What a browser keeps to read without a network is kept for who was signed in, and for nobody else."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from app.access.users import HASHER, User, Users
from geodata.audience.rules import Rules
from geodata.own.keeping.store import Store, new_owner
from geodata.text import LANGS
from layers.artifact.reader import in_service
from tests.browser.test_accessibility import violations
from tests.browser.waiting import PINS
from tests.conftest import ROOT, free_port, stop, wait_until_up

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEPT = re.compile("layers")
PASSWORD = "a password of tests"  # noqa: S105 - of nothing real
RULES = Rules(layers=frozenset({"aviation"}))


def edition_of(build: Path) -> None:
    """Copy a build as the edition of the public: what differs here is only what its worker says of itself."""
    edition = build / "editions" / "public"
    shutil.copytree(build / "static", edition / "static", copy_function=os.link)
    shutil.copy2(build / "index.json", edition / "index.json")
    (edition / "data").mkdir()
    (edition / "data" / ".withheld.json").write_text(json.dumps(RULES.to_dict() | {"joins": []}), "utf-8")
    worker = edition / "static" / "worker.js"
    text = worker.read_text("utf-8")
    for each in (worker, worker.with_name("worker.js.br"), worker.with_name("worker.js.gz")):
        each.unlink()
    worker.write_text(
        text.replace("self.atlasBuild = {", 'self.atlasBuild = {"audience":"public",', 1), "utf-8"
    )


def keep_little(build: Path) -> None:
    """Empty the packs that a worker keeps: for whom they are kept is asked here, not what is in them."""
    for path in (build / "static" / "kept").iterdir():
        path.unlink()
        if path.suffix == ".json":
            path.write_text("{}", "utf-8")


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """A server on which the public has an edition, and one user signs in for more."""
    build = tmp_path / "build"
    shutil.copytree(in_service(ROOT / "build"), build, copy_function=os.link)
    (build / "SHA256SUMS").unlink(missing_ok=True)
    keep_little(build)
    edition_of(build)
    (tmp_path / "audience.toml").write_text('[public]\nlayers = ["aviation"]\n', "utf-8")
    digest = HASHER.hash(PASSWORD)
    users = {"amina": User("amina", "internal", digest), "binta": User("binta", "administrator", digest)}
    Users(tmp_path / "access" / "users.toml").write(users)
    store = Store(str(tmp_path / "own"))
    store.add(new_owner(), "A table with a long name of many words", "a-file-with-a-long-name.csv", {})
    port = free_port()
    environ = {
        **os.environ,
        "PORT": str(port),
        "ATLAS_BUILD": str(build),
        "ATLAS_AUDIENCE": str(tmp_path / "audience.toml"),
        "ATLAS_SIGN_IN": "users",
        "ATLAS_SECRET": "s" * 40,
        "ATLAS_ACCESS": str(tmp_path / "access"),
        "ATLAS_OWN": str(tmp_path / "own"),
    }
    process = subprocess.Popen([sys.executable, "-m", "app", "serve"], cwd=ROOT, env=environ)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_up(url, process)
        yield url
    finally:
        stop(process)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script("localStorage.setItem('atlas-tour', '1')")
    yield context.new_page()
    context.close()


def caches(page: Page) -> set[str]:
    """For whom something is kept: names of caches without their versions."""
    names: list[str] = page.evaluate("caches.keys()")
    return {name.rpartition("-")[0] for name in names}


def until(page: Page, *wanted: set[str]) -> None:
    end = time.monotonic() + 30
    while (kept := caches(page)) not in wanted and time.monotonic() < end:
        page.wait_for_timeout(100)
    assert kept in wanted


def visit(page: Page, url: str) -> None:
    page.goto(f"{url}/?lang=en")
    expect(page.locator(PINS).first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-kept", KEPT)


def sign_in(page: Page, url: str, name: str = "amina") -> None:
    page.goto(f"{url}/sign-in?lang=en")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{url}/")


def test_nothing_is_kept_of_what_others_may_not_see(page: Page, url: str) -> None:
    visit(page, url)
    assert caches(page) == {"atlas-public"}
    sign_in(page, url)
    visit(page, url)
    until(page, {"atlas"})
    page.goto(f"{url}/account?lang=en")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in?lang=en")
    until(page, set(), {"atlas-public"})  # the worker may have looked for its next edition by now
    assert "Sign in" in page.title()
    sign_in(page, url)
    visit(page, url)
    until(page, {"atlas"})
    page.context.clear_cookies()  # as when a session is over
    visit(page, url)
    until(page, {"atlas-public"})


def fits(page: Page, address: str) -> None:
    """A page is no wider than the phone, and axe finds nothing."""
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []


def test_the_pages_fit_a_phone_and_are_worked_with_keys(page: Page, url: str) -> None:
    fits(page, f"{url}/sign-in?lang=fr")
    page.get_by_label("Nom d’utilisateur").focus()
    page.keyboard.type("amina")
    page.keyboard.press("Tab")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text("ne vont pas ensemble")
    expect(page.get_by_label("Mot de passe")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Nom d’utilisateur")).to_have_value("amina")
    for target in page.locator("input:visible, button").all():
        box = target.bounding_box()
        assert box
        assert box["height"] >= 44
    assert violations(page) == []
    sign_in(page, url, "binta")
    page.goto(f"{url}/?lang=en")
    expect(page.locator(PINS).first).to_be_visible()
    page.locator('[data-action="togglePanel"]').click()
    page.locator("#panel").get_by_role("link", name="Account").click()
    for path in ("account", "admin"):
        for lang in LANGS:
            fits(page, f"{url}/{path}?lang={lang}")
    page.get_by_role("button", name="Delete “A table").click()
    expect(page.get_by_text("None.")).to_be_visible()
