"""Two dates on the map: a border between two sides, by hand and by keys, and rings around what changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from layers.artifact.halos import halos
from tests.browser.test_accessibility import violations
from tests.browser.waiting import all_fetched, drawn, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from app.collection import Collection
    from tests.browser.waiting import Open

TWO_DATES = "date=2020-08-31&compare=2018-03-31"
#: The pins of a side that its border leaves in sight.
SEEN = """[...document.querySelectorAll('.leaflet-SIDE-side-pane .atlas-pin')].filter((pin) => {
  const { x, y, width, height } = pin.getBoundingClientRect();
  return document.elementsFromPoint(x + width / 2, y + height / 2).some((node) => pin.contains(node));
}).length"""


def _seen(page: Page, side: str) -> int:
    return int(page.evaluate(SEEN.replace("SIDE", side)))


def test_what_stood_where_in_march_2018_and_in_august_2020(open_page: Open) -> None:
    page = drawn(open_page(f"/?lang=en&layers=sites,police&{TWO_DATES}&how=swipe"), "sites", "police")
    expect(page.locator(".leaflet-container")).to_have_attribute("data-other", re.compile("sites"))
    border = page.get_by_role("slider", name="Border between 31 March 2018 and 31 August 2020")
    expect(border).to_have_attribute("aria-valuenow", "50")
    all_fetched(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    border.focus()
    page.keyboard.press("Home")
    expect(border).to_have_attribute("aria-valuenow", "5")
    right = _seen(page, "own")  # August 2020, with the sites of the booklet, has nearly all of the map
    assert right > 0
    page.keyboard.press("End")
    expect(border).to_have_attribute("aria-valuetext", "at 95% of the width")
    assert _seen(page, "own") < right
    page.wait_for_url("**how=swipe&split=0.95")
    box = border.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] - 280, box["y"] + 20, steps=4)
    page.mouse.up()
    until(page, "!location.search.includes('split=0.95')")
    assert asked == []
    assert violations(page) == []
    page.get_by_role("button", name="Stop showing two sides").click()
    page.wait_for_url(f"**{TWO_DATES}")
    expect(border).to_be_hidden()
    expect(page.locator(".leaflet-map-pane > .leaflet-atlas-sites-points-pane .atlas-pin")).to_have_count(12)


def test_what_is_new_ended_or_changed_since_august_2020(open_page: Open, collection: Collection) -> None:
    layers = ("sites", "police", "works")
    address = f"/?lang=en&layers={','.join(layers)}&date=2021-06-30&compare=2020-08-31"
    page = drawn(open_page(address), *layers)
    page.get_by_role("radio", name="What changes").check()
    page.wait_for_url("**how=halos")
    found = [halos(collection.artifact(layer, "en"), "2020-08-31", "2021-06-30") for layer in layers]
    kinds = [kind for each in found for kind in each.values()]
    note = page.locator("#legend-halos")
    expect(note).to_contain_text("Since 31 August 2020")
    words = {"new": "New in the documents", "ended": "Ended or superseded", "changed": "Changed"}
    for kind, word in words.items():
        if count := kinds.count(kind):
            expect(note).to_contain_text(f"{word}: {count}")
    ringed = page.locator(
        ":is(.atlas-pin, .atlas-stack, .atlas-with):is(.halo-new, .halo-ended, .halo-changed)"
    )
    expect(ringed).not_to_have_count(0)
    page.get_by_role("radio", name="First date").check()
    expect(note).to_have_count(0)
    expect(ringed).to_have_count(0)
