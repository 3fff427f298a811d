"""The explorer beside plain Leaflet, MapLibre GL and kepler.gl: same layers, one interleaved run.

The libraries come from the npm registry into ``build/npm``; without npm or Chromium nothing is
measured. Each visit has a fresh browser context, so that every cache is cold; each page is its own
server's, on loopback. WebGL is drawn by software, as on a machine without a graphics card.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, Error, Page, sync_playwright

from app.collection import read_collection
from app.settings import read_settings
from benchmarks.served_pages import NPM, explorer_served, fetch_packages, files_served, lay_out
from benchmarks.zooming import longest_zoom_frames_ms
from geodata.errors import AtlasError

if TYPE_CHECKING:
    from collections.abc import Iterator

CIRCLES = "Leaflet, circles"
ROUNDS, TOGGLES, TURNS = 11, 20, 3
QUICKLY, APART = 120, 600  # ms between two switches: in succession, or each for itself
SLOWER_THAN_LEAFLET, TOGGLE_MS, TOGGLE_RATIO, LONG_TASK_MS, ZOOM_MS = 1.8, 100.0, 0.8, 150.0, 200.0
ARGUMENTS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
#: Notes the time at which a page is drawn: its own sign, then the frame that shows it.
WATCH = """(() => {
  const drawn = () => window.isDrawn || (window.atlas && window.atlas.map
    && document.documentElement.dataset.start !== "busy"
    && (document.documentElement.dataset.drawn || "").split(" ").sort().join() === "sectors,sites"
    && document.querySelector(".leaflet-atlas-base-pane canvas")
    && document.querySelectorAll(".atlas-label").length > 0);
  const look = () => (drawn()
    ? requestAnimationFrame(() => setTimeout(() => { window.paintedAt = performance.now(); }, 0))
    : requestAnimationFrame(look));
  requestAnimationFrame(look);
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration);
  }).observe({ entryTypes: ["longtask"] });
  try { localStorage.setItem("atlas-tour", "1"); } catch (error) { /* no storage here */ }
})()"""
#: Median time, ms, from a gesture to the end of the frame that shows what it did.
TOGGLE = """async ([count, act, seen, pause]) => {
  const [doIt, isOn] = [new Function(`return ${act}`)(), new Function(`return ${seen}`)()];
  const times = [];
  for (let turn = 0; turn < count; turn += 1) {
    const wanted = !isOn();
    const start = performance.now();
    doIt();
    await new Promise((done) => {
      const look = () => (isOn() === wanted ? setTimeout(done, 0) : requestAnimationFrame(look));
      requestAnimationFrame(look);
    });
    times.push(performance.now() - start);
    await new Promise((rest) => setTimeout(rest, pause));
  }
  return times;
}"""


@dataclass(frozen=True, slots=True)
class Subject:
    """A page to measure: its name and address."""

    name: str
    url: str


@contextmanager
def opened(browser: Browser, url: str) -> Iterator[Page]:
    """Open an address in a context of its own and wait until it is painted."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    context.add_init_script(WATCH)
    page = context.new_page()
    try:
        page.goto(url)
        page.wait_for_function("window.paintedAt", timeout=60_000)
        yield page
    finally:
        context.close()


def painting_ms(browser: Browser, subjects: list[Subject]) -> dict[str, float]:
    """Median time to the painted default view, ms; a page that never paints is reported and left out."""
    times: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    for _ in range(ROUNDS):
        for subject in subjects:
            if subject.name not in times:
                continue
            try:
                with opened(browser, subject.url) as page:
                    times[subject.name].append(page.evaluate("window.paintedAt"))
            except Error as error:
                print(f"{subject.name}: not painted here ({str(error).splitlines()[0]})")
                del times[subject.name]
    return {name: median(found) for name, found in times.items()}


def toggling_ms(browser: Browser, gestures: list[tuple[Subject, str, str]], pause: int) -> dict[str, float]:
    """Median time of toggling a loaded layer, ms, measured in each page in turn, several times over.

    ``pause`` is the time between two switches, ms.
    """
    times: dict[str, list[float]] = {subject.name: [] for subject, _, _ in gestures}
    for _ in range(TURNS):
        for subject, act, seen in gestures:
            with opened(browser, subject.url) as page:
                page.wait_for_timeout(2500)
                times[subject.name] += page.evaluate(TOGGLE, [TOGGLES, act, seen, pause])
    return {name: median(found) for name, found in times.items()}


def longest_pan_task_ms(browser: Browser, url: str, layers: list[str]) -> float:
    """Longest task of the page's own thread, ms, while the map is dragged with every layer on.

    Browsers report tasks of 50 ms or more: 0 says that there was none.
    """
    with opened(browser, url) as page:
        boxes = "[...document.querySelectorAll('[data-switch]')]"
        page.evaluate(f"{boxes}.filter((box) => !box.checked).forEach((box) => box.click())")
        drawn = "(count) => document.documentElement.dataset.drawn.split(' ').length >= count"
        page.wait_for_function(drawn, arg=len(layers), timeout=60_000)
        page.wait_for_timeout(4000)
        page.evaluate("window.longest = 0")
        page.mouse.move(800, 450)
        for turn in range(6):
            page.mouse.down()
            page.mouse.move(800 + (-1) ** turn * 220, 450 + (-1) ** turn * 120, steps=25)
            page.mouse.up()
            page.mouse.move(800, 450)
            page.wait_for_timeout(400)
        found: float = page.evaluate("window.longest")
        return found


def zoom_checks(zoomed: dict[str, float]) -> list[tuple[str, float, float]]:
    """The longest frame of a zoom with every layer on, and beside plain Leaflet with the same files."""
    ours, plain = zoomed["Mission Atlas"], zoomed["Leaflet"]
    name = "zooming with every layer on: longest frame"
    return [
        (f"{name} {ours:.0f} ms, median", ours, ZOOM_MS),
        (f"{name}, {ours / plain:.2f} times plain Leaflet with the same layers", ours / plain, 1.0),
    ]


def report(
    painted: dict[str, float],
    toggled: dict[int, dict[str, float]],
    longest: float,
    zoomed: dict[str, float],
) -> int:
    """Print the ratios and return 1 when one is out of its bound; ``toggled`` is by pause, ms."""
    atlas = painted["Mission Atlas"]
    slower = atlas / painted["Leaflet"]
    checks = [
        (f"painted default view: {slower:.2f} times plain Leaflet", slower, SLOWER_THAN_LEAFLET),
        (f"panning with every layer on: longest task {longest:.0f} ms", longest, LONG_TASK_MS),
        *zoom_checks(zoomed),
    ]
    for pause, found in toggled.items():
        ours, name = found["Mission Atlas"], f"toggling a loaded layer every {pause} ms"
        plain = ours / found["Leaflet"]
        checks += [
            (f"{name}: median {ours:.1f} ms", ours, TOGGLE_MS),
            (f"{name}: {plain:.2f} times plain Leaflet with the same pins and names", plain, TOGGLE_RATIO),
        ]
    checks += [
        (f"painted default view: {atlas / painted[name]:.2f} times {name}", atlas / painted[name], 1.0)
        for name in ("MapLibre GL", "kepler.gl")
        if name in painted
    ]
    for line, value, bound in checks:
        print(f"{line} (at most {bound:g}){'' if value <= bound else '  MISSED'}")
    circles = toggled[QUICKLY]["Mission Atlas"] / toggled[QUICKLY][CIRCLES]
    print(f"for comparison, toggling: {circles:.2f} times plain Leaflet with twelve circles and no names")
    return int(any(value > bound for _, value, bound in checks))


def subjects_of(files: str, atlas: str, present: set[str]) -> list[Subject]:
    """The pages to compare: plain Leaflet, the explorer, and what the libraries at hand allow."""
    subjects = [Subject("Leaflet", f"{files}/leaflet.html"), Subject("Mission Atlas", f"{atlas}/?lang=en")]
    if "maplibre" in present:
        subjects.append(Subject("MapLibre GL", f"{files}/maplibre.html"))
    if present >= set(NPM):
        subjects.append(Subject("kepler.gl", f"{files}/kepler.html"))
    return subjects


def toggled_by_pause(browser: Browser, leaflet: Subject, atlas: Subject) -> dict[int, dict[str, float]]:
    """Median times of toggling a layer by the pause between two switches, ms; see :func:`toggling_ms`."""
    box = "document.querySelector('[data-switch=sites]')"
    pane = "atlas.map.getPane('atlas-sites-points').style.display !== 'none'"
    plain = ("() => toggle()", "() => isToggled()")
    circles = Subject(CIRCLES, f"{leaflet.url}#circles")
    ours = (atlas, f"() => {box}.click()", f"() => {pane}")
    gestures = [(leaflet, *plain), (circles, *plain), ours]
    toggled = {pause: toggling_ms(browser, gestures, pause) for pause in (QUICKLY, APART)}
    for pause, found in toggled.items():
        print(f"every {pause} ms: {', '.join(f'{name} {value:.1f} ms' for name, value in found.items())}")
    return toggled


def run() -> int:
    """Measure, print ratios, and return 1 when one is out of its bound."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    chromium = next((found for name in names if name and (found := shutil.which(name))), None)
    if chromium is None:
        print("no Chromium")
        return 2
    build = read_settings().build
    packages = build / "npm"
    packages.mkdir(parents=True, exist_ok=True)
    present = fetch_packages(packages)
    with tempfile.TemporaryDirectory() as name:
        try:
            lay_out(Path(name), packages, build)
        except AtlasError as error:
            print(error)
            return 2
        with files_served(Path(name)) as files, explorer_served() as atlas, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            subjects = subjects_of(files, atlas, present)
            painted = painting_ms(browser, subjects)
            print(", ".join(f"{name} {value:.0f} ms" for name, value in painted.items()))
            toggled = toggled_by_pause(browser, subjects[0], subjects[1])
            layers = list(read_collection(read_settings()).rules.layers)
            longest = longest_pan_task_ms(browser, subjects[1].url, layers)
            everything = f"{atlas}/?lang=en&layers={','.join(layers)}"
            pages = {"Leaflet": f"{files}/leaflet.html#all", "Mission Atlas": everything}
            zoomed = longest_zoom_frames_ms(browser, pages, TURNS)
            browser.close()
    return report(painted, toggled, longest, zoomed)


if __name__ == "__main__":
    sys.exit(run())
