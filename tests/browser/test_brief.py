"""A brief of six views made in the explorer: ordered, presented, saved, opened, sent as a link, exported."""

from __future__ import annotations

import io
import tomllib
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect
from pptx import Presentation
from pypdf import PdfReader

from tests.browser.test_own import TABLE, added, drop, visit  # noqa: F401 - one is a fixture
from tests.browser.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SLOW = 90_000  # ms: six pages are drawn, on a machine that may have much else to do
#: Goes to a view as the browser's own button does.
GO = """query => {
  history.pushState({}, "", `?lang=en&${query}`);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}"""
#: One view after the other: what changes it in the page, and the headline that its page is given.
VIEWS = (
    ("layers=sectors,sites&draw=arrow,16.27,-0.04,18.44,1.41,_To%20Kidal", "Five sectors"),
    ("layers=sectors,sites&at=16.27,-0.04,8&sel=gao&draw=circle.blue,16.27,-0.04,50,_Gao", "Gao"),
    ("layers=sites,works&date=2020-08-31&compare=2018-03-31", "Two days"),
    ("layers={own},regions", "Our table"),
    ("layers=sectors,sites&sel=gao&with=kidal", "Two sites"),
    ("layers=sites&sel=figures", "In figures"),
)


def headlines(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator("#brief-list [data-field=title]").all()]


def open_panel(page: Page) -> None:
    page.get_by_role("button", name="Brief", exact=True).click()
    expect(page.locator("#brief-list li").first).to_be_visible()


def add_pages(page: Page, own: str) -> None:
    """Add a page for each view."""
    for n, (query, headline) in enumerate(VIEWS):
        page.evaluate(GO, query.format(own=own))
        page.locator("#brief-add").click()
        expect(page.locator("#brief-said")).to_have_text(f"Page {n + 1} added.")
        page.locator("#brief-list [data-field=title]").last.fill(headline)
    page.locator("#brief-list [data-field=message]").first.fill("One message.")
    page.locator("#brief-list summary").first.click()
    page.locator("#brief-list [data-field=notes]").first.fill("Say this.")


def put_in_order(page: Page) -> None:
    lines = page.locator("#brief-list [data-page]")
    lines.nth(3).locator(".brief-grip").scroll_into_view_if_needed()
    lines.nth(5).locator(".brief-grip").hover()
    page.mouse.down()
    for _ in range(2):  # a browser tells of what lies below at the second movement
        lines.nth(1).hover()
    page.mouse.up()
    expect(page.locator("#brief-said")).to_have_text("Page 2 of 6.")
    lines.nth(1).locator("[data-field=title]").press("Alt+ArrowDown")
    expect(page.locator("#brief-said")).to_have_text("Page 3 of 6.")
    expect(lines.nth(2).locator("[data-field=title]")).to_be_focused()
    lines.nth(5).get_by_role("button", name="Remove").click()
    page.locator("#brief-undo").click()
    expect(lines).to_have_count(6)
    said = [headline for _, headline in VIEWS]
    assert headlines(page) == [*said[:2], said[5], *said[2:5]]
    kinds = page.locator(".brief-kind").all_text_contents()
    assert kinds == ["map", "place", "figures", "comparison · 2018-03-31 – 2020-08-31", "map", "comparison"]


def saved(page: Page, button: str) -> bytes:
    with page.expect_download(timeout=SLOW) as download:
        page.locator(button).click()
    return download.value.path().read_bytes()


def present(page: Page) -> None:
    page.locator("#brief-present").click()
    show = page.locator(".brief-show")
    expect(show.locator("h2")).to_have_text("Five sectors")
    expect(show).to_contain_text("1 / 6")
    expect(page.locator(".header")).to_be_hidden()
    page.keyboard.press("PageDown")  # as a remote does
    expect(show.locator("h2")).to_have_text("Gao")
    expect(page.locator("#dossier h2")).to_have_text("Gao")
    page.keyboard.press("End")
    expect(show).to_contain_text("6 / 6")
    page.keyboard.press("ArrowLeft")
    expect(show.locator("h2")).to_have_text("Our table")
    page.keyboard.press("Escape")
    expect(show).to_have_count(0)
    expect(page.locator(".header")).to_be_visible()
    expect(page.locator("#brief-list")).to_be_visible()


def test_a_brief_of_six_views_is_made_presented_and_exported(
    visit: Callable[..., Page],  # noqa: F811 - the fixture
    tmp_path: Path,
) -> None:
    page = visit("/?lang=en&layers=sectors,sites")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    drop(page, "households.csv", TABLE)
    expect(page.locator("#own-count-located")).to_contain_text("2", timeout=SLOW)
    own = added(page)
    open_panel(page)
    add_pages(page, own)
    put_in_order(page)
    page.locator("#brief-name").fill("Trial")
    until(page, "JSON.parse(localStorage.getItem('atlas-brief')).title === 'Trial'")
    present(page)

    file = saved(page, "#brief-save")
    parts = tomllib.loads(file.decode())["part"]
    assert [part["title"] for part in parts] == headlines(page)
    assert parts[3]["view"] == "layers=sites,works&date=2020-08-31&compare=2018-03-31"
    assert parts[0]["message"] == "One message."

    deck = Presentation(io.BytesIO(saved(page, "#brief-export")))
    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == ["Trial", *headlines(page)]
    assert deck.slides[1].notes_slide.notes_text_frame.text.startswith("Say this.")
    (told,) = [str(each) for each in deck.slides[1]._element.xpath("//p:cNvPr[@name='map']/@descr")]
    assert "Arrow (To Kidal)" in told
    told = [str(each) for each in deck.slides[5]._element.xpath("//p:cNvPr/@descr")]
    assert any("households" in words for words in told), "the table of the reader is on its slide"
    page.locator("#brief-format").click()
    page.get_by_role("option", name="PDF, four pages a sheet").click()
    handout = PdfReader(io.BytesIO(saved(page, "#brief-export")))
    assert "6. Two sites" in handout.pages[1].extract_text()
    page.locator("#brief-format").click()
    page.get_by_role("option", name="HTML page, no network").click()
    document = saved(page, "#brief-export").decode()
    assert all(headline in document for headline in headlines(page))
    assert document.count("Reader’s drawings — not from the documents") == 2
    assert "<script" not in document

    path = tmp_path / "trial.toml"
    path.write_bytes(file.replace(b'"Trial"', b'"Opened"'))
    page.locator("#brief-file input").set_input_files(path)
    expect(page.locator("#brief-said")).to_contain_text("Brief opened: 6 pages.")
    expect(page.locator("#brief-name")).to_have_value("Opened")
    broken = tmp_path / "broken.toml"
    broken.write_bytes(b"title = [")
    page.locator("#brief-file input").set_input_files(broken)
    expect(page.locator("#brief-said")).to_contain_text("no readable TOML")

    page.locator("#brief-link").click()
    expect(page.locator("#brief-said")).to_have_text("Link to the brief copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    other = visit("/?" + link.partition("?")[2])
    expect(other.locator("#brief-name")).to_have_value("Opened")
    assert headlines(other) == [part["title"] for part in parts]
    assert "#" not in other.url
