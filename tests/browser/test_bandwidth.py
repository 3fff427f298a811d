"""What a visit costs on the wire, counted twice: by the browser, and by a relay that sees every byte."""

from __future__ import annotations

import re
import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.waiting import PINS

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_VIEW_BYTES = 480_000
REPEAT_VISIT_BYTES = 6_000
#: With what the worker keeps for later.
KEPT_BYTES = 1_350_000


class Relay:
    """A relay on loopback that counts the bytes of every answer, whoever asked."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname, parts.port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.received = 0
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(self._target)
                threading.Thread(target=self._pass, args=(near, far, False), daemon=True).start()
                threading.Thread(target=self._pass, args=(far, near, True), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, is_answer: bool) -> None:  # noqa: FBT001
        with suppress(OSError):
            while data := source.recv(65536):
                if is_answer:
                    with self._lock:
                        self.received += len(data)
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def close(self) -> None:
        self._listener.close()


@contextmanager
def relay(target: str) -> Iterator[Relay]:
    one = Relay(target)
    yield one
    one.close()


def visit(context: BrowserContext, url: str, *, kept: bool) -> int:
    """Open the page and wait until it is drawn; return the bytes that the browser says it received."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(f"{url}/?lang=en")
    expect(page.locator(PINS)).to_have_count(12)
    page.wait_for_load_state("networkidle")
    if kept:
        expect(page.locator("html")).to_have_attribute("data-kept", re.compile("layers"))
    page.close()
    return int(sum(received))


def test_the_first_view_and_the_next_are_light(browser: Browser, server: str) -> None:
    with relay(server) as wire:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        first = visit(context, wire.url, kept=True)
        everything = wire.received  # what the worker keeps for later included
        visit(context, wire.url, kept=True)
        repeat = wire.received - everything
        context.close()
    print(f"first view {first} bytes; with all that is kept {everything}; repeat visit {repeat}")
    assert 100_000 < first <= FIRST_VIEW_BYTES
    assert everything <= KEPT_BYTES
    assert repeat <= REPEAT_VISIT_BYTES


def test_a_repeat_visit_is_light_without_the_worker_too(browser: Browser, server: str) -> None:
    with relay(server) as wire:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, service_workers="block")
        first = visit(context, wire.url, kept=False)
        before = wire.received
        repeat = visit(context, wire.url, kept=False)
        seen = wire.received - before
        context.close()
    assert 100_000 < first <= FIRST_VIEW_BYTES
    assert max(repeat, seen) <= REPEAT_VISIT_BYTES
