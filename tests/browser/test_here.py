"""Several features at one spot: pins fan out, a count stands for the rest, and a list offers them all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable

    Open = Callable[..., Page]

CROWD = "layers=sites,works,police,strength,courts,prisons,medical,volunteers,results"
CENTRE = "[data-action=showCentre]"
#: Of all symbols that are shown, pairs whose centres are nearer than a symbol's radius.
HIDDEN_BY_ANOTHER = """() => {
  const isShown = (icon) => icon.offsetParent && icon.style.display !== 'none';
  const centres = [...document.querySelectorAll('.atlas-pin, .atlas-stack')].filter(isShown).map((icon) => {
    const box = icon.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  });
  const near = ([x, y]) => ([u, v]) => Math.hypot(x - u, y - v) < 11;
  return centres.filter((one, place) => centres.slice(place + 1).some(near(one))).length;
}"""


def ready(page: Page, layer: str) -> Page:
    expect(page.locator("html")).to_have_attribute("data-drawn", re.compile(layer))
    page.wait_for_timeout(500)
    return page


def spot(page: Page, lat: float, lon: float) -> tuple[float, float]:
    x, y = page.evaluate(
        "([lat, lon]) => { const p = atlas.map.latLngToContainerPoint([lat, lon]);"
        " const box = atlas.map.getContainer().getBoundingClientRect(); return [box.x + p.x, box.y + p.y]; }",
        [lat, lon],
    )
    return x, y


@pytest.mark.parametrize(
    ("lat", "lon", "zoom"),
    [
        (14.5, -4.18, 5),
        (14.5, -4.18, 7),
        (14.5, -4.18, 9),
        (14.5, -4.18, 12),
        (16.27, -0.04, 7),
        (16.27, -0.04, 9),
    ],
)
def test_mopti_and_gao_stay_readable_with_many_layers_on(
    open_page: Open, lat: float, lon: float, zoom: int
) -> None:
    page = ready(open_page(f"/?lang=en&{CROWD}&at={lat},{lon},{zoom}"), "results")
    page.wait_for_timeout(600)
    assert page.evaluate(HIDDEN_BY_ANOTHER) == 0
    said = page.evaluate(
        "[[...document.querySelectorAll('.atlas-stack')].reduce((sum, e) => sum + Number(e.textContent), 0),"
        " [...document.querySelectorAll('.atlas-pin')].filter((e) => e.style.display === 'none').length]"
    )
    assert said[0] == said[1], "each hidden pin is counted once"


def test_a_count_lists_its_features_by_keyboard(open_page: Open) -> None:
    page = ready(open_page(f"/?lang=en&{CROWD}&at=15.5,-3,5"), "results")
    count = page.get_by_role("button", name=re.compile("features around"))
    expect(count.first).to_be_visible()
    number = int(count.first.inner_text())
    count.first.focus()
    page.keyboard.press("Enter")
    rows = page.locator(".here-row")
    expect(rows).to_have_count(number)
    expect(rows.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(rows).to_have_count(0)
    expect(count.first).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#dossier h2")).to_be_visible()


def test_a_click_on_several_areas_offers_them_all(open_page: Open) -> None:
    page = ready(open_page("/?lang=en&layers=sectors,regions,cercles&at=15.2,-2.5,7"), "cercles")
    page.mouse.click(*spot(page, 15.2, -2.5))
    rows = page.locator(".here-row")
    assert [row.inner_text().split("\n") for row in rows.all()] == [
        ["Sector Centre", "Sectors"],
        ["Mopti", "Regions"],
        ["Douentza", "Cercles"],
    ]
    rows.nth(1).click()
    page.wait_for_url("**sel=region-mopti**")
    expect(rows).to_have_count(0)


def test_a_click_on_one_symbol_opens_it_at_once(open_page: Open) -> None:
    page = ready(open_page("/?lang=en&layers=sectors,sites,regions"), "regions")
    page.locator('[data-feature="kidal"]').click()
    expect(page.locator("#dossier h2")).to_have_text("Kidal")
    expect(page.locator(".here")).to_have_count(0)


def test_a_near_miss_by_finger_means_the_symbol(open_page: Open) -> None:
    page = open_page("/?lang=fr&layers=sectors,sites,regions&at=18.4,1.4,8", 390, 844, has_touch=True)
    ready(page, "regions")
    x, y = spot(page, 18.4434, 1.4092)
    page.touchscreen.tap(x - 17, y)
    expect(page.locator("#dossier h2")).to_have_text("Kidal")


def test_the_centre_says_what_is_there_by_keyboard(open_page: Open) -> None:
    page = ready(open_page("/?lang=fr&layers=sectors,regions&at=15.2,-2.5,7"), "regions")
    page.locator(CENTRE).focus()
    page.keyboard.press("Enter")
    card = page.locator(".position-card")
    expect(card).to_contain_text("Ce qui se trouve ici")
    card.get_by_role("button", name="Secteur Centre").press("Enter")
    expect(page.locator("#dossier h2")).to_have_text("Secteur Centre")


def test_names_from_the_data_are_never_markup(open_page: Open) -> None:
    page = ready(open_page("/?lang=en&layers=sectors,regions&at=15.2,-2.5,7"), "regions")
    page.evaluate(
        "() => { const mark = { shape: 'area', width: 1, stroke: '#000', color: '#000', fill: 0 };"
        " const feature = { properties: { name: '<img src=x onerror=alert(1)>' } };"
        " const about = { feature, meta: { title: '<b>x</b>' }, mark };"
        " atlas.listHere(atlas.map, [15, -2], [about, about]); }"
    )
    expect(page.locator(".here-row").first).to_contain_text("<img src=x")
    assert page.locator(".here img").count() == 0
    until(page, "document.activeElement.classList.contains('here-row')")


def test_a_town_whose_pins_are_fanned_out_keeps_its_name(open_page: Callable[..., Page]) -> None:
    page = open_page(f"/?lang=en&{CROWD}&at=14.5,-4.15,11")
    expect(page.locator(".atlas-label", has_text="Mopti-Sévaré")).to_be_visible()
    expect(page.locator(".atlas-label").get_by_text("Mopti", exact=True)).to_be_visible()
