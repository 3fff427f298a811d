"""The map without a mouse, with large text, with forced colours, and while it is still coming."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NO_TOUR
from tests.browser.waiting import at_rest, drawn, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from tests.browser.waiting import Open

STOPS = '#map .leaflet-pane [role="button"]'


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label')"))


def test_all_that_is_drawn_is_named_and_one_stop(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=sectors,sites,regions,courts"), "courts", "regions")
    count, named, stops = page.evaluate(
        "selector => { const all = [...document.querySelectorAll(selector)];"
        " return [all.length, all.filter((node) => node.getAttribute('aria-label')).length,"
        " all.filter((node) => node.tabIndex === 0).length]; }",
        STOPS,
    )
    assert count > 40
    assert named == count
    assert stops == 0
    paths = page.locator("#map path.leaflet-interactive")
    assert paths.count() > 10
    assert paths.evaluate_all("all => all.every((path) => path.getAttribute('role') === 'button')")
    page.locator("#map").focus()
    page.keyboard.press("Tab")
    first = focused(page)
    assert first
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.leaflet-pane')"), "one stop for all of them"
    page.keyboard.press("Shift+Tab")
    assert focused(page) == first


def test_arrows_go_from_site_to_site_and_enter_opens_what_is_known(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=sites"), "sites")
    center = page.evaluate("atlas.map.getCenter()")
    page.locator("#map").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("g")
    page.keyboard.press("a")
    assert focused(page) == "Gao"
    page.keyboard.press("ArrowRight")
    assert focused(page) in ("Ménaka", "Ansongo")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "Kidal"
    page.keyboard.press("Home")
    assert focused(page) == "Tessalit"
    assert page.evaluate("atlas.map.getCenter()") == center, "the keys move the focus, not the map"
    page.keyboard.press("k")
    page.keyboard.press("Space")
    expect(page.locator("#dossier h2")).to_have_text("Kidal")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_an_area_answers_the_keyboard(open_page: Open, key: str) -> None:
    page = drawn(open_page("/?lang=en&layers=regions"), "regions")
    page.locator("#map").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Tim")
    name = focused(page)
    stroke = page.evaluate("getComputedStyle(document.activeElement).stroke")
    assert stroke == "rgb(11, 111, 184)", "it shows that it has the focus"
    page.keyboard.press(key)
    expect(page.locator("#dossier h2")).to_contain_text(name.split()[0])


def test_skip_to_the_map_gives_the_map_the_keys(open_page: Open) -> None:
    page = drawn(open_page("/?lang=fr"), "sites")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#map")).to_be_focused()
    before = page.evaluate("atlas.map.getCenter().lng")
    page.keyboard.press("ArrowRight")
    until(page, f"atlas.map.getCenter().lng > {before} + 0.1")


def test_no_box_stands_around_an_area_that_was_clicked_with_the_right_button(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=sectors"), "sectors")
    box = page.locator("#map path.leaflet-interactive").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, button="right")
    outlines = page.locator("#map path.leaflet-interactive").evaluate_all(
        "all => all.map((path) => getComputedStyle(path).outlineStyle)"
    )
    assert set(outlines) == {"none"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_names_legible(open_page: Open, scheme: str) -> None:
    page = drawn(open_page("/?lang=en", forced_colors="active", color_scheme=scheme), "sites")
    looks = page.locator(".atlas-label").evaluate_all(
        "all => all.map((name) => { const look = getComputedStyle(name);"
        " return [look.color, look.backgroundColor, look.webkitTextStrokeWidth]; })"
    )
    assert len(looks) > 10
    for color, background, stroke in looks:
        assert {color, background} == {"rgb(0, 0, 0)", "rgb(255, 255, 255)"}
        assert stroke == "0px"


def test_the_help_says_the_key_of_the_search(open_page: Open) -> None:
    page = drawn(open_page("/?lang=fr"), "sites")
    page.locator("[data-action=help]").click()
    expect(page.locator("[role=dialog] kbd", has_text="/").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[role=dialog]")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#search-field")).to_be_focused()


@pytest.mark.parametrize(("lang", "words"), [("fr", "La carte arrive…"), ("en", "The map is on its way…")])
def test_a_map_that_is_still_coming_says_so(browser: Browser, server: str, lang: str, words: str) -> None:
    """While scripts take long something is said; it goes with the picture."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, service_workers="block")
    context.add_init_script(NO_TOUR)
    page = context.new_page()
    held: list[Route] = []
    is_held = True
    page.route("**/static/*.js", lambda route: held.append(route) if is_held else route.continue_())
    page.goto(f"{server}/?lang={lang}", wait_until="commit")
    coming = page.locator(".coming")
    expect(coming).to_be_visible()
    expect(coming).to_have_text(words)
    is_held = False
    for route in held:
        route.continue_()
    expect(coming).to_be_hidden()
    expect(page.locator("html")).to_have_attribute("data-drawn", "sectors sites")
    context.close()


SIZES = [pytest.param(1440, 900, id="desk"), pytest.param(390, 844, id="phone")]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_text_of_twice_the_size_is_followed_and_nothing_is_cut_off(
    large_text: Browser, server: str, lang: str, width: int, height: int
) -> None:
    context = large_text.new_context(viewport={"width": width, "height": height}, service_workers="block")
    context.add_init_script(NO_TOUR)
    page = context.new_page()
    page.goto(f"{server}/?lang={lang}")
    drawn(page, "sites")
    sizes = page.evaluate(
        "['body', '.legend'].map((part) =>"
        " parseFloat(getComputedStyle(document.querySelector(part)).fontSize))"
    )
    assert sizes[0] == 28
    assert sizes[1] == 24
    for part in (".header h1", ".langs", "[data-action=togglePanel]", "#tool-bar"):
        box = page.locator(part).bounding_box()
        assert box, part
        assert box["x"] >= 0, part
        assert box["x"] + box["width"] <= width, f"{part} is cut off"
    page.locator('[data-action="togglePanel"]').click()
    expect(page.locator("#layer-filter")).to_be_visible()
    at_rest(page)
    box = page.locator("#layer-filter").bounding_box()
    assert box
    assert box["height"] >= 48
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
