"""How fast P.1546 is: one million values in one call, and one by one.

Run with ``ATLAS_P1546_TABLES`` set: ``python -m benchmarks.p1546_speed``.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from geodata.errors import AtlasError
from geodata.radio.p1546.field import Path, field_strength_dbuvm
from geodata.radio.p1546.tables import Tables, load_tables

VALUES = 1_000_000
POINTS = 2_000
LONGEST_S = 3.0
LEAST_RATIO = 500.0


def paths(count: int) -> Path:
    """Return random land paths: everything that varies on a map, and the frequency too."""
    rng = np.random.default_rng(1546)
    return Path(
        distance_km=rng.uniform(1.0, 300.0, count),
        h1_m=rng.uniform(-20.0, 1500.0, count),
        frequency_mhz=rng.uniform(88.0, 108.0, count),
        time_percent=rng.uniform(1.0, 50.0, count),
    )


def one_call_s(tables: Tables) -> float:
    """Return the best of three calls for a million values, s."""
    many = paths(VALUES)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        field_strength_dbuvm(tables, many)
        times.append(time.perf_counter() - start)
    return min(times)


def per_point_s(tables: Tables) -> float:
    """Return the time of a call for a single value, s."""
    some = paths(POINTS)
    rows = np.column_stack([some.distance_km, some.h1_m, some.frequency_mhz, some.time_percent])
    start = time.perf_counter()
    for row in rows.tolist():
        field_strength_dbuvm(tables, Path(*row))
    return (time.perf_counter() - start) / POINTS


def run() -> int:
    """Measure and print both; return 0, 1 when too slow, 2 without ITU's tables."""
    try:
        tables = load_tables()
    except AtlasError as error:
        print(error)
        return 2
    one_call, per_point = one_call_s(tables), per_point_s(tables)
    ratio = per_point * VALUES / one_call
    print(f"{VALUES:,} values in one call: {one_call:.3f} s (at most {LONGEST_S:g} s)")
    print(f"one value per call: {per_point * 1e6:.0f} µs each")
    print(f"rate of one call over point by point: {ratio:,.0f}x (at least {LEAST_RATIO:g}x)")
    return int(one_call > LONGEST_S or ratio < LEAST_RATIO)


if __name__ == "__main__":
    sys.exit(run())
