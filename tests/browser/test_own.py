"""A reader's own table: dropped on the map, corrected, coloured, shared with another browser, deleted."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from app.factory import create_app
from tests.browser.conftest import NO_TOUR, Watch
from tests.browser.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.settings import Settings

TABLE = """Lieu;Cercle;Date;Ménages
Gao;;2018-03-01;30
Ber (Tombouctou);;2019-04-02;45
Douentzza;;2020-01-01;120
Kidale;;;7
<img src=x onerror=alert(1)>;;2021-02-02;60
"""
#: What the browser hands to a page when a file is dropped on it.
DROPPED = """([name, text]) => {
  const given = new DataTransfer();
  given.items.add(new File([text], name, { type: "text/csv" }));
  return given;
}"""


@pytest.fixture(scope="module")
def address(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of an explorer with a folder of its own for readers' tables."""
    own = replace(settings, own=str(tmp_path_factory.mktemp("own")))
    server = make_server("127.0.0.1", 0, create_app(own), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open an address in a browser of its own, which shares nothing with another's."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def opener(path: str, width: int = 1440, height: int = 900) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, service_workers="block")
        context.add_init_script(NO_TOUR)
        page = context.new_page()
        opened.append((context, Watch(page, address)))
        page.goto(address + path if path.startswith("/") else path, wait_until="commit")
        until(page, "window.atlas && document.documentElement.dataset.drawn !== undefined")
        return page

    yield opener
    for context, watch in opened:
        assert watch.console == []
        assert watch.foreign == []
        context.close()


def drop(page: Page, name: str, text: str) -> None:
    """Drag a file over the map, and drop it there."""
    page.dispatch_event("#map-frame", "dragenter")
    page.dispatch_event("#map-frame", "drop", {"dataTransfer": page.evaluate_handle(DROPPED, [name, text])})


def test_a_file_dropped_on_the_map_becomes_a_layer_that_is_shared_and_deleted(
    visit: Callable[..., Page],
) -> None:
    page = visit("/?lang=en&layers=sectors")
    drop(page, "households.csv", TABLE)
    panel = page.get_by_role("dialog", name="Your table")
    expect(panel.locator("#own-count-located")).to_contain_text("2")
    expect(panel.locator("#own-count-unmatched")).to_contain_text("3")
    expect(panel.locator(".own-report")).to_contain_text("<img src=x onerror=alert(1)>")

    panel.get_by_role("button", name="Douentza (").click()
    expect(panel.locator("#own-count-located")).to_contain_text("3")
    panel.get_by_role("button", name="Correct line 5").click()
    panel.get_by_label("Look for a place").fill("kidal")
    panel.locator("#own-offered").get_by_role("button", name="Kidal (").first.click()
    expect(panel.locator("#own-count-located")).to_contain_text("4")
    expect(panel.locator("#own-kept")).to_contain_text("2 corrections kept")

    panel.get_by_label("Title").fill("Households")
    panel.get_by_role("button", name="Add to the map").click()
    page.wait_for_url("**layers=own-**")
    until(page, "document.documentElement.dataset.drawn?.includes('own-')")
    layer = page.url.split("layers=")[1].split(",")[0]
    expect(page.locator(f'[data-switch="{layer}"]')).to_be_checked()
    expect(page.locator(f'[data-legend="{layer}"]')).to_contain_text("Row of the table")

    page.locator(f'.row[data-layer="{layer}"] summary').first.click()
    page.get_by_label("Colour the layer Households by").first.select_option("menages")
    expect(page.locator(f'[data-legend="{layer}"]')).to_contain_text("120")
    page.wait_for_url(f"**{layer}.colour=menages**")

    other = visit(page.url)
    expect(other.locator(f'[data-legend="{layer}"]')).to_contain_text("120")
    other.get_by_role("button", name="Your table").click()
    expect(other.locator("#own-list")).to_contain_text("None yet")

    page.get_by_role("button", name="Your table").click()
    page.get_by_role("button", name="Delete Households").click()
    page.wait_for_url(lambda url: f"layers={layer}" not in url)
    other.reload()
    expect(other.locator("#notice")).to_contain_text("no such layer")
    expect(other.locator(f'[data-switch="{layer}"]')).to_have_count(0)


def test_pasted_cells_are_gathered_by_region_on_a_phone(visit: Callable[..., Page]) -> None:
    page = visit("/?lang=fr&layers=sites", 390, 844)
    page.get_by_role("button", name="Votre tableau").click()
    panel = page.get_by_role("dialog", name="Votre tableau")
    panel.get_by_label("… ou collez des cellules").fill("Région\tCas\nGao\t30\nGao\t3\nMopti\t120\n")
    panel.get_by_role("button", name="Lire les cellules").click()
    expect(panel.locator("#own-count-located")).to_contain_text("3")
    panel.locator("#own-unit").click()
    page.get_by_role("option", name="par région").click()
    panel.locator("#own-how").click()
    page.get_by_role("option", name="somme").click()
    panel.locator("#own-column").click()
    page.get_by_role("option", name="Cas").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    panel.get_by_role("button", name="Ajouter à la carte").click()
    page.wait_for_url("**layers=own-**")
    layer = page.url.split("layers=")[1].split(",")[0]
    coloured = visit(f"{page.url}&{layer}.colour=value.tint", 1440, 900)
    expect(coloured.locator(f'[data-legend="{layer}"]')).to_contain_text("Un nombre teinte ici des surfaces")


def test_a_refused_file_says_why(visit: Callable[..., Page]) -> None:
    page = visit("/?lang=fr&layers=sites")
    drop(page, "vide.csv", " \n")
    expect(page.locator("#own-said")).to_contain_text("vide.csv")
    expect(page.locator("#own-screen")).to_be_hidden()
