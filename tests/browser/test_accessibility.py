"""axe finds nothing serious on the main views, in both languages, on a desk and on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from geodata.text import LANGS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    Open = Callable[..., Page]

AXE = (ROOT / "tests" / "browser" / "vendor" / "axe.min.js").read_text("utf-8")
PINS = ".atlas-pin:visible"


def violations(page: Page) -> list[str]:
    """Serious and critical violations: rule, then what it was found on."""
    page.evaluate(AXE)
    found = page.evaluate(
        "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"
        ".filter((rule) => ['serious', 'critical'].includes(rule.impact))"
        ".flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`))"
    )
    return [str(line) for line in found]


@pytest.mark.parametrize("lang", LANGS)
def test_the_main_view(open_page: Open, lang: str) -> None:
    page = open_page(f"/?lang={lang}")
    expect(page.locator(PINS)).to_have_count(12)
    assert violations(page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_an_open_dossier(open_page: Open, lang: str) -> None:
    page = open_page(f"/?lang={lang}&sel=gao")
    expect(page.locator("#dossier h2")).to_have_text("Gao")
    page.evaluate("for (const part of document.querySelectorAll('#dossier details')) part.open = true")
    assert violations(page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_panel_unfolded(open_page: Open, lang: str) -> None:
    page = open_page(f"/?lang={lang}")
    expect(page.locator(PINS)).to_have_count(12)
    page.evaluate("for (const part of document.querySelectorAll('#panel details')) part.open = true")
    assert violations(page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_phone(open_page: Open, lang: str) -> None:
    page = open_page(f"/?lang={lang}", 390, 844)
    expect(page.locator(PINS)).to_have_count(12)
    assert violations(page) == []
    page.locator('[data-action="togglePanel"]').click()
    expect(page.locator("#panel")).to_be_visible()
    assert violations(page) == []
    page.locator('[data-action="togglePanel"]').click()
    page.locator('[data-feature="gao"]').click()
    expect(page.locator("#dossier h2")).to_have_text("Gao")
    assert violations(page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_help(open_page: Open, lang: str) -> None:
    page = open_page(f"/?lang={lang}")
    expect(page.locator(PINS)).to_have_count(12)
    page.locator('[data-action="help"]').click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_banner_of_a_lost_connection(open_page: Open, lang: str) -> None:
    page = open_page(f"/?lang={lang}")
    expect(page.locator(PINS)).to_have_count(12)
    page.evaluate("document.getElementById('offline').hidden = false")
    assert violations(page) == []


SCREENS = [pytest.param(1440, 900, id="desk"), pytest.param(390, 844, id="phone")]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_table(open_page: Open, lang: str, width: int, height: int) -> None:
    page = open_page(f"/?lang={lang}&layers=sites&table=sites", width, height)
    expect(page.locator("#table-scroll tbody tr")).to_have_count(12)
    assert violations(page) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_first_visit(open_page: Open, lang: str, width: int, height: int) -> None:
    page = open_page(f"/?lang={lang}", width, height)
    if width < 900:  # there the help is at the foot of the panel
        page.locator("[data-action=togglePanel]:visible").first.click()
    page.locator("[data-action=help]:visible, [data-action=panelHelp]:visible").first.click()
    page.locator("[data-action=tour]").click()
    expect(page.locator("#tour")).to_be_visible()
    page.wait_for_timeout(400)
    assert violations(page) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_about_page(open_page: Open, lang: str, width: int, height: int) -> None:
    page = open_page(f"/about?lang={lang}", width, height)
    expect(page.locator("h1")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_export_dialog(open_page: Open, lang: str, width: int, height: int) -> None:
    page = open_page(f"/?lang={lang}", width, height)
    expect(page.locator(PINS)).to_have_count(12)
    page.locator("[data-export-open]").click()
    expect(page.locator("#export-dialog")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_map_tools(open_page: Open, lang: str, width: int, height: int) -> None:
    page = open_page(f"/?lang={lang}", width, height)
    expect(page.locator(PINS)).to_have_count(12)
    for tool in ("measure", "inside", "grid"):
        page.locator(f'[data-tool="{tool}"]').click()
        expect(page.locator(f"#tool-{tool}")).to_be_visible()
        assert violations(page) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_results_table(open_page: Open, lang: str, width: int, height: int) -> None:
    page = open_page(f"/?lang={lang}&sel=figures-results", width, height)
    expect(page.locator("#figures table tbody tr").first).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_layer_panel_unfolded_with_its_order_and_dictionaries(
    open_page: Open, lang: str, width: int, height: int
) -> None:
    page = open_page(f"/?lang={lang}&layers=sectors,sites,coverage", width, height)
    expect(page.locator(PINS).first).to_be_visible()
    if width < 900:
        page.locator('[data-action="togglePanel"]').click()
    page.evaluate("for (const part of document.querySelectorAll('#panel details')) part.open = true")
    expect(page.locator(".order-line").first).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_list_of_what_is_here(open_page: Open, lang: str, width: int, height: int) -> None:
    page = open_page(f"/?lang={lang}&layers=sectors,regions,sites&at=15.2,-2.5,6", width, height)
    expect(page.locator("html")).to_have_attribute("data-drawn", re.compile("regions"))
    page.locator("[data-action=showCentre]").click()
    expect(page.locator(".here-row").first).to_be_visible()
    page.wait_for_timeout(400)  # faded in
    assert violations(page) == []


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
    expect(page.locator("#status")).to_have_text("Layers shown: 4")


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
