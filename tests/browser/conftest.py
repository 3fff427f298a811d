"""A real Chromium on a real server; every request and console line is watched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from app.factory import create_app
from tests.browser.served import running
from tests.browser.waiting import until
from tests.conftest import launch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Playwright

    from app.settings import Settings


@pytest.fixture(scope="module")
def large_text(playwright: Playwright) -> Iterator[Browser]:
    """A browser whose reader has asked for text of twice the usual size."""
    browser = launch(playwright, "--blink-settings=defaultFontSize=32")
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def tables_address(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an explorer with a folder of its own for readers' tables."""
    with running(create_app(replace(settings, own=str(tmp_path_factory.mktemp("own"))))) as address:
        yield address


expect.set_options(timeout=60_000)  # a busy machine is slow, not wrong

#: The mark of an earlier visit: without it the first-visit tour opens.
NO_TOUR = "localStorage.setItem('atlas-tour', '1')"


#: Notes what the status line says: a message stays for a moment only (``waiting.told``).
LISTEN = """addEventListener("DOMContentLoaded", () => {
  window.told = [];
  const line = document.getElementById("status");
  if (line) new MutationObserver(() => told.push(line.textContent)).observe(line, { childList: true });
})"""


def _is_complaint(message: ConsoleMessage) -> bool:
    """Whether a console line is the page's own error or warning, not the driver's note on workers."""
    return message.type in ("error", "warning") and "blocked by Playwright" not in message.text


class Watch:
    """What a page said and asked for that it should not have."""

    def __init__(self, page: Page, allowed: str) -> None:
        self.console: list[str] = []
        self.foreign: list[str] = []
        page.on("console", lambda m: self.console.append(m.text) if _is_complaint(m) else None)
        page.on("pageerror", lambda e: self.console.append(str(e)))
        page.on(
            "request",
            lambda r: None if r.url.startswith((allowed, "data:", "blob:")) else self.foreign.append(r.url),
        )


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Open an address in a context of its own; at the end nothing was out of order.

    The explorer is given once its scripts listen; what is drawn, a test waits for by itself. ``expected`` is
    a word of the console lines that a test brings about on purpose. No worker: it would keep the whole atlas
    after each visit (test_offline and test_bandwidth are about that).
    """
    opened: list[tuple[Page, Watch, str]] = []

    def opener(
        path: str = "/", width: int = 1440, height: int = 900, expected: str = "", **options: object
    ) -> Page:
        given = {"viewport": {"width": width, "height": height}, "service_workers": "block", **options}
        context = browser.new_context(**given)  # type: ignore[arg-type]
        context.add_init_script(NO_TOUR)
        context.add_init_script(LISTEN)
        page = context.new_page()
        opened.append((page, Watch(page, server), expected))
        page.goto(server + path, wait_until="commit")
        until(page, "window.atlas || !location.pathname.endsWith('/') && document.readyState === 'complete'")
        return page

    yield opener
    for page, watch, expected in opened:
        assert [line for line in watch.console if not expected or expected not in line] == []
        assert watch.foreign == []
        page.context.close()
