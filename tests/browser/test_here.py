"""Several features at one spot: pins fan out, a count stands for the rest, and a list offers them all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Route, expect

from tests.browser.waiting import at_rest, drawn, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.waiting import Open

LAYERS = ("sites", "works", "police", "strength", "courts", "prisons", "medical", "volunteers", "results")
CROWD = f"layers={','.join(LAYERS)}"
CENTRE = "[data-action=showCentre]"
#: Of all symbols that are shown, pairs whose centres are nearer than a symbol's radius.
HIDDEN_BY_ANOTHER = """() => {
  const isShown = (icon) => icon.offsetParent && icon.style.display !== 'none';
  const centres = [...document.querySelectorAll('.atlas-pin, .atlas-stack')].filter(isShown).map((icon) => {
    const box = icon.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  });
  const near = ([x, y]) => ([u, v]) => Math.hypot(x - u, y - v) < 11;
  return centres.filter((one, place) => centres.slice(place + 1).some(near(one))).length;
}"""


def spot(page: Page, lat: float, lon: float) -> tuple[float, float]:
    x, y = page.evaluate(
        "([lat, lon]) => { const p = atlas.map.latLngToContainerPoint([lat, lon]);"
        " const box = atlas.map.getContainer().getBoundingClientRect(); return [box.x + p.x, box.y + p.y]; }",
        [lat, lon],
    )
    return x, y


def test_mopti_and_gao_stay_readable_with_many_layers_on(open_page: Open) -> None:
    page = drawn(open_page(f"/?lang=en&{CROWD}&at=14.5,-4.18,5"), *LAYERS)
    mopti, gao = [14.5, -4.18], [16.27, -0.04]
    for place, zoom in ((mopti, 5), (mopti, 7), (mopti, 9), (mopti, 12), (gao, 7), (gao, 9)):
        page.evaluate(f"void atlas.map.setView({place}, {zoom}, {{ animate: false }})")
        at_rest(page)
        assert page.evaluate(HIDDEN_BY_ANOTHER) == 0, (place, zoom)
        stacks = page.locator(".atlas-stack").all_text_contents()
        hidden = page.evaluate(
            "[...document.querySelectorAll('.atlas-pin')].filter((e) => e.style.display === 'none').length"
        )
        assert sum(map(int, stacks)) == hidden, "each hidden pin is counted once"


def test_a_count_lists_its_features_by_keyboard(open_page: Open) -> None:
    page = drawn(open_page(f"/?lang=en&{CROWD}&at=15.5,-3,5"), *LAYERS)
    count = page.get_by_role("button", name=re.compile("features around"))
    expect(count.first).to_be_visible()
    number = int(count.first.inner_text())
    count.first.focus()
    page.keyboard.press("Enter")
    rows = page.locator(".here-row")
    expect(rows).to_have_count(number)
    expect(rows.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(rows).to_have_count(0)
    expect(count.first).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#dossier h2")).to_be_visible()


def test_a_click_on_several_areas_offers_them_all(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=sectors,regions,cercles&at=15.2,-2.5,7"), "cercles")
    page.mouse.click(*spot(page, 15.2, -2.5))
    rows = page.locator(".here-row")
    assert [row.inner_text().split("\n") for row in rows.all()] == [
        ["Sector Centre", "Sectors"],
        ["Mopti", "Regions"],
        ["Douentza", "Cercles"],
    ]
    at_rest(page)
    rows.nth(1).click()
    page.wait_for_url("**sel=region-mopti**")
    expect(rows).to_have_count(0)


def test_a_click_on_one_symbol_opens_it_at_once(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=sectors,sites,regions"), "regions")
    page.locator('[data-feature="kidal"]').click()
    expect(page.locator("#dossier h2")).to_have_text("Kidal")
    expect(page.locator(".here")).to_have_count(0)


def test_a_near_miss_by_finger_means_the_symbol(open_page: Open) -> None:
    page = open_page("/?lang=fr&layers=sectors,sites,regions&at=18.4,1.4,8", 390, 844, has_touch=True)
    drawn(page, "regions")
    x, y = spot(page, 18.4434, 1.4092)
    page.touchscreen.tap(x - 17, y)
    expect(page.locator("#dossier h2")).to_have_text("Kidal")


def test_the_centre_says_what_is_there_by_keyboard(open_page: Open) -> None:
    page = drawn(open_page("/?lang=fr&layers=sectors,regions&at=15.2,-2.5,7"), "regions")
    page.locator(CENTRE).focus()
    page.keyboard.press("Enter")
    card = page.locator(".position-card")
    expect(card).to_contain_text("Ce qui se trouve ici")
    card.get_by_role("button", name="Secteur Centre").press("Enter")
    expect(page.locator("#dossier h2")).to_have_text("Secteur Centre")


def test_names_from_the_data_are_never_markup(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=none&at=15.2,-2.5,7")

    def renamed(route: Route) -> None:
        answer = route.fetch()
        content = answer.json()
        content["atlas"]["title"] = "<b>x</b>"
        for feature in content["features"]:
            feature["properties"]["name"] = "<img src=x onerror=alert(1)>"
        route.fulfill(response=answer, json=content)

    page.route("**/layers/sectors.*", renamed)
    page.route("**/layers/regions.*", renamed)
    page.get_by_role("checkbox", name="Sectors").check()
    page.locator("summary", has_text="Reference").click()
    page.get_by_role("checkbox", name="Regions").check()
    drawn(page, "sectors", "regions")
    page.mouse.click(*spot(page, 15.2, -2.5))
    expect(page.locator(".here-row")).to_have_count(2)
    expect(page.locator(".here-row").first).to_contain_text("<img src=x")
    expect(page.locator(".here-row small").first).to_have_text("<b>x</b>")
    expect(page.locator(".here img, .here b")).to_have_count(0)
    until(page, "document.activeElement.classList.contains('here-row')")


def test_a_town_whose_pins_are_fanned_out_keeps_its_name(open_page: Open) -> None:
    page = open_page(f"/?lang=en&{CROWD}&at=14.5,-4.15,11")
    expect(page.locator(".atlas-label", has_text="Mopti-Sévaré")).to_be_visible()
    expect(page.locator(".atlas-label").get_by_text("Mopti", exact=True)).to_be_visible()


def test_a_figure_given_for_several_towns_is_one_sign_a_town_and_links_its_places(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=security,elections&at=15.5,-2,6"), "security", "elections")
    signs = page.get_by_role("button", name=re.compile("Given here together with other places"))
    expect(signs.first).to_be_visible()
    several = next(sign for sign in signs.all() if sign.inner_text() not in ("", "1"))
    number = int(several.inner_text())
    several.focus()
    page.keyboard.press("Enter")
    rows = page.locator(".here-row")
    expect(rows).to_have_count(number)
    links = page.locator(".leaflet-atlas-links-pane path")
    rows.nth(number - 1).hover()
    expect(links).not_to_have_count(0)
    at_rest(page)
    name = rows.nth(number - 1).locator("span").first.inner_text().splitlines()[0]
    rows.nth(number - 1).click()
    expect(page.locator(".atlas-popup strong")).to_have_text(name)
    expect(links).not_to_have_count(0)
    card = page.locator(".leaflet-popup").filter(has=page.locator(".atlas-popup"))
    at_rest(page)
    card.locator(".leaflet-popup-close-button").click()
    page.mouse.move(5, 5)  # what lies below the card shows its links when it is pointed at
    expect(links).to_have_count(0)
