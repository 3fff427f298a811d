"""Frames while the map zooms with every layer on: the explorer beside plain Leaflet with the same files."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: Longest time between two frames of each of four zooms, ms: two steps nearer, two farther.
ZOOM: Final = """async () => {
  const map = window.atlas ? atlas.map : window.map;
  const found = [];
  for (const step of [1, 1, -1, -1]) {
    let [last, longest, isOn] = [performance.now(), 0, true];
    const look = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (isOn) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    const done = new Promise((resolve) => map.once("zoomend", resolve));
    map.setZoom(map.getZoom() + step);
    await done;
    await new Promise((rest) => setTimeout(rest, 900));
    isOn = false;
    found.push(longest);
  }
  return found;
}"""


def longest_zoom_frames_ms(browser: Browser, pages: dict[str, str], turns: int) -> dict[str, float]:
    """Median over the zooms of the longest frame, ms, by page; the pages are visited in turn.

    ``pages`` are addresses by name. A page is measured once it says that it drew every layer
    (``window.isAllDrawn`` of plain Leaflet, ``data-drawn`` of the explorer).
    """
    found: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(turns):
        for name, url in pages.items():
            context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
            context.add_init_script("localStorage.setItem('atlas-tour', '1')")
            page = context.new_page()
            page.goto(url)
            _wait_until_drawn(page)
            found[name] += page.evaluate(ZOOM)
            context.close()
    return {name: median(times) for name, times in found.items()}


def _wait_until_drawn(page: Page) -> None:
    page.wait_for_function(
        "() => { if (window.isAllDrawn) return true;"
        " const drawn = document.documentElement.dataset.drawn;"
        " const asked = new URLSearchParams(location.search).get('layers');"
        " return drawn && asked && asked.split(',').length === drawn.split(' ').length; }",
        timeout=120_000,
    )
    page.wait_for_timeout(3000)
