"""A reader's layer of many rows on the map: pictures by the server, and a list of rows where one clicks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app.factory import create_app
from app.panels.own import adding, desk
from geodata.own.keeping.store import Store, new_owner
from tests.browser.conftest import NO_TOUR, Watch
from tests.browser.served import running
from tests.browser.waiting import at_rest, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.settings import Settings

PICTURES = "[...document.querySelectorAll('[class*=leaflet-atlas-own] img')]"
LOADED = f"{PICTURES}.some((picture) => picture.naturalWidth > 1)"


@pytest.fixture(scope="module")
def reached() -> list[str]:
    """Addresses of tiles that were asked of the server: what a browser has kept is not among them."""
    return []


@pytest.fixture(scope="module")
def shown(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory, reached: list[str]
) -> Iterator[tuple[str, str]]:
    """Address of an explorer, and a layer of 400 rows there of which none is sent."""
    own = replace(settings, own=str(tmp_path_factory.mktemp("own")))
    store, owner = Store(own.own), new_owner()
    lines = ["lon,lat,nom,n,date"]
    lines += [f"{-2 + k % 2 / 10},15,<i>Fait</i> {k},{k},20{13 + k % 10}-05-01" for k in range(400)]
    kept = desk.receive(store, owner, "\n".join(lines).encode(), "faits.csv")
    layer = adding.add_layer(store, owner, kept.id, desk.choice_of(store, kept.id), {"title": "Faits"}, 50)
    app = create_app(own)

    def noted(environ: dict[str, Any], start: Any) -> Any:
        if environ["PATH_INFO"].startswith("/own/tiles/"):
            reached.append(environ["PATH_INFO"] + "?" + environ["QUERY_STRING"])
        return app(environ, start)

    with running(noted) as address:
        yield address, layer.id


def opened(browser: Browser, shown: tuple[str, str], scale: float) -> tuple[Page, Watch]:
    address, layer = shown
    size = {"width": 1000, "height": 700}
    context = browser.new_context(viewport=size, device_scale_factor=scale, service_workers="block")
    context.add_init_script(NO_TOUR)
    page = context.new_page()
    watch = Watch(page, address)
    page.goto(f"{address}/?lang=en&layers={layer}&at=15,-2,8", wait_until="commit")
    until(page, LOADED)
    return page, watch


@pytest.mark.parametrize("scale", [1, 2])
def test_tiles_are_as_sharp_as_the_screen(browser: Browser, shown: tuple[str, str], scale: int) -> None:
    page, watch = opened(browser, shown, scale)
    asked = page.evaluate(f"{PICTURES}.map((picture) => picture.naturalWidth)")
    assert 512 * scale in asked
    assert watch.console == []
    page.context.close()


def test_a_click_lists_the_rows_there_and_a_switch_takes_them_away(
    browser: Browser, shown: tuple[str, str]
) -> None:
    page, watch = opened(browser, shown, 1)
    box = page.locator("#map-frame .leaflet-container").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    listed = page.get_by_role("group", name="200 rows here, 100 of them")
    expect(listed.get_by_role("button")).to_have_count(100)
    expect(listed.get_by_role("button").first).to_contain_text("<i>Fait</i>")
    at_rest(page)  # the map has made room for the list
    listed.get_by_role("button").first.click()
    expect(page.locator(".atlas-popup-frame").last).to_contain_text("longitude and latitude")
    page.keyboard.press("Escape")
    page.locator(f"input[data-switch='{shown[1]}']").uncheck()
    expect(page.locator("[class*=leaflet-atlas-own] img")).to_have_count(0)
    assert watch.console == []
    page.context.close()


def test_date_filter_and_colour_reach_the_tiles(
    browser: Browser, shown: tuple[str, str], reached: list[str]
) -> None:
    page, watch = opened(browser, shown, 1)
    layer = shown[1]
    count = page.locator(f'.row[data-layer="{layer}"] > .row-head > .count')
    expect(count).to_have_text("400")
    page.locator("#filter-toggle").click()
    page.get_by_role("combobox", name="Column").select_option("n")
    page.get_by_role("textbox", name="Value").fill("300")
    page.locator(".filter-column button").click()
    expect(count).to_have_text("100/400")
    page.locator("#filter-toggle").click()
    page.locator(f'.row[data-layer="{layer}"] summary').first.click()
    page.get_by_label("Colour the layer Faits by").first.select_option("n")
    legend = page.locator(f'[data-legend="{layer}"]')
    expect(legend).to_contain_text("399")
    until(page, LOADED)
    assert any("colour=n" in url and "filter=n" in url for url in reached)
    box = page.locator("#map-frame .leaflet-container").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("group", name="50 rows here").get_by_role("button")).to_have_count(50)
    reached.clear()
    page.locator(f"input[data-switch='{layer}']").uncheck()
    expect(page.locator("[class*=leaflet-atlas-own] img")).to_have_count(0)
    expect(legend).to_be_hidden()
    page.locator(f"input[data-switch='{layer}']").check()
    until(page, LOADED)
    expect(page).to_have_url(re.compile(r"\.colour=n\b"))  # it is as it was
    expect(legend).to_contain_text("399")
    assert reached == [], "a switch asks the server nothing"
    assert watch.console == []
    page.context.close()


def test_a_shape_counts_the_rows_that_the_server_has(browser: Browser, shown: tuple[str, str]) -> None:
    page, watch = opened(browser, shown, 1)
    page.locator("[data-tool=inside]").click()
    page.get_by_label("Radius (km)").fill("8")
    page.get_by_label("Radius (km)").press("Enter")
    expect(page.locator(".tool-found summary .count")).to_have_text("200")
    expect(page.locator(".tool-found")).to_contain_text("and 100 more, in the joined table")
    expect(page.locator("#inside-files")).to_be_hidden()
    assert watch.console == []
    page.context.close()
