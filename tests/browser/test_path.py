"""The whole explorer below a path of a host (`/atlas/`): no address leads out of it, and each is answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import orjson
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NO_TOUR, Watch
from tests.browser.test_own import TABLE, drop
from tests.browser.waiting import PINS, until
from tests.fronts import atlas_behind, proxy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import APIRequestContext, Response

PATH = "/atlas/"
#: A name under which the atlas answers too.
NAME = "maps.example.org"
#: An address in what the server writes as JSON or XML.
WRITTEN = re.compile(rb'"(?:href|url|fr|en|csv|json|@id|dcat:[a-zA-Z]+URL)": ?"((?:https?://127|/)[^"]+)"')


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the atlas below a path that a proxy takes off (``tests/serving/test_path.py``: nginx)."""
    own = str(tmp_path_factory.mktemp("path") / "own")
    with atlas_behind(ATLAS_OWN=own, ATLAS_HOSTS=NAME) as behind, proxy(behind, PATH.rstrip("/")) as front:
        yield front + PATH


#: A file of a layer, or of all of them: what of, and how its name ends.
LAYER_FILE = re.compile(r"/(?:layers/)?([^/.?]+)\.([^/?]+)")


class Walk:
    """A page, and every address that was asked for on the way."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.wrong: list[str] = []
        self.asked: set[str] = set()
        page.context.on("response", self._note)
        self.watch = Watch(page, address)

    def _note(self, answer: Response) -> None:
        if not answer.url.startswith(("data:", "blob:")):
            self.asked.add(urlsplit(answer.url).path)
            if answer.status >= 400 or not answer.url.startswith(self.address):
                self.wrong.append(f"{answer.status} {answer.url}")

    def links(self) -> set[str]:
        """Where the links of the page lead, as they are now."""
        found = self.page.evaluate("[...document.querySelectorAll('a[href]')].map((link) => link.href)")
        return {link.partition("#")[0] for link in found if link.startswith("http")}


@pytest.fixture
def walk(browser: Browser, address: str) -> Iterator[Walk]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(NO_TOUR)
    walk = Walk(context.new_page(), address)
    yield walk
    assert walk.wrong == []
    assert walk.watch.console == []
    assert walk.watch.foreign == []
    context.close()


def one_of_each(links: set[str]) -> set[str]:
    """Of the files of layers, one for each layer and one for each ending: the others are like them."""
    files = {link: found.groups() for link in links if (found := LAYER_FILE.search(link))}
    heard: set[str] = set()
    chosen = links - files.keys()
    for link, parts in sorted(files.items(), key=lambda each: (each[1][0] == "atlas", each)):
        if not heard.issuperset(parts):
            heard.update(parts)
            chosen.add(link)
    return chosen


def check_answered(asking: APIRequestContext, address: str, links: set[str]) -> None:
    """Every address is below the path, and one of each kind is answered."""
    assert [link for link in links if not f"{link}/".startswith(address)] == []
    for link in sorted(one_of_each(links)):
        answer = asking.get(link)
        assert answer.ok, (answer.status, link)


def test_every_room_of_the_explorer_opens(walk: Walk, address: str) -> None:
    page = walk.page
    page.goto(f"{address}?lang=en", wait_until="commit")
    expect(page.locator(PINS)).to_have_count(12)
    links = walk.links()
    page.get_by_role("button", name="Gao", exact=True).first.click()
    expect(page.locator("#dossier")).to_contain_text("A/76/564")
    links |= walk.links()
    page.get_by_role("combobox").first.fill("kidal")
    expect(page.get_by_role("option").first).to_contain_text("Kidal")
    page.keyboard.press("Escape")
    page.locator("summary", has_text="Radio").first.click()
    page.get_by_role("checkbox", name="Radio coverage (modelled)").check()
    page.locator('[data-layer="coverage"] .more > summary').click()
    with page.expect_response("**/atlas/layers/coverage.geojson?*erp_kw=10*"):
        page.locator('[data-parameter="coverage.erp_kw"]').evaluate(
            "(it) => { it.value = 10; it.dispatchEvent(new Event('input', { bubbles: true })); }"
        )
    page.locator('[data-layer="coverage"] [data-goto]').click()
    expect(page.locator("#dossier")).to_contain_text("km")
    page.evaluate("for (const menu of document.querySelectorAll('details')) menu.open = true")
    until(page, "document.querySelectorAll('.files a[data-ending]').length > 20")
    links |= walk.links()
    page.locator('[data-layer="sites"] [data-action=table]').click()
    until(page, "document.querySelector('#table-csv').getAttribute('href')")
    links |= walk.links()
    page.click("[data-action=figures]")
    until(page, "document.querySelector('.fig-page')")
    page.wait_for_url("**sel=figures**")
    links |= walk.links()
    page.goto(f"{address}?lang=fr&layers=sites&date=2018-06-01&cmp=2021-06-30", wait_until="commit")
    until(page, "window.atlas && document.documentElement.dataset.drawn !== undefined")
    links |= walk.links()
    page.goto(f"{address}?lang=en&layers=sites&embed=1", wait_until="commit")
    until(page, "window.atlas && document.documentElement.dataset.drawn !== undefined")
    check_answered(page.request, address, links | walk.links())
    assert {f"{PATH}panel/place/gao.en.json", f"{PATH}search.en.json"} <= walk.asked


def test_what_dash_opens_and_what_is_sent_back(walk: Walk, address: str) -> None:
    page = walk.page
    page.goto(f"{address}?lang=en&layers=sectors", wait_until="commit")
    until(page, "window.atlas && document.documentElement.dataset.drawn !== undefined")
    drop(page, "households.csv", TABLE)
    panel = page.get_by_role("dialog", name="Your table")
    expect(panel.locator("#own-count-located")).to_contain_text("2")
    links = walk.links()
    assert any("own/files/" in link for link in links)
    panel.get_by_role("button", name="Add to the map").click()
    page.wait_for_url("**layers=own-**")
    until(page, "document.documentElement.dataset.drawn?.includes('own-')")
    check_answered(page.request, address, links)
    assert f"{PATH}_dash-update-component" in walk.asked


def test_sheets_and_downloads_carry_the_address_used(walk: Walk, address: str) -> None:
    page = walk.page
    page.goto(f"{address}?lang=en&layers=sectors,sites", wait_until="commit")
    until(page, "window.atlas")
    page.click("[data-export-open]")
    page.wait_for_selector(".export-image:not([hidden])", timeout=90_000)
    told = page.request.get(f"{address}sheet.json?lang=en&layers=sites", headers={"Host": NAME}).text()
    assert f"http://{NAME}{PATH}?" in told
    sheet = page.request.get(f"{address}sheet.svg?lang=en&layers=sites").text()
    assert ":8050" not in sheet
    assert f"{PATH}?" not in sheet, "made locally: no link that only this machine could follow"
    table = page.request.get(f"{address}layers/sites.csv?lang=en")
    assert f"<{PATH}layers/sites.csv-metadata.json" in table.headers["link"]
    described = page.request.get(f"{address}layers/sites.csv-metadata.json?lang=en").text()
    assert f"{address}layers/sites.csv" in described


def test_the_page_is_kept_for_its_own_path_alone(walk: Walk, address: str) -> None:
    page = walk.page
    page.goto(f"{address}?lang=en", wait_until="commit")
    expect(page.locator("html")).to_have_attribute("data-kept", re.compile("layers"))
    scope = page.evaluate("navigator.serviceWorker.ready.then((it) => it.scope)")
    assert scope == address
    kept = page.evaluate(
        "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)"
        ".then((it) => it.keys()).then((keys) => keys.map((key) => key.url)))))"
    )
    assert all(url.startswith(address) for urls in kept for url in urls)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(PINS)).to_have_count(12)
    page.get_by_role("button", name="Gao", exact=True).first.click()
    expect(page.locator("#dossier")).to_contain_text("A/76/564")


def test_interfaces_link_below_the_path(walk: Walk, address: str) -> None:
    """JSON, XML and pages: two steps from each entrance."""
    asking, seen = walk.page.request, set()
    entrances = [f"{address}{path}" for path in ("layers", "places", "api?f=json", "catalogue.jsonld")]
    for entrance in entrances:
        found = {urljoin(entrance, link.decode()) for link in WRITTEN.findall(asking.get(entrance).body())}
        assert len(found) > 3, entrance
        assert [link for link in found if not f"{link}/".startswith(address)] == []
        seen |= set(sorted(found)[:: max(1, len(found) // 8)])
    for page in ("api?f=html&lang=en", "api/collections/sites/items?f=html&lang=en", "about?lang=en"):
        walk.page.goto(address + page)
        seen |= walk.links()
    seen -= {link for link in seen if re.search(r"\.(gpkg|qgis\.zip|kmz|xlsx)", link)}
    check_answered(asking, address, seen)
    landing = orjson.loads(asking.get(f"{address}api?f=json").body())
    assert [link for link in landing["links"] if not f"{link['href']}/".startswith(address)] == []
    refused = asking.get(f"{address}nowhere", headers={"Accept": "text/html"})
    assert refused.status == 404
    assert f'href="{PATH}?lang=' in refused.text()
