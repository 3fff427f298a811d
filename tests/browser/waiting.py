"""Waiting for what only a script can see; the page's own policy forbids polling inside the page."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def until(page: Page, expression: str, timeout: float = 20_000) -> None:
    """Wait until an expression is true in the page, asked anew every 50 ms; time-out in milliseconds."""
    value = f"({expression})()" if expression.startswith("() =>") else expression
    deadline = time.monotonic() + timeout / 1000
    while not page.evaluate(f"Boolean({value})"):
        assert time.monotonic() < deadline, f"never true: {expression}"
        page.wait_for_timeout(50)
