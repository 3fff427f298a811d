"""A planner's day: each test is a question that one asks the map, and the gestures that answer it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import drawn, told, until

if TYPE_CHECKING:
    from tests.browser.waiting import Open

FIRST = "#search-list .search-option >> nth=0"
GAO = (16.2717, -0.0447)


@pytest.mark.parametrize(
    ("lang", "question", "answer"),
    [
        ("en", "which courts in Mopti are operational and who secures them", "courts"),
        ("fr", "quels tribunaux de Mopti fonctionnent", "tribunaux"),
    ],
)
def test_which_courts_in_mopti_are_operational_and_who_secures_them(
    open_page: Open, lang: str, question: str, answer: str
) -> None:
    """Two gestures from the start page: type, Enter; answered in words, with documents, and on the map."""
    page = drawn(open_page(f"/?lang={lang}"), "sites")
    page.locator("#search-field").fill(question)
    expect(page.locator(FIRST)).to_contain_text(re.compile("A/7|S/20"))
    page.keyboard.press("Enter")
    sought = page.locator("#dossier .is-sought")
    expect(sought).to_contain_text(answer)
    expect(sought.locator(".chip").first).to_be_visible()
    until(page, "document.documentElement.dataset.drawn.includes('courts')")
    expect(page.locator("#ringed")).to_contain_text("3")


def test_what_is_within_a_hundred_kilometres_of_gao(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=sites&sel=gao&at=16.27,-0.04,7"), "sites")
    page.locator('[data-tool="inside"]').click()
    page.locator("#inside-radius").fill("100")
    x, y = page.evaluate(
        "([lat, lon]) => { const p = atlas.map.latLngToContainerPoint([lat, lon]);"
        " const box = atlas.map.getContainer().getBoundingClientRect(); return [box.x + p.x, box.y + p.y]; }",
        GAO,
    )
    page.mouse.click(x, y)
    page.locator("#inside-radius").press("Enter")
    found = page.locator("#tool-inside .tool-found")
    expect(found).to_contain_text("Gao")
    expect(found).to_contain_text("Ansongo")
    expect(found).not_to_contain_text("Kidal")


def test_how_far_is_it_from_gao_to_kidal_and_how_do_i_give_it_to_a_colleague(open_page: Open) -> None:
    """The route is in the address: whoever opens the link sees it."""
    page = drawn(open_page("/?lang=en&layers=sites&measure=line,16.2717,-0.0447,18.4434,1.4092"), "sites")
    said = page.locator("#tool-measure .tool-status")
    expect(said).to_contain_text(re.compile(r"28\d\.\d km"))
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.locator("[data-action=copyLink]").click()
    until(page, "window.copied")
    link = page.evaluate("copied")
    other = drawn(open_page("/" + link.split("/", 3)[3]), "sites")
    expect(other.locator("#tool-measure .tool-status")).to_have_text(said.inner_text(), use_inner_text=True)


def test_how_do_i_come_back_to_this_view_next_week(open_page: Open) -> None:
    page = drawn(open_page("/?lang=fr&layers=courts,sectors&at=14.5,-4.2,8"), "courts")
    page.locator("#saved-views > summary").click()
    page.get_by_label("Nom de cette vue").fill("Justice à Mopti")
    page.keyboard.press("Enter")
    told(page, "Vue enregistrée")
    page.goto(page.url.split("?")[0] + "?lang=fr")
    drawn(page, "sites")
    page.locator("#saved-views > summary").click()
    page.get_by_role("link", name="Justice à Mopti").click()
    drawn(page, "courts", "sectors")
    until(page, "location.search.includes('at=14.5,-4.2,8')")


def test_what_do_i_show_of_justice_at_once(open_page: Open) -> None:
    """One gesture switches a whole group."""
    page = drawn(open_page("/?lang=en&layers=none"))
    page.get_by_role("checkbox", name="All layers: Justice").check()
    drawn(page, "courts", "prisons", "judicial-pole", "frameworks")


def test_what_do_i_take_to_the_field_where_there_is_no_network(open_page: Open) -> None:
    """A layer's downloads name the package for TAK, and it comes."""
    page = drawn(open_page("/?lang=en&layers=sites"), "sites")
    page.locator('[data-about="sites"] > summary').click()
    page.locator('[data-files="sites"] > summary').click()
    with page.expect_download() as waiting:
        page.locator('[data-files="sites"]').get_by_role("link", name=re.compile("TAK data package")).click()
    assert waiting.value.suggested_filename.endswith(".tak.zip")


def test_what_changed_between_the_last_two_reports(open_page: Open) -> None:
    """Two gestures from the start page; answered in words with documents, and ringed on the map."""
    page = drawn(open_page("/?lang=en"), "sites", "sectors")
    page.get_by_role("button", name="All dates").click()
    page.get_by_label("Compare with another date").check()
    expect(page.locator("#changes .changes-counts")).to_contain_text("changed")
    expect(page.locator("#changes .chip").first).to_be_visible()
    expect(page.locator("#legend-halos")).to_contain_text("Since 31 August 2020")


@pytest.mark.parametrize(
    ("lang", "asked"),
    [("fr", "30Q ZD 15880 01273"), ("en", "geo:16.2717,-0.0447"), ("en", "16.2717, -0.0447")],
)
def test_where_is_the_position_that_came_by_radio(open_page: Open, lang: str, asked: str) -> None:
    """However it is written, it is found, and the map goes there."""
    page = drawn(open_page(f"/?lang={lang}&layers=sites"), "sites")
    page.locator("#search-field").fill(asked)
    page.locator(FIRST).wait_for()
    page.keyboard.press("Enter")
    near = "Math.hypot(lat - 16.27, lng + 0.04) < 0.3"
    until(page, f"() => {{ const {{ lat, lng }} = atlas.map.getCenter(); return {near}; }}")


def test_which_works_were_delivered_in_sector_east_and_nothing_else(open_page: Open) -> None:
    """The filter reaches map, table and its file."""
    page = drawn(open_page("/?lang=en&layers=works&table=works"), "works")
    page.locator("#filter-toggle").click()
    page.locator('[data-filter-field="state"][data-filter-value="delivered"]').click()
    page.get_by_label("Add an area…").select_option(label="Sector East")
    until(page, "location.search.includes('sector-est')")
    answer = page.request.get(page.url.split("/?")[0] + "/layers/works.geojson?" + page.url.split("?")[1])
    wanted = len(answer.json()["features"])
    assert wanted
    expect(page.locator('.row[data-layer="works"] > .row-head > .count')).to_contain_text(f"{wanted}/")
    expect(page.locator("#table-count")).to_contain_text(str(wanted))


def test_can_i_zoom_while_every_layer_is_on(open_page: Open) -> None:
    """While the map zooms only the ground moves along; everything is there again when it stands."""
    page = drawn(open_page("/?lang=en"), "sites")
    ids = page.evaluate("[...document.querySelectorAll('[data-switch]')].map((box) => box.dataset.switch)")
    page.goto(f"{page.url.split('?')[0]}?lang=en&layers={','.join(ids)}")
    drawn(page, *ids)
    page.evaluate(
        "const pane = (name) => getComputedStyle(atlas.map.getPane(name)).display;"
        " atlas.map.once('zoomanim', () => { window.during = [pane('atlas-sectors-areas'),"
        " pane('atlas-sites-points'), pane('atlas-base')]; }); atlas.map.zoomIn(); 0"
    )
    until(page, "window.during")
    assert page.evaluate("during") == ["none", "none", "block"]
    until(page, "!atlas.map.getContainer().matches('.is-zooming, .is-zooming-points')")
    for name in ("atlas-sectors-areas", "atlas-sites-points"):
        assert page.evaluate(f"getComputedStyle(atlas.map.getPane('{name}')).display") == "block"


def test_with_a_few_layers_everything_moves_along(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en"), "sectors", "sites")
    page.evaluate(
        "atlas.map.once('zoomanim', () => { window.during ="
        " getComputedStyle(atlas.map.getPane('atlas-sectors-areas')).display; }); atlas.map.zoomIn(); 0"
    )
    until(page, "window.during")
    assert page.evaluate("during") == "block"
