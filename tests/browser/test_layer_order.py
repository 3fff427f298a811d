"""The order of drawing: by buttons, keys, mouse and finger; on the map, in the legend, in the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.waiting import Open

THREE = "layers=sectors,sites,regions"


def opened(page: Page) -> Page:
    expect(page.locator("html")).to_have_attribute("data-drawn", re.compile("regions"))
    page.locator("#layer-order > summary").click()
    expect(page.locator(".order-line").first).to_be_visible()
    return page


def legend(page: Page) -> list[str]:
    shown = page.locator(".legend-block:not([hidden])")
    return [block.get_attribute("data-legend") or "" for block in shown.all()]


def is_above(upper: str, lower: str) -> str:
    depth = "Number(atlas.map.getPane('atlas-{}-areas').style.zIndex)"
    return f"{depth.format(upper)} > {depth.format(lower)}"


def test_a_layer_moves_up_by_buttons_and_every_part_follows(open_page: Open) -> None:
    page = opened(open_page(f"/?lang=en&{THREE}"))
    assert page.evaluate(is_above("sectors", "regions"))
    up = page.get_by_role("button", name="Move the layer Regions up")
    up.click()
    up.click()
    page.wait_for_url(f"**{THREE}&order=regions")
    until(page, is_above("regions", "sectors"))
    assert legend(page) == ["regions", "sectors", "sites"]
    expect(page.locator("#status")).to_have_text("Regions: place 1 of 3")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-drawn", re.compile("regions"))
    until(page, is_above("regions", "sectors"))
    assert legend(page) == ["regions", "sectors", "sites"]
    page.locator("#layer-order > summary").click()
    page.get_by_role("button", name="Usual order").click()
    page.wait_for_url(lambda url: "order=" not in url)
    until(page, is_above("sectors", "regions"))


def test_the_grip_takes_arrow_keys_and_keeps_the_focus(open_page: Open) -> None:
    page = opened(open_page(f"/?lang=fr&{THREE}"))
    grip = page.locator('[data-order-grip="sectors"]')
    grip.focus()
    page.keyboard.press("ArrowUp")  # already the first: nothing happens
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**order=sites")
    expect(grip).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**order=sites,regions")
    expect(grip).to_be_focused()
    expect(page.locator("#status")).to_have_text(re.compile("Secteurs.*place 3 sur 3"))


def test_a_line_is_dragged(open_page: Open) -> None:
    page = opened(open_page(f"/?lang=en&{THREE}"))
    grip, goal = (
        page.locator(f'[data-order-grip="{name}"]').bounding_box() for name in ("regions", "sectors")
    )
    assert grip
    assert goal
    page.mouse.move(grip["x"] + 8, grip["y"] + 8)
    page.mouse.down()
    page.mouse.move(goal["x"] + 8, goal["y"] + 2, steps=8)
    page.mouse.up()
    page.wait_for_url("**order=regions")
    assert legend(page)[0] == "regions"


def test_a_finger_moves_a_layer_on_a_phone_and_back_undoes_it(open_page: Open) -> None:
    page = open_page(f"/?lang=fr&{THREE}", 390, 844, has_touch=True)
    expect(page.locator("html")).to_have_attribute("data-drawn", re.compile("regions"))
    page.locator('[data-action="togglePanel"]').tap()
    page.locator("#layer-order > summary").tap()
    page.get_by_role("button", name="Monter la couche Régions").tap()
    page.wait_for_url("**order=sectors,regions")
    page.go_back()
    page.wait_for_url(lambda url: "order=" not in url)
    until(page, "document.querySelector('.order-line:last-child').dataset.ordered === 'regions'")


def test_a_layer_switched_on_later_takes_its_usual_place(open_page: Open) -> None:
    page = opened(open_page(f"/?lang=en&{THREE}&order=regions"))
    page.get_by_role("checkbox", name="Towns").check()
    page.wait_for_url("**layers=sectors,sites,regions,towns&order=regions")
    until(page, "document.querySelectorAll('.order-line').length === 4")
    assert legend(page) == ["regions", "sectors", "sites", "towns"]
