"""How fast sheets are: from nothing, in the running server, in a book; beside a browser and QGIS.

The usual way to a picture of a web map is a folium page and a screenshot of headless Chromium: the
same view, the same number of dots. QGIS is the one of the tests (``tools/ensure_qgis.sh``), if it is there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.own_tables import peak_mb
from geodata.errors import AtlasError
from layers.artifact.reader import read_build
from layers.export.sheet.brief.publish import publish_brief
from layers.export.sheet.publish.book import make_atlas
from layers.export.sheet.publish.publish import publish
from layers.export.sheet.publish.recipe import make_recipe
from layers.export.sheet.request.query import read_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.artifact.reader import Build

ROOT = Path(__file__).resolve().parent.parent
VIEW = "lang=en&layers=sectors,sites"
DOTS = (3508, 2480)  # A4 at 300 dpi
FROM_NOTHING_S, RUNNING_S, BOOK_SHEET_S = 5.0, 1.0, 1.5
ROUNDS = 3
QGIS_START = "from qgis.core import QgsApplication as Q; q = Q([], False); q.initQgis(); q.exitQgis()"
SITES = {
    "title": "Sites",
    "lang": "en",
    "made": "2026-01-31",
    "annex": False,
    "part": [
        {"each": "sites", "view": "layers=sites,works,police,strength,courts,prisons", "panels": "facts"}
    ],
}


def best(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the best time of an action, s."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def command(*arguments: str) -> None:
    """Run ``python -m layers`` in a process of its own."""
    subprocess.run([sys.executable, "-m", "layers", *arguments], cwd=ROOT, check=True, capture_output=True)


def screenshot(folder: Path) -> Callable[[], None] | None:
    """Return the folium page and its screenshot at the dots of A4, if there is a Chromium."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    browser = next((found for name in names if name and (found := shutil.which(name))), None)
    if browser is None:
        return None
    page, out = folder / "page.html", folder / "page.png"

    def shoot() -> None:
        command("export", VIEW, "--out", str(page))
        size = f"--window-size={DOTS[0] // 3},{DOTS[1] // 3}"
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", size]
        options += ["--force-device-scale-factor=3", "--virtual-time-budget=3000", f"--screenshot={out}"]
        subprocess.run([browser, *options, page.as_uri()], check=True, capture_output=True)

    return shoot


def qgis(folder: Path) -> Callable[[], None] | None:
    """Return a headless start of QGIS, the least that any layout export costs, if it is installed."""
    python = os.environ.get("QGIS_PYTHON", "/usr/bin/python3")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)}

    def run(program: str, *, check: bool) -> int:
        done = subprocess.run([python, "-c", program], check=check, capture_output=True, env=environment)
        return done.returncode

    if shutil.which(python) is None or run("import qgis.core", check=False):
        return None

    def start() -> None:
        run(QGIS_START, check=True)

    return start


BRIEF_PAGE_S, WALL_S, WALL_MB = 0.7, 10.0, 600.0
#: Twelve layers at the scale of the country; a brief as one makes it: maps, a comparison, figures, a place.
WALL = (
    "lang=en&layers=sectors,sites,works,police,strength,courts,prisons,qip,ddr,medical,incidents,transmitters"
    "&paper=a0&made=2026-01-31"
)
PAGES = (
    "layers=sectors,sites&draw=arrow,16.27,-0.04,18.44,1.41,_To%20Kidal",
    "layers=sectors,sites&focus=sector-est",
    "layers=sites,works&date=2020-08-31&compare=2018-03-31",
    "layers=regions,sites,courts",
    "sel=figures",
    "layers=sites&sel=gao",
)


def brief_s(build: Build, form: str) -> float:
    """Return the time of a page of a brief, s."""
    parts = "".join(f'[[part]]\nview = "{view}"\n' for view in PAGES)
    text = f'title = "Trial"\nmade = "2026-01-31"\n{parts}'
    return best(lambda: publish_brief(text, build, form, "en", "")) / len(PAGES)


def wall() -> None:
    """Draw a wall map; print the time, s, and the peak memory of this process, MB."""
    build = read_build(ROOT / "build", keeps=True)
    request = read_request(WALL, build.rules)
    start = time.perf_counter()
    publish(request, build, "pdf")
    print(time.perf_counter() - start, peak_mb())


def briefs_and_walls(build: Build) -> int:
    """Measure a page of a brief and a wall map, print, and return 1 when one is slower than promised."""
    pages = {form: brief_s(build, form) for form in ("pptx", "pdf", "html")}
    for form, seconds in pages.items():
        print(f"a page of a brief as {form}: {seconds:.2f} s (at most {BRIEF_PAGE_S:g})")
    code = "from benchmarks import sheets as b; b.wall()"
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    wall_s, wall_mb = map(float, out.stdout.split())
    print(f"A0 with twelve layers as PDF: {wall_s:.1f} s (at most {WALL_S:g}),")
    print(f"with {wall_mb:.0f} MB (at most {WALL_MB:g})")
    return int(max(pages.values()) > BRIEF_PAGE_S or wall_s > WALL_S or wall_mb > WALL_MB)


def run() -> int:
    """Measure, print ratios, and return 1 when a sheet is slower than promised."""
    try:
        build = read_build(ROOT / "build", keeps=True)
    except AtlasError as error:
        print(error)
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out = str(folder / "sheet.png")
        from_nothing = best(lambda: command("sheet", VIEW, "--format", "png", "--out", out))
        shoot, start = screenshot(folder), qgis(folder)
        browser = best(shoot, 2) if shoot else None
        desktop = best(start, 1) if start else None
    request = read_request(VIEW, build.rules)
    running = {
        form: best(lambda form=form: publish(request, build, form)) for form in ("png", "pdf", "svg", "pptx")
    }
    recipe = make_recipe(SITES, build)
    book = best(lambda: make_atlas(recipe, build, "pdf", "http://127.0.0.1"), 1) / recipe.count
    print(f"PNG of A4 at 300 dpi from nothing: {from_nothing:.2f} s (at most {FROM_NOTHING_S:g})")
    for form, seconds in running.items():
        print(f"{form.upper()} in a running process: {seconds:.2f} s (at most {RUNNING_S:g})")
    print(f"a sheet of the atlas of sites ({recipe.count}): {book:.2f} s (at most {BOOK_SHEET_S:g})")
    if browser:
        print(
            f"folium and a Chromium screenshot take {browser / from_nothing:.1f} times as long from nothing,"
        )
        print(f"and {browser / running['png']:.1f} times as long as the running process")
    print(
        f"QGIS, started only: {desktop / from_nothing:.1f} times as long"
        if desktop
        else "QGIS: not installed"
    )
    late = from_nothing > FROM_NOTHING_S or running["png"] > RUNNING_S or book > BOOK_SHEET_S
    return int(late) | briefs_and_walls(build)


if __name__ == "__main__":
    sys.exit(run())
