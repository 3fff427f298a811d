"""axe finds nothing serious on the main views, in both languages, on a desk and on a phone."""

from __future__ import annotations

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
