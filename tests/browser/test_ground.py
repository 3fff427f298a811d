"""A ground of the server's own, chosen by the reader: vectors drawn in the page, pictures, and credits."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from app.factory import create_app
from tests.browser.conftest import NO_TOUR, Watch
from tests.browser.served import running
from tests.browser.waiting import until
from tests.fronts import proxy
from tests.grounds import write_mbtiles, write_pmtiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from app.settings import Settings

LAND = "243,240,233"
#: Colours of a drawn tile: how many points are land, and how many something else (a name).
COLOURS = """(() => {
  const tile = document.querySelector(".leaflet-tile-pane canvas");
  const { data } = tile.getContext("2d").getImageData(0, 0, tile.width, tile.height);
  let land = 0, other = 0;
  for (let at = 0; at < data.length; at += 4)
    `${data[at]},${data[at + 1]},${data[at + 2]}` === "LAND" ? land++ : other++;
  return [land, other];
})()""".replace("LAND", LAND)


@contextmanager
def _served(settings: Settings, ground: Path) -> Iterator[str]:
    """The explorer with a ground, below a path."""
    with running(create_app(replace(settings, ground=ground))) as address:
        port = int(address.rpartition(":")[2])
        with proxy(port, "/atlas") as front:
            yield f"{front}/atlas/"


@pytest.fixture(scope="module")
def addresses(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Addresses of an explorer with a vector ground, and of one with pictures."""
    folder = tmp_path_factory.mktemp("ground")
    write_pmtiles(folder / "mali.pmtiles")
    write_mbtiles(folder / "survey.mbtiles")
    with ExitStack() as stack:
        yield (
            stack.enter_context(_served(settings, folder / "mali.pmtiles")),
            stack.enter_context(_served(settings, folder / "survey.mbtiles")),
        )


@contextmanager
def _opened(browser: Browser, address: str, query: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1100, "height": 800}, service_workers="block")
    context.add_init_script(NO_TOUR)
    page = context.new_page()
    watch = Watch(page, address)
    page.goto(address + query)
    yield page
    assert watch.console == []
    assert watch.foreign == []
    context.close()


def test_a_vector_ground_is_drawn_with_names_of_the_language(
    browser: Browser, addresses: tuple[str, str]
) -> None:
    drawings = []
    for lang, title in (("fr", "Carte détaillée"), ("en", "Detailed map")):
        with _opened(browser, addresses[0], f"?lang={lang}&layers=none&at=17,-4,5") as page:
            expect(page.locator(".leaflet-tile-pane canvas")).to_have_count(0)
            page.get_by_role("radio", name=title).check()
            page.wait_for_url("**base=ground**")
            until(page, f"() => {{ const [land, other] = {COLOURS}; return land > 30000 && other > 100; }}")
            expect(page.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap (ODbL)")
            expect(page.locator(".leaflet-atlas-base-pane")).to_be_hidden()
            drawings.append(page.evaluate("document.querySelector('.leaflet-tile-pane canvas').toDataURL()"))
            page.get_by_role("radio", name="Atlas", exact=True).check()
            expect(page.locator(".leaflet-tile-pane canvas")).to_have_count(0)
    assert drawings[0] != drawings[1]  # Ville d’essai, Test town


def test_pictures_are_tiles_of_the_server(browser: Browser, addresses: tuple[str, str]) -> None:
    with _opened(browser, addresses[1], "?lang=en&layers=none&base=ground&at=17,-4,5") as page:
        until(page, "document.querySelectorAll('.leaflet-tile-pane img.leaflet-tile-loaded').length > 3")
        expect(page.locator(".leaflet-control-attribution")).to_contain_text("Own survey")
