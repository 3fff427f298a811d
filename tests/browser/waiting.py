"""Waiting for what only a script can see; the page's own policy forbids polling inside the page."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def until(page: Page, expression: str, timeout: float = 20_000) -> None:
    """Wait until an expression is true in the page, asked anew every 50 ms; time-out in milliseconds.

    An expression that throws, for instance because what it reads is not there yet, is not true yet; what it
    threw last is told when the time is out.
    """
    value = f"({expression})()" if expression.startswith("() =>") else f"({expression})"
    attempt = (
        f"() => {{ try {{ return {value} ? 'true' : 'false'; }} catch (error) {{ return `${{error}}`; }} }}"
    )
    deadline = time.monotonic() + timeout / 1000
    while (found := page.evaluate(attempt)) != "true":
        assert time.monotonic() < deadline, f"never true: {expression} ({found})"
        page.wait_for_timeout(50)
