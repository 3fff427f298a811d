"""The table twin of a layer, the frame for another page, and the first visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from playwright.sync_api import expect

from tests.browser.waiting import PINS, at_rest, drawn

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.waiting import Open

ROWS = "#table-scroll tbody tr"
CURRENT = f"{ROWS}[aria-current]"


def names(page: Page) -> list[str]:
    return page.locator(f"{ROWS} th").all_text_contents()


def test_a_layer_is_read_as_a_table_and_closed_again(open_page: Open) -> None:
    page = open_page("/?lang=en")
    page.get_by_role("button", name="Table of the layer Mission sites").click()
    expect(page.locator(ROWS)).to_have_count(12)
    expect(page.locator("#table-count")).to_have_text("12 of 12 rows")
    page.wait_for_url("**table=sites")
    page.get_by_role("button", name="Close the table").click()
    expect(page.locator("#table-sheet")).to_be_hidden()
    page.wait_for_url(lambda url: "table=" not in url)


def test_headings_sort_and_say_so(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites&table=sites")
    expect(page.locator(ROWS)).to_have_count(12)
    assert names(page)[:3] == ["Aguelhok", "Ansongo", "Bamako"]
    assert names(page)[8:10] == ["Ménaka", "Mopti-Sévaré"]
    page.get_by_role("button", name="Latitude").click()
    heading = page.get_by_role("columnheader", name="Latitude")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    south = names(page)
    page.get_by_role("button", name="Latitude").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert names(page) == south[::-1]
    assert names(page)[0] == "Tessalit"


def test_the_filter_ignores_accents_and_counts(open_page: Open) -> None:
    page = open_page("/?lang=fr&layers=sites&table=sites")
    expect(page.locator(ROWS)).to_have_count(12)
    page.get_by_label("Filtrer les lignes").fill("menaka")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator("#table-count")).to_have_text("1 ligne sur 12")
    page.get_by_label("Filtrer les lignes").fill("zzz")
    expect(page.locator("#table-scroll")).to_contain_text("effacez le filtre")


def test_row_and_place_select_each_other(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites&table=sites")
    page.locator(ROWS, has_text="Kidal").click()
    expect(page.locator("#dossier h2")).to_have_text("Kidal")
    expect(page.locator(CURRENT)).to_contain_text("Kidal")
    page.wait_for_url("**sel=kidal**")
    page.locator('[data-feature="gao"]').dispatch_event("click")
    expect(page.locator("#dossier h2")).to_have_text("Gao")
    expect(page.locator(CURRENT)).to_contain_text("Gao")
    expect(page.locator(CURRENT)).to_be_in_viewport()


def test_a_row_switches_its_layer_on(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=none&table=sites")
    page.locator(ROWS, has_text="Gao").click()
    expect(page.get_by_role("checkbox", name="Mission sites")).to_be_checked()
    expect(page.locator(PINS)).to_have_count(12)


def test_the_downloads_are_the_layer_in_the_readers_language(open_page: Open, server: str) -> None:
    page = open_page("/?lang=fr&layers=coverage&coverage.erp_kw=2&table=coverage")
    expect(page.locator(ROWS).first).to_be_visible()
    href = page.locator("#table-csv").get_attribute("href")
    assert href is not None
    assert "erp_kw=2" in href
    answer = page.request.get(f"{server}/{href}")
    assert answer.status == 200
    assert answer.body().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_of_more_rows_than_an_address_names_holds_these_rows(open_page: Open, ending: str) -> None:
    page = open_page("/?lang=fr&layers=communes&table=communes")
    expect(page.locator(ROWS).first).to_be_visible()
    whole = page.locator(ROWS).count()
    page.get_by_label("Filtrer les lignes").fill("a")
    expect(page.locator(ROWS)).not_to_have_count(whole)
    shown = page.locator(ROWS).count()
    link = page.locator(f"#table-{ending}")
    assert len(link.get_attribute("href") or "") > 8000
    with page.expect_request(lambda request: "/layers/communes." in request.url) as asked:
        link.click()
    assert asked.value.method == "POST"
    with page.expect_download() as saved:
        link.click()
    path = saved.value.path()
    read = pd.read_csv(path) if ending == "csv" else pd.read_excel(path, engine="openpyxl")
    assert len(read) == shown


def test_a_table_without_rows_offers_no_file(open_page: Open) -> None:
    page = open_page("/?lang=fr&layers=sites&table=sites")
    expect(page.locator(ROWS)).to_have_count(12)
    page.get_by_label("Filtrer les lignes").fill("zzz")
    expect(page.locator("#table-csv")).to_be_hidden()
    page.get_by_label("Filtrer les lignes").fill("")
    expect(page.locator("#table-csv")).to_be_visible()


def test_the_height_is_changed_by_keyboard(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites&table=sites")
    expect(page.locator(ROWS)).to_have_count(12)
    before = page.locator("#table-sheet").bounding_box()
    page.locator("#table-grip").press("ArrowUp")
    after = page.locator("#table-sheet").bounding_box()
    assert before
    assert after
    assert after["height"] > before["height"] + 20


@pytest.mark.parametrize(("lang", "said"), [("fr", "1er juillet 2020"), ("en", "1 July 2020")])
def test_dates_are_written_as_the_language_does(open_page: Open, lang: str, said: str) -> None:
    page = open_page(f"/?lang={lang}&layers=sites&table=sites")
    expect(page.locator(ROWS).first).to_contain_text(said)
    page.locator("#table-filter").fill("2020-07-01")
    expect(page.locator(ROWS)).to_have_count(12)


def test_on_a_low_map_no_site_lies_under_the_tools(open_page: Open) -> None:
    page = open_page("/?lang=fr&layers=sites&table=sites", 390, 844)
    expect(page.locator(ROWS)).to_have_count(12)
    drawn(page, "sites")
    bar = page.locator("#tool-bar").bounding_box()
    assert bar
    for pin in page.locator(PINS).all():
        box = pin.bounding_box()
        assert box
        assert box["x"] + box["width"] <= bar["x"]


def test_in_a_frame_a_selection_does_not_make_room_for_a_dossier(open_page: Open) -> None:
    page = open_page("/?lang=fr&layers=sites&sel=gao&embed=1", 390, 700)
    expect(page.locator(PINS)).to_have_count(12)
    page.clock.install()
    page.reload()
    drawn(page, "sites")
    page.clock.run_for(1000)  # long after the address would have been written
    assert "at=" not in page.url
    middle = page.evaluate("atlas.map.latLngToContainerPoint([16.27, -0.04]).y / atlas.map.getSize().y")
    assert 0.35 < middle < 0.65


def test_on_a_phone_the_table_keeps_the_map_in_sight(open_page: Open) -> None:
    page = open_page("/?lang=fr&layers=sites&table=sites", 390, 844)
    expect(page.locator(ROWS)).to_have_count(12)
    box = page.locator("#map").bounding_box()
    assert box
    assert box["height"] > 300
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_frame_for_another_page_is_map_and_legend_alone(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites&embed=1", 700, 500)
    expect(page.locator(PINS)).to_have_count(12)
    for part in (".header", "#panel", "#dossier-frame", "#tour"):
        expect(page.locator(part)).not_to_be_visible()
    expect(page.locator(".legend")).to_be_visible()
    link = page.get_by_role("link", name="Open in the explorer")
    assert link.get_attribute("href") == "/?lang=en&layers=sites"
    page.locator('[data-feature="gao"]').dispatch_event("click")
    expect(page.locator(".leaflet-popup")).to_contain_text("Sector East")


def test_the_first_visit_has_three_steps_and_comes_once(open_page: Open) -> None:
    page = open_page("/about?lang=en")
    fresh = page.context.browser.new_context()
    visit = fresh.new_page()
    visit.goto(page.url.replace("/about", "/"))
    tour = visit.get_by_role("dialog", name="First visit")
    for title in ("Choose what the map shows", "Click a place, choose the date", "Share the view"):
        expect(tour.get_by_role("heading", name=title)).to_be_visible()
        dated = title.endswith("date")
        expect(visit.locator("#time-toggle.is-toured")).to_have_count(1 if dated else 0)
        tour.locator(".tour-next").click()
    expect(visit.locator("#tour")).to_be_hidden()
    visit.reload()
    expect(visit.locator(PINS)).to_have_count(12)  # the tour opens with the map, before the picture
    at_rest(visit)
    expect(visit.locator("#tour")).to_be_hidden()
    fresh.close()


def test_on_a_phone_a_row_shows_its_place_and_its_name_opens_the_dossier(open_page: Open) -> None:
    page = open_page("/?lang=fr&layers=sites&table=sites", 390, 844, has_touch=True)
    row = page.locator(ROWS).filter(has_text="Ansongo")
    row.locator("td").first.tap()
    expect(row).to_have_attribute("aria-current", "true")
    expect(page.locator(".leaflet-atlas-ring-pane path")).to_have_count(1)
    expect(page.locator("#dossier h2")).to_be_hidden()
    assert "sel=" not in page.url
    row.locator("th button").tap()
    expect(page.locator("#dossier h2")).to_contain_text("Ansongo")
    page.locator("#dossier-frame .close").tap()
    expect(row).to_be_visible()
