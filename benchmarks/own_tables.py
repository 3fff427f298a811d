"""A hundred thousand rows of names joined to the places, beside RapidFuzz asked row by row.

The peer is what is done by hand: the most similar of all names, looked for once for each different name.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from pathlib import Path

from rapidfuzz import fuzz, process

from geodata.own.enrich import as_frame
from geodata.own.locating.guess import guess
from geodata.own.match import match
from geodata.own.naming.register import Register, register_of
from geodata.own.reading.files import read_table
from geodata.own.report import report_of
from geodata.tables import Tables

ROWS = 100_000
LONGEST_S = 5.0
MOST_MB = 300.0
MOST_RATIO = 1.0
ROUNDS = 3


def table(register: Register) -> str:
    """Return rows as readers write them: one name in seven misspelt, one in twenty with its cercle."""
    rng = random.Random(100_000)  # noqa: S311 - the same in every run
    points = [p for p in register.places if p.level == "point" and p.cercle in register.number]
    lines = ["Lieu;Cercle;n"]
    for n in range(ROWS):
        place = rng.choice(points)
        name, cercle = place.name_fr, register.places[register.number[place.cercle]].bare
        if rng.random() < 0.15:
            cut = rng.randrange(len(name))
            name = name[:cut] + rng.choice("aeiou") + name[cut + 1 :]
        if rng.random() < 0.05:
            name = f"{name} ({cercle})"
        lines.append(f"{name};{cercle};{n % 50}")
    return "\n".join(lines)


def ours_s(register: Register, text: str) -> float:
    """Return the processor time of a join after reading, with its report and its frame, s."""
    reading = read_table(text)
    start = time.process_time()
    matched = match(reading, guess(reading, register), register)
    report_of(matched)
    as_frame(matched)
    return time.process_time() - start


def by_hand_s(register: Register, text: str) -> float:
    """Return the processor time of the most similar name for each different one of a tenth of the rows, s."""
    names = {line.split(";")[0] for line in text.splitlines()[1 : ROWS // 10]}
    known = [place.name_fr for place in register.places]
    start = time.process_time()
    for name in names:
        process.extractOne(name, known, scorer=fuzz.WRatio)
    return time.process_time() - start


def memory_mb() -> float:
    """Return what reading and joining take beyond libraries and register, MB, in a process of its own."""
    code = "from benchmarks import own_tables as b; b.print_memory()"
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return float(out.stdout)


def print_memory() -> None:
    """Print the peak of this process after a join, less what it had before, MB."""
    register = register_of(Tables())
    before = peak_mb()
    reading = read_table(table(register))
    matched = match(reading, guess(reading, register), register)
    report_of(matched)
    as_frame(matched)
    print(peak_mb() - before)


def peak_mb() -> float:
    """Return the most that this process held, MB; ``getrusage`` counts what its parent held too."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("utf-8"))
    if not found:
        raise RuntimeError("the system does not tell the peak of a process (/proc/self/status)")
    return int(found[1]) * 1.024 / 1000


def run() -> int:
    """Measure in turns and print; return 1 if a bound is missed."""
    register = register_of(Tables())
    text = table(register)
    times = [(ours_s(register, text), by_hand_s(register, text)) for _ in range(ROUNDS)]
    ours, hand = min(a for a, _ in times), min(b for _, b in times)
    memory = memory_mb()
    print(f"{ROWS} rows joined, reported and framed: {ours:.2f} s of processor (bound {LONGEST_S:.0f} s)")
    print(f"beside a tenth of them by hand: {ours / hand:.2f} (bound {MOST_RATIO}); by hand {hand:.2f} s")
    print(f"memory with the table itself: {memory:.0f} MB (bound {MOST_MB:.0f} MB)")
    return int(ours > LONGEST_S or ours / hand > MOST_RATIO or memory > MOST_MB)


if __name__ == "__main__":
    sys.exit(run())
