"""The panel of layers: whole groups, words that mean a layer, what is behind "…", and views kept by name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import drawn, told, until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.waiting import Open

MISSION = ["sectors", "zones", "sites", "sites-closed", "conduct", "works"]


def group_switch(page: Page, title: str) -> Locator:
    return page.get_by_role("checkbox", name=f"All layers: {title}", exact=True)


def layers_of(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query)["layers"][0].split(",")


def state_of(switch: Locator) -> str:
    return str(switch.evaluate("box => box.indeterminate ? 'mixed' : String(box.checked)"))


def test_a_group_is_switched_as_one_and_says_when_it_is_on_in_part(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en"), "sectors", "sites")
    mission = group_switch(page, "Mission")
    until(page, "document.querySelector('.group-switch').indeterminate")
    assert state_of(group_switch(page, "Justice")) == "false"
    mission.focus()
    page.keyboard.press("Space")
    drawn(page, *MISSION)
    until(page, "location.search.includes('works')")
    assert layers_of(page) == MISSION
    assert state_of(mission) == "true"
    page.keyboard.press("Space")
    until(page, "location.search.includes('layers=none')")
    expect(page.locator(".row [data-switch]:checked")).to_have_count(0)
    page.get_by_role("checkbox", name="Sectors", exact=True).check()
    until(page, "document.querySelector('.group-switch').indeterminate")
    page.go_back()
    until(page, "!document.querySelector('.group-switch').indeterminate")


def test_a_group_switch_stands_for_what_the_filter_leaves(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=none"))
    page.get_by_label("Filter the layers").fill("closed")
    expect(page.locator(".row[data-layer]:visible")).to_have_count(1)
    group_switch(page, "Mission").check()
    until(page, "location.search.includes('layers=sites-closed')")
    page.get_by_label("Filter the layers").fill("")
    assert state_of(group_switch(page, "Mission")) == "mixed"


@pytest.mark.parametrize(
    ("lang", "word", "layer"),
    [
        ("fr", "EEI", "mine-action"),
        ("fr", "IED", "mine-action"),
        ("en", "roadside bomb", "mine-action"),
        ("en", "UNPOL", "police"),
        ("en", "policier", "police"),
        ("fr", "juridiction", "courts"),
        ("en", "PER", "qip"),
        ("fr", "hopital", "medical"),
        ("en", "jail", "prisons"),
    ],
)
def test_which_layer_shows_what_is_called_by_another_word(
    open_page: Open, lang: str, word: str, layer: str
) -> None:
    page = drawn(open_page(f"/?lang={lang}"), "sites")
    page.locator("#layer-filter").fill(word)
    expect(page.locator(f'.row[data-layer="{layer}"]')).to_be_visible()
    expect(page.locator("#layer-filter-none")).to_be_hidden()
    assert page.locator(".row[data-layer]:visible").count() < 8, "few layers speak of it"
    page.locator("#layer-filter").fill("xyzzy")
    expect(page.locator("#layer-filter-none")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_way_to_close_what_is_known_of_a_layer_stays_in_view(
    open_page: Open, width: int, height: int
) -> None:
    page = drawn(open_page("/?lang=en", width, height), "sites")
    if width < 900:
        page.locator('[data-action="togglePanel"]').click()
    more = page.locator('[data-about="sectors"]')
    more.locator("> summary").click()
    page.locator('[data-about="sectors"] .field-dictionary > summary').click()
    last = more.locator(".layer-acts")
    last.scroll_into_view_if_needed()
    panel = page.locator("#panel").bounding_box()
    dots = more.locator("> summary").bounding_box()
    assert panel
    assert dots
    assert panel["y"] <= dots["y"]
    assert dots["y"] + dots["height"] <= panel["y"] + panel["height"]
    more.locator("> summary").click()
    expect(last).to_be_hidden()


def test_a_view_is_kept_by_name_renamed_given_as_a_link_and_deleted(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=courts&date=2020-08-31&at=14.5,-4.2,8"), "courts")
    page.locator("#saved-views > summary").click()
    views = page.locator("#saved-views .saved-list")
    expect(views).to_contain_text("No view is saved yet")
    page.get_by_label("Name of this view").fill("Mopti courts")
    page.keyboard.press("Enter")
    told(page, "View saved: Mopti courts")
    page.get_by_role("button", name="Briefer").click()
    page.locator("[data-action=home]").click()
    until(page, "!location.search.includes('at=')")
    views.get_by_role("link", name="Mopti courts").click()
    drawn(page, "courts")
    until(page, "location.search.includes('at=14.5,-4.2,8')")
    query = parse_qs(urlsplit(page.url).query)
    assert query == {"lang": ["en"], "layers": ["courts"], "date": ["2020-08-31"], "at": ["14.5,-4.2,8"]}
    page.get_by_role("button", name="Rename the view Mopti courts").click()
    page.keyboard.type("Courts, Mopti")
    page.keyboard.press("Enter")
    link = views.get_by_role("link", name="Courts, Mopti")
    expect(link).to_have_attribute("href", f"/?{urlsplit(page.url).query}")
    page.reload()
    drawn(page, "courts")
    page.locator("#saved-views > summary").click()
    expect(link).to_be_visible()
    page.get_by_role("button", name="Delete the view Courts, Mopti").click()
    expect(link).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(link).to_be_focused()
    page.get_by_role("button", name="Delete the view Courts, Mopti").click()
    assert page.evaluate("localStorage.getItem('atlas-views')") == "[]"


def test_a_saved_view_is_opened_in_the_language_of_the_reader(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=sites"), "sites")
    page.locator("#saved-views > summary").click()
    page.get_by_label("Name of this view").fill("Sites")
    page.get_by_role("button", name="Save", exact=True).click()
    told(page, "View saved")
    page.get_by_role("link", name="FR", exact=True).click()
    drawn(page, "sites")
    page.locator("#saved-views > summary").click()
    expect(page.get_by_role("link", name="Sites", exact=True)).to_have_attribute(
        "href", "/?lang=fr&layers=sites"
    )


def test_a_browser_that_keeps_nothing_is_told(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=sites"), "sites")
    page.evaluate("void (Storage.prototype.setItem = () => { throw new Error('full') })")
    page.locator("#saved-views > summary").click()
    page.get_by_label("Name of this view").fill("Sites")
    page.keyboard.press("Enter")
    told(page, "This browser keeps nothing")
    expect(page.get_by_label("Name of this view")).to_have_value("Sites")


ROUTE = "line,17.5,-3.2,16.27,-0.04,14.5,-4.2"


def test_a_link_draws_what_was_measured(open_page: Open) -> None:
    page = drawn(open_page(f"/?lang=en&layers=sites&measure={ROUTE}"), "sites")
    status = page.locator("#tool-measure .tool-status")
    expect(status).to_contain_text("850.8 km")
    expect(page.locator("#tool-measure .tool-legs li")).to_have_count(3)
    expect(page.locator(".leaflet-atlas-sketch-pane path"), "a line and three points").to_have_count(4)
    page.get_by_role("button", name="Undo point").click()
    until(page, "location.search.endsWith('measure=line,17.5,-3.2,16.27,-0.04')")
    page.locator('[data-tool-close="measure"]').click()
    until(page, "!location.search.includes('measure')")


def test_what_is_measured_is_in_the_address_and_comes_back(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=sites&at=17,-3,7"), "sites")
    page.locator('[data-tool="measure"]').click()
    page.get_by_label("An area").check()
    box = page.locator("#map").bounding_box()
    assert box
    for x, y in [(300, 200), (500, 250), (400, 450)]:
        page.mouse.click(box["x"] + x, box["y"] + y)
    page.get_by_role("button", name="Finish").click()
    until(page, "location.search.includes('measure=area,')")
    said = page.locator("#tool-measure .tool-status").inner_text()
    page.reload()
    drawn(page, "sites")
    expect(page.locator("#tool-measure .tool-status")).to_have_text(said, use_inner_text=True)
    expect(page.get_by_label("An area")).to_be_checked()


def test_rings_of_a_link_have_its_radii(open_page: Open) -> None:
    page = drawn(open_page("/?lang=fr&layers=sites&measure=rings,16.27,-0.04,30,75.5"), "sites")
    expect(page.locator("#measure-radii")).to_have_value("30; 75,5")
    expect(page.locator("#tool-measure .tool-legs li")).to_have_count(2)
    page.locator("#measure-radii").fill("40")
    until(page, "location.search.endsWith('measure=rings,16.27,-0.04,40')")


def test_a_measure_that_cannot_be_used_is_said(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites&measure=line,1,2,3")
    expect(page.locator("#notice")).to_contain_text("measure")
