from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Route, expect

from geodata.tables import Tables
from layers.reports.figures.results import results_table
from tests.browser.waiting import at_rest, until

if TYPE_CHECKING:
    from tests.browser.waiting import Open

RESULTS = Tables()["results"]
ROWS = ".fig-row"


def test_the_button_opens_the_page_and_escape_closes_it(open_page: Open) -> None:
    page = open_page("/?lang=en")
    button = page.get_by_role("button", name="The Mission in figures")
    button.click()
    expect(page.get_by_role("heading", name="Mission in figures")).to_be_focused()
    page.wait_for_url("**sel=figures")
    expect(button).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.getElementById('map-frame').inert")
    page.keyboard.press("Escape")
    expect(page.locator("#figures")).to_be_hidden()
    expect(button).to_be_focused()
    assert not page.evaluate("document.getElementById('map-frame').inert")
    until(page, "!location.search.includes('sel=')")


@pytest.mark.parametrize(
    ("lang", "title", "values"),
    [
        ("en", "Mission in figures", ("12,873", "12,362", "Fact sheet 2020", "Booklet 2020")),
        ("fr", "La Mission en chiffres", ("12\u202f873", "12\u202f362", "Fiche 2020", "Livret 2020")),
    ],
)
def test_the_address_opens_it_and_contradictory_strengths_stand_side_by_side(
    open_page: Open, lang: str, title: str, values: tuple[str, ...]
) -> None:
    page = open_page(f"/?lang={lang}&sel=figures")
    expect(page.locator("#figures h2")).to_have_text(title)
    chart = page.locator(".fig-card").first.locator("svg")
    for value in values:
        expect(chart.get_by_text(value, exact=True).first).to_be_visible()
    expect(page.locator("#dossier-frame")).to_be_hidden()
    card = page.locator(".fig-card").first
    card.locator("summary").last.click()
    expect(card.locator(".fig-chip").first).to_be_visible()


def test_the_verdict_filter_counts_what_was_not_achieved(open_page: Open) -> None:
    page = open_page("/?lang=en&sel=figures-results")
    expect(page.locator(ROWS)).to_have_count(len(RESULTS))
    page.get_by_label("Verdict", exact=True).select_option("not_achieved")
    wanted = RESULTS[RESULTS["verdict"] == "not_achieved"]
    expect(page.locator(ROWS)).to_have_count(len(wanted))
    expect(page.locator("[role=status].fig-shown").first).to_have_text(f"{len(wanted)} of {len(RESULTS)}")
    page.locator('[data-fig-bar="2-2"]').click()
    both = wanted[wanted["component"].astype(str) == "2"]
    expect(page.locator(ROWS)).to_have_count(len(both))
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(ROWS)).to_have_count(len(RESULTS))
    page.get_by_label("Search for a word").fill("timbuktu")
    expect(page.locator(ROWS)).not_to_have_count(len(RESULTS))


def test_headers_sort_both_ways(open_page: Open) -> None:
    page = open_page("/?lang=fr&sel=figures-results")
    expect(page.locator(ROWS)).to_have_count(len(RESULTS))
    page.locator('[data-fig-sort="rank"]').click()
    expect(page.locator(ROWS).first.locator("td").first).to_have_text(str(RESULTS["ref"].iloc[-1]))
    page.locator('[data-fig-sort="title"]').click()
    expect(page.locator("th", has=page.locator('[data-fig-sort="title"]'))).to_have_attribute(
        "aria-sort", "ascending"
    )
    titles = page.locator(".fig-open").all_text_contents()
    assert titles == page.evaluate("t => t.sort(new Intl.Collator('fr', {numeric: true}).compare)", titles)


def test_a_row_unfolds_and_shows_its_places_on_the_map(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=none&sel=figures-results")
    row = page.locator('[data-ref="O2.2.9"]')
    row.locator("button").focus()
    page.keyboard.press("Enter")
    detail = page.locator(".fig-detail")
    expect(detail).to_contain_text("line ")
    expect(detail.locator(".fig-chip")).to_be_visible()
    detail.get_by_role("button", name="Show its places on the map").click()
    expect(page.locator("#figures")).to_be_hidden()
    until(page, "document.documentElement.dataset.drawn.includes('results')")
    page.wait_for_url("**layers=results**")
    note = page.locator("#ringed")
    expect(note).to_contain_text("10 places ringed on the map")
    expect(page.locator(".leaflet-atlas-ringed-pane path, [class*=ringed] path")).to_have_count(10)
    note.get_by_role("button", name="O2.2.9").click()
    expect(page.locator("#figures")).to_be_visible()
    expect(page.locator("[data-ref='O2.2.9'] .fig-open")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    note.get_by_role("button", name="Close").click()
    expect(page.locator("#ringed, [class*=ringed] path")).to_have_count(0)


def test_areas_are_ringed_by_their_outline_and_one_place_opens_its_dossier(open_page: Open) -> None:
    page = open_page("/?lang=fr&layers=none&sel=figures-results", 390, 844, has_touch=True)
    page.locator('[data-ref="O2.2.7"] .fig-open').tap()
    page.locator(".fig-on-map").tap()
    expect(page.locator("#ringed")).to_contain_text("9 lieux entourés sur la carte")
    box = page.locator("#ringed").bounding_box()
    assert box
    assert box["x"] + box["width"] <= 340  # beside the buttons of the map
    expect(page.locator("[class*=ringed] path")).to_have_count(9)
    alone = next(row[0] for row in results_table(Tables(), "fr")["rows"] if len(row[6]) == 1)
    page.locator("#ringed [data-result]").tap()
    page.locator(f'[data-ref="{alone}"] .fig-open').tap()
    page.locator(f'[data-ref="{alone}"] + .fig-detail .fig-on-map').tap()
    expect(page.locator("#dossier h2")).to_be_visible()


def test_on_a_phone_a_list_sorts_the_framework(open_page: Open) -> None:
    page = open_page("/?lang=en&sel=figures-results", 390, 844, has_touch=True)
    expect(page.locator(ROWS)).to_have_count(len(RESULTS))
    sorter = page.get_by_label("Order of the table")
    expect(sorter).to_be_visible()
    sorter.select_option("title")
    titles = page.locator(".fig-open").all_text_contents()
    assert titles == page.evaluate("t => t.sort(new Intl.Collator('en', {numeric: true}).compare)", titles)


def test_the_heads_of_the_framework_stay_in_sight(open_page: Open) -> None:
    page = open_page("/?lang=en&sel=figures-results")
    page.locator('[data-ref="O2.2.9"]').scroll_into_view_if_needed()
    page.evaluate("document.getElementById('figures').scrollBy(0, 600)")
    heads = page.locator(".fig-table > thead th")
    tops = {round(box["y"]) for head in heads.all() if (box := head.bounding_box())}
    foot = page.locator(".fig-head").bounding_box()
    assert foot
    assert len(tops) == 1
    assert abs(tops.pop() - foot["y"] - foot["height"]) <= 2


def test_all_contradictions_are_listed_with_their_documents(open_page: Open) -> None:
    page = open_page("/?lang=fr&sel=figures-conflicts")
    listed = page.locator(".fig-conflict:visible")
    expect(listed).to_have_count(len(Tables()["conflicts"]))
    page.locator('[data-fig-panel="conflicts"] input').fill("12 873")
    military = page.locator('[data-conflict="cfl-x-1"]')
    expect(military).to_be_visible()
    expect(military).to_contain_text("12\u202f362")
    expect(military.locator(".fig-chip")).to_have_count(4)


def test_topics_are_fetched_when_unfolded_and_searched_together(open_page: Open) -> None:
    page = open_page("/?lang=en&sel=figures")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/figures/" in request.url else None)
    page.get_by_role("tab", name="Facts with no place").click()
    page.wait_for_url("**sel=figures-topics")
    expect(page.locator(".fig-topic").first).to_be_visible()
    assert asked == []
    page.locator('[data-topic="strength"] summary').click()
    expect(page.locator('[data-topic="strength"] .fig-facts')).to_contain_text("12,873")
    assert len(asked) == 1
    page.locator('[data-fig-panel="topics"] input').fill("mikado")
    expect(page.locator('[data-topic="strength"]')).to_be_hidden()
    expect(page.locator(".fig-topic:visible .fig-facts > li:visible").first).to_contain_text("Mikado")


def test_arrows_move_between_the_parts(open_page: Open) -> None:
    page = open_page("/?lang=en&sel=figures")
    page.get_by_role("tab", name="National picture").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Results framework")).to_be_focused()
    expect(page.locator(ROWS)).to_have_count(len(RESULTS))


def test_another_language_keeps_the_page(open_page: Open) -> None:
    page = open_page("/?lang=en&sel=figures-conflicts")
    expect(page.locator(".fig-conflict").first).to_be_visible()
    page.locator("#lang-fr").click()
    expect(page.locator("#figures h2")).to_have_text("La Mission en chiffres")
    expect(page.locator(".fig-conflict").first).to_be_visible()


def test_a_part_that_cannot_load_says_so_and_can_be_tried_again(open_page: Open) -> None:
    page = open_page("/?lang=en&sel=figures", expected="404", service_workers="block")
    expect(page.get_by_role("tab", name="National picture")).to_be_visible()
    page.route("**/figures/conflicts.*", _missing)
    page.get_by_role("tab", name="Contradictions").click()
    expect(page.locator("#figures").get_by_role("alert")).to_contain_text("Could not load")
    page.unroute("**/figures/conflicts.*")
    page.get_by_role("tab", name="National picture").click()
    page.get_by_role("tab", name="Contradictions").click()
    expect(page.locator(".fig-conflict").first).to_be_visible()


def _missing(route: Route) -> None:
    route.fulfill(status=404, body="no")


def test_on_a_phone_nothing_is_wider_than_the_screen(open_page: Open) -> None:
    page = open_page("/?lang=fr&sel=figures", 390, 844)
    for part, content in {
        "national": ".fig-card", "results": ROWS, "conflicts": ".fig-conflict", "topics": ".fig-topic"
    }.items():  # fmt: skip
        page.locator(f'#figures [role=tab][data-fig-part="{part}"]').click()
        expect(page.locator(f"#figures {content}:visible").first).to_be_visible()
        at_rest(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, part
        assert page.evaluate("document.getElementById('figures').scrollWidth") <= 390, part
