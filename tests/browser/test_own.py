"""A reader's own table: dropped on the map, corrected, coloured, shared with another browser, deleted."""

from __future__ import annotations

import base64
import csv
import io
import re
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import NO_TOUR, Watch
from tests.browser.test_accessibility import violations
from tests.browser.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


#: Milliseconds for what a process of its own reads.
SLOW = 90_000
AXE_STEPS = (("desk", 1440, 900), ("phone", 390, 844))
TABLE = """Lieu;Cercle;Date;Ménages
Gao;;2018-03-01;30
Ber (Tombouctou);;2019-04-02;45
Douentzza;;2020-01-01;120
Kidale;;;7
<img src=x onerror=alert(1)>;;2021-02-02;60
"""
#: What the browser hands to a page when files are dropped on it.
DROPPED = """(files) => {
  const given = new DataTransfer();
  for (const [name, text] of files) {
    given.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name));
  }
  return given;
}"""


@pytest.fixture
def visit(browser: Browser, tables_address: str) -> Iterator[Callable[..., Page]]:
    """Open an address in a browser of its own, which shares nothing with another's."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def opener(path: str, width: int = 1440, height: int = 900) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, service_workers="block")
        context.add_init_script(NO_TOUR)
        page = context.new_page()
        opened.append((context, Watch(page, tables_address)))
        page.goto(tables_address + path if path.startswith("/") else path, wait_until="commit")
        until(page, "window.atlas && document.documentElement.dataset.drawn !== undefined")
        return page

    yield opener
    for context, watch in opened:
        assert watch.console == []
        assert watch.foreign == []
        context.close()


def drop(page: Page, name: str, content: str | bytes, *others: tuple[str, str | bytes]) -> None:
    """Drag files over the map, and drop them there."""
    given = [
        (each, base64.b64encode(data.encode() if isinstance(data, str) else data).decode())
        for each, data in ((name, content), *others)
    ]
    page.dispatch_event("#map-frame", "dragenter")
    page.dispatch_event("#map-frame", "drop", {"dataTransfer": page.evaluate_handle(DROPPED, given)})


def added(page: Page) -> str:
    """Press the panel's button, and return the layer that the page then shows."""
    page.get_by_role("dialog").get_by_role("button", name="Add to the map").click()
    page.wait_for_url("**layers=own-**", timeout=SLOW)
    until(page, "document.documentElement.dataset.drawn?.includes('own-')")
    return page.url.split("layers=")[1].split("&")[0].split(",")[0]


def test_a_file_dropped_on_the_map_becomes_a_layer_that_is_shared_and_deleted(
    visit: Callable[..., Page],
) -> None:
    page = visit("/?lang=en&layers=sectors")
    drop(page, "households.csv", TABLE)
    panel = page.get_by_role("dialog", name="Your table")
    expect(panel.locator("#own-count-located")).to_contain_text("2", timeout=SLOW)
    expect(panel.locator("#own-count-unmatched")).to_contain_text("3")
    expect(panel.locator(".own-report")).to_contain_text("<img src=x onerror=alert(1)>")

    panel.get_by_role("button", name="Douentza (").click()
    expect(panel.locator("#own-count-located")).to_contain_text("3", timeout=SLOW)
    panel.get_by_role("button", name="Correct line 5").click()
    panel.get_by_label("Look for a place").fill("kidal")
    panel.locator("#own-offered").get_by_role("button", name="Kidal (").first.click()
    expect(panel.locator("#own-count-located")).to_contain_text("4", timeout=SLOW)
    expect(panel.locator("#own-kept")).to_contain_text("2 corrections kept")

    panel.get_by_label("Title").fill("Households")
    panel.get_by_role("button", name="Add to the map").click()
    page.wait_for_url("**layers=own-**", timeout=SLOW)
    until(page, "document.documentElement.dataset.drawn?.includes('own-')")
    layer = page.url.split("layers=")[1].split(",")[0]
    expect(page.locator(f'[data-switch="{layer}"]')).to_be_checked()
    expect(page.locator(f'[data-legend="{layer}"]')).to_contain_text("Row of the table")

    page.locator(f'.row[data-layer="{layer}"] summary').first.click()
    page.get_by_label("Colour the layer Households by").first.select_option("menages")
    expect(page.locator(f'[data-legend="{layer}"]')).to_contain_text("120")
    page.wait_for_url(f"**{layer}.colour=menages**")

    other = visit(page.url)
    expect(other.locator(f'[data-legend="{layer}"]')).to_contain_text("120")
    other.get_by_role("button", name="Your table").click()
    expect(other.locator("#own-list")).to_contain_text("None yet")

    page.get_by_role("button", name="Your table").click()
    page.get_by_role("button", name="Delete Households").click()
    page.wait_for_url(lambda url: f"layers={layer}" not in url)
    other.reload()
    expect(other.locator("#notice")).to_contain_text("no such layer")
    expect(other.locator(f'[data-switch="{layer}"]')).to_have_count(0)


def test_pasted_cells_are_gathered_by_region_on_a_phone(visit: Callable[..., Page]) -> None:
    page = visit("/?lang=fr&layers=sites", 390, 844)
    page.get_by_role("button", name="Votre tableau").click()
    panel = page.get_by_role("dialog", name="Votre tableau")
    panel.get_by_label("… ou collez des cellules").fill("Région\tCas\nGao\t30\nGao\t3\nMopti\t120\n")
    panel.get_by_role("button", name="Lire les cellules").click()
    expect(panel.locator("#own-count-located")).to_contain_text("3", timeout=SLOW)
    panel.locator("#own-unit").click()
    page.get_by_role("option", name="par région").click()
    panel.locator("#own-how").click()
    page.get_by_role("option", name="somme").click()
    panel.locator("#own-column").click()
    page.get_by_role("option", name="Cas").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    panel.get_by_role("button", name="Ajouter à la carte").click()
    page.wait_for_url("**layers=own-**", timeout=SLOW)
    layer = page.url.split("layers=")[1].split(",")[0]
    coloured = visit(f"{page.url}&{layer}.colour=value.tint", 1440, 900)
    expect(coloured.locator(f'[data-legend="{layer}"]')).to_contain_text("Un nombre teinte ici des surfaces")


def test_a_refused_file_says_why(visit: Callable[..., Page]) -> None:
    page = visit("/?lang=fr&layers=sites")
    drop(page, "vide.csv", " \n")
    expect(page.locator("#own-said")).to_contain_text("vide.csv")
    expect(page.locator("#own-screen")).to_be_hidden()


def test_rows_appear_with_the_date(visit: Callable[..., Page]) -> None:
    page = visit("/?lang=en&layers=sectors")
    drop(page, "households.csv", TABLE)
    expect(page.locator("#own-count-located")).to_contain_text("2", timeout=SLOW)
    layer = added(page)
    page = visit(f"{page.url}&table={layer}&date=2018-12-31")
    expect(page.locator("#table-scroll tbody tr")).to_have_count(2)
    expect(page.locator("#table-scroll")).to_contain_text("Kidale"), "a row without a date always is"


def test_rows_are_filtered_by_a_column_on_map_table_files_and_sheet(
    visit: Callable[..., Page], tables_address: str
) -> None:
    page = visit("/?lang=en&layers=sectors")
    drop(page, "households.csv", TABLE)
    expect(page.locator("#own-count-located")).to_contain_text("2", timeout=SLOW)
    layer = added(page)
    page = visit(f"{page.url}&table={layer}")
    expect(page.locator("#table-scroll tbody tr")).to_have_count(5)
    page.locator("#filter-toggle").click()
    page.get_by_role("combobox", name="Column").select_option("menages")
    page.get_by_role("textbox", name="Value").fill("40")
    page.locator(".filter-column button").click()
    expect(page.locator("#table-scroll tbody tr")).to_have_count(3)
    expect(page.locator(f'.row[data-layer="{layer}"] > .row-head > .count')).to_contain_text("3/5")
    answer = page.request.get(page.evaluate("document.getElementById('table-csv').href"))
    assert [row["menages"] for row in csv.DictReader(io.StringIO(answer.text()))] == ["45", "120", "60"]
    answer = page.request.get(f"{tables_address}/layers/{layer}.geojson?lang=en&filter=menages >= 40")
    assert [feature["properties"]["menages"] for feature in answer.json()["features"]] == [45, 120, 60]
    page.wait_for_url("**filter=**")
    sheet = page.request.get(page.url.replace("/?", "/sheet.html?")).text()
    assert '"menages":45' in sheet
    assert '"menages":30' not in sheet


def test_several_files_one_with_sheets_are_added_and_one_is_changed(visit: Callable[..., Page]) -> None:
    book = io.BytesIO()
    with pd.ExcelWriter(book) as writer:
        pd.DataFrame({"Lieu": ["Gao", "Kidal", "Ménaka"]}).to_excel(writer, sheet_name="Sites", index=False)
        pd.DataFrame({"Lieu": ["Diré"]}).to_excel(writer, sheet_name="Others", index=False)
    page = visit("/?lang=en&layers=sectors")
    drop(page, "a.csv", TABLE, ("empty.csv", " "), ("book.xlsx", book.getvalue()))
    panel = page.get_by_role("dialog", name="Your table")
    expect(panel.locator("#own-several")).to_be_visible(timeout=SLOW)
    expect(panel.locator("#own-said")).to_contain_text("empty.csv")
    expect(panel.locator("#own-count-rows")).to_contain_text("5", timeout=SLOW)
    panel.get_by_label("Table on the screen").click()
    page.get_by_role("listbox").get_by_role("option", name="book").click()
    expect(panel.locator("#own-count-rows")).to_contain_text("3", timeout=SLOW)
    expect(panel.locator("#own-notes")).to_contain_text("table read: “Sites”")
    expect(panel.get_by_role("img", name=re.compile("Where the rows lie – Located: 3"))).to_be_visible()
    panel.get_by_label("Sheet or layer of the file").click()
    page.get_by_role("listbox").get_by_role("option", name="Others").click()
    expect(panel.locator("#own-count-rows")).to_contain_text("1", timeout=SLOW)
    panel.get_by_role("button", name="Add all to the map").click()
    page.wait_for_url(re.compile("layers=own-[0-9a-f]{32},own-"))

    page.get_by_role("button", name="Your table").click()
    page.get_by_role("button", name="Change book").click()
    expect(panel.locator("#own-count-rows")).to_contain_text("1", timeout=SLOW)
    expect(panel.get_by_label("Sheet or layer of the file")).to_be_hidden()
    panel.get_by_label("Title").fill("Renamed")
    panel.get_by_role("button", name="Save the changes").click()
    page.wait_for_load_state()
    expect(page.locator(".row[data-layer^=own-]").filter(has_text="Renamed")).to_have_count(1)


def test_a_layer_is_exported_as_a_sheet_with_its_source(visit: Callable[..., Page]) -> None:
    page = visit("/?lang=en&layers=sectors")
    drop(page, "households.csv", TABLE)
    expect(page.locator("#own-count-located")).to_contain_text("2", timeout=SLOW)
    added(page)
    page.locator("[data-export-open]").click()
    page.wait_for_selector(".export-image:not([hidden])", timeout=SLOW)
    with page.expect_download(timeout=SLOW) as saved:
        page.click("[data-export-download]")
    assert saved.value.suggested_filename.endswith(".pdf")
    text = "".join(part.extract_text() for part in PdfReader(saved.value.path()).pages)
    assert "File of the reader: households.csv" in " ".join(text.split())


@pytest.mark.parametrize(("_", "width", "height"), AXE_STEPS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_step_of_the_panel_is_accessible(
    visit: Callable[..., Page], lang: str, _: str, width: int, height: int
) -> None:
    page = visit(f"/?lang={lang}&layers=sectors", width, height)
    page.locator('[data-panel="own"]').click()
    panel = page.get_by_role("dialog")
    expect(panel.locator("#own-list")).not_to_be_empty()
    assert violations(page, ".own") == []
    drop(page, "a.csv", TABLE, ("b.csv", "Lieu\nDiallassagou\n"))
    expect(panel.locator("#own-several")).to_be_visible(timeout=SLOW)
    expect(panel.locator(".own-report")).to_be_visible()
    assert violations(page, ".own") == []
    panel.locator(".own-report .plain").first.click()
    panel.locator("#own-typed").fill("kidal")
    expect(panel.locator("#own-offered .own-pick").nth(1)).to_be_visible()
    assert violations(page, ".own") == []
    panel.locator("#own-add").click()
    page.wait_for_url("**layers=own-**", timeout=SLOW)
    until(page, "document.documentElement.dataset.drawn?.includes('own-')")
    page.locator('[data-panel="own"]').click()
    expect(page.locator(".own-layers li")).to_have_count(1)
    assert violations(page, ".own") == []
    page.keyboard.press("Escape")
    if width < 900:
        page.evaluate("document.getElementById('shell').classList.add('is-panel-open')")
    for part in page.locator(".row[data-layer^=own-] details").all():
        part.evaluate("(node) => { node.open = true; }")
    assert violations(page, ".row[data-layer^=own-]") == []


def test_the_whole_way_by_the_keyboard(visit: Callable[..., Page]) -> None:
    page = visit("/?lang=en&layers=sectors")
    page.get_by_role("button", name="Your table").focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Your table")
    cells = panel.get_by_label("… or paste cells")
    expect(cells).to_be_visible()
    expect(panel.locator("#own-list")).not_to_be_empty()  # the panel's first callback has answered
    reach(page, "own-cells")
    page.keyboard.insert_text("Lieu\tn\nGao\t3\nDouentzza\t4\n")
    reach(page, "own-paste")
    page.keyboard.press("Enter")
    expect(panel.locator("#own-count-located")).to_contain_text("1", timeout=SLOW)
    reach(page, "", "Douentza (")
    page.keyboard.press("Enter")
    expect(panel.locator("#own-count-located")).to_contain_text("2", timeout=SLOW)
    reach(page, "own-add")
    page.keyboard.press("Enter")
    page.wait_for_url("**layers=own-**", timeout=SLOW)


#: Types into a field and presses a button at once, as may happen where the browser is busy.
TYPE_AND_PRESS = """([field, text, button]) => {
  document.getElementById(field).select();
  document.execCommand("insertText", false, text);
  document.getElementById(button).click();
}"""


def test_a_button_takes_what_was_typed_just_before(visit: Callable[..., Page]) -> None:
    page = visit("/?lang=en&layers=sectors")
    page.locator('[data-panel="own"]').click()
    panel = page.get_by_role("dialog")
    expect(panel.locator("#own-list")).not_to_be_empty()
    page.evaluate(TYPE_AND_PRESS, ["own-cells", "Lieu\tn\nGao\t3\n", "own-paste"])
    expect(panel.locator("#own-count-located")).to_contain_text("1")
    expect(panel.locator("#own-label")).to_have_value("pasted cells")
    page.evaluate(TYPE_AND_PRESS, ["own-label", "Gao alone", "own-add"])
    page.wait_for_url("**layers=own-**", timeout=SLOW)
    expect(page.locator(".row[data-layer^=own-] .switch")).to_contain_text("Gao alone")


def reach(page: Page, name: str, text: str = "") -> None:
    """Press the tabulator until a control has the focus: by its identifier, or what it says."""
    for _ in range(80):
        page.keyboard.press("Tab")
        found = page.evaluate("[document.activeElement.id, document.activeElement.textContent]")
        if (name and found[0] == name) or (text and found[1].startswith(text)):
            return
    raise AssertionError(f"the keyboard does not reach {name or text}")
