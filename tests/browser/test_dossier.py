"""A dossier's charts, planned and delivered, radio, data and map sheet."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import at_rest, drawn

if TYPE_CHECKING:
    from tests.browser.waiting import Open


def test_a_chart_is_drawn_when_its_part_is_open(open_page: Open) -> None:
    page = open_page("/?lang=en&sel=zone-centre")
    chart = page.locator(".is-series .fig-chart").first
    expect(chart.locator("svg circle").first).to_be_visible()
    assert "baseline" in (chart.get_attribute("aria-label") or "")


@pytest.mark.parametrize(("lang", "title"), [("en", "Planned and delivered"), ("fr", "Prévu et réalisé")])
def test_a_reference_opens_its_result_in_the_figures(open_page: Open, lang: str, title: str) -> None:
    page = open_page(f"/?lang={lang}&sel=gao")
    part = page.locator(".is-activities")
    expect(part).to_contain_text(title)
    page.evaluate("for (const part of document.querySelectorAll('#dossier details')) part.open = true")
    part.locator("[data-result='O2.2.10']").click()
    expect(page.locator("[data-ref='O2.2.10'] .fig-open")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[data-ref='O2.2.10'] .fig-open")).to_be_focused()


def test_announced_and_modelled_radio_stand_apart(open_page: Open) -> None:
    page = open_page("/?lang=en&sel=soufouroulaye")
    radio = page.locator(".radio")
    expect(radio).to_contain_text("Announced in the documents")
    expect(radio.locator(".is-modelled")).to_contain_text("dB")
    expect(radio).to_contain_text("Modelled, not measured")
    page.locator(".radio [data-goto='layer:coverage']").click()
    expect(page.locator("#dossier h2")).to_have_text("Mikado FM coverage")


def test_data_and_map_sheet_of_a_place(open_page: Open) -> None:
    page = open_page("/?lang=fr&sel=gao")
    links = page.locator(".place-links a")
    expect(links).to_have_count(3)
    with page.expect_download() as saved:
        links.get_by_text("CSV").click()
    assert saved.value.suggested_filename == "gao.fr.csv"
    assert Path(saved.value.path()).read_bytes().startswith("\ufeffIdentifiant".encode())
    with page.expect_download() as saved:
        links.get_by_text("JSON").click()
    assert json.loads(Path(saved.value.path()).read_bytes())["id"] == "gao"
    href = page.get_by_role("link", name="Feuille de carte").get_attribute("href") or ""
    assert "lang=fr" in href
    answer = page.request.get(urljoin(page.url, href), timeout=90000)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("lang", "place", "said", "places"),
    [
        ("fr", "gao", "Treize sites annoncés", "12 lieux"),
        ("en", "mopti-sevare", "Thirteen sites", "12 places"),
    ],
)
def test_a_contradiction_told_place_by_place_has_two_sides(
    open_page: Open, lang: str, place: str, said: str, places: str
) -> None:
    page = open_page(f"/?lang={lang}&sel={place}")
    page.locator(".is-conflict > summary").click()
    conflict = page.locator(".conflict", has_text=said)
    expect(conflict.locator(".sides > li")).to_have_count(2)
    one, many = conflict.locator(".sides > li").all()
    expect(one.locator(".figure")).to_have_text("13\xa0sites")
    expect(many.locator(".figure")).to_contain_text(places)
    expect(many.locator(".side-places > li")).to_have_count(12)
    expect(many.locator("strong")).to_have_text(page.locator("#dossier h2").inner_text())
    expect(many.locator(".chip summary")).to_be_visible()
    boxes = [each.bounding_box() for each in (one, many)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] == boxes[1]["y"]  # side by side


def test_a_change_of_the_maps_room_does_not_stop_the_way_to_a_place(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en", 390, 844), "sites")
    page.evaluate("""() => {
      document.querySelector('[data-feature="gao"]').click();
      document.querySelector('[data-action="timeBar"]').click(); // settles the map, which is under way
    }""")
    expect(page.locator("#dossier h2")).to_have_text("Gao")
    expect(page.locator("#time-bar")).to_be_visible()
    at_rest(page)
    assert 0 < page.evaluate("atlas.map.latLngToContainerPoint([16.27, -0.04]).y") < 844 * 0.38


def test_two_places_are_compared_from_the_dossier(open_page: Open) -> None:
    page = open_page("/?lang=en&sel=sector-centre")
    expect(page.locator(".scorecard summary").first).to_contain_text("police locations")
    page.get_by_label("Compare with", exact=True).select_option("Sector East")
    table = page.locator(".compared")
    expect(table.get_by_role("row", name="Transmitters")).to_contain_text("2")
    expect(table.get_by_role("row", name="Courts named")).to_contain_text("not said")
    expect(page).to_have_url(re.compile("with=sector-est"))
    page.go_back()
    expect(table).to_have_count(0)


def test_a_shared_comparison_opens_as_it_was_and_follows_the_date(open_page: Open) -> None:
    page = open_page("/?lang=fr&sel=sector-nord&with=sector-est&date=2020-06-30")
    table = page.locator(".compared")
    expect(table).to_be_visible()
    expect(table.get_by_role("row", name="Émetteurs")).to_be_hidden()
    page.locator("#dossier").get_by_role("button", name="Kidal", exact=True).first.click()
    expect(page).to_have_url(re.compile("sel=kidal"))
    expect(table).to_have_count(0)
    assert "with=" not in page.url
