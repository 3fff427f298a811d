"""The page of HTML alone, on a phone and inside another page; the explorer inside another page."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import PINS, at_rest, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Frame, Page

    from tests.browser.waiting import Open

MAP = "Object.values(window).find((each) => each instanceof L.Map)"
PHONE = {"width": 390, "height": 844}
#: Heights and type of what stands on the page: sizes that are read, without the map's own names.
TYPE = """[...document.querySelectorAll(".atlas-side *, .leaflet-control *")]
  .filter((each) => each.offsetParent && [...each.childNodes].some((node) => node.data?.trim()))
  .map((each) => parseFloat(getComputedStyle(each).fontSize))"""


@pytest.fixture
def view(open_page: Open, server: str, tmp_path: Path) -> Path:
    """The page of a view, saved as a file."""
    page = open_page("/?layers=none")
    file = tmp_path / "view.html"
    file.write_bytes(page.request.get(f"{server}/export.html?lang=fr&layers=sectors,sites,works").body())
    return file


@pytest.fixture
def phone(view: Path, open_page: Open) -> Page:
    page = open_page("/?layers=none").context.browser.new_page(viewport=PHONE)  # type: ignore[union-attr]
    page.goto(view.as_uri())
    expect(page.locator(PINS).first).to_be_visible()
    at_rest(page)
    return page


def test_on_a_phone_the_card_leaves_the_map_its_room(phone: Page) -> None:
    card = phone.locator(".atlas-side").bounding_box()
    bar = phone.locator(".leaflet-control-scale-line").bounding_box()
    assert card
    assert bar
    assert card["height"] < 0.4 * PHONE["height"]
    assert bar["y"] + bar["height"] <= card["y"], "the scale bar stands above the card"
    assert bar["x"] >= 0
    assert bar["x"] + bar["width"] <= PHONE["width"]
    line = phone.locator(".leaflet-control-scale-line")
    assert line.evaluate("(each) => each.scrollWidth <= each.clientWidth + 1"), "and is whole"
    sizes = set(phone.evaluate(TYPE))
    assert len(sizes - {max(sizes)}) <= 3, f"one scale of type: {sorted(sizes)}"
    phone.close()


@pytest.fixture
def beside(view: Path) -> Iterator[str]:
    """Another site, whose pages lie where the view was saved."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(view.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        thread = threading.Thread(target=site.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{site.server_port}/"
        site.shutdown()
        thread.join()


def until_in(frame: Frame, expression: str) -> None:
    """Wait until an expression is true in a frame of the page."""
    until(frame, expression)  # type: ignore[arg-type]


def wheeled(page: Page, x: float, y: float) -> None:
    page.mouse.move(x, y)
    page.mouse.wheel(0, 200)


@pytest.mark.parametrize("kind", ["page", "explorer"])
def test_the_wheel_over_an_embedded_map_scrolls_the_page_around_it(
    kind: str, view: Path, open_page: Open, server: str, beside: str
) -> None:
    """Until the map is clicked, or while Ctrl is held."""
    inside = "view.html" if kind == "page" else f"{server}/?embed=1&lang=fr&layers=sites"
    zoom = f"({MAP if kind == 'page' else 'atlas.map'}).getZoom()"
    host = (
        '<!DOCTYPE html><meta charset="utf-8"><body style="margin:0;height:4000px">'
        f'<iframe src="{inside}" style="width:900px;height:500px;border:0"></iframe>'
    )
    page = open_page("/?layers=none").context.browser.new_page()  # type: ignore[union-attr]
    (view.parent / "index.html").write_text(host)
    page.goto(beside)
    frame = page.query_selector("iframe").content_frame()  # type: ignore[union-attr]
    assert frame
    until_in(frame, "document.querySelectorAll('.atlas-pin').length > 3")
    before = frame.evaluate(zoom)
    wheeled(page, 700, 200)
    until(page, "scrollY > 100")
    assert frame.evaluate(zoom) == before
    page.evaluate("scrollTo(0, 0)")
    page.keyboard.down("Control")
    wheeled(page, 701, 201)
    until_in(frame, f"{zoom} < {before}")
    page.keyboard.up("Control")
    assert page.evaluate("scrollY") == 0
    at_rest(frame)  # type: ignore[arg-type]
    page.mouse.click(720, 60)
    now = frame.evaluate(zoom)
    page.mouse.wheel(0, -200)
    until_in(frame, f"{zoom} > {now}")
    assert page.evaluate("scrollY") == 0
    page.mouse.move(300, 560)
    page.mouse.wheel(0, 200)
    until(page, "scrollY > 100")
    page.close()
