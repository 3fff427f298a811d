"""A panel's call to the server: said while it is under way, told in words when it fails, made again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import NO_TOUR
from tests.browser.test_own import TABLE, drop
from tests.browser.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


CALL = re.compile("_dash-update-component")


@pytest.fixture
def visit(browser: Browser, tables_address: str) -> Iterator[Callable[..., Page]]:
    opened: list[Page] = []

    def opener(lang: str = "en", width: int = 1440, height: int = 900) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, service_workers="block")
        context.add_init_script(NO_TOUR)
        page = context.new_page()
        opened.append(page)
        page.goto(f"{tables_address}/?lang={lang}&layers=sectors", wait_until="commit")
        until(page, "window.atlas && document.documentElement.dataset.drawn !== undefined")
        return page

    yield opener
    for page in opened:
        page.context.close()


def reads(route: Route) -> bool:
    """Whether a call reads a file that came."""
    return "own-turn.data" in (route.request.post_data or "").partition('"inputs"')[0]


@pytest.mark.parametrize(("lang", "words"), [("fr", "Lecture en cours…"), ("en", "Reading…")])
def test_what_is_under_way_is_said_until_it_is_done(
    visit: Callable[..., Page], lang: str, words: str
) -> None:
    page = visit(lang)
    held: list[Route] = []
    page.route(CALL, lambda route: held.append(route) if reads(route) and not held else route.continue_())
    drop(page, "households.csv", TABLE)
    panel = page.get_by_role("dialog")
    line = panel.get_by_text(words, exact=True)
    expect(line).to_be_visible()
    expect(panel.locator(".under-way")).to_have_attribute("role", "status")
    held[0].continue_()
    expect(panel.locator("#own-count-located")).to_contain_text("2")
    expect(panel.locator(".under-way > :visible")).to_have_count(0)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (0, "Le serveur n’a pas répondu"),
        (429, "Le serveur est occupé"),
        (503, "Le serveur est occupé"),
        (401, "Votre session a pris fin"),
        (500, "Le serveur n’a pas pu le faire"),
    ],
)
def test_a_file_that_did_not_arrive_is_sent_again(
    visit: Callable[..., Page], status: int, words: str
) -> None:
    page = visit("fr", *((390, 844) if status == 0 else (1440, 900)))
    failed: list[Route] = []

    def fail_once(route: Route) -> None:
        if failed or not reads(route):
            route.continue_()
            return
        failed.append(route)
        if status:
            route.fulfill(status=status, body="<b>no</b>", content_type="text/html")
        else:
            route.abort()

    page.route(CALL, fail_once)
    drop(page, "households.csv", TABLE)
    told = page.get_by_role("alert").filter(has_text=words)
    expect(told).to_be_visible()
    assert words in told.inner_text()
    expect(told.locator("span:visible")).to_have_count(1)
    expect(page.locator(".under-way > :visible")).to_have_count(0)
    told.get_by_role("button", name="Réessayer").click()
    expect(page.locator("#own-count-located")).to_contain_text("2")
    expect(page.locator("#call-failed")).to_be_hidden()
    expect(page.locator("#own-several")).to_be_hidden()


def test_another_call_that_fails_is_told_and_goes_with_the_next_answer(visit: Callable[..., Page]) -> None:
    page = visit("en")
    drop(page, "households.csv", TABLE)
    panel = page.get_by_role("dialog")
    expect(panel.locator("#own-count-located")).to_contain_text("2")
    expect(panel.locator(".under-way > :visible")).to_have_count(0)
    page.route(CALL, lambda route: route.abort())
    panel.get_by_text("All", exact=True).click()
    told = page.locator("#call-failed")
    expect(told).to_contain_text("The server did not answer")
    expect(told.get_by_role("button", name="Try again")).to_be_hidden()
    told.get_by_role("button", name="Close").click()
    expect(told).to_be_hidden()
    panel.get_by_text("To look at", exact=True).click()
    expect(told).to_be_visible()
    page.unroute(CALL)
    panel.get_by_text("All", exact=True).click()
    expect(told).to_be_hidden()
    expect(panel.locator(".own-report tbody tr")).to_have_count(5)
