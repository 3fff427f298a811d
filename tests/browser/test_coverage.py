from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from playwright.sync_api import Route, expect

from geodata.tables import Tables
from layers.reports.coverage.case import Case
from layers.reports.coverage.scenarios import scenario_lines
from tests.browser.test_accessibility import violations
from tests.browser.waiting import drawn, told, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.waiting import Open

PATHS = ".leaflet-atlas-coverage-areas-pane path"
WIDTH = f"Math.max(...[...document.querySelectorAll('{PATHS}')].map((p) => p.getBoundingClientRect().width))"
POWER = '[data-parameter="coverage.erp_kw"]'


def open_controls(page: Page) -> None:
    page.locator("summary", has_text="Radio").first.click()
    page.get_by_role("checkbox", name="Radio coverage (modelled)").check()
    expect(page.locator(PATHS)).to_have_count(14)
    page.locator('[data-layer="coverage"] .more > summary').click()


def move_power(page: Page, value: str) -> None:
    page.locator(POWER).evaluate(
        "(slider, value) => { slider.value = value;"
        " slider.dispatchEvent(new Event('input', { bubbles: true })); }",
        value,
    )


def test_a_slider_redraws_the_contours_and_the_last_result_stays_meanwhile(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=none&at=16.27,-0.04,7")
    open_controls(page)
    before = page.evaluate(WIDTH)
    held: list[Route] = []
    page.route("**/layers/coverage.geojson?*erp_kw=10*", lambda route: held.append(route))  # noqa: PLW0108
    with page.expect_request("**/layers/coverage.geojson?*erp_kw=10*"):
        move_power(page, "10")
    page.wait_for_url("**coverage.erp_kw=10**")
    assert page.evaluate(WIDTH) == before  # the old picture, while the answer is on its way
    held[0].continue_()
    until(page, f"() => {WIDTH} > 1.3 * {before}")
    expect(page.locator(PATHS)).to_have_count(14)
    expect(page.locator('[data-legend="coverage"]')).to_contain_text("ERP 10 kW")
    move_power(page, "1")
    until(page, f"() => Math.abs({WIDTH} - {before}) < 1")
    until(page, "() => !location.search.includes('erp_kw')")


def test_the_card_tells_the_share_of_mali(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=coverage")
    page.locator('[data-layer="coverage"] .more > summary').click()
    page.get_by_role("button", name="Read the results").click()
    card = page.locator("#dossier")
    expect(card.get_by_role("heading", name="Mikado FM coverage")).to_be_visible()
    expect(card).to_contain_text("Share of Mali covered")
    expect(card).to_contain_text("1.13%")
    expect(card).to_contain_text("Modelled, not measured")
    expect(card.locator("img.chart")).to_have_count(7)
    move_power(page, "5")
    expect(card).to_contain_text("ERP 5 kW")
    expect(card).not_to_contain_text("1.13%")
    page.wait_for_url("**coverage.erp_kw=5**sel=layer**")


def test_interference_shows_both_contours_and_names_them(open_page: Open) -> None:
    page = open_page("/?lang=fr&layers=coverage&coverage.interference=on")
    expect(page.locator(PATHS)).to_have_count(28)
    expect(page.locator('[data-mark="median-clear"]')).to_be_visible()
    page.locator('[data-layer="coverage"] .more > summary').click()
    page.locator('[data-parameter="coverage.interference"]').select_option("none")
    expect(page.locator(PATHS)).to_have_count(14)
    expect(page.locator('[data-mark="median-clear"]')).to_be_hidden()


def test_what_cannot_be_computed_is_said_and_the_last_contours_stay(open_page: Open) -> None:
    page = open_page("/?lang=fr&layers=coverage", expected="503")
    expect(page.locator(PATHS)).to_have_count(14)
    page.locator('[data-layer="coverage"] .more > summary').click()
    page.locator('[data-parameter="coverage.model"]').select_option("p1546")
    told(page, "ATLAS_P1546_TABLES")
    told(page, "itu.int")
    expect(page.locator(PATHS)).to_have_count(14)
    page.locator('[data-parameter="coverage.model"]').select_option("itm")
    expect(page.locator("#status")).to_have_text("")


def test_what_would_five_kilowatts_reach_that_one_does_not(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=coverage&at=16.27,-0.04,7"), "coverage")
    page.locator('[data-layer="coverage"] .more > summary').click()
    page.get_by_role("button", name="Compare with this case").click()
    page.wait_for_url("**how=swipe&other=coverage")
    power = page.get_by_role("spinbutton", name="Radiated power (ERP), assumed, kW")
    power.fill("900")
    power.press("Tab")
    told(page, "A number from 0.1 to 50.0 kW.")
    expect(power).to_have_attribute("aria-invalid", "true")
    power.fill("5.25")  # between two steps of the slider
    power.press("Tab")
    page.wait_for_url("**coverage.erp_kw=5.25**")
    border = page.get_by_role("slider", name="Border between 5.25 kW and 1 kW")
    expect(border).to_be_visible()
    own, other = (
        WIDTH.replace("document.", f"document.querySelector('.leaflet-{side}-side-pane').")
        for side in ("own", "other")
    )
    until(page, f"{own} > 1.3 * {other}")
    page.reload()
    expect(border).to_be_visible()
    until(page, f"{own} > 1.3 * {other}")


def test_which_cases_of_radio_cover_whom_as_a_file(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=coverage&coverage.erp_kw=5"), "coverage")
    page.locator('[data-layer="coverage"] .more > summary').click()
    page.get_by_role("button", name="Table of cases").click()
    page.get_by_role("button", name="Add the case shown").click()
    cells = page.locator("#scenarios-table tbody tr")
    expect(cells).to_have_count(2)  # the median contour and the cautious one
    expect(cells.first).to_contain_text("Longley-Rice")
    page.get_by_role("button", name="Add the case shown").click()
    expect(page.locator("#scenarios-said")).to_have_text("This case is already in the table.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download (CSV)").click()
    lines = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    case = Case(erp_kw=5.0)
    assert lines == [
        {name: str(value) for name, value in line.items()} for line in scenario_lines(Tables(), case, "en")
    ]
    assert violations(page) == []
