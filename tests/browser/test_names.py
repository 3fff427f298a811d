"""Names on the real page: in their own territory, over nothing and under nothing, at every size."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from shapely.geometry import Point, Polygon, shape

from tests.browser.waiting import at_rest, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from app.collection import Collection
    from tests.browser.waiting import Open

SIZES = (
    (320, 568),
    (390, 844),
    (768, 1024),
    (1024, 768),
    (1280, 800),
    (1440, 900),
    (1920, 1080),
    (2560, 1440),
)
VIEWS = (
    ("lang=fr&layers=sectors", "sectors"),
    ("lang=en&layers=sectors,sites,police,courts&sel=gao", "sectors"),
    (
        "lang=fr&layers=sectors,cercles,police,strength,cvr,ddr,courts,incidents,medical,sites,prisons,works",
        "sectors",
    ),
    ("lang=fr&layers=regions,sites&sel=region-gao", "regions"),
)
#: Each name with its box, its corners as positions, and what stands in front of its corners and middle.
NAMES = """() => {
  const frame = atlas.map.getContainer().getBoundingClientRect();
  const foot = (line) => {
    if (!line) return null;
    const { a, b, e, f } = new DOMMatrix(getComputedStyle(line).transform);
    const { left, top } = line.parentNode.getBoundingClientRect();
    const [x, y] = [left + e + a * line.offsetWidth, top + f + b * line.offsetWidth];
    const { lat, lng } = atlas.map.containerPointToLatLng([x - frame.left, y - frame.top]);
    return [lng, lat];
  };
  return [...document.querySelectorAll(".atlas-label")].map((node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    const corners = [[left, top], [right, top], [right, bottom], [left, bottom]];
    const before = [...corners, [(left + right) / 2, (top + bottom) / 2]]
      .map(([x, y]) => document.elementFromPoint(x, y))
      .filter((found) => !found?.closest(".leaflet-container") || found.closest(".leaflet-control"));
    return {
      text: node.textContent.replace("\\n", " "),
      foot: foot(node.querySelector(".atlas-leader")),
      style: node.className.replace(/.*atlas-label-/, ""),
      box: [left, top, right, bottom],
      corners: corners.map(([x, y]) => {
        const { lat, lng } = atlas.map.containerPointToLatLng([x - frame.left, y - frame.top]);
        return [lng, lat];
      }),
      before: before.map((found) => found?.className ?? "outside"),
    };
  });
}"""


def areas_of(collection: Collection, layer: str, lang: str) -> dict[str, Any]:
    """The areas of a layer by the names that the map writes, in capitals."""
    path = collection.path(layer, lang)  # type: ignore[arg-type]
    content = json.loads(path.read_bytes())
    return {
        feature["properties"]["name"].upper(): shape(feature["geometry"])
        for feature in content["features"]
        if feature["geometry"]["type"].endswith("Polygon") and feature["properties"]["mark"] != "border"
    }


def names_of(page: Page) -> list[dict[str, Any]]:
    at_rest(page)
    found: list[dict[str, Any]] = page.evaluate(NAMES)
    return found


@pytest.mark.parametrize(("query", "layer"), VIEWS)
def test_names_stand_in_their_territory_at_every_size(
    query: str, layer: str, open_page: Open, collection: Collection
) -> None:
    page = open_page(f"/?{query}", *SIZES[-1])
    lang = query[5:7]
    until(page, f"document.documentElement.dataset.drawn?.split(' ').includes('{layer}')")
    areas = areas_of(collection, layer, lang)
    countries = areas_of(collection, "base-land", lang)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert_names(names_of(page), areas, countries, width)


def assert_names(
    names: list[dict[str, Any]], areas: dict[str, Any], countries: dict[str, Any], width: int
) -> None:
    """None under a panel, none over another, none in another territory, unless a line leads to its own."""
    assert names, width
    for number, name in enumerate(names):
        where = f"{name['text']} at {width}"
        assert name["before"] == [], where
        left, top, right, bottom = name["box"]
        for other in names[number + 1 :]:
            west, north, east, south = other["box"]
            apart = right <= west or left >= east or bottom <= north or top >= south
            assert apart, f"{where} over {other['text']}"
        kind = {"sector": areas, "area": areas, "country": countries}.get(name["style"], {})
        own = next((area for full, area in kind.items() if is_name_of(name["text"], full)), None)
        if own is None:
            continue
        box = Polygon(name["corners"])
        if name["foot"]:
            assert own.contains(Point(name["foot"])), f"{where}: its line ends elsewhere"
            assert not any(area.intersects(box) for area in kind.values()), f"{where} over another"
        else:
            assert own.contains(box), f"{where} leaves its territory"


def is_name_of(text: str, full: str) -> bool:
    """Whether a name on the map is an area's, whole or in its short form ("SECTEUR NORD", "NORD")."""
    return text.upper() == full or f"SECTEUR {text.upper()}" == full or f"SECTOR {text.upper()}" == full


@pytest.mark.parametrize("layers", [VIEWS[2][0], VIEWS[1][0].split("&sel")[0]])
def test_every_sector_has_its_name_on_a_phone(layers: str, open_page: Open) -> None:
    page = open_page(f"/?{layers}", 390, 844)
    until(page, "document.querySelectorAll('.atlas-label-sector').length > 1")
    told = [name for name in names_of(page) if name["style"] == "sector"]
    assert len(told) == 5, [name["text"] for name in told]
    assert any(name["foot"] for name in told)  # some only beside their sector, with a line


def legend_is_over_the_country(page: Page, collection: Collection) -> bool:
    corners = page.evaluate("""() => {
      const frame = atlas.map.getContainer().getBoundingClientRect();
      const { left, top, right, bottom } = document.querySelector(".legend").getBoundingClientRect();
      return [[left, top], [right, top], [right, bottom], [left, bottom]].map(([x, y]) => {
        const { lat, lng } = atlas.map.containerPointToLatLng([x - frame.left, y - frame.top]);
        return [lng, lat];
      });
    }""")
    country = areas_of(collection, "base-land", "en")["MALI"]
    return bool(country.intersects(Polygon(corners)))


@pytest.mark.parametrize(
    "layers",
    ["sectors,sites", "regions,cercles,police,strength,cvr,ddr,courts,incidents,sites,works,medical,prisons"],
)
def test_the_legend_is_never_over_the_country_at_the_start(
    layers: str, open_page: Open, collection: Collection
) -> None:
    for width, height in SIZES:
        page = open_page(f"/?lang=en&layers={layers}", width, height)
        expect(page.locator("html")).to_have_attribute("data-drawn", re.compile("sites"))
        assert not legend_is_over_the_country(page, collection), width


def test_a_sign_that_layers_share_is_said_once(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sectors,sites,police")
    words = re.compile("^\\s*Planned, authorised or under way\\s*$")
    line = page.locator(".legend-line:visible", has_text=words)
    signs = page.locator(".legend-signs .legend-line:visible")
    expect(line).to_have_count(1)
    expect(signs).to_have_count(0)
    page.evaluate("""document.querySelector('[data-switch="courts"]').click()""")
    expect(signs.filter(has_text=words)).to_have_count(1)
    expect(line).to_have_count(1)


def test_an_entry_of_the_legend_points_out_what_it_says(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sectors,sites")
    until(page, "document.querySelectorAll('.atlas-pin').length > 5")
    entry = page.locator('[data-legend="sectors"] [data-mark="sector-nord"]')
    entry.focus()
    page.keyboard.press("Enter")
    expect(entry).to_have_attribute("aria-pressed", "true")
    expect(page.locator("path.is-dimmed")).to_have_count(4)
    assert page.locator(".atlas-pin.is-dimmed").count() == page.locator(".atlas-pin").count()
    page.keyboard.press("Escape")
    expect(page.locator(".is-dimmed")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1440, 900), (390, 844)])
def test_what_is_chosen_stays_in_sight(width: int, height: int, open_page: Open) -> None:
    page = open_page("/?lang=fr&at=17.2,-6.5,6.5", width, height)
    pin = page.locator('.atlas-pin[data-feature="gao"]')
    expect(pin).to_be_visible()
    page.evaluate("""document.querySelector('.atlas-pin[data-feature="gao"]').click()""")
    expect(page.locator("#dossier h2")).to_have_text("Gao")
    at_rest(page)
    seen = """(() => {
      const node = document.querySelector('.atlas-pin[data-feature="gao"]');
      const { left, top, width, height } = node.getBoundingClientRect();
      return node.classList.contains("is-selected")
        && node.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    })()"""
    until(page, seen)


def test_the_area_that_is_chosen_is_outlined(open_page: Open) -> None:
    page = open_page("/?lang=en&sel=region-kidal")
    outline = page.locator(".leaflet-atlas-chosen-pane path")
    expect(outline).to_have_count(1)
    page.locator('[data-action="closeDossier"]').click()
    expect(outline).to_have_count(0)


def test_what_is_seen_from_near_is_fetched_when_it_is_reached(open_page: Open) -> None:
    asked: list[str] = []
    page = open_page("/?lang=en&layers=none")
    until(page, "Boolean(window.atlas?.map)")
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("void atlas.map.setView([14.5, -4.2], 8, { animate: false })")
    until(page, "performance.getEntriesByType('resource').some(({ name }) => name.includes('base-waters'))")
    assert not any("base-villages" in url or "base-communes" in url for url in asked)
    page.evaluate("void atlas.map.setView([14.5, -4.2], 12, { animate: false })")
    expect(page.locator(".atlas-label-commune").first).to_be_visible()
    expect(page.locator(".atlas-label-village").first).to_be_visible()
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap")
    page.evaluate("void atlas.map.setView([22.3, -4.5], 16, { animate: false })")
    expect(page.locator(".atlas-label-commune")).to_have_count(1)
