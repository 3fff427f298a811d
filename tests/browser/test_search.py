"""One box finds places by any spelling, layers, facilities, references and coordinates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable

    Open = Callable[..., Page]

FIRST = '.search-option[aria-selected="true"]'


def ask(page: Page, text: str) -> None:
    expect(page.locator("html")).to_have_attribute("data-drawn", re.compile("sites"))
    page.locator("#search-field").fill(text)


@pytest.mark.parametrize(
    ("asked", "name", "where"),
    [
        ("Tombouctou", "Timbuktu", "Mission site"),
        ("timbuktu", "Timbuktu", "Mission site"),
        ("tombuctu", "Timbuktu", "Mission site"),
        ("Augelhok", "Aguelhok", "Mission site"),
        ("menaka", "Ménaka", "Mission site"),
        ("région de gao", "Gao Region", "Region"),
        ("comune de gao", "Gao", "Commune"),
        ("prisson", "Prisons", "Layer"),
        ("MOC camp gao", "Gao", "Facility"),
        ("O2.2.9", "O2.2.9", "Output"),
        ("i1.1.3", "I1.1.3", "Indicator"),
        ("16.2717, -0.0447", "16.2717, -0.0447", "Location"),
        ("16,2717 ; -0,0447", "16.2717, -0.0447", "Location"),
        ("16°16′18″N 0°02′41″O", "16.2717, -0.0447", "Location"),
        ("N16 16 18 W0 2 41", "16.2717, -0.0447", "Location"),
        ("30Q ZD 15880 01273", "16.2717, -0.0447", "Location"),
        ("30qzd1588001273", "16.2717, -0.0447", "Location"),
    ],
)
def test_a_text_finds_what_it_means(open_page: Open, asked: str, name: str, where: str) -> None:
    page = open_page("/?lang=en")
    ask(page, asked if asked != "MOC camp gao" else "coordination mechanism camp gao")
    expect(page.locator(FIRST)).to_contain_text(name)
    expect(page.locator(FIRST).locator(".search-kind")).to_have_text(where)


def test_choosing_a_place_goes_there_and_opens_its_dossier_by_keyboard(open_page: Open) -> None:
    page = open_page("/?lang=fr")
    expect(page.locator("html")).to_have_attribute("data-drawn", re.compile("sites"))
    page.keyboard.press("/")
    expect(page.locator("#search-field")).to_be_focused()
    page.keyboard.type("kidal")
    expect(page.locator(FIRST)).to_contain_text("Kidal")
    page.keyboard.press("ArrowDown")
    second = page.locator(FIRST).get_attribute("id")
    assert second == page.locator("#search-field").get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#dossier h2")).to_have_text("Kidal")
    page.wait_for_url("**sel=kidal")
    until(page, "atlas.map.getZoom() >= 8")
    assert page.evaluate("atlas.map.getBounds().contains([18.4434, 1.4092])")
    expect(page.locator("#search-drop")).to_be_hidden()


def test_escape_empties_then_leaves_and_the_dossier_stays(open_page: Open) -> None:
    page = open_page("/?lang=en&sel=gao")
    expect(page.locator("#dossier h2")).to_have_text("Gao")
    ask(page, "xyzzyq")
    expect(page.locator("#search-status")).to_contain_text("Nothing found")
    page.keyboard.press("Escape")
    expect(page.locator("#search-field")).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator("#search-drop")).to_be_hidden()
    expect(page.locator("#dossier h2")).to_be_visible()


def test_choosing_a_layer_switches_it_on(open_page: Open) -> None:
    page = open_page("/?lang=en")
    ask(page, "prisons")
    page.locator(FIRST).click()
    page.wait_for_url("**layers=sectors,sites,prisons**")
    expect(page.locator('[data-switch="prisons"]')).to_be_checked()
    expect(page.locator("#status")).to_contain_text("Prisons")


def test_choosing_a_reference_shows_its_places(open_page: Open) -> None:
    page = open_page("/?lang=en")
    ask(page, "O2.2.9")
    page.locator(FIRST).click()
    page.wait_for_url("**layers=sectors,sites,results**")
    until(page, "document.documentElement.dataset.drawn.includes('results')")
    expect(page.locator("[data-ref='O2.2.9'] .fig-open")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[data-ref='O2.2.9'] .fig-open")).to_be_focused()


def test_a_reference_without_a_place_opens_its_row_too(open_page: Open) -> None:
    page = open_page("/?lang=fr")
    ask(page, "I1.1.4")
    page.locator(FIRST).click()
    page.wait_for_url("**sel=figures-results")
    expect(page.locator("[data-ref='I1.1.4'] .fig-open")).to_have_attribute("aria-expanded", "true")


def test_another_choice_closes_the_card_of_a_position(open_page: Open) -> None:
    page = open_page("/?lang=en")
    ask(page, "16.2717, -0.0447")
    page.locator(FIRST).click()
    expect(page.locator(".position-card")).to_be_visible()
    ask(page, "sector east")
    page.locator(FIRST).click()
    expect(page.locator("#dossier h2")).to_have_text("Sector East")
    expect(page.locator(".position-card")).to_have_count(0)


def test_choosing_coordinates_shows_them_in_three_ways(open_page: Open) -> None:
    page = open_page("/?lang=fr")
    ask(page, "30Q ZD 15880 01273")
    page.locator(FIRST).click()
    card = page.locator(".position-card")
    expect(card).to_contain_text("16.2717, -0.0447")
    expect(card).to_contain_text("16°16′18″N 0°02′41″O")
    expect(card).to_contain_text("30Q ZD 15880 01273")
    expect(card.get_by_role("button", name="Copier MGRS")).to_be_visible()


def test_the_index_is_asked_for_only_when_needed(open_page: Open) -> None:
    page = open_page("/?lang=en")
    expect(page.locator("html")).to_have_attribute("data-drawn", re.compile("sites"))
    asked = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert not [url for url in asked if "search.en.json" in url or "geodesic" in url]
    page.locator("#search-field").focus()
    expect(page.locator("#search-status")).to_contain_text("Timbuktu")
    until(
        page,
        "performance.getEntriesByType('resource').some((entry) => entry.name.includes('search.en.json'))",
    )


def test_on_a_phone_the_box_opens_over_the_header(open_page: Open) -> None:
    page = open_page("/?lang=fr", 390, 844, has_touch=True)
    expect(page.locator("html")).to_have_attribute("data-drawn", re.compile("sites"))
    expect(page.locator("#search-field")).to_be_hidden()
    page.locator("#search-open").tap()
    expect(page.locator("#search-field")).to_be_focused()
    box = page.locator("#search-field").bounding_box()
    assert box
    assert box["width"] > 300
    page.locator("#search-field").fill("gao")
    page.locator(FIRST).tap()
    expect(page.locator("#dossier h2")).to_have_text("Gao")
    expect(page.locator("#search-field")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    until(  # the place stands above the dossier's sheet
        page,
        "(() => { const at = atlas.map.latLngToContainerPoint([16.2717, -0.0447]);"
        " return at.y > 0 && at.y < atlas.map.getSize().y * 0.42; })()",
    )
