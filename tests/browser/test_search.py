"""One box finds places by any spelling, layers, facilities, references and coordinates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.waiting import told, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.waiting import Open

FIRST = '.search-option[aria-selected="true"]'


def ask(page: Page, text: str) -> None:
    expect(page.locator("html")).to_have_attribute("data-drawn", re.compile("sites"))
    page.locator("#search-field").fill(text)


MEANT = {
    "Tombouctou": ("Timbuktu", "Mission site"),
    "16.2717, -0.0447": ("16.2717, -0.0447", "Location"),
    "timbuktu": ("Timbuktu", "Mission site"),
    "16,2717 ; -0,0447": ("16.2717, -0.0447", "Location"),
    "tombuctu": ("Timbuktu", "Mission site"),
    "16°16′18″N 0°02′41″O": ("16.2717, -0.0447", "Location"),
    "Augelhok": ("Aguelhok", "Mission site"),
    "N16 16 18 W0 2 41": ("16.2717, -0.0447", "Location"),
    "menaka": ("Ménaka", "Mission site"),
    "30Q ZD 15880 01273": ("16.2717, -0.0447", "Location"),
    "région de gao": ("Gao Region", "Region"),
    "30qzd1588001273": ("16.2717, -0.0447", "Location"),
    "comune de gao": ("Gao", "Commune"),
    "prisson": ("Prisons", "Layer"),
    "coordination mechanism camp gao": ("Gao", "Facility"),
    "O2.2.9": ("O2.2.9", "Output"),
    "i1.1.3": ("I1.1.3", "Indicator"),
}


def test_a_text_finds_what_it_means(open_page: Open) -> None:
    page = open_page("/?lang=en")
    for asked, (name, kind) in MEANT.items():
        ask(page, asked)
        expect(page.locator(FIRST), asked).to_contain_text(name)
        expect(page.locator(FIRST).locator(".search-kind"), asked).to_have_text(kind)
        ask(page, "")
        expect(page.locator(FIRST)).to_have_count(0)


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
    told(page, "Prisons")


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
    wanted = ("search.en.json", "/search/passages.en.json", "/search/help.en.json", "MiniSearch")
    assert not [url for url in asked if "geodesic" in url or any(part in url for part in wanted)]
    page.locator("#search-field").focus()
    expect(page.locator("#search-status")).to_contain_text("Timbuktu")
    for part in wanted:
        fetched = f"performance.getEntriesByType('resource').some((entry) => entry.name.includes('{part}'))"
        until(page, fetched)


def test_courts_in_mopti_and_who_secures_them(open_page: Open) -> None:
    """Asked in words, answered with the documents' figures, then shown in the dossier and on the map."""
    page = open_page("/?lang=en")
    ask(page, "which courts in Mopti are operational")
    expect(page.locator(FIRST)).to_contain_text("Operational courts")
    expect(page.locator(FIRST)).to_contain_text("A/76/564")
    expect(page.locator(FIRST).locator("mark").first).to_have_text("operational", ignore_case=True)
    page.keyboard.press("Enter")
    expect(page.locator("#dossier .is-sought")).to_contain_text("14 courts")
    expect(page.locator("#dossier .is-sought")).to_be_focused()
    expect(page.locator("#dossier .is-sought")).to_be_in_viewport()
    expect(page.locator("#ringed")).to_contain_text("3 places")
    until(page, "document.documentElement.dataset.drawn.includes('courts')")
    ask(page, "who secures the courts")
    group = page.get_by_role("group", name="Facilities")
    expect(group.get_by_role("option").first).to_contain_text("security")


def test_a_fact_of_the_country_opens_among_those_of_its_topic(open_page: Open) -> None:
    page = open_page("/?lang=fr")
    ask(page, "UNPOL")
    expect(page.locator(FIRST)).to_contain_text("UNPOL")
    page.locator(FIRST).click()
    expect(page.locator("#figures .is-sought")).to_contain_text("UNPOL")
    expect(page.locator("#figures .is-sought")).to_be_in_viewport()
    ask(page, "munitions détruites")  # a second one, while the page of figures is open
    page.locator(FIRST).click()
    expect(page.locator("#figures .is-sought")).to_contain_text("Munitions")


def test_an_acronym_of_the_other_language_finds_the_facts(open_page: Open) -> None:
    page = open_page("/?lang=en")
    ask(page, "EEI")
    expect(page.locator(FIRST)).to_contain_text("improvised explosive devices")
    expect(page.locator("#search-status")).to_contain_text("matches")
    groups = page.locator("#search-list [role=group]")
    assert groups.count() >= 2
    for name in ("Facts", "Results of the framework"):
        expect(page.get_by_role("group", name=name)).to_be_visible()


def test_help_is_found_and_opens_its_tool(open_page: Open) -> None:
    page = open_page("/?lang=en")
    ask(page, "measure a distance")
    page.get_by_role("group", name="Help").get_by_role("option").first.click()
    expect(page.locator("#tool-measure")).to_be_visible()
    ask(page, "copy link")
    page.get_by_role("group", name="Help").get_by_role("option").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("How it works")
    expect(page.get_by_role("dialog").locator("kbd", has_text="/")).to_be_visible()


def test_positions_of_other_programs_and_numbers_the_wrong_way_round(open_page: Open) -> None:
    page = open_page("/?lang=en")
    for text in (
        "geo:16.2717,-0.0447",
        "https://www.openstreetmap.org/#map=12/16.2717/-0.0447",
        "-0.0447, 16.2717",
    ):
        ask(page, text)
        expect(page.locator(FIRST), text).to_contain_text("16.2717, -0.0447")
    expect(page.locator(FIRST)).to_contain_text("longitude came first")
    expect(page.locator(".search-option").nth(1)).to_contain_text("as typed")
    page.keyboard.press("Enter")
    expect(page.locator(".position-card")).to_contain_text("16.2717, -0.0447")
    ask(page, "https://maps.app.goo.gl/AbCd12")
    expect(page.locator("#search-status")).to_contain_text("holds no position")


def test_what_a_passage_holds_is_text(open_page: Open) -> None:
    page = open_page("/?lang=en")
    page.route(
        "**/search/passages.en.json",
        lambda route: route.fulfill(
            body=route.fetch().text().replace("Participants in UNPOL", "<img src=x onerror=boom()> UNPOL")
        ),
    )
    ask(page, "UNPOL")
    expect(page.locator("#search-list")).to_contain_text("<img src=x onerror=boom()> UNPOL")
    expect(page.locator("#search-list img")).to_have_count(0)


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
