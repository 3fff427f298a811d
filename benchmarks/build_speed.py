"""How long a build takes on two cores: from nothing, when nothing has changed, and after one row has.

The bounds are seconds on a quiet machine with two cores. Beside each stands the processor time of all the
processes of the build, which other work on the machine disturbs less: no run can take less than half of it.
The whole is run in a folder of its own, on a copy of the data.
"""

from __future__ import annotations

import csv
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from geodata.facts.table import facts_csv, generate_facts
from geodata.tables import DATA_FOLDER, Tables

ROOT = Path(__file__).resolve().parent.parent
#: Seconds, at most.
FROM_NOTHING, NO_CHANGE, ONE_ROW = 30.0, 1.0, 4.0
CORES = 2
BUILD = (
    "import gc, sys; from dataclasses import replace; from pathlib import Path;"
    "from app.build import build_all; from app.settings import read_settings;"
    "problems = build_all(read_settings(), Path(sys.argv[1]));"
    "gc.freeze();"  # as `python -m app build` does
    "sys.exit(len(problems))"
)
ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER of Linux


class Taken(NamedTuple):
    """What a build took, seconds."""

    wall: float
    processor: float


def adopt_orphans() -> None:
    """Count what a build has started as ours once it has ended; only Linux can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)


def build(data: Path, target: Path) -> Taken:
    """Build in a process of its own and return what it and all that it started took."""
    before, start = _processor_s(), time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", BUILD, str(data)],
        cwd=ROOT,
        env={**os.environ, "ATLAS_BUILD": str(target), "PYTHONDONTWRITEBYTECODE": ""},  # as under make
        check=True,
        capture_output=True,
    )
    wall = time.perf_counter() - start
    with suppress(ChildProcessError):
        while True:
            os.wait()
    return Taken(wall, _processor_s() - before)


def _processor_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def change_a_row(data: Path) -> None:
    """Give one fact another note, in the table that it is entered in and in the one made of it."""
    path = data / "statements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    row = next(row for row in rows if row["place"] == "gao")
    row["note_fr"], row["note_en"] = "Autre note.", "Another note."
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    (data / "facts.csv").write_text(facts_csv(generate_facts(Tables(data))), "utf-8")


def run() -> int:
    """Measure, print, and return 1 when a build is slower than promised."""
    adopt_orphans()
    load, cores = os.getloadavg()[0], os.cpu_count()
    print(f"{cores} cores, load {load:.1f} before; the bounds are for {CORES} that nothing else uses")
    with tempfile.TemporaryDirectory(prefix="atlas build ") as name:
        data, target = shutil.copytree(DATA_FOLDER, Path(name, "data")), Path(name, "build")
        nothing = build(data, target)
        same = min(build(data, target) for _ in range(3))
        change_a_row(data)
        row = build(data, target)
    found = (
        ("a build from nothing", nothing, FROM_NOTHING),
        ("a build of what has not changed", same, NO_CHANGE),
        ("a build after one row has changed", row, ONE_ROW),
    )
    for what, taken, most in found:
        print(f"{what}: {taken.wall:.1f} s (at most {most:g}), {taken.processor:.1f} s of processor time")
    return int(any(taken.wall > most for _, taken, most in found))


if __name__ == "__main__":
    sys.exit(run())
