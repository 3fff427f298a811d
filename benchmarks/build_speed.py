"""How long a build takes: from nothing, when nothing has changed, and after one row has.

Each is a ratio to a floor measured in the same run: what the same bytes take to be compressed on all
cores and nothing else, for a build from nothing; the start of Python with the libraries that read a
table, for the other two. The whole is run in a folder of its own, on a copy of the data.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from geodata.facts.table import facts_csv, generate_facts
from geodata.tables import DATA_FOLDER, Tables
from layers.artifact.files import compress

ROOT = Path(__file__).resolve().parent.parent
#: Of the floor, at most.
FROM_NOTHING, NO_CHANGE, ONE_ROW = 2.0, 1.0, 12.0
BUILD = (
    "import sys; from dataclasses import replace; from pathlib import Path;"
    "from app.build import build_all; from app.settings import read_settings;"
    "sys.exit(len(build_all(read_settings(), Path(sys.argv[1]))))"
)
START = "import geodata.tables, dash"


def python(program: str, *arguments: str, **environ: str) -> float:
    """Run a program in a process of its own and return how long it took, s."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env={**os.environ, **environ},
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start


def packing_s(static: Path) -> float:
    """Return what compressing every file of a build takes on all cores, s."""
    files = [path for path in static.rglob("*") if path.is_file() and path.suffix not in (".br", ".gz")]
    contents = [path.read_bytes() for path in sorted(files, key=lambda path: -path.stat().st_size)]
    start = time.perf_counter()
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(compress, contents))
    return time.perf_counter() - start


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
    """Measure, print ratios, and return 1 when a build is slower than promised."""
    with tempfile.TemporaryDirectory(prefix="atlas build ") as name:
        data, build = shutil.copytree(DATA_FOLDER, Path(name, "data")), Path(name, "build")
        environ = {"ATLAS_BUILD": str(build)}
        start = min(python(START) for _ in range(3))
        nothing = python(BUILD, str(data), **environ)
        packing = packing_s(build / "static")
        same = min(python(BUILD, str(data), **environ) for _ in range(3))
        change_a_row(data)
        row = python(BUILD, str(data), **environ)
    found = (
        ("a build from nothing", nothing, packing, "compressing its files alone", FROM_NOTHING),
        ("a build of what has not changed", same, start, "the start of its libraries", NO_CHANGE),
        ("a build after one row has changed", row, start, "the start of its libraries", ONE_ROW),
    )
    for what, seconds, floor, floor_name, most in found:
        ratio = seconds / floor
        print(f"{what}: {seconds:.1f} s, {ratio:.2f} times {floor_name}, {floor:.1f} s (at most {most:g})")
    return int(any(seconds / floor > most for _, seconds, floor, _, most in found))


if __name__ == "__main__":
    sys.exit(run())
