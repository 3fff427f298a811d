"""axe finds nothing serious on the main views, in both languages, on a desk and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from geodata.text import LANGS
from tests.browser.waiting import PINS, at_rest, drawn, told
from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.browser.waiting import Open

AXE = (ROOT / "tests" / "browser" / "vendor" / "axe.min.js").read_text("utf-8")
UNFOLD = "for (const part of document.querySelectorAll('{} details')) part.open = true"


def violations(page: Page, within: str = "html") -> list[str]:
    """Serious and critical violations within a part of the page at rest: rule, then what it was found on.

    What opens over a page that was looked at as a whole is looked at alone.
    """
    at_rest(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    expect(page.locator(within)).to_be_visible()
    found = page.evaluate(
        "async (within) => {"
        " const whole = within === 'html' ? document : within;"
        " const { violations } = await axe.run(whole, { resultTypes: ['violations'], preload: false });"
        " return violations.filter((rule) => ['serious', 'critical'].includes(rule.impact))"
        ".flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`)); }",
        within,
    )
    return [str(line) for line in found]


SCREENS = [pytest.param(1440, 900, id="desk"), pytest.param(390, 844, id="phone")]
on_each_screen = pytest.mark.parametrize(("width", "height"), SCREENS)
in_each_language = pytest.mark.parametrize("lang", LANGS)


@in_each_language
@on_each_screen
def test_the_main_view_and_what_opens_over_it(open_page: Open, lang: str, width: int, height: int) -> None:
    page = open_page(f"/?lang={lang}", width, height)
    expect(page.locator(PINS)).to_have_count(12)
    assert violations(page) == []
    page.evaluate("document.getElementById('offline').hidden = false")
    assert violations(page, "#offline") == []
    page.evaluate("document.getElementById('offline').hidden = true")
    for tool in ("measure", "inside", "grid"):
        page.locator(f'[data-tool="{tool}"]').click()
        assert violations(page, f"#tool-{tool}") == []
    page.locator('[data-tool="draw"]').click()
    page.locator("[data-kind=symbol]").click()  # with all its fields
    assert violations(page, "#tool-draw") == []
    page.locator('[data-tool="draw"]').click()
    page.locator("[data-export-open]").click()
    assert violations(page, "#export-dialog") == []
    page.keyboard.press("Escape")
    expect(page.locator("#export-dialog")).to_be_hidden()
    if width < 900:  # there the help is at the foot of the panel
        page.locator('[data-action="togglePanel"]').click()
        assert violations(page, "#panel") == []
    page.locator("[data-action=help]:visible, [data-action=panelHelp]:visible").first.click()
    expect(page.locator("[role=dialog]")).to_have_css("opacity", "1")  # it fades in
    assert violations(page, "[role=dialog]") == []
    page.locator("[data-action=tour]").click()
    assert violations(page, "#tour") == []


@in_each_language
@on_each_screen
def test_the_table_and_a_dossier(open_page: Open, lang: str, width: int, height: int) -> None:
    page = open_page(f"/?lang={lang}&layers=sites&table=sites", width, height)
    expect(page.locator("#table-scroll tbody tr")).to_have_count(12)
    assert violations(page, "#table-sheet") == []
    page.locator("[data-action=closeTable]").click()
    expect(page.locator("#table-sheet")).to_be_hidden()
    page.locator('[data-feature="gao"]').click()
    expect(page.locator("#dossier h2")).to_have_text("Gao")
    assert violations(page) == []
    page.evaluate(UNFOLD.format("#dossier"))
    assert violations(page, "#dossier-frame") == [], "unfolded"


@in_each_language
@on_each_screen
def test_the_about_page(open_page: Open, lang: str, width: int, height: int) -> None:
    page = open_page(f"/about?lang={lang}", width, height)
    expect(page.locator("h1")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@in_each_language
@on_each_screen
def test_the_results_table(open_page: Open, lang: str, width: int, height: int) -> None:
    page = open_page(f"/?lang={lang}&sel=figures-results", width, height)
    expect(page.locator("#figures table tbody tr").first).to_be_visible()
    assert violations(page, "#figures") == []


@in_each_language
@on_each_screen
def test_what_is_here_and_the_layer_panel_with_its_order_and_dictionaries(
    open_page: Open, lang: str, width: int, height: int
) -> None:
    path = f"/?lang={lang}&layers=sectors,regions,sites,coverage&at=15.2,-2.5,6"
    page = drawn(open_page(path, width, height), "regions", "coverage")
    page.locator("[data-action=showCentre]").click()
    expect(page.locator(".here-row").first).to_be_visible()
    assert violations(page, ".leaflet-popup") == []
    page.keyboard.press("Escape")
    if width < 900:
        page.locator('[data-action="togglePanel"]').click()
    page.evaluate(UNFOLD.format("#panel"))
    expect(page.locator(".order-line").first).to_be_visible()
    assert violations(page, "#panel") == []


def test_each_stop_of_the_keyboard_is_named_and_seen(open_page: Open) -> None:
    """From the first stop to the map: each has a name, shows where the focus is, and none is a trap."""
    page = open_page("/?lang=fr")
    expect(page.locator(PINS)).to_have_count(12)
    stops: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "() => { const at = document.activeElement; const look = getComputedStyle(at);"
            " const label = at.labels && at.labels[0] && at.labels[0].textContent;"
            " const name = at.getAttribute('aria-label') || label || at.textContent || at.title;"
            " const seen = look.outlineStyle !== 'none' || look.boxShadow !== 'none';"
            " return [at.outerHTML.slice(0, 80), String(name).trim(), seen]; }"
        )
        where, name, seen = stop
        assert name, where
        assert seen, f"{where}: nothing shows the focus"
        stops.append(f"{where} {name}")
    assert "Aller à la carte" in stops[0]
    assert len(set(stops)) > 50, "the focus goes on"


def test_what_happens_is_said_in_a_live_region(open_page: Open) -> None:
    page = open_page("/?lang=en")
    expect(page.locator(PINS)).to_have_count(12)
    assert page.locator("#status").get_attribute("role") == "status"
    page.get_by_role("button", name="Briefer").click()
    told(page, "Layers shown: 4")


@pytest.mark.parametrize("width", [390, 1440])
def test_the_notice_of_a_mended_address_can_be_read(open_page: Open, width: int) -> None:
    page = open_page("/?lang=fr&layers=nope,sites", width, 844)
    notice = page.locator("#notice")
    expect(notice).to_contain_text("couche inconnue")
    assert violations(page) == []
    tools = page.locator("#tool-bar").bounding_box()
    box = notice.bounding_box()
    assert tools
    assert box
    assert box["x"] + box["width"] <= tools["x"] or box["y"] + box["height"] <= tools["y"]
