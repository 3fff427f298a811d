"""The export dialog on a real page: preview, refusal, choices, link, file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.waiting import until

if TYPE_CHECKING:
    from tests.browser.waiting import Open

WAIT = 20_000


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_first_click_shows_the_sheet_and_the_second_saves_it(open_page: Open, lang: str) -> None:
    page = open_page(f"/?lang={lang}&layers=sectors,sites")
    page.click("[data-export-open]")
    page.wait_for_selector(".export-image:not([hidden])", timeout=WAIT)
    with page.expect_download(timeout=WAIT) as saved:
        page.click("[data-export-download]")
    assert saved.value.suggested_filename.endswith(f"-a4-{lang}.pdf")


def test_choices_are_in_the_link(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites&sel=gao")
    page.click("[data-export-open]")
    page.select_option("select[data-export=format]", "png")
    page.select_option("select[data-export=orientation]", "portrait")
    page.select_option("select[data-export=focus]", "selection")
    page.click("[data-export-chip=facts]")
    page.fill("[data-export-line=scale]", "1 500 000")
    until(page, "document.querySelector('[data-export-link]').href.includes('scale=1500000')", timeout=WAIT)
    link = page.get_attribute("[data-export-link]", "href") or ""
    assert link.startswith("sheet.png?lang=en&layers=sites")
    for field in ("orientation=portrait", "focus=gao", "panels=facts"):
        assert field in link
    page.wait_for_selector(".export-image:not([hidden])", timeout=WAIT)


def test_a_refusal_is_read_in_the_dialog(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites", expected="400")
    page.click("[data-export-open]")
    page.fill("[data-export-line=scale]", "5")
    page.wait_for_selector("text=expected a scale", timeout=WAIT)
    page.keyboard.press("Escape")
    assert not page.is_visible("#export-dialog")
