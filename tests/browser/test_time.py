"""The date and the comparison, by hand: bar, map, dossier, table, address, drawer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import violations
from tests.browser.waiting import PINS, until

if TYPE_CHECKING:
    from tests.browser.waiting import Open


def test_a_mark_shows_the_map_of_its_date(open_page: Open) -> None:
    page = open_page("/?lang=en")
    expect(page.locator(PINS)).to_have_count(12)
    page.get_by_role("button", name="All dates").click()
    page.get_by_role("button", name="31 March 2018").first.click()
    page.wait_for_url("**date=2018-03-31")
    expect(page.locator(PINS)).to_have_count(0)
    expect(page.locator("#time-empty")).to_contain_text("say nothing of these layers")
    page.get_by_role("button", name="31 August 2020").first.click()
    expect(page.locator(PINS)).to_have_count(12)
    expect(page.locator("#legend-time")).to_contain_text("31 August 2020")
    page.wait_for_url("**date=2020-08-31")  # the picture comes before the address
    page.go_back()
    page.wait_for_url("**date=2018-03-31")
    expect(page.locator(PINS)).to_have_count(0)
    page.get_by_role("button", name="All dates").click()
    expect(page.locator(PINS)).to_have_count(12)
    until(page, "!location.search.includes('date=')")


def test_the_slider_moves_by_keys_and_says_its_date(open_page: Open) -> None:
    page = open_page("/?lang=fr&layers=sites&date=2020-08-31")
    slider = page.get_by_role("slider", name="Date, par mois")
    expect(slider).to_have_attribute("aria-valuetext", "31 août 2020")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**date=2020-09-30")
    expect(page.locator("[data-time-words=date]")).to_have_text("30 septembre 2020")
    day = page.get_by_label("Jour précis (jj/mm/aaaa)", exact=True)
    day.fill("01/07/2020")
    day.press("Enter")
    page.wait_for_url("**date=2020-07-01")
    expect(page.locator("[data-time-words=date]")).to_have_text("1er juillet 2020")


def test_the_card_of_a_feature_lists_the_facts_that_hold(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=ssr&embed=1&date=2020-08-31&at=16.27,-0.04,6")
    page.locator(".atlas-pin[data-feature=ssr-gao-actual]").click()
    facts = page.locator(".atlas-popup .atlas-facts > li")
    expect(facts).to_have_count(3)
    words = "Youth information campaign on SSR and DDR (no later than 2017, delivered)"
    expect(facts.filter(has_text="Youth")).to_have_text(words)
    sources = page.locator(".atlas-popup .atlas-chip")
    expect(sources).to_contain_text("booklet of the Mission’s sections (2020) · section “RSS-DDR”")
    expect(sources).to_contain_text("; also: MINUSMA: fact sheet, security sector reform (2017)")


def test_the_dossier_follows_the_date(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites&sel=gao&date=2020-08-31")
    expect(page.locator(".time-note")).to_contain_text("later facts not shown")
    past = page.locator(".topic:not(.is-conflict) .fact.is-past").first
    expect(past).to_contain_text("superseded after 30 August 2020")
    expect(page.locator(".fact[data-since='2021-06-30']")).not_to_have_count(0)
    expect(page.locator(".fact[data-since='2021-06-30']:visible")).to_have_count(0)
    page.get_by_role("button", name="All dates").click()
    expect(page.locator(".time-note")).to_have_count(0)
    expect(page.locator(".fact.is-past")).to_have_count(0)


def test_the_table_and_its_downloads_follow_the_date(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites&table=sites&date=2020-08-31")
    expect(page.locator("#table-scroll tbody tr")).to_have_count(12)
    expect(page.locator("#table-csv")).to_have_attribute("href", re.compile("date=2020-08-31"))
    page.get_by_role("button", name="31 December 2017").first.click()
    expect(page.locator("#table-scroll tbody tr")).to_have_count(0)


def test_two_dates_are_compared_in_the_drawer(open_page: Open) -> None:
    page = open_page("/?lang=en&date=2020-08-31")
    page.get_by_role("checkbox", name="Compare with another date").check()
    page.wait_for_url("**date=2020-08-31&compare=2018-03-31&how=halos")
    drawer = page.get_by_role("complementary", name="What changed")
    expect(drawer).to_contain_text("From 31 March 2018 to 31 August 2020")
    patrols = drawer.locator(".change", has_text="Military patrols, total since July 2013")
    expect(patrols).to_contain_text("143,962")
    expect(patrols).to_contain_text("244,720")
    expect(patrols).to_contain_text("+100,758 (+70%)")
    expect(patrols.locator(".chip summary")).to_have_text(["Fact sheet 2018", "Fact sheet 2020"])
    deployed = drawer.locator(".change", has_text="Military personnel deployed")
    expect(deployed.locator(".change-side").nth(1).locator(".change-figure")).to_have_count(2)
    expect(deployed.locator(".change-gap")).to_have_count(0)
    drawer.get_by_label("Topic").select_option(label="Patrols")
    expect(drawer.locator(".changes-counts")).to_contain_text("2 changed")
    expect(drawer.get_by_label("Topic")).to_be_focused()
    drawer.get_by_label("Topic").select_option(label="All topics")
    drawer.locator("details[data-changes-of=gao] > summary").click()
    drawer.locator("details[data-changes-of=gao] .goto").click()
    expect(page.locator("#dossier h2")).to_have_text("Gao")
    expect(drawer).to_be_hidden()
    page.locator("#dossier-frame").get_by_role("button", name="Close").click()
    expect(drawer).to_be_visible()
    drawer.get_by_role("button", name="Close the comparison").click()
    expect(drawer).to_be_hidden()
    until(page, "!location.search.includes('compare=')")


def test_one_date_twice_says_what_to_do(open_page: Open) -> None:
    page = open_page("/?lang=fr&date=2020-08-31&compare=2020-08-31")
    expect(page.locator("#changes .empty")).to_contain_text("Les deux dates sont les mêmes")


def test_on_a_phone_the_bar_unfolds_and_compares(open_page: Open) -> None:
    page = open_page("/?lang=fr", width=390, height=844, has_touch=True)
    page.get_by_role("button", name="Toutes les dates").tap()
    page.get_by_role("button", name="31 août 2020").first.tap()
    page.wait_for_url("**date=2020-08-31")
    bar = page.locator("#time-bar").bounding_box()
    assert bar
    assert 0 <= bar["x"] <= bar["x"] + bar["width"] <= 390
    page.get_by_role("checkbox", name="Comparer à une autre date").check()
    expect(page.locator("#changes h2")).to_have_text("Ce qui a changé")
    expect(page.locator("#changes")).to_contain_text("31 mars 2018")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_frame_shows_its_date_as_a_label_only(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites&date=2020-08-31&embed=1", width=800, height=600)
    expect(page.locator("#time-label")).to_have_text("As of 31 August 2020")
    expect(page.locator(PINS)).to_have_count(12)
    expect(page.locator("#time-toggle")).to_have_count(0)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_comparison_is_accessible(open_page: Open, lang: str) -> None:
    page = open_page(f"/?lang={lang}&date=2020-08-31&compare=2018-03-31")
    expect(page.locator("#changes .change").first).to_be_visible()
    assert violations(page, "#changes") == []
    assert violations(page, "#time-bar") == []


def test_the_charts_of_a_dossier_follow_the_date(open_page: Open) -> None:
    page = open_page("/?lang=en&sel=mali&date=2020-08-31")
    page.locator(".is-series > summary").click()
    series = page.locator(".dossier-charts > div", has_text="Military patrols").first
    expect(series.locator(".chart-note")).to_have_text("31 August 2020 · in force: 1 · superseded (pale): 1")
    expect(series.locator("g.is-past circle")).to_have_count(1)
    expect(series.locator("path.chart-day")).to_have_count(1)
    later = page.locator(".dossier-charts g.is-later").filter(has=page.locator("circle")).first
    expect(later).to_be_attached()
    expect(page.locator(".dossier-charts g.is-later text:visible")).to_have_count(0)
    label = series.locator(".fig-chart").get_attribute("aria-label") or ""
    assert label.startswith("31 August 2020")
    count = int(page.locator(".is-series > summary .count").inner_text())
    page.get_by_role("button", name="All dates").click()
    expect(page.locator("g.is-past, g.is-later, .chart-day, .chart-note")).to_have_count(0)
    assert int(page.locator(".is-series > summary .count").inner_text()) >= count
    assert not (series.locator(".fig-chart").get_attribute("aria-label") or "").startswith("31 August")


def test_planned_and_delivered_follow_the_date(open_page: Open) -> None:
    page = open_page("/?lang=en&sel=gao&date=2020-08-31")
    part = page.locator(".is-activities")
    part.locator(":scope > summary").click()
    page.evaluate("for (const part of document.querySelectorAll('#dossier details')) part.open = true")
    expect(part.locator(".is-delivered[data-since='2021-06-30']")).not_to_have_count(0)
    expect(part.locator(".is-delivered[data-since='2021-06-30']:visible")).to_have_count(0)
    expect(part.locator(".is-planned:visible").first).to_be_visible()
    expect(part.locator("[data-reported='2021-06-30']:visible")).to_have_count(0)
    page.get_by_role("button", name="All dates").click()
    expect(part.locator(".is-delivered[data-since='2021-06-30']:visible").first).to_be_visible()


@pytest.mark.parametrize(
    ("lang", "day", "said"),
    [("en", "31 March 2018", "As of 31 March 2018"), ("fr", "31 mars 2018", "Situation au 31 mars 2018")],
)
def test_the_page_of_figures_follows_the_date(open_page: Open, lang: str, day: str, said: str) -> None:
    page = open_page(f"/?lang={lang}&sel=figures")
    figures = page.locator("#figures")
    cards = figures.locator(".fig-card:visible")
    expect(cards.first).to_be_visible()
    every = cards.count()
    figures.get_by_role("button", name=day).click()
    page.wait_for_url("**date=2018-03-31")
    expect(figures.locator(".dates-status")).to_contain_text(said)
    expect(figures.get_by_role("button", name=day)).to_have_attribute("aria-pressed", "true")
    first = cards.first
    expect(first.locator("g.is-later circle").first).to_be_visible()
    expect(first.locator("svg text:visible", has_text="12")).to_have_count(0)
    expect(first.locator("svg text:visible", has_text="11")).to_have_count(1)
    expect(first.locator(".is-clash")).to_be_hidden()
    assert 0 < cards.count() < every
    figures.locator("[data-time-day]").fill("31/01/2014")
    figures.locator("[data-time-day]").press("Enter")
    expect(figures.locator(".fig-empty")).to_be_visible()
    expect(cards).to_have_count(0)
    figures.locator("[data-action=allDates]").click()
    expect(cards).to_have_count(every)
    expect(figures.locator("g.is-later, .chart-note")).to_have_count(0)


TYPED = {
    "separated": ("31/03/2018", "2018-03-31"),
    "short": ("1.7.2020", "2020-07-01"),
    "figures alone": ("30062021", "2021-06-30"),
    "year first": ("2017-08-31", "2017-08-31"),
}


def test_a_day_is_typed_as_the_page_writes_it(open_page: Open) -> None:
    page = open_page("/?lang=fr&layers=none")
    page.locator("#time-toggle").click()
    field = page.get_by_label("Jour précis (jj/mm/aaaa)")
    for text, day in TYPED.values():
        field.fill(text)
        field.press("Enter")
        page.wait_for_url(f"**date={day}**")
        expect(field).to_have_value("/".join(reversed(day.split("-"))))
        field.fill("")
        field.press("Enter")
        page.wait_for_url(lambda url: "date=" not in url)


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", "« {} » n’est pas un jour de 2013 à 2023"), ("en", "“{}” is not a day from 2013 to 2023")],
)
def test_what_is_no_day_is_said_and_changes_nothing(open_page: Open, lang: str, said: str) -> None:
    page = open_page(f"/?lang={lang}&layers=none&date=2020-07-31")
    field = page.locator("#time-bar [data-time-day=date]")
    for text in ("31/02/2020", "07/31/2020", "12/03/1999", "<b>hier</b>"):
        field.fill(text)
        field.press("Enter")
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(page.locator("#time-empty")).to_contain_text(said.format(text))
        assert "date=2020-07-31" in page.url
        page.locator("[data-time-row=date][data-time-mark='2018-03-31']").first.click()
        page.wait_for_url("**date=2018-03-31")
        expect(field).not_to_have_attribute("aria-invalid", "true")
        expect(page.locator("#time-empty")).to_be_empty()
        field.fill("31/07/2020")
        field.press("Enter")
        page.wait_for_url("**date=2020-07-31")


def test_the_tables_of_figures_follow_the_date(open_page: Open) -> None:
    page = open_page("/?lang=en&sel=figures-conflicts&date=2020-08-31")
    figures = page.locator("#figures")
    expect(figures.locator(".fig-conflict:visible").first).to_be_visible()
    known = figures.locator(".fig-conflict:not(.is-later)").count()
    expect(figures.locator("[data-fig-panel=conflicts] .fig-shown")).to_have_text(f"{known} of {known}")
    expect(figures.locator(".fig-conflict.is-later")).not_to_have_count(0)
    expect(figures.locator("[data-fig-part=conflicts] .fig-count")).to_have_text(str(known))
    expect(figures.locator("[data-fig-part=results] .fig-count")).to_have_text("315")
    page.get_by_role("tab", name="Facts with no place").click()
    strength = figures.locator("[data-topic=strength]")
    strength.locator("summary").click()
    expect(strength.locator(".is-past .time-tag").first).to_contain_text("superseded after")
    visible = strength.locator(".fig-facts > li:visible").count()
    expect(strength.locator("summary .fig-count")).to_have_text(str(visible))
    page.get_by_role("tab", name="Results framework").click()
    expect(figures.locator(".fig-dated")).to_contain_text("only the plan is known")
    expect(figures.locator(".fig-results")).to_have_class("fig-results is-unreported")
    figures.get_by_role("button", name="30 June 2021").click()
    expect(figures.locator(".fig-dated")).to_be_hidden()


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("part", ["figures", "figures-results"])
def test_the_dated_figures_are_accessible(open_page: Open, lang: str, part: str) -> None:
    page = open_page(f"/?lang={lang}&sel={part}&date=2020-08-31")
    expect(page.locator("#figures .dates-status")).not_to_be_empty()
    expect(page.locator("#figures [role=tabpanel]:visible")).to_be_visible()
    assert violations(page, "#figures") == []
