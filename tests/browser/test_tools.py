"""Measure, list what lies inside, grids, coordinates, locate; the layer panel's extras."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from playwright.sync_api import expect

from geodata.places.geodesy import WGS84, to_mgrs
from tests.browser.waiting import PICKING, drawn, moved, told, until

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.waiting import Open

GAO, KIDAL, MENAKA = (16.2717, -0.0447), (18.4434, 1.4092), (15.9182, 2.4022)


def click_at(page: Page, lat: float, lon: float, *, twice: bool = False) -> None:
    x, y = page.evaluate(
        "([lat, lon]) => { const p = atlas.map.latLngToContainerPoint([lat, lon]);"
        " const box = atlas.map.getContainer().getBoundingClientRect(); return [box.x + p.x, box.y + p.y]; }",
        [lat, lon],
    )
    page.mouse.dblclick(x, y) if twice else page.mouse.click(x, y)


def figure(page: Page, card: str) -> float:
    text = page.locator(f"#tool-{card} .tool-status dd").first.inner_text()
    number = re.sub(r"[^\d.]", "", text.split("km")[0])
    return float(number)


def test_a_distance_is_the_geodesic(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=sites&at=17.3,0.7,7"), "sites")
    page.get_by_role("button", name="Measure").click()
    expect(page.locator(PICKING)).to_be_visible()
    click_at(page, *GAO)
    click_at(page, *KIDAL, twice=True)
    expect(page.locator("#tool-measure .tool-status dd").first).to_contain_text("km")
    length = WGS84.inv(GAO[1], GAO[0], KIDAL[1], KIDAL[0])[2] / 1000
    assert figure(page, "measure") == pytest.approx(length, rel=0.01)
    expect(page.locator("#dossier-frame")).to_be_hidden()  # a click on a pin set a point
    page.keyboard.press("Escape")
    expect(page.locator("#tool-measure")).to_be_hidden()


def test_an_area_is_measured_by_keyboard_alone(open_page: Open) -> None:
    page = drawn(open_page("/?lang=fr&at=16.5,0,7"), "sites")
    page.locator('[data-tool="measure"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator(PICKING)).to_be_visible()
    page.keyboard.press("ArrowRight")  # the second radio button: an area
    page.locator("#map").focus()
    corners = []
    for keys in ((), ("ArrowRight",) * 2, ("ArrowDown",) * 2):
        for key in keys:
            moved(page, lambda key=key: page.keyboard.press(key))  # type: ignore[misc]
        corners.append(page.evaluate("[atlas.map.getCenter().lng, atlas.map.getCenter().lat]"))
        page.keyboard.press("Enter")
    page.locator('#tool-measure [data-sketch="finish"]').click()
    expected = abs(WGS84.polygon_area_perimeter(*zip(*corners, strict=True))[0]) / 1e6
    text = page.locator("#tool-measure .tool-status dd").first.inner_text()
    area = float(re.sub(r"[^\d,]", "", text.split("km")[0]).replace(",", "."))
    assert area == pytest.approx(expected, rel=0.01)


def test_a_route_of_several_legs_is_listed_and_saved(open_page: Open, tmp_path: Path) -> None:
    page = drawn(open_page("/?lang=en&layers=sites&at=17,0.7,7"), "sites")
    page.get_by_role("button", name="Measure").click()
    expect(page.locator(PICKING)).to_be_visible()
    page.locator("#measure-speed").fill("240")
    click_at(page, *GAO)
    click_at(page, *KIDAL)
    click_at(page, *MENAKA, twice=True)
    legs = page.locator("#tool-measure .tool-legs li")
    expect(legs).to_have_count(3)
    expect(legs.nth(0)).to_contain_text("30Q ZD 1")
    first = WGS84.inv(GAO[1], GAO[0], KIDAL[1], KIDAL[0])[2] / 1000
    expect(legs.nth(1)).to_contain_text("1 h 1")  # 286 km at 240 km/h
    total = first + WGS84.inv(KIDAL[1], KIDAL[0], MENAKA[1], MENAKA[0])[2] / 1000
    assert figure(page, "measure") == pytest.approx(total, rel=0.01)
    expect(page.locator(".sketch-label.is-point")).to_have_count(3)
    saved = {}
    for name in ("GeoJSON", "KML", "GPX", "CSV"):
        with page.expect_download() as download:
            page.locator("#tool-measure").get_by_role("button", name=name).click()
        saved[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(saved[name])
    assert saved["GPX"].name == "route.en.gpx"
    features = json.loads(saved["GeoJSON"].read_text("utf-8"))["features"]
    assert features[-1]["properties"]["total_km"] == pytest.approx(total, rel=0.01)
    for name, tag in (("KML", "Placemark"), ("GPX", "rtept")):
        found = etree.parse(saved[name]).iter(f"{{*}}{tag}")
        assert len(list(found)) == len(features) - (name == "GPX")
    head, *rows = csv.reader(saved["CSV"].read_text("utf-8-sig").splitlines())
    assert head[:4] == ["name", "latitude (°)", "longitude (°)", "MGRS"]
    assert len(rows) == 4


def test_rings_in_minutes_of_flight_round_the_selected_place(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=sites&sel=gao&at=16.3,0,6"), "sites")
    page.get_by_role("button", name="Measure").click()
    page.locator("#tool-measure").get_by_text("Range rings and bearings").click()
    page.locator("#measure-radii").fill("15; 30")
    page.locator("#measure-radii-unit").select_option("min")
    expect(page.locator("#tool-measure .rings-speed")).to_contain_text("Minutes need a speed")
    page.locator("#rings-place").click()
    expect(page.locator("#tool-measure .tool-files")).to_be_hidden()  # no radius yet
    page.locator("#measure-speed").fill("240")
    expect(page.locator("#tool-measure .rings-speed")).to_be_hidden()
    expect(page.locator("#tool-measure .tool-legs li")).to_have_text(["60 km15 min", "120 km30 min"])
    expect(page.locator("#tool-measure .tool-status")).to_contain_text("30Q ZD 15880 01273")
    page.locator("#rings-place").click()  # brings the widest ring into view
    expect(page.locator(".sketch-label span", has_text="30 min")).to_be_visible()
    expect(page.locator(".sketch-label span", has_text="090°")).to_be_visible()
    page.locator("#measure-bearings").uncheck()
    expect(page.locator(".sketch-label", has_text="090°")).to_have_count(0)
    page.locator("#measure-speed-unit").select_option("kt")
    expect(page.locator("#tool-measure .tool-legs li").first).to_contain_text("111.1 km")


def test_rings_are_set_by_keyboard_on_a_phone(open_page: Open) -> None:
    page = drawn(open_page("/?lang=fr&layers=sites", 390, 844, has_touch=True), "sites")
    page.locator('[data-tool="measure"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator(PICKING)).to_be_visible()
    page.keyboard.press("ArrowLeft")  # round to the last kind
    expect(page.locator("#tool-measure .rings-fields")).to_be_visible()
    page.locator("#map").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#tool-measure .tool-legs li")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Backspace")
    page.keyboard.press("Escape")
    expect(page.locator("#tool-measure")).to_be_hidden()
    expect(page.locator(".sketch-label")).to_have_count(0)


def test_a_circle_lists_what_lies_inside_and_saves_it(open_page: Open, tmp_path: Path) -> None:
    page = drawn(open_page("/?lang=en&layers=sectors,sites&at=16.2717,-0.0447,7"), "sites")
    page.get_by_role("button", name="List what lies inside").click()
    expect(page.locator(PICKING)).to_be_visible()
    click_at(page, *GAO)
    page.locator("#inside-radius").fill("120")
    page.locator("#inside-radius").press("Enter")
    card = page.locator("#tool-inside")
    expect(card.locator(".tool-layer", has_text="Mission sites")).to_contain_text("Ansongo")
    expect(card.locator(".tool-layer", has_text="Mission sites")).not_to_contain_text("Ménaka")
    expect(card.locator(".tool-layer", has_text="Sectors")).to_contain_text("in part")
    with page.expect_download() as told:
        page.locator("#inside-csv").click()
    file = tmp_path / "inside.csv"
    told.value.save_as(file)
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
    sites = {row["name"]: row for row in rows if row["layer"] == "Mission sites"}
    assert {"Gao", "Ansongo"} == set(sites)
    assert sites["Gao"]["MGRS"].startswith("30Q ZD 1588")
    assert float(sites["Gao"]["longitude (°)"]) == pytest.approx(-0.0447)  # a number, not guarded
    page.locator('[data-switch="sites"]').uncheck()
    expect(card).not_to_contain_text("Ansongo")


def test_a_polygon_lists_what_lies_inside(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&layers=sites&at=17.3,-1.5,7"), "sites")
    page.locator('[data-tool="inside"]').click()
    expect(page.locator(PICKING)).to_be_visible()
    page.get_by_text("A polygon", exact=True).click()
    expect(page.locator("#tool-inside .tool-radius")).to_be_hidden()
    for lat, lon in ((18.2, -4.0), (18.2, -2.4), (16.0, -2.4)):
        click_at(page, lat, lon)
    click_at(page, 16.0, -4.0, twice=True)
    expect(page.locator("#tool-inside .tool-total")).to_have_text("Features found: 3")
    expect(page.locator("#tool-inside")).to_contain_text("Timbuktu")


def test_the_coordinates_follow_the_pointer(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en&at=16.2717,-0.0447,8"), "sites")
    map_box = page.locator("#map").bounding_box()
    assert map_box
    page.mouse.move(map_box["x"] + map_box["width"] / 2, map_box["y"] + map_box["height"] / 2)
    expect(page.locator(".pointer-mgrs")).to_contain_text("30Q ZD")
    lat, lon = (float(part) for part in page.locator(".pointer-degrees").inner_text().split(","))
    shown = page.locator(".pointer-mgrs").inner_text()
    assert shown[:6] == to_mgrs(lon, lat)[:6]
    page.mouse.click(
        map_box["x"] + map_box["width"] / 2 - 90, map_box["y"] + map_box["height"] / 2, button="right"
    )
    expect(page.locator(".position-card")).to_contain_text("MGRS")


def test_grids_are_drawn_and_named(open_page: Open) -> None:
    page = drawn(open_page("/?lang=fr&at=16.2717,-0.9,7.5"), "sites")
    page.get_by_role("button", name="Quadrillage").click()
    page.get_by_role("region", name="Quadrillage").get_by_text("Méridiens et parallèles").click()
    expect(page.locator(".grid-label", has_text=re.compile("^16°N$"))).to_have_count(1)
    expect(page.locator(".grid-label", has_text=re.compile("^1°O$"))).to_have_count(1)
    page.get_by_role("region", name="Quadrillage").get_by_text("Carrés MGRS").click()
    expect(page.locator(".grid-label", has_text="30Q")).not_to_have_count(0)
    expect(page.locator(".grid-label", has_text=re.compile("^YD$"))).to_have_count(1)
    page.get_by_role("region", name="Quadrillage").get_by_text("Sans quadrillage").click()
    expect(page.locator(".grid-label")).to_have_count(0)


def test_locate_goes_to_the_reader_or_says_why_not(open_page: Open) -> None:
    page = drawn(
        open_page(
            "/?lang=en",
            permissions=["geolocation"],
            geolocation={"latitude": 14.4843, "longitude": -4.183, "accuracy": 25},
        ),
        "sites",
    )
    page.get_by_role("button", name="Locate me").click()
    told(page, "within 25 m")
    until(page, "atlas.map.getCenter().distanceTo([14.4843, -4.183]) < 100")
    refused = drawn(open_page("/?lang=fr"), "sites")
    refused.get_by_role("button", name="Me situer").click()
    told(refused, "Position indisponible")


def test_a_tool_works_by_touch_on_a_phone(open_page: Open) -> None:
    page = drawn(open_page("/?lang=fr&layers=sites&at=16.2717,-0.0447,7", 390, 844, has_touch=True), "sites")
    page.locator('[data-tool="inside"]').tap()
    expect(page.locator(PICKING)).to_be_visible()
    page.locator("#tool-inside [data-sketch=add]").tap()
    page.locator("#inside-radius").fill("120")
    page.locator("#inside-radius").press("Enter")
    expect(page.locator("#tool-inside")).to_contain_text("Ansongo")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_filter_finds_a_layer_without_its_accents(open_page: Open) -> None:
    page = drawn(open_page("/?lang=fr"), "sites")
    field = page.get_by_role("searchbox", name="Filtrer les couches")
    field.fill("electi")
    expect(page.locator('.row[data-layer="elections"]')).to_be_visible()
    expect(page.locator('.row[data-layer="sectors"]')).to_be_hidden()
    field.fill("zzz")
    expect(page.locator("#layer-filter-none")).to_be_visible()
    field.press("Escape")
    expect(page.locator('.row[data-layer="sectors"]')).to_be_visible()
    expect(page.locator('.row[data-layer="elections"]')).to_be_hidden()  # its group is folded again


def test_a_starting_set_and_one_layer_alone(open_page: Open) -> None:
    page = drawn(open_page("/?lang=en"), "sites")
    page.get_by_role("button", name="Briefer").click()
    page.wait_for_url("**layers=sectors,sites,strength,incidents**")
    row = page.locator('.row[data-layer="strength"]')
    row.locator(".more > summary").click()
    row.get_by_role("button", name="Only this layer").click()
    page.wait_for_url("**layers=strength**")
    row.get_by_role("button", name="Zoom to the layer").click()
    page.wait_for_url("**at=**")


def test_on_a_phone_zooming_to_a_layer_shows_it(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites", 390, 844, has_touch=True)
    page.locator("[data-action=togglePanel]").first.tap()
    row = page.locator('.row[data-layer="sites"]')
    row.locator(".more > summary").tap()
    expect(row.locator(".about")).to_contain_text("not stated by the documents")
    row.get_by_role("button", name="Zoom to the layer").tap()
    expect(page.locator("#panel")).to_be_hidden()
    page.wait_for_url("**at=**")
