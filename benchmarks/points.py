"""A million points of a reader on the map: painted, wire, panning; beside the empty map and MapLibre GL.

MapLibre has the same points as GeoJSON, which it cuts into vector tiles itself. Tiles are measured as the
first reader gets them (none is drawn yet), then as any other does.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from playwright.sync_api import Error, sync_playwright

from app.panels.own import adding, desk
from benchmarks.browser_paint import ARGUMENTS, WATCH
from benchmarks.load import family, held_by
from benchmarks.served_pages import NPM, ROOT, explorer_served, fetch_packages, files_served, lay_out
from geodata.own.keeping.store import Store, new_owner
from geodata.own.limits import DEFAULT
from layers.artifact.tiled.told import TOLD, read_told

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROWS, SEED, ROUNDS, PANS, READERS = 1_000_000, 18, 5, 5, 100
SLOWER_THAN_EMPTY, PAN_MS, FIRST_KB = 1.5, 300.0, 300.0
#: Whether every picture of the tiles in sight has come.
WHOLE = """() => {
  const tiles = [...document.querySelectorAll("[class*=leaflet-atlas-own] img")];
  return tiles.length > 0 && tiles.every((tile) => tile.complete && tile.naturalWidth);
}"""
PLAIN = "() => Boolean(window.paintedAt)"
#: Moves the map, and tells how long it took until a frame showed everything; timed in the page itself.
PAN = """async ([side, whole]) => {
  const isWhole = new Function(`return (${whole})()`);
  const start = performance.now();
  window.atlas.map.panBy([side * 700, 0], { animate: false });
  await new Promise((done) => {
    const look = () => (isWhole() ? setTimeout(done, 0) : requestAnimationFrame(look));
    requestAnimationFrame(look);
  });
  return performance.now() - start;
}"""
NOT_MEASURED = 2


class Crowd(NamedTuple):
    """What many readers of tiles had: tiles, requests a second, ms, failures, and memory (MB)."""

    tiles: int
    rate: float
    p95: float
    failed: int
    before: float
    after: float


def table() -> tuple[bytes, dict[str, Any]]:
    """Return points in Mali and around it as a reader's CSV and as GeoJSON."""
    rng = np.random.default_rng(SEED)
    lon, lat = rng.uniform(-12, 4, ROWS).round(4).tolist(), rng.uniform(10.5, 24.5, ROWS).round(4).tolist()
    number = rng.integers(0, 500, ROWS).tolist()
    lines = ["lon,lat,deaths", *(f"{x},{y},{n}" for x, y, n in zip(lon, lat, number, strict=True))]
    features = [
        {"type": "Feature", "properties": {"n": n}, "geometry": {"type": "Point", "coordinates": [x, y]}}
        for x, y, n in zip(lon, lat, number, strict=True)
    ]
    return "\n".join(lines).encode(), {"type": "FeatureCollection", "features": features}


def add(folder: Path, data: bytes) -> str:
    """Keep the table as a layer; return its identifier."""
    store, owner = Store(str(folder)), new_owner()
    limits = replace(DEFAULT, rows=2 * ROWS, memory_bytes=8_000_000_000, seconds=600)
    kept = desk.receive(store, owner, data, "points.csv", limits)
    return adding.add_layer(store, owner, kept.id, desk.choice_of(store, kept.id), {"title": "Points"}).id


def visit(browser: Browser, url: str, whole: str) -> tuple[Page, float, float]:
    """Open an address with cold caches; return the page, the time to the whole picture, ms, and the kB."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    context.add_init_script(WATCH)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received = [0.0]
    session.on(
        "Network.loadingFinished",
        lambda event: received.__setitem__(0, received[0] + event["encodedDataLength"]),
    )
    page.goto(url)
    page.wait_for_function(whole, timeout=120_000)
    took = page.evaluate("performance.now()")
    return page, took, received[0] / 1000


def pan_ms(page: Page, whole: str) -> float:
    """Median time from a step of the map to the frame that shows all that it uncovered, ms."""
    return float(median(page.evaluate(PAN, [1 if turn % 2 else -1, whole]) for turn in range(PANS)))


def run() -> int:
    """Measure in turns and print; return 1 if a bound is missed."""
    executable = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(executable).exists():
        print("needs Chromium")
        return NOT_MEASURED
    fetch_packages(ROOT / "build" / "npm")
    has_maplibre = (ROOT / "build" / "npm" / "maplibre").is_dir() and "maplibre" in NPM
    data, geojson = table()
    with ExitStack() as stack:
        own, pages = (Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2))
        layer = add(own, data)
        os.environ["ATLAS_OWN"] = str(own)
        url = stack.enter_context(explorer_served())
        lay_out(pages, ROOT / "build" / "npm", ROOT / "build")
        (pages / "points.geojson").write_text(json.dumps(geojson), "utf-8")
        plain = stack.enter_context(files_served(pages))
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=executable, args=ARGUMENTS
        )
        subjects = {
            "the empty map": (
                f"{url}/?lang=en&layers=&at=17,-4,6",
                "() => window.atlas?.map && document.documentElement.dataset.start === 'done'",
            ),
            "a million points": (f"{url}/?lang=en&layers={layer}&at=17,-4,6", WHOLE),
        }
        if has_maplibre:
            subjects["MapLibre GL"] = (f"{plain}/maplibre_points.html", PLAIN)
        found, pans = _measured(browser, subjects)
        browser.close()
        crowd = readers(url, own, layer) if shutil.which("wrk") else None
    return _told(found, pans) | _told_of_readers(crowd)


def readers(url: str, own: Path, layer: str) -> Crowd:
    """A hundred readers of tiles that are drawn: each asks for the next as soon as it has one."""
    told = read_told(Store(str(own)).read(layer, TOLD))
    tiles = [(zoom, n % 2**zoom, n >> zoom) for zoom in (4, 5, 6, 7) for n in told.filled[zoom]]
    paths = [f"/own/tiles/{layer}/{z}/{x}/{y}.png?scale=1&v={told.version}" for z, x, y in tiles]
    for path in paths:
        with urllib.request.urlopen(url + path, timeout=60) as answer:
            answer.read()
    listed = ", ".join(f'"{path}"' for path in paths)
    script = (
        f"local paths, n = {{{listed}}}, 0\n"
        "request = function() n = n % #paths + 1; return wrk.format(nil, paths[n]) end\n"
        "done = function(summary, latency)\n"
        '  io.write(string.format("p95 %.3f\\nfailed %d\\n", latency:percentile(95) / 1000,'
        " summary.errors.status + summary.errors.connect + summary.errors.timeout))\nend\n"
    )
    processes = family(os.getpid())[1:]  # the server's
    before = held_by(processes)
    command = ["wrk", "-t1", f"-c{READERS}", "-d15s", "--timeout", "30s", "-s", "/dev/stdin", url]
    out = subprocess.run(command, input=script, capture_output=True, text=True, check=True).stdout
    told_by = {
        name: float(value) for name, value in re.findall(r"(Requests/sec:|p95|failed)\s+([\d.]+)", out)
    }
    return Crowd(
        len(paths),
        told_by["Requests/sec:"],
        told_by["p95"],
        int(told_by["failed"]),
        before,
        held_by(processes),
    )


def _told_of_readers(crowd: Crowd | None) -> int:
    if crowd is None:
        print("readers of tiles: not measured (needs wrk)")
        return 0
    print(
        f"{READERS} readers of {crowd.tiles} tiles: {crowd.rate:.0f} a second, 95 of 100 within "
        f"{crowd.p95:.0f} ms (at most {PAN_MS:g}), {crowd.failed} failed; all processes "
        f"{crowd.before:.0f} MB before, {crowd.after:.0f} after"
    )
    return int(crowd.p95 > PAN_MS or crowd.failed > 0)


def _measured(
    browser: Browser, subjects: dict[str, tuple[str, str]]
) -> tuple[dict[str, list[tuple[float, float]]], list[float]]:
    """Visit every subject in turn, several times over; MapLibre, which takes long, twice."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in subjects}
    pans = []
    for turn in range(ROUNDS):
        for name, (address, whole) in subjects.items():
            if name == "MapLibre GL" and (turn > 1 or len(found[name]) < turn):
                continue
            try:
                page, took, size = visit(browser, address, whole)
            except Error as error:
                print(f"{name}: not painted here ({str(error).splitlines()[0]})")
                continue
            found[name].append((took, size))
            if name == "a million points":
                pans.append(pan_ms(page, whole))
            page.context.close()
    return found, pans


def _told(found: dict[str, list[tuple[float, float]]], pans: list[float]) -> int:
    for name, visits in found.items():
        if len(visits) < 2:
            continue
        first, later = visits[0][0], median(took for took, _ in visits[1:])
        size = median(kb for _, kb in visits)
        print(f"{name}: whole after {later:.0f} ms (the first time {first:.0f}), {size:.0f} kB")
    ours, empty = (
        median(took for took, _ in found[name][1:]) for name in ("a million points", "the empty map")
    )
    more = median(kb for _, kb in found["a million points"]) - median(kb for _, kb in found["the empty map"])
    print(f"painted {ours / empty:.2f} times the empty map (at most {SLOWER_THAN_EMPTY})")
    print(f"{more:.0f} kB for the points of the first picture (at most {FIRST_KB:.0f})")
    later = median(pans[1:])
    print(
        f"a pan is answered within {pans[0]:.0f} ms the first time, {later:.0f} ms later (at most {PAN_MS:g})"
    )
    return int(ours / empty > SLOWER_THAN_EMPTY or more > FIRST_KB or later > PAN_MS)


if __name__ == "__main__":
    sys.exit(run())
