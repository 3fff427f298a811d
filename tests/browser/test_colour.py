"""Colouring a layer by a column: from its menu, by keyboard, in the address and back; the card of a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.waiting import all_fetched, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.waiting import Open

SYMBOLS = "document.querySelectorAll('.leaflet-atlas-sectors-points-pane path').length"


def chooser(page: Page, layer: str = "sectors") -> None:
    expect(page.locator("html")).to_have_attribute("data-drawn", re.compile(layer))
    page.locator(f'.row[data-layer="{layer}"] .more > summary').click()
    expect(page.locator(f'select[data-colour="{layer}"]')).to_be_visible()


def test_a_column_chosen_in_the_menu_draws_the_layer_and_is_in_the_address(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sectors")
    chooser(page)
    all_fetched(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator('select[data-colour="sectors"]').select_option("results_delivered")
    until(page, f"{SYMBOLS} === 5")
    page.wait_for_url("**sectors.colour=results_delivered")
    scale = page.locator('[data-legend="sectors"] .legend-scale')
    expect(scale.locator(".legend-column")).to_have_text("Results delivered here")
    expect(page.locator('[data-legend="sectors"] > .legend-line').first).to_be_hidden()
    page.locator('select[data-colour-how="sectors"]').select_option("tint")
    expect(scale.locator(".legend-warning")).to_contain_text("large area")
    page.wait_for_url("**sectors.colour=results_delivered.tint")
    until(page, f"{SYMBOLS} === 0")
    assert asked == [], "no gesture asks the server"
    page.reload()
    expect(scale.locator(".legend-warning")).to_be_visible()
    page.go_back()
    until(page, f"{SYMBOLS} === 5")
    chooser(page)
    page.locator('select[data-colour="sectors"]').select_option("")
    until(page, f"{SYMBOLS} === 0")
    expect(scale).to_have_count(0)
    page.wait_for_url(lambda url: "colour" not in url)


def test_the_choice_goes_with_the_language_and_the_date(open_page: Open) -> None:
    page = open_page("/?lang=fr&layers=regions&regions.colour=results_delivered&date=2020-08-31")
    title = page.locator('[data-legend="regions"] .legend-column')
    expect(title).to_have_text("Résultats réalisés ici, 31 août 2020")
    page.locator("#lang-en").click()
    expect(title).to_have_text("Results delivered here, 31 August 2020")
    expect(page.locator('[data-legend="regions"]')).to_contain_text("No data")


def test_the_chooser_works_by_keyboard(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sectors")
    expect(page.locator("html")).to_have_attribute("data-drawn", re.compile("sectors"))
    page.locator('.row[data-layer="sectors"] .more > summary').focus()
    page.keyboard.press("Enter")
    expect(page.locator('select[data-colour="sectors"]')).to_be_visible()  # it follows the picture
    page.keyboard.press("Tab")
    expect(page.locator('select[data-colour="sectors"]')).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**sectors.colour=*")
    until(page, f"{SYMBOLS} > 0")


def test_pointing_at_a_place_shows_its_scorecard(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites")
    expect(page.locator("html")).to_have_attribute("data-drawn", re.compile("sites"))
    page.locator('.atlas-pin[data-feature="gao"]').hover()
    card = page.locator(".leaflet-tooltip .atlas-score")
    expect(card).to_contain_text("transmitter")
    expect(card.locator("dt")).not_to_have_count(0)
    assert card.locator("dt").count() <= 6
    expect(page.locator(".leaflet-tooltip .atlas-note")).to_contain_text("never divided")


def test_without_a_dossier_the_card_is_a_scorecard(open_page: Open) -> None:
    page = open_page("/?lang=fr&layers=sites&embed=1")
    expect(page.locator("html")).to_have_attribute("data-drawn", re.compile("sites"))
    page.locator('.atlas-pin[data-feature="gao"]').click()
    popup = page.locator(".leaflet-popup .atlas-popup")
    expect(popup.locator(".atlas-score")).to_contain_text("émetteur")
    expect(popup.locator("dt", has_text="Énoncés")).to_have_count(0)
