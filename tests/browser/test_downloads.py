"""Download menus: of a layer, of everything, and of what lies inside a shape."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geodata.text import LANGS
from tests.browser.test_accessibility import violations
from tests.browser.waiting import PICKING, drawn, told

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.browser.waiting import Open

ENDINGS = {
    "geojson",
    "gpkg",
    "qgis.zip",
    "qgz",
    "kmz",
    "kml",
    "tak.zip",
    "qfield.zip",
    "shp.zip",
    "fgb",
    "parquet",
    "csv",
    "xlsx",
}


def saved(page: Page, link: Locator, folder: Path) -> Path:
    with page.expect_download() as waiting:
        link.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


@pytest.mark.parametrize("lang", LANGS)
def test_a_layer_offers_every_format(open_page: Open, tmp_path: Path, lang: str) -> None:
    page = drawn(open_page(f"/?lang={lang}&layers=sites"), "sites")
    row = page.locator('[data-layer="sites"]')
    row.locator(".more > summary").click()
    row.locator(".files > summary").press("Enter")
    links = row.locator(".files a[data-ending]")
    expect(links).to_have_count(len(ENDINGS))
    assert {link.get_attribute("data-ending") for link in links.all()} == ENDINGS
    assert violations(page) == []
    path = saved(page, row.locator('[data-ending="kml"]'), tmp_path)
    assert path.name == f"sites.{lang}.kml"
    assert "Tombouctou" in path.read_text("utf-8") or lang == "en"
    told(page, path.name)


def test_a_filter_takes_away_the_file_that_cannot_keep_it(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=courts&filter=state%20%3D%20'planned'"), "courts")
    row = page.locator('[data-layer="courts"]')
    row.locator(".more > summary").click()
    row.locator(".files > summary").press("Enter")
    links = row.locator(".files a[data-ending]")
    expect(links).to_have_count(len(ENDINGS) - 1)
    expect(row.locator('[data-ending="qgz"]')).to_have_count(0)
    expect(row.locator(".files")).to_contain_text("reads whole layers: take the filter off")


def test_a_computed_layer_is_saved_with_its_arguments(open_page: Open, tmp_path: Path) -> None:
    page = drawn(open_page("/?lang=en&layers=sites,coverage&coverage.erp_kw=2"), "sites")
    row = page.locator('[data-layer="coverage"]')
    row.locator(".more > summary").click()
    row.locator(".files > summary").click()
    path = saved(page, row.locator('[data-ending="geojson"]'), tmp_path)
    assert json.loads(path.read_bytes())["atlas"]["arguments"]["erp_kw"] == 2


def test_everything_at_once_on_a_phone(open_page: Open, tmp_path: Path) -> None:
    page = drawn(open_page("/?lang=fr&layers=sites", 390, 844), "sites")
    page.get_by_role("button", name="Afficher ou masquer les couches").click()
    menu = page.locator('#panel > [data-files=""]')
    menu.locator("summary").click()
    expect(menu.locator("a")).to_have_count(len(ENDINGS) + 1)
    assert violations(page) == []
    path = saved(page, menu.locator('[data-ending="datapackage.zip"]'), tmp_path)
    assert "datapackage.json" in zipfile.ZipFile(path).namelist()


def test_what_lies_inside_is_saved_as_the_server_selects_it(open_page: Open, tmp_path: Path) -> None:
    page = drawn(open_page("/?lang=en&layers=sites&at=16.3,-0.1,7"), "sites")
    page.get_by_role("button", name="List what lies inside").click()
    expect(page.locator(PICKING)).to_be_visible()
    page.locator("#inside-radius").fill("120")
    page.locator("#inside-radius").press("Enter")
    card = page.locator("#tool-inside")
    expect(card.locator(".tool-total")).to_contain_text("found")
    path = saved(page, card.locator('[data-inside="geojson"]'), tmp_path)
    assert path.name == "mission-atlas.selection.en.geojson"
    names = {feature["properties"]["name"] for feature in json.loads(path.read_bytes())["features"]}
    listed = set(card.locator(".tool-found li .goto").all_inner_texts())
    assert names == listed


def test_a_refusal_is_read(open_page: Open) -> None:
    page = drawn(open_page("/?lang=fr&layers=sites&at=16.25,-0.5,8", expected="400"), "sites")
    page.locator('[data-tool="inside"]').click()
    page.get_by_text("Un polygone", exact=True).click()
    expect(page.locator(PICKING)).to_be_visible()
    box = page.locator("#map").bounding_box()
    assert box
    corners = ((-150, -100), (150, 100), (150, -100), (-150, 100))  # sides that cross in the middle
    for x, y in corners:
        page.mouse.click(box["x"] + box["width"] / 2 + x, box["y"] + box["height"] / 2 + y)
    page.locator('#tool-inside [data-sketch="finish"]').click()
    page.locator('#tool-inside [data-inside="kml"]').click()
    told(page, "se recoupe")
