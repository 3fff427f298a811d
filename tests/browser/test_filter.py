"""The filter: one for map, legend, table, results, downloads and the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import drawn, until

if TYPE_CHECKING:
    from tests.browser.waiting import Open

COURTS = "/?lang=en&layers=courts,sites"


def asked(field: str, value: str) -> str:
    return f'[data-filter-field="{field}"][data-filter-value="{value}"]'


def test_what_is_planned_for_courts_in_the_centre(open_page: Open) -> None:
    """Three gestures from the layer: open the filter, planned, Sector Centre."""
    page = drawn(open_page(COURTS), "courts")
    count = page.locator('.row[data-layer="courts"] > .row-head > .count')
    total = count.inner_text()
    page.locator("#filter-toggle").click()
    page.locator(asked("state", "planned")).click()
    expect(count).to_contain_text(f"/{total}")
    page.get_by_label("Add an area…").select_option(label="Sector Centre")
    expect(page.locator(asked("inside", "sector-centre"))).to_have_attribute("aria-pressed", "true")
    until(page, "location.search.includes('inside')")
    wanted = "inside = 'sector-centre' AND state = 'planned'"
    answer = page.request.get(f"{page.url.split('/?')[0]}/layers/courts.geojson?lang=en&filter={wanted}")
    features = answer.json()["features"]
    assert features
    assert all("planned" in feature["properties"]["facts"] for feature in features)
    expect(count).to_have_text(f"{len(features)}/{total}")
    page.locator("#filter-toggle").click()
    expect(page.locator(".filter-chip")).to_have_count(2)
    expect(page.locator(".filter-chip").first).to_contain_text("Inside: Sector Centre")
    page.locator(".filter-chip").first.click()
    expect(page.locator(".filter-chip")).to_have_count(1)
    until(page, "!location.search.includes('inside')")
    page.go_back()
    expect(page.locator(".filter-chip")).to_have_count(2)


@pytest.mark.parametrize(
    ("lang", "words"), [("fr", "Composante : 4. Autorité de l’État"), ("en", "Component: 4. State")]
)
def test_a_link_with_a_filter_shows_it(open_page: Open, lang: str, words: str) -> None:
    page = open_page(f"/?lang={lang}&layers=results&filter=component%20%3D%20'4'")
    drawn(page, "results")
    expect(page.locator(".filter-chip")).to_contain_text(words.replace(" :", "\N{NARROW NO-BREAK SPACE}:"))
    expect(page.locator('.row[data-layer="results"] > .row-head > .count')).to_contain_text("/")


def test_table_and_its_files_follow(open_page: Open) -> None:
    page = drawn(open_page(f"{COURTS}&table=courts"), "courts")
    rows = page.locator("#table-scroll tbody tr")
    whole = rows.count()
    page.locator("#filter-toggle").click()
    page.locator(asked("state", "planned")).click()
    expect(rows).not_to_have_count(whole)
    link = page.locator("#table-csv").get_attribute("href") or ""
    assert "filter=state+%3D+%27planned%27" in link
    answer = page.request.get(page.evaluate("new URL(document.getElementById('table-csv').href).href"))
    assert answer.ok
    assert len(answer.text().strip().splitlines()) - 1 == rows.count()


def test_the_results_share_component_and_verdict_with_the_map(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=results&sel=figures-results&filter=verdict%20%3D%20'not_achieved'")
    shown = page.locator(".fig-shown")
    expect(page.locator('.fig-filters select[aria-label="Verdict"]')).to_have_value("not_achieved")
    expect(page.locator("#figures tbody tr.fig-row").first).to_contain_text("not achieved")
    before = shown.inner_text()
    page.locator('.fig-filters select[aria-label="Component"]').select_option("2")
    expect(shown).not_to_have_text(before)
    until(page, "decodeURIComponent(location.search).includes(\"component = '2'\")")


def test_a_column_filters_only_the_layers_that_have_it(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=sectors,sites"), "sectors", "sites")
    page.locator("#filter-toggle").click()
    form = page.locator(".filter-column")
    form.get_by_label("Column").select_option("courts_named")
    form.get_by_label("Value").fill("many")
    form.get_by_role("button").click()
    expect(form.get_by_role("alert")).to_contain_text("Write a number")
    form.get_by_label("Value").fill("2")
    form.get_by_role("button").click()
    expect(page.locator('.row[data-layer="sectors"] > .row-head > .count')).to_contain_text("/5")
    page.keyboard.press("Escape")
    expect(page.locator("#filter-card")).to_be_hidden()
    expect(page.locator(".filter-chip")).to_contain_text("≥ 2")
    expect(page.locator("#filter-toggle")).to_be_focused()
