"""Drawing on the map: by pointer, by keys, on a phone; in the address, in files and on sheets."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from layers.view.drawn_words import READERS
from tests.browser.test_tools import GAO, KIDAL, click_at
from tests.browser.waiting import PICKING, drawn, until

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.waiting import Open

VIEW = "/?lang=en&layers=sites&at=17.3,0.7,7"
ARROW = "arrow,16.2717,-0.0447,18.4434,1.4092"


def drawing(page: Page) -> str:
    """What the address holds."""
    return parse_qs(urlsplit(page.url).query).get("draw", [""])[0]


def holds(page: Page, text: str) -> None:
    until(page, f"(new URLSearchParams(location.search).get('draw') ?? '') === {json.dumps(text)}")


def begin(page: Page, kind: str) -> None:
    page.locator('[data-tool="draw"]').click()
    page.locator(f"[data-kind={kind}]").click()
    expect(page.locator(PICKING)).to_be_visible()


def test_an_arrow_is_drawn_named_undone_and_opened_again(open_page: Open) -> None:
    page = drawn(open_page(VIEW), "sites")
    begin(page, "arrow")
    click_at(page, GAO[0] + 0.03, GAO[1] + 0.03)  # near the place: its own position is taken
    click_at(page, KIDAL[0] - 0.03, KIDAL[1], twice=True)
    holds(page, ARROW)
    expect(page.locator("#draw-label")).to_be_focused()
    page.keyboard.type("<b>To</b> Kidal")
    holds(page, f"{ARROW},_<b>To</b> Kidal")
    page.get_by_role("radio", name="Blue").check(force=True)
    holds(page, f"{ARROW.replace('arrow', 'arrow.blue')},_<b>To</b> Kidal")
    expect(page.locator(".drawn-words")).to_have_text("<b>To</b> Kidal")
    page.keyboard.press("Control+z")
    holds(page, f"{ARROW},_<b>To</b> Kidal")
    page.get_by_role("button", name="Undo", exact=True).click()  # typing was one step
    holds(page, ARROW)
    page.get_by_role("button", name="Redo", exact=True).click()
    holds(page, f"{ARROW},_<b>To</b> Kidal")
    again = drawn(open_page(page.url[page.url.index("/?") :]), "sites")
    expect(again.locator(".drawn-words")).to_have_text("<b>To</b> Kidal")
    expect(again.locator(".drawn-words b")).to_have_count(0)
    expect(again.locator(".legend-drawn")).to_contain_text(READERS.en)
    expect(again.locator(".leaflet-control-attribution")).to_contain_text("Reader’s drawings")
    expect(again.locator(".leaflet-atlas-drawn-pane path").first).to_be_attached()


def test_keys_alone_draw_change_and_delete(open_page: Open) -> None:
    page = drawn(open_page(VIEW), "sites")
    page.locator('[data-tool="draw"]').focus()
    page.keyboard.press("Enter")
    page.locator("[data-kind=measure]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(PICKING)).to_be_visible()
    page.locator("#draw-position").focus()
    page.keyboard.type("Gao")
    page.keyboard.press("Enter")
    expect(page.locator("#draw-said")).to_contain_text("Gao")
    page.keyboard.type("18.4434, 1.4092")
    page.keyboard.press("Enter")
    expect(page.locator("#draw-said")).to_contain_text("18.4434")
    page.locator("#tool-draw [data-sketch=finish]").focus()
    page.keyboard.press("Enter")
    holds(page, "measure,16.2717,-0.0447,18.4434,1.4092")
    expect(page.locator(".drawn-words")).to_have_text("286\u00a0km")
    handle = page.locator(".draw-handle").first
    handle.focus()
    page.keyboard.press("Shift+ArrowUp")
    until(page, "Number(new URLSearchParams(location.search).get('draw').split(',')[1]) > 16.28")
    expect(page.locator(".draw-handle:focus")).to_have_count(1)  # the same handle, drawn anew
    page.locator("#draw-list [data-act=pick]").focus()
    page.keyboard.press("Delete")
    holds(page, "")
    expect(page.locator(".legend-drawn")).to_be_hidden()


def test_a_sheet_carries_what_is_drawn(open_page: Open, tmp_path: Path) -> None:
    page = drawn(open_page(f"{VIEW}&draw={ARROW},_Axis~symbol.ied,17,1"), "sites")
    expect(page.locator(".legend-drawn")).to_contain_text("Improvised explosive device")
    page.click("[data-export-open]")
    page.select_option("select[data-export=format]", "svg")
    until(page, "document.querySelector('[data-export-link]').href.includes('draw=arrow')")
    page.wait_for_selector(".export-image:not([hidden])")
    with page.expect_download() as saved:
        page.click("[data-export-download]")
    file = tmp_path / "sheet.svg"
    saved.value.save_as(file)
    text = file.read_text("utf-8")
    assert "Axis" in text
    assert READERS.en in text


def test_files_are_opened_and_what_is_too_much_is_refused(open_page: Open, tmp_path: Path) -> None:
    page = drawn(
        open_page(f"{VIEW}&draw=circle.green,16.2717,-0.0447,50,_Reach~number,17,1,_Bridge"), "sites"
    )
    before = drawing(page)
    page.locator('[data-tool="draw"]').click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save (GeoJSON)").click()
    file = tmp_path / "drawings.geojson"
    saved.value.save_as(file)
    features = json.loads(file.read_text("utf-8"))["features"]
    assert {each["properties"]["source"] for each in features} == {READERS.en}
    page.get_by_role("button", name="Clear all").click()
    holds(page, "")
    page.locator("#draw-file").set_input_files(file)
    holds(page, before)
    many = {"type": "FeatureCollection", "features": features * 30}
    file.write_text(json.dumps(many), "utf-8")
    page.locator("#draw-file").set_input_files(file)
    expect(page.locator("#draw-said")).to_contain_text(re.compile(r"60 drawings \(40 at most\)"))
    assert drawing(page) == before
    file.write_text("<kml/>", "utf-8")
    page.locator("#draw-file").set_input_files(file)
    expect(page.locator("#draw-said")).to_contain_text("no drawing that can be read")


def test_what_cannot_be_read_is_left_out_and_said(open_page: Open) -> None:
    page = drawn(open_page("/?lang=fr&layers=sites&draw=text,17,-2,_Ici~%3Cscript%3E"), "sites")
    expect(page.locator("#notice")).to_contain_text("draw = « <script> » n’est pas utilisable")
    expect(page.locator(".drawn-words")).to_have_text("Ici")


def test_a_marker_is_set_on_a_phone(open_page: Open) -> None:
    page = drawn(open_page("/?lang=fr&layers=sites", 390, 844, has_touch=True, is_mobile=True), "sites")
    page.locator('[data-tool="draw"]').tap()
    page.locator("[data-kind=number]").tap()
    expect(page.locator(PICKING)).to_be_visible()
    page.touchscreen.tap(150, 240)
    expect(page.locator(".drawn-number")).to_have_text("1")
    expect(page.locator("#draw-label")).to_be_visible()
    box = page.locator("#tool-draw").bounding_box()
    assert box is not None
    assert box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
