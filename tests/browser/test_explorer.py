from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.waiting import PINS, all_fetched, at_rest, drawn, told, until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.waiting import Open


def test_the_page_paints_with_twelve_sites(open_page: Open) -> None:
    page = open_page("/?lang=en")
    expect(page.locator(PINS)).to_have_count(12)
    expect(page.get_by_role("button", name="Gao", exact=True)).to_be_visible()
    labels = page.locator(".atlas-label").all_text_contents()
    assert {"Gao", "Kidal", "Timbuktu", "Bamako", "SECTOR EAST"} <= set(labels)


#: Of each name on the map, its text and its box; of the map and of what stands before it, the boxes.
BOXES = """(() => {
  const corners = ({ left, top, right, bottom }) => [left, top, right, bottom];
  const box = (node) => corners(node.getBoundingClientRect());
  const boxes = (selector) => [...document.querySelectorAll(selector)].map(box).filter((b) => b[2] > b[0]);
  return {
    labels: [...document.querySelectorAll(".atlas-label")].map((node) => [node.textContent, box(node)]),
    frame: boxes("#map")[0],
    chrome: boxes(".tool-bar, .home, .time-toggle, .leaflet-control-zoom"),
  };
})()"""


def apart(a: list[float], b: list[float]) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900)])
def test_no_label_is_cut_by_the_edge_or_lies_over_a_control_or_another_label(
    open_page: Open, lang: str, width: int, height: int
) -> None:
    page = drawn(open_page(f"/?lang={lang}", width, height), "sites")
    expect(page.locator(".atlas-label", has_text="Ménaka")).to_be_visible()
    for near in (False, True):
        if near:
            page.evaluate("void atlas.map.setView([15.9, -2.2], 6.5, { animate: false })")
            expect(page.locator(".atlas-label", has_text="Gao")).to_be_visible()
            at_rest(page)
        found = page.evaluate(BOXES)
        left, top, right, bottom = found["frame"]
        assert len(found["labels"]) > 8 or near
        for text, box in found["labels"]:
            assert left <= box[0] <= box[2] <= right, text
            assert top <= box[1] <= box[3] <= bottom, text
            assert all(apart(box, part) for part in found["chrome"]), text
        for (one, a), (other, b) in itertools.combinations(found["labels"], 2):
            assert apart(a, b), (one, other)


def test_a_layer_goes_off_and_on(open_page: Open) -> None:
    page = open_page("/?lang=en")
    expect(page.locator(PINS)).to_have_count(12)
    box = page.get_by_role("checkbox", name="Mission sites")
    box.uncheck()
    expect(page.locator(PINS)).to_have_count(0)
    expect(page.locator('[data-legend="sites"]')).to_be_hidden()
    page.wait_for_url("**layers=sectors")
    box.check()
    expect(page.locator(PINS)).to_have_count(12)
    page.wait_for_url("**layers=sectors,sites")


def test_three_quick_switches_are_all_kept(open_page: Open) -> None:
    page = open_page("/?lang=en")
    page.locator("summary", has_text="Reference").click()
    for name in ("Regions", "Towns", "Airports"):
        page.get_by_role("checkbox", name=name).click()
    page.wait_for_url("**layers=sectors,sites,regions,towns,airports")


def test_switches_in_succession_are_drawn_each_and_written_once(open_page: Open) -> None:
    page = open_page("/?lang=en")
    expect(page.locator(PINS)).to_have_count(12)
    all_fetched(page)
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    followed = page.evaluate("""async () => {
      const box = document.querySelector("[data-switch=sites]");
      const pane = atlas.map.getPane("atlas-sites-points");
      const found = [];
      for (let turn = 0; turn < 5; turn += 1) {
        box.click();
        await new Promise(requestAnimationFrame);
        found.push((pane.style.display !== "none") === box.checked);
        await new Promise(requestAnimationFrame);
      }
      return found;
    }""")
    assert followed == [True] * 5
    page.wait_for_url("**layers=sectors")
    assert asked == []  # no gesture asks the server for an address
    page.go_back()
    expect(page.locator(PINS)).to_have_count(12)


def test_a_link_copied_at_once_says_what_was_just_switched(open_page: Open) -> None:
    page = open_page("/?lang=en", permissions=["clipboard-read", "clipboard-write"])
    expect(page.locator(PINS)).to_have_count(12)
    page.evaluate("""() => {
      document.querySelector("[data-switch=sites]").click();
      document.querySelector("[data-action=copyLink]").click();
    }""")
    told(page, "Link copied")
    assert page.evaluate("navigator.clipboard.readText()").endswith("layers=sectors")


def test_the_frame_does_not_wait_for_late_scripts(browser: Browser, server: str) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    held: list[Route] = []
    page.route("**/static/*.js", lambda route: held.append(route))  # noqa: PLW0108 - the driver wraps functions only
    page.goto(f"{server}/?lang=en", wait_until="commit")
    expect(page.get_by_role("heading", name="Mission Atlas")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Mission sites")).to_be_visible()
    until(page, "performance.getEntriesByName('first-contentful-paint').length")
    page.evaluate("""() => {
      window.starts = [];
      new MutationObserver(() => starts.push(document.documentElement.dataset.start))
        .observe(document.documentElement, { attributeFilter: ["data-start"] });
    }""")
    for route in held:
        route.continue_()
    expect(page.locator(PINS)).to_have_count(12)
    assert set(page.evaluate("starts")) == {"done"}  # once seen, it does not go away again
    context.close()


def test_gao_tells_its_sector_and_source(open_page: Open) -> None:
    page = open_page("/?lang=en")
    page.get_by_role("button", name="Gao", exact=True).first.click()
    dossier = page.locator("#dossier")
    expect(dossier.get_by_role("heading", name="Gao", exact=True)).to_be_visible()
    expect(dossier).to_contain_text("Sector East")
    expect(dossier).to_contain_text("30Q ZD 15880 01273")
    expect(dossier).to_contain_text("A/76/564")
    page.wait_for_url("**sel=gao")
    page.get_by_role("button", name="Close", exact=True).first.click()
    expect(page.locator("#dossier-frame")).to_be_hidden()


def test_a_place_is_reached_by_keyboard(open_page: Open) -> None:
    page = open_page("/?lang=en")
    expect(page.locator(PINS)).to_have_count(12)
    page.locator('[data-feature="kidal"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("#dossier h2")).to_have_text("Kidal")


def test_the_other_language_shows_the_same_view(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites&sel=menaka")
    expect(page.locator("#dossier h2")).to_have_text("Ménaka")
    page.locator("#lang-fr").click()
    page.wait_for_url("**lang=fr&layers=sites&sel=menaka")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("#dossier")).to_contain_text("Secteur Est")
    expect(page.locator(PINS)).to_have_count(12)


def test_an_address_reproduces_the_view(open_page: Open) -> None:
    path = "/?lang=en&layers=sectors,regions&sectors.opacity=40&at=16.27,-0.04,7&base=blank&sel=gao"
    page = open_page(path)
    expect(page.get_by_role("checkbox", name="Sectors")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Mission sites")).not_to_be_checked()
    expect(page.locator("#dossier h2")).to_have_text("Gao")
    expect(page.locator("html")).to_have_attribute("data-drawn", re.compile("regions"))
    seen = page.evaluate(
        "[atlas.map.getZoom(), atlas.map.getCenter().lat,"
        " atlas.map.getPane('atlas-sectors-areas').style.opacity,"
        " atlas.map.getPane('atlas-base').style.display]"
    )
    assert seen == [7, seen[1], "0.4", "none"]
    assert abs(seen[1] - 16.27) < 5e-3, "half a pixel at this zoom"
    page.locator("[data-switch=regions]").dispatch_event("click")
    rest = path.replace("sectors,regions", "sectors")
    page.wait_for_url(lambda url: url.endswith(rest))  # what was not touched is written as it came


def test_moving_the_map_is_kept_in_the_address(open_page: Open) -> None:
    page = open_page("/?lang=en&at=16.27,-0.04,7")
    expect(page.locator(PINS).first).to_be_visible()
    page.evaluate("void atlas.map.setView([14.5, -4.1], 8, { animate: false })")
    page.wait_for_url("**at=14.5,-4.1,8**")


def test_two_readers_share_nothing(open_page: Open) -> None:
    one, two = open_page("/?lang=en"), open_page("/?lang=en")
    expect(one.locator(PINS)).to_have_count(12)
    expect(two.locator(PINS)).to_have_count(12)
    one.get_by_role("checkbox", name="Mission sites").uncheck()
    expect(one.locator(PINS)).to_have_count(0)
    expect(two.locator(PINS)).to_have_count(12)
    two.reload()
    expect(two.locator(PINS)).to_have_count(12)
    expect(two.get_by_role("checkbox", name="Mission sites")).to_be_checked()


def test_on_a_phone_the_panel_is_a_sheet(open_page: Open) -> None:
    page = open_page("/?lang=fr", 390, 844)
    expect(page.locator(PINS)).to_have_count(12)
    expect(page.locator("#panel")).to_be_hidden()
    page.get_by_role("button", name="Afficher ou masquer les couches").click()
    expect(page.get_by_role("checkbox", name="Secteurs")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_help_is_at_hand_on_a_phone(open_page: Open) -> None:
    page = open_page("/?lang=fr", 390, 844, has_touch=True)
    expect(page.locator(PINS)).to_have_count(12)
    page.locator('[data-action="togglePanel"]').tap()
    page.locator('[data-action="panelHelp"]').tap()
    expect(page.get_by_role("dialog", name="Mode d’emploi")).to_be_visible()
    expect(page.locator("#panel")).to_be_hidden()


def test_each_layer_explains_itself(open_page: Open) -> None:
    page = open_page("/?lang=en")
    expect(page.locator(PINS)).to_have_count(12)
    row = page.locator('.row[data-layer="sites"]')
    expect(row.locator(".swatch")).to_be_visible()
    expect(row.locator(".row-head .count")).to_have_text("12")
    row.locator(".more > summary").click()
    about = row.locator(".about")
    for said in (
        "Sources",
        "Data date",
        "Opacity",
        "Field dictionary",
        "Download",
        "Only this layer",
        "Zoom to the layer",
    ):
        expect(about).to_contain_text(said)
    expect(about.locator(".caveats li").first).to_be_visible()
    about.get_by_text("Field dictionary").click()
    expect(about.locator(".field-list code").first).to_be_visible()
    page.locator(".group", has=page.locator('[data-layer="towns"]')).locator("> summary").click()
    towns = page.locator('.row[data-layer="towns"]')
    towns.locator(".more > summary").click()
    expect(towns.locator(".about")).to_contain_text("Licence")


def test_what_is_behind_a_layers_sign_is_in_no_first_picture(open_page: Open) -> None:
    """Half of the page's elements wait until they are asked for; a legend comes with its layer."""
    page = open_page("/?lang=en&layers=sites")
    expect(page.locator(PINS)).to_have_count(12)
    expect(page.locator(".about")).to_have_count(0)
    expect(page.locator("[data-legend]")).to_have_count(1)
    page.locator('[data-switch="sectors"]').check()
    expect(page.locator('[data-legend="sectors"]')).to_contain_text("Sector North")


def test_what_cannot_be_fetched_of_a_layer_can_be_opened_again(open_page: Open) -> None:
    page = open_page("/?lang=en", expected="404")
    page.route("**/panel/parts.en.json", lambda route: route.fulfill(status=404))
    page.reload(wait_until="commit")
    more = page.locator('.row[data-layer="sites"] .more')
    more.locator("summary").click()
    expect(more).not_to_have_attribute("open", "")
    page.unroute("**/panel/parts.en.json")
    more.locator("summary").click()
    expect(more.locator(".about")).to_contain_text("Sources")


def test_a_poor_link_is_retried(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=none", expected="503", service_workers="block")
    expect(page.locator("#map.leaflet-container")).to_be_visible()
    failures = []

    def flaky(route: Route) -> None:
        if len(failures) < 2:
            failures.append(route.request.url)
            route.fulfill(status=503, body="busy")
        else:
            route.continue_()

    page.route("**/layers/sites.*", flaky)
    page.get_by_role("checkbox", name="Mission sites").check()
    told(page, "trying again")
    expect(page.locator(PINS)).to_have_count(12)
    expect(page.locator("#status")).not_to_contain_text("trying again")
    assert len(failures) == 2


def test_the_exported_page_opens_with_the_network_off(open_page: Open, server: str, tmp_path: Path) -> None:
    page = open_page("/?lang=en&layers=sites,sectors")
    answer = page.request.get(f"{server}/export.html?lang=en&layers=sectors,sites")
    file = tmp_path / "view.html"
    file.write_bytes(answer.body())
    offline = page.context.browser.new_context(offline=True)
    alone = offline.new_page()
    problems: list[str] = []
    asked: list[str] = []
    alone.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    alone.on("pageerror", lambda e: problems.append(str(e)))
    alone.on("request", lambda r: asked.append(r.url) if r.url.startswith("http") else None)
    alone.goto(file.as_uri())
    expect(alone.locator(PINS)).to_have_count(12)
    expect(alone.locator(".atlas-side")).to_contain_text("do not imply official endorsement")
    alone.get_by_role("checkbox", name="Mission sites").uncheck()
    expect(alone.locator(PINS)).to_have_count(0)
    assert problems == []
    assert asked == []
    offline.close()
