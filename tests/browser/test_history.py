"""Back and forward: steps a reader would go back over, and nothing for mere movements of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.waiting import PINS, until

if TYPE_CHECKING:
    from tests.browser.waiting import Open


def test_back_and_forward_step_through_layers_and_dossiers(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sectors,sites")
    expect(page.locator(PINS)).to_have_count(12)
    page.evaluate("window.here = true")
    page.get_by_role("checkbox", name="Mission sites").uncheck()
    page.wait_for_url("**layers=sectors")
    page.get_by_role("checkbox", name="Mission sites").check()
    page.wait_for_url("**layers=sectors,sites")
    page.locator('[data-feature="gao"]').dispatch_event("click")
    page.wait_for_url("**sel=gao**")
    page.go_back()
    expect(page.locator("#dossier-frame")).to_be_hidden()
    expect(page.locator(PINS)).to_have_count(12)
    page.go_back()
    expect(page.locator(PINS)).to_have_count(0)
    expect(page.get_by_role("checkbox", name="Mission sites")).not_to_be_checked()
    page.go_forward()
    expect(page.locator(PINS)).to_have_count(12)
    page.go_forward()
    expect(page.locator("#dossier h2")).to_have_text("Gao")
    assert page.evaluate("window.here"), "no reload on the way"


def test_moving_the_map_is_no_step(open_page: Open) -> None:
    page = open_page("/?lang=en&at=16.27,-0.04,7")
    expect(page.locator(PINS).first).to_be_visible()
    steps = page.evaluate("history.length")
    for zoom in (8, 9):
        page.evaluate(f"void atlas.map.setView([14.5, -4.1], {zoom}, {{ animate: false }})")
        page.wait_for_url(f"**at=14.5,-4.1,{zoom}**")
    assert page.evaluate("history.length") == steps


def test_going_back_puts_the_map_where_it_was(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites&at=16.27,-0.04,7")
    expect(page.locator(PINS).first).to_be_visible()
    page.get_by_role("checkbox", name="Sectors").check()
    page.wait_for_url("**layers=sectors,sites**")
    page.evaluate("void atlas.map.setView([14.5, -4.1], 9, { animate: false })")
    page.wait_for_url("**at=14.5,-4.1,9**")
    page.go_back()
    until(page, "atlas.map.getZoom() === 7")
    assert abs(page.evaluate("atlas.map.getCenter().lat") - 16.27) < 1e-2
    expect(page.get_by_role("checkbox", name="Sectors")).not_to_be_checked()
    page.go_forward()
    until(page, "atlas.map.getZoom() === 9")


def test_the_basemap_and_the_table_are_steps(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites")
    expect(page.locator(PINS)).to_have_count(12)
    page.get_by_role("radio", name="None", exact=True).first.check()
    page.wait_for_url("**base=blank")
    page.get_by_role("button", name="Table of the layer Mission sites").click()
    page.wait_for_url("**table=sites**")
    page.go_back()
    expect(page.locator("#table-sheet")).to_be_hidden()
    page.go_back()
    expect(page.locator('input[name="basemap"][value="atlas"]')).to_be_checked()
    assert page.evaluate("atlas.map.getPane('atlas-base').style.display") == ""


def test_going_back_over_a_change_of_language(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites")
    expect(page.locator(PINS)).to_have_count(12)
    page.locator("#lang-fr").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.go_back()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(PINS)).to_have_count(12)
