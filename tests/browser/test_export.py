"""The export dialog on a real page: preview, refusal, choices, link, file."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geodata.tables import Tables
from tests.browser.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Route

    from tests.browser.waiting import Open

WAIT = 20_000
#: A picture of one point.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


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
    expect(page.locator("#export-dialog")).to_be_hidden()


def test_marking_and_clearance_are_said_in_the_dialog(open_page: Open, tmp_path: Path) -> None:
    page = open_page("/?lang=en&layers=sites")
    page.click("[data-export-open]")
    page.click(".export-clearance summary")
    page.fill("[data-export-line=marking]", "FOR TRAINING")
    page.select_option("select[data-export=marking_colour]", "#1E7B4B")
    page.fill("[data-export-line=validity]", "until 1 May")
    page.fill("[data-export-line=version]", "2.1")
    link = "[data-export-link]"
    expect(page.locator(link)).to_have_attribute(
        "href", re.compile("marking=FOR\\+TRAINING.*validity=until\\+1\\+May"), timeout=WAIT
    )
    for part in ("version=2.1", "marking_colour=%231E7B4B"):
        expect(page.locator(link)).to_have_attribute("href", re.compile(re.escape(part)))
    logo = tmp_path / "logo.svg"
    shape = '<rect width="9" height="9" fill="#0A141E"/>'
    logo.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{shape}</svg>')
    page.set_input_files("[data-export-logo]", logo)
    expect(page.locator(".export-logo")).to_contain_text("not into the link")
    expect(page.locator(link)).to_be_hidden()
    page.select_option("select[data-export=format]", "svg")
    with page.expect_download(timeout=WAIT) as saved:
        page.click("[data-export-download]")
    drawn = saved.value.path().read_text("utf-8")
    assert "#0A141E" in drawn
    assert "FOR TRAINING" in drawn


def test_the_frame_begins_with_the_place_and_can_be_dragged(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites&sel=sector-est")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("[data-export-open]")
    page.wait_for_selector(".export-image:not([hidden])", timeout=WAIT)
    link = page.locator("[data-export-link]")
    expect(link).to_have_attribute("href", re.compile("focus=sector-est"))
    box = page.locator(".export-image").bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.4, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - box["width"] * 0.1, y, steps=3)
    with page.expect_response(lambda answer: "centre=" in answer.url) as drawn:
        page.mouse.up()
    latitude, longitude, scale, _ = map(float, drawn.value.header_value("Atlas-Frame").split(","))
    asked = re.search(r"centre=([\d.-]+),([\d.-]+)", link.get_attribute("href") or "")
    assert asked
    assert (latitude, longitude) == pytest.approx((float(asked[1]), float(asked[2])), abs=0.01)
    assert longitude > 2, "what was dragged to the left shows more of the east"
    assert scale == 4_000_000
    page.click("[data-export-copy]")
    expect(page.locator(".export-status")).to_have_text("Picture of the sheet copied.", timeout=WAIT)
    kinds = page.evaluate(
        "navigator.clipboard.read().then((items) => items.flatMap((each) => [...each.types]))"
    )
    assert kinds == ["image/png"]


def test_a_place_that_lies_nowhere_leaves_the_sheet_to_the_view(open_page: Open) -> None:
    places = Tables().records("places")
    country = next(row["id"] for row in places if row["kind"] == "country" and row["id"] != "mali")
    for place, framed in ((country, ""), ("zone-sud", "zone-sud")):
        page = open_page(f"/?lang=en&layers=sites&sel={place}&filter=inside = 'cercle-menaka'")
        page.click("[data-export-open]")
        page.wait_for_selector(".export-image:not([hidden])", timeout=WAIT)
        focus = page.locator("select[data-export=focus]")
        expect(focus).to_have_value("selection" if framed else "")
        expect(focus.locator("option").nth(1)).to_be_enabled(enabled=bool(framed))
        address = page.locator("[data-export-link]").get_attribute("href") or ""
        assert re.findall(r"[?&]focus=([^&]*)", address) == ([framed] if framed else [])


@pytest.mark.parametrize(("paper", "dpi"), [("a4", "dpi=200"), ("a0", "paper=a0$")])
def test_the_copied_picture_of_a_large_paper_has_fewer_dots(open_page: Open, paper: str, dpi: str) -> None:
    page = open_page("/?lang=en&layers=sites", expected="")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("[data-export-open]")
    page.wait_for_selector(".export-image:not([hidden])", timeout=WAIT)
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=PIXEL, content_type="image/png")

    page.route("**/sheet.png?*", answer)
    page.select_option("select[data-export=paper]", paper)
    page.click("[data-export-copy]")
    expect(page.locator(".export-status")).to_have_text("Picture of the sheet copied.", timeout=WAIT)
    assert any(re.search(dpi, url) for url in asked)


def test_a_copy_that_the_server_refuses_is_told(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites", expected="400")
    page.click("[data-export-open]")
    page.fill("[data-export-line=scale]", "5")
    page.wait_for_selector("text=expected a scale", timeout=WAIT)
    page.click("[data-export-copy]")  # the clipboard is refused as well, and first
    expect(page.locator(".export-status")).not_to_have_text("", timeout=WAIT)
    expect(page.locator(".export-progress")).to_be_hidden()
