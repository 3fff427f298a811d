"""Waiting for what only a script can see: the page's own policy forbids the driver's polling in the page."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING

from playwright.sync_api import Error, Page, expect

if TYPE_CHECKING:
    from collections.abc import Callable

    Open = Callable[..., Page]

PINS = ".atlas-pin:visible"
#: While a tool is taking points on the map.
PICKING = "#map-frame.is-picking"

#: Looks at each frame for at most half a second, so that a page left meanwhile is asked again.
_LOOK = """() => new Promise((answer) => {
  const end = performance.now() + 500;
  const look = () => {
    let found;
    try { found = (VALUE) ? "true" : "false"; } catch (error) { found = `${error}`; }
    if (found === "true" || performance.now() > end) answer(found);
    else requestAnimationFrame(look);
  };
  look();
})"""

#: Three frames on end without a font under way, a transition, or a movement of the map.
_REST = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const place = () => document.querySelector(".leaflet-map-pane")?.style.transform;
  const ends = (animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime);
  for (let still = 0; still < 3; still += 1) {
    const before = place();
    const moving = document.getAnimations().filter((each) => each.playState === "running" && ends(each));
    const isLoading = document.fonts.status === "loading";
    await Promise.allSettled([document.fonts.ready, ...moving.map((each) => each.finished)]);
    await frame();
    if (moving.length || isLoading || place() !== before) still = -1;
  }
}"""


def until(page: Page, expression: str, timeout: float = 60_000) -> None:
    """Wait until an expression is true in the page, asked anew at every frame; time-out in milliseconds.

    An expression that throws, for instance because what it reads is not there yet, is not true yet; what it
    threw last is told when the time is out.
    """
    value = f"({expression})()" if expression.startswith("() =>") else expression
    deadline = time.monotonic() + timeout / 1000
    found = ""
    while found != "true":
        assert time.monotonic() < deadline, f"never true: {expression} ({found})"
        try:
            found = str(page.evaluate(_LOOK.replace("VALUE", value)))
        except Error as error:  # the page is being left for another
            if page.is_closed() or "context was destroyed" not in str(error):
                raise
            found = str(error)


def at_rest(page: Page) -> None:
    """Wait until nothing moves: fonts there, transitions over, the map at a stand, its names placed."""
    page.evaluate(_REST)


def all_fetched(page: Page) -> None:
    """Wait until the page has what it fetches by itself: what comes later was asked for."""
    until(page, "performance.getEntriesByType('resource').some((it) => it.name.includes('panel/parts'))")
    page.wait_for_load_state("networkidle")


def drawn(page: Page, *layers: str) -> Page:
    """Wait until these layers are drawn and nothing moves any more; return the page."""
    for layer in layers:
        expect(page.locator("html")).to_have_attribute("data-drawn", re.compile(rf"\b{layer}\b"))
    at_rest(page)
    return page


def moved(page: Page, act: Callable[[], object]) -> None:
    """Do something that moves the map, and wait until the map has come to a stand."""
    page.evaluate("window.moved = new Promise((done) => atlas.map.once('moveend', () => done(true))), 0")
    act()
    page.evaluate("window.moved")


def told(page: Page, words: str) -> None:
    """Wait until the status line has said these words, though it may say something else by now."""
    until(page, f"told.some((line) => line.includes({json.dumps(words)}))")
