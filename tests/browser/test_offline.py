"""A page once visited opens again when its server is gone, and says so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch
from tests.browser.waiting import PINS
from tests.conftest import ROOT, free_port, stop, wait_until_up

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = re.compile("layers")


class MortalServer:
    """A server that a test may stop and start again at the same address."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        environ = {**os.environ, "PORT": str(self.port)}
        self.process = subprocess.Popen([sys.executable, "-m", "app", "serve"], cwd=ROOT, env=environ)
        wait_until_up(self.url, self.process)

    def stop(self) -> None:
        stop(self.process)


@pytest.fixture
def mortal() -> Iterator[MortalServer]:
    server = MortalServer()
    yield server
    server.stop()


@pytest.fixture
def visited(browser: Browser, mortal: MortalServer) -> Iterator[Page]:
    """A page in English whose worker has kept everything; at the end its console was empty."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    watch = Watch(page, mortal.url)
    page.goto(f"{mortal.url}/?lang=en")
    expect(page.locator(PINS)).to_have_count(12)
    expect(page.locator("html")).to_have_attribute("data-kept", KEPT)
    yield page
    assert watch.console == []
    assert watch.foreign == []
    context.close()


def test_the_page_opens_again_without_its_server(visited: Page, mortal: MortalServer) -> None:
    page = visited
    mortal.stop()
    page.reload()
    expect(page.locator(PINS)).to_have_count(12)
    expect(page.locator("#offline")).to_contain_text("Connection lost")
    page.get_by_role("button", name="Gao", exact=True).first.click()
    expect(page.locator("#dossier")).to_contain_text("A/76/564")
    page.wait_for_url("**sel=gao")
    page.locator("summary", has_text="Reference").click()
    page.get_by_role("checkbox", name="Airports").check()  # never shown before
    expect(page.locator("html")).to_have_attribute("data-drawn", re.compile("airports"))
    page.wait_for_url("**layers=sectors,sites,airports**")


def test_another_address_opens_without_the_server(visited: Page, mortal: MortalServer) -> None:
    page = visited
    mortal.stop()
    page.goto(
        f"{mortal.url}/?lang=en&layers=regions&regions.opacity=40&at=16.27,-0.04,7&base=blank&sel=kidal"
    )
    expect(page.locator("html")).to_have_attribute("data-drawn", "regions")
    expect(page.locator("#dossier h2")).to_have_text("Kidal")
    expect(page.get_by_role("checkbox", name="Mission sites")).not_to_be_checked()
    assert page.evaluate("[atlas.map.getZoom(), atlas.map.getPane('atlas-regions-areas').style.opacity]") == [
        7,
        "0.4",
    ]


def test_the_banner_goes_when_the_server_is_back(visited: Page, mortal: MortalServer) -> None:
    page = visited
    mortal.stop()
    page.get_by_role("button", name="Gao", exact=True).first.click()  # what is asked for tells of the loss
    expect(page.locator("#offline")).to_be_visible()
    page.get_by_role("checkbox", name="Mission sites").uncheck()
    page.wait_for_url("**layers=sectors&sel=gao")
    again = page.get_by_role("button", name="Try again")
    again.click()
    expect(again).to_be_visible()
    mortal.start()
    page.locator("[data-action=reconnect]").dispatch_event("click")  # the page may have found it by itself
    expect(page.locator("#offline")).to_be_hidden()
    expect(page.locator(PINS)).to_have_count(0)


def test_the_banner_speaks_french(browser: Browser, mortal: MortalServer) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{mortal.url}/?lang=fr")
    expect(page.locator("html")).to_have_attribute("data-kept", re.compile("."))
    mortal.stop()
    page.reload()
    expect(page.locator("#offline")).to_contain_text("Connexion perdue")
    expect(page.get_by_role("button", name="Réessayer")).to_be_visible()
    context.close()
