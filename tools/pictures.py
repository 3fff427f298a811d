"""Make the pictures of README and docs again, from a running explorer: ``python -m tools.pictures ADDRESS``.

Needs Chromium, as the tests do (tools/ensure_chromium.sh). The pictures of QGIS and of a slide are made by hand.
The layers that the pictures of a reader's own table add are forgotten as any reader's are.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER: Final = Path(__file__).parent.parent / "docs" / "images"
BROWSERS: Final = (os.environ.get("CHROMIUM", ""), "chromium-headless-shell", "chromium", "google-chrome")
#: The browser asks no other host than the explorer's, and shows no tour.
ARGUMENTS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
NO_TOUR: Final = "localStorage.setItem('atlas-tour', '1')"
SHEET_WIDE: Final = 1298  # pixels of the long side of a sheet


class View(NamedTuple):
    """A picture of the explorer: its file, address, size in pixels, and a symbol to point at."""

    name: str
    query: str
    size: tuple[int, int] = (1440, 900)
    points_at: str = ""


DESK, SMALL, PHONE = (1440, 900), (1200, 750), (390, 844)
#: Made up, to show what may be drawn.
DRAWING: Final = (
    "area.orange,15.5,-4.4,15.6,-3,14.6,-2.6,14.2,-4,_Area%20A~circle.purple,16.2717,-0.0447,100~"
    "arrow.blue.4,14.4843,-4.1813,15.9,-0.9,_Axis%201~measure.green,16.2717,-0.0447,15.9182,2.4022~"
    "number,16.8,-1.2,_Crossing~number,15.66,0.5,_Bridge~symbol.infantry,15.2,-1.3,_1~"
    "symbol.headquarters,16.6,0.6~symbol.checkpoint,15.4,-0.4~symbol.health,17,-3.4~text.black.4,17.3,1.4,_Phase%201"
)
VIEWS: Final = (
    *(View(f"explorer-{lang}", f"lang={lang}") for lang in ("fr", "en")),
    *(View(f"dossier-{lang}", f"lang={lang}&sel=mopti-sevare") for lang in ("fr", "en")),
    *(View(f"figures-{lang}", f"lang={lang}&sel=figures") for lang in ("fr", "en")),
    *(View(f"compare-{lang}", f"lang={lang}&date=2020-08-31&compare=2018-03-31") for lang in ("fr", "en")),
    *(View(f"table-{lang}", f"lang={lang}&table=sites") for lang in ("fr", "en")),
    *(View(f"phone-{lang}", f"lang={lang}", PHONE) for lang in ("fr", "en")),
    *(
        View(
            f"time-{lang}", f"lang={lang}&layers=sectors,sites,police,courts,prisons&date=2020-08-31&sel=gao"
        )
        for lang in ("fr", "en")
    ),
    View("colour-fr", "lang=fr&layers=regions&regions.colour=radio_people_median"),
    View("colour-en", "lang=en&layers=sectors,sites&sectors.colour=results_delivered", DESK, "gao"),
    View("justice-fr", "lang=fr&layers=sites,courts,prisons,judicial-pole&at=16.2,-3.2,6", SMALL),
    View("protection-en", "lang=en&layers=sites,human-rights,call-centres,incidents&at=16.2,-3.2,6", SMALL),
    View("deployment-en", "lang=en&layers=sectors,police,contingents,aviation", SMALL),
    View("radio-fr", "lang=fr&layers=sites,transmitters,radio-announced", SMALL),
    View("projects-en", "lang=en&layers=reconciliation,elections,results&sel=mopti&at=15.2,-3.2,7", SMALL),
    View("drawing-en", f"lang=en&layers=sectors,sites&at=16,-1.6,7&draw={DRAWING}"),
    View("coverage-en", "lang=en&layers=coverage&sel=layer:coverage&at=16.4,0,7"),
)
SHEETS: Final = {
    "country-fr": "lang=fr&layers=sectors,sites",
    "country-en-portrait": "lang=en&layers=sectors,sites&orientation=portrait",
    "sector-est-fr": "lang=fr&layers=sectors,sites,works,police,human-rights&focus=sector-est&panels=facts",
    "gao-en": "lang=en&layers=sites,works,police,strength,courts,prisons,human-rights&focus=gao&panels=facts",
    "mopti-fr": "lang=fr&layers=sites,governance,courts,prisons&focus=region-mopti",
}
#: A reader's table, made up to show what the panel does with slips, namesakes and unknown places.
OWN: Final = """Place\tCercle\tDate\tHouseholds
Gao\t\t2018-03-01\t30
Ménaka\t\t2018-05-01\t45
Ansongo\t\t2018-06-01\t22
Xyzzy\t\t2018-06-01\t9
Douentzza\t\t2018-07-01\t12
Koro\tSégou\t2018-07-01\t4
30QXD 30000 50000\t\t2018-09-01\t60
Tombouctou\t\t2018-09-01\t120
"""


def save(picture: Image.Image, name: str) -> None:
    """Save with a palette: a third of the bytes, and alike to the eye."""
    few = picture.convert("RGB").quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)


def picture_of(browser: Browser, address: str, view: View) -> Image.Image:
    """Open a view and photograph it when it has come to rest."""
    context = browser.new_context(viewport={"width": view.size[0], "height": view.size[1]})
    context.add_init_script(NO_TOUR)
    page = context.new_page()
    page.goto(f"{address}/?{view.query}")
    page.wait_for_timeout(5000)
    if view.points_at:
        page.locator(f'[data-feature="{view.points_at}"]').hover()
        page.wait_for_timeout(1000)
    picture = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    return picture


def own_pictures(browser: Browser, address: str, lang: str) -> tuple[Image.Image, Image.Image]:
    """Paste a table into the panel, look for a place, add the layer; photograph the panel and the layer."""
    context = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]})
    context.add_init_script(NO_TOUR)
    page = context.new_page()
    page.goto(f"{address}/?lang={lang}&layers=sectors")
    page.locator('[data-panel="own"]').click()
    page.locator("#own-cells").fill(OWN)
    page.wait_for_timeout(1000)  # the field grows to its text
    page.locator("#own-paste").click()
    page.locator(".own-report .plain").first.click()
    page.locator("#own-typed").fill("tess")
    page.locator("#own-offered .own-pick").nth(2).wait_for()
    page.locator("#own-typed").scroll_into_view_if_needed()
    page.wait_for_timeout(1000)
    panel = Image.open(io.BytesIO(page.screenshot()))
    page.locator("#own-add").click()
    page.wait_for_url("**layers=own-**")
    page.locator(".leaflet-marker-pane [data-feature], .atlas-pin, path.leaflet-interactive").first.wait_for()
    page.wait_for_timeout(3000)
    layer = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    return panel, layer


def main(address: str) -> None:
    """Make every picture."""
    path = next((found for name in BROWSERS if name and (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for view in VIEWS:
            save(picture_of(browser, address, view), view.name)
        for lang in ("fr", "en"):
            for name, picture in zip(("own", "own-map"), own_pictures(browser, address, lang), strict=True):
                save(picture, f"{name}-{lang}")
        browser.close()
    for name, query in SHEETS.items():
        with urllib.request.urlopen(f"{address}/sheet.png?{query}&dpi=150") as answer:  # noqa: S310 - the explorer
            sheet = Image.open(io.BytesIO(answer.read()))
        sheet.thumbnail((SHEET_WIDE, SHEET_WIDE), Image.Resampling.LANCZOS)
        save(sheet, f"sheets/{name}")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
