"""Two hundred readers beside one greedy client, for five minutes: waits, failures, memory of all processes.

``LOAD_SECONDS=60 python -m benchmarks load`` is shorter. Everything stays on loopback: readers have
addresses of their own, the greedy one asks for two hundred computations at once, waits as long as it is
told, and asks again.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.settings import ROOT, Settings
from layers.artifact.reader import read_build
from tests.conftest import free_port

SECONDS: Final = int(os.environ.get("LOAD_SECONDS") or 300)
READERS, THINK = 200, (1.0, 5.0)  # seconds between two requests of one reader
GREEDY: Final = "127.0.9.9"
#: What is promised: seconds, and megabytes of all processes, pages that they share counted once.
P95, MEMORY = 0.3, 800.0
FLAT: Final = 1.1  # the last part of the time beside the part after the first minute (or fifth)


@dataclass
class Told:
    """What the readers and the greedy client were told, and what the processes held."""

    waits: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    greedy: Counter[int] = field(default_factory=Counter)
    held: list[tuple[float, float]] = field(default_factory=list)


async def get(port: int, path: str, source: str, limit: float) -> tuple[int, float]:
    """Ask once over a connection of its own; status, and seconds to wait that were told (0 if none)."""
    async with asyncio.timeout(limit):
        reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0))
        try:
            head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
            writer.write(f"{head}Accept-Encoding: br\r\n\r\n".encode())
            lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
            while await reader.read(1 << 16):
                pass
        finally:
            writer.close()
    wait = next((line.partition(":")[2] for line in lines if line.startswith("retry-after:")), "0")
    return int(lines[0].split(" ")[1]), float(wait)


def pages() -> list[str]:
    """What readers ask for: views, layers, dossiers, the search's index, files of the page."""
    build = read_build(Settings().build)
    places = [place["id"] for place in build.index["places"]]
    layers = [layer["id"] for layer in build.index["layers"]]
    rng = random.Random(1)  # noqa: S311 - the same questions each time
    views = [f"/?lang={rng.choice(['fr', 'en'])}&layers={','.join(rng.sample(layers, 2))}" for _ in range(60)]
    files = [f"/layers/{layer}.geojson?lang=fr" for layer in layers]
    dossiers = [f"/panel/place/{place}.en.json" for place in rng.sample(places, 40)]
    return [*views, *files * 2, *dossiers * 2, "/search.fr.json", "/layers", "/places", "/about?lang=fr"]


def computations(turn: int) -> list[str]:
    """Fifty circles, coverages, exports and sheets, none of which was asked for before."""
    rng = random.Random(turn)  # noqa: S311
    return [
        path
        for number in range(50)
        for path in (
            f"/atlas.gpkg?circle={rng.uniform(11, 19):.4f},{rng.uniform(-6, 3):.4f},{rng.randint(50, 400)}",
            f"/layers/coverage.geojson?erp_kw={rng.uniform(1, 20):.2f}",
            f"/export.html?lang=en&layers=sectors,sites&at=16,{rng.uniform(-4, 2):.3f},6",
            f"/sheet.pdf?lang=en&layers=sectors,sites&title={turn}-{number}",
        )
    ]


async def read(port: int, number: int, end: float, told: Told, asked: list[str]) -> None:
    """One reader: a page, a pause, and so on; asked once more where a connection breaks."""
    rng = random.Random(number)  # noqa: S311
    source = f"127.0.1.{number + 1}"
    await asyncio.sleep(rng.uniform(0, THINK[1]))
    while time.monotonic() < end:
        path, began = rng.choice(asked), time.perf_counter()
        for attempt in (1, 2):
            try:
                status, _ = await get(port, path, source, 30)
            except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
                if attempt == 2:
                    told.failed.append(f"{path}: {error!r}")
                continue
            if status != 200:
                told.failed.append(f"{path}: {status}")
            break
        told.waits.append(time.perf_counter() - began)
        await asyncio.sleep(rng.uniform(*THINK))


async def be_greedy(port: int, end: float, told: Told) -> None:
    """Two hundred computations at once; those put off are asked again when they may be."""

    async def insist(path: str) -> None:
        while time.monotonic() < end:
            try:
                status, wait = await get(port, path, GREEDY, 120)
            except (OSError, TimeoutError, asyncio.IncompleteReadError):
                told.greedy[0] += 1
                return
            told.greedy[status] += 1
            if status not in {429, 503}:
                return
            await asyncio.sleep(wait)

    turn = 0
    while time.monotonic() < end:
        await asyncio.gather(*(insist(path) for path in computations(turn)))
        turn += 1


def family(root: int) -> list[int]:
    """A process and all that came of it."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()[1:]]
    found = [root]
    for each in found:
        found += [pid for pid, parent in pairs if parent == each]
    return found


def held_by(processes: list[int]) -> float:
    """Memory of processes, MB, what they share counted once."""
    total = 0
    for process in processes:
        with suppress(OSError):
            lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1000


async def weigh(root: int, end: float, told: Told) -> None:
    """Note the memory every five seconds."""
    began = time.monotonic()
    while time.monotonic() < end:
        told.held.append((time.monotonic() - began, await asyncio.to_thread(lambda: held_by(family(root)))))
        await asyncio.sleep(5)


async def load(port: int, root: int) -> Told:
    """Put the load on a server."""
    told, end, asked = Told(), time.monotonic() + SECONDS, pages()
    readers = [read(port, number, end, told, asked) for number in range(READERS)]
    await asyncio.gather(*readers, be_greedy(port, end, told), weigh(root, end, told))
    return told


def report(told: Told) -> int:
    """Print what came of it; 1 if a promise was not kept."""
    p95 = statistics.quantiles(told.waits, n=20)[-1]
    first = min(60.0, SECONDS / 5)
    settled = [held for moment, held in told.held if moment > first]
    early, late = settled[: len(settled) // 3], settled[-(len(settled) // 3) :]
    growth = statistics.mean(late) / statistics.mean(early)
    most = max(held for _, held in told.held)
    print(f"{SECONDS} s, {READERS} readers, {len(told.waits)} answers")
    median = statistics.median(told.waits) * 1000
    print(f"readers: median {median:.0f} ms, p95 {p95 * 1000:.0f} ms (bound 300)")
    print(f"readers: {len(told.failed)} failed (bound 0) {told.failed[:5]}")
    print(f"the greedy client was told {dict(sorted(told.greedy.items()))}")
    print(f"memory of all processes: at most {most:.0f} MB (bound 800)")
    print(f"memory later, beside earlier: {growth:.2f} (bound {FLAT})")
    put_off = told.greedy[429] + told.greedy[503]
    return int(p95 > P95 or bool(told.failed) or most > MEMORY or growth > FLAT or not put_off)


def run() -> int:
    """Start a server, put the load on it, and end it."""
    port = free_port()
    command = [sys.executable, "-m", "app", "serve"]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PORT": str(port)})
    try:
        return report(asyncio.run(_when_ready(port, server.pid)))
    finally:
        server.terminate()
        server.wait(timeout=60)


async def _when_ready(port: int, root: int) -> Told:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
            if (await get(port, "/readyz", "127.0.0.1", 20))[0] == 200:
                return await load(port, root)
        await asyncio.sleep(0.2)
    raise RuntimeError("the server is not ready within 90 s")
