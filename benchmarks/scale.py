"""A million rows: points beside geopandas.sjoin, names, one process and two, tiles beside datashader.

Every measure is of processes of their own, started one after the other, so that peaks of memory are theirs.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import points

from benchmarks import own_tables
from geodata.own.locating.guess import Guess
from geodata.own.naming.register import register_of
from geodata.own.scale.run import join_large
from geodata.own.scale.work import Order
from geodata.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS, MORE = 1_000_000, 10_000_000
#: Memory for the larger of the two, libraries counted.
MORE_MB = 1500.0
PART = 250_000
NAMES_S = 20.0
MOST_RATIO = 1.0
#: Rows of the comparison of one process with two, and how much faster two are to be.
MANY, FASTER = 4_000_000, 1.6
TILES_MS = 300.0
SEED = 18


def positions(rows: int) -> tuple[Any, Any]:
    """Return as many positions in Mali and around it, degrees."""
    rng = np.random.default_rng(SEED)
    return rng.uniform(-12, 4, rows), rng.uniform(10, 25, rows)


def communes_by_sjoin(rows: int = ROWS) -> float:
    """Processor time of geopandas.sjoin, points made beforehand, s."""
    known = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*positions(rows)), crs=4326)
    communes = Tables().shapes("communes")[["id", "geometry"]]
    start = time.process_time()
    gpd.sjoin(known, communes, how="left", predicate="within")
    return time.process_time() - start


def communes_by_us() -> float:
    """Processor time of the same by the join's own step, s."""
    known: Any = points(*positions(ROWS))
    register = register_of(Tables())
    start = time.process_time()
    register.communes_of_points(known)
    return time.process_time() - start


def communes_by_parts(rows: int) -> float:
    """Processor time of the join's own step over points that come part by part, s."""
    register = register_of(Tables())
    lon, lat = positions(rows)
    taken = 0.0
    for n in range(0, rows, PART):
        known: Any = points(lon[n : n + PART], lat[n : n + PART])
        start = time.process_time()
        register.communes_of_points(known)
        taken += time.process_time() - start
    return taken


def communes_by_duckdb(rows: int) -> float:
    """Processor time of DuckDB's spatial extension, table of points made beforehand, s."""
    import duckdb  # noqa: PLC0415 - where it is measured

    lon, lat = positions(rows)
    known = pd.DataFrame({"lon": lon, "lat": lat})
    communes = Tables().shapes("communes")[["id", "geometry"]]
    shapes = pd.DataFrame({"id": communes["id"], "wkb": communes.geometry.to_wkb()})
    base = duckdb.connect()
    extension = Path(str(find_spec("duckdb_extension_spatial").origin)).parent  # type: ignore[union-attr]
    base.execute(f"LOAD '{next(extension.rglob('spatial.duckdb_extension'))}'; SET threads = 1")
    base.register("known", known)
    base.register("shapes", shapes)
    base.execute("CREATE TABLE p AS SELECT ST_Point(lon, lat) AS g FROM known")
    base.execute("CREATE TABLE c AS SELECT id, ST_GeomFromWKB(wkb) AS g FROM shapes")
    start = time.process_time()
    base.execute("CREATE TABLE found AS SELECT c.id FROM p LEFT JOIN c ON ST_Within(p.g, c.g)")
    return time.process_time() - start


def written_points(folder: Path, rows: int) -> Path:
    """Write points as partitioned GeoParquet."""
    lon, lat = positions(rows)
    for n in range(0, rows, PART):
        here = gpd.points_from_xy(lon[n : n + PART], lat[n : n + PART])
        gpd.GeoDataFrame({"n": np.arange(n, n + len(here))}, geometry=here, crs=4326).to_parquet(
            folder / f"{n:09d}.parquet"
        )
    return folder


def join_whole(source: str, workers: int) -> float:
    """Time of a whole join, read, joined and written, without the start of processes' libraries, s."""
    with tempfile.TemporaryDirectory() as folder:
        order = Order(Guess(), (), f"{folder}/out")
        start = time.perf_counter()
        join_large(source, order, workers=workers)
        return time.perf_counter() - start


def names() -> float:
    """Time of a join of a million names, one in seven misspelt, as CSV in one process, s."""
    register = register_of(Tables())
    with tempfile.TemporaryDirectory() as folder:
        own_tables.ROWS = ROWS // 10
        lines = own_tables.table(register).splitlines()
        path = Path(folder) / "names.csv"
        path.write_text("\n".join([lines[0], *lines[1:] * 10]), "utf-8")
        frame = pd.read_csv(path, sep=";", dtype=str)
        print(f"  {len(frame)} rows, {frame['Lieu'].nunique()} spellings", file=sys.stderr)
        return join_whole(str(path), 0)


def tiles() -> dict[str, float]:
    """Milliseconds of processor for tiles of a million points, ours and datashader's, and bytes of ours."""
    import datashader  # noqa: PLC0415 - where it is measured
    from datashader import transfer_functions as shade  # noqa: PLC0415

    from layers.artifact.tiled.grid import TILE  # noqa: PLC0415
    from layers.artifact.tiled.keep import tiled_files  # noqa: PLC0415
    from layers.artifact.tiled.read import read_tiled  # noqa: PLC0415
    from layers.artifact.tiled.told import POINTS, TOLD, read_told  # noqa: PLC0415
    from layers.build.own import _marks  # noqa: PLC0415
    from layers.export.tiles import draw_tile  # noqa: PLC0415

    lon, lat = positions(ROWS)
    said = {"id": [str(n) for n in range(ROWS)], "mark": "row", "name_fr": "a", "name_en": "a"}
    rows = gpd.GeoDataFrame(said, geometry=gpd.points_from_xy(lon, lat), crs=4326)
    files = tiled_files(rows, [mark.resolve("en") for mark in _marks("own-" + "0" * 32)])
    tiled = read_tiled(read_told(files[TOLD]), files[POINTS], None)
    table = pd.DataFrame({"x": tiled.x, "y": tiled.y})

    def by_datashader(zoom: int, x: int, y: int) -> bytes:
        side = 1 / 2**zoom
        canvas = datashader.Canvas(TILE, TILE, (x * side, (x + 1) * side), (y * side, (y + 1) * side))
        picture = shade.spread(shade.shade(canvas.points(table, "x", "y"), cmap=["#7B2D8E", "#000000"]), px=2)
        stream = io.BytesIO()
        picture.to_pil().save(stream, "PNG")
        return stream.getvalue()

    def by_us(zoom: int, x: int, y: int) -> bytes:
        return draw_tile(tiled, zoom, x, y)

    seen = [(5, x, y) for x in (14, 15, 16) for y in (13, 14, 15)] + [(8, 125, 117), (11, 1003, 938)]
    return {**_timed("ours", by_us, seen), **_timed("datashader", by_datashader, seen)}


def _timed(name: str, draw: Callable[..., bytes], seen: list[tuple[int, int, int]]) -> dict[str, float]:
    start = time.process_time()
    draw(*seen[0])
    first = time.process_time() - start
    start = time.process_time()
    sizes = [len(draw(*tile)) for tile in seen]
    each = (time.process_time() - start) / len(seen)
    return {f"{name} first": first * 1000, f"{name} each": each * 1000, f"{name} kB": sum(sizes[:9]) / 1000}


def apart(call: str) -> tuple[Any, float]:
    """Run a function of this module in a process of its own; return its outcome and its peak memory, MB."""
    code = f"from benchmarks import scale as b; b.told(b.{call})"
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    found = json.loads(out.stdout.splitlines()[-1])
    return found["outcome"], found["peak"]


def told(outcome: object) -> None:
    """Print an outcome and this process's peak memory, MB."""
    print(json.dumps({"outcome": outcome, "peak": own_tables.peak_mb()}))


def _many(rows: int) -> bool:
    """Measure points that come part by part beside what holds them all; return whether a bound is missed."""
    calls = [f"communes_by_parts({rows})", f"communes_by_sjoin({rows})"]
    calls += [f"communes_by_duckdb({rows})"] if find_spec("duckdb_extension_spatial") else []
    found = [apart(call) for call in calls]
    names = ("part by part", "geopandas.sjoin", "DuckDB spatial")
    said = [
        f"{name} {took:.2f} s, peak {peak:.0f} MB" for name, (took, peak) in zip(names, found, strict=False)
    ]
    print(f"{rows} points to 701 communes, one core: {'; '.join(said)}")
    (ours, peak), (theirs, _) = found[:2]
    return ours > theirs * MOST_RATIO or peak > MORE_MB


def run() -> int:
    """Measure and print; return 1 if a bound is missed."""
    pairs = [(apart("communes_by_us()"), apart("communes_by_sjoin()")) for _ in range(3)]
    ours, theirs = (min(pair[n][0] for pair in pairs) for n in (0, 1))
    missed = ours > theirs * MOST_RATIO
    print(f"{ROWS} points to 701 communes: {ours:.2f} s, geopandas.sjoin {theirs:.2f} s: {ours / theirs:.2f}")
    print(f"  peak {pairs[0][0][1]:.0f} MB, geopandas.sjoin {pairs[0][1][1]:.0f} MB, libraries in both")
    for rows in (ROWS, MORE):
        missed |= _many(rows)
    taken, peak = apart("names()")
    missed |= taken > NAMES_S
    print(f"{ROWS} names of CSV, joined whole: {taken:.1f} s (bound {NAMES_S:.0f} s), peak {peak:.0f} MB")
    with tempfile.TemporaryDirectory() as folder:
        source = written_points(Path(folder), MANY)
        took = {n: apart(f"join_whole({str(source)!r}, {n})") for n in (0, 1, 2)}
    times = ", ".join(f"{n or 'no'} worker(s) {each[0]:.1f} s" for n, each in took.items())
    print(f"{MANY} points of GeoParquet, joined whole: {times}; peak of one process {took[0][1]:.0f} MB")
    faster = took[1][0] / took[2][0]
    missed |= faster < FASTER
    print(f"  two workers beside one: {faster:.2f} times as fast (bound {FASTER})")
    found, _ = apart("tiles()")
    for name in ("ours", "datashader"):
        first, each, size = (found[f"{name} {what}"] for what in ("first", "each", "kB"))
        print(
            f"tiles of {ROWS} points, {name}: first {first:.0f} ms, then {each:.0f} ms; {size:.0f} kB a view"
        )
    missed |= found["ours each"] > TILES_MS or found["ours kB"] > 300
    return int(missed)


if __name__ == "__main__":
    sys.exit(run())
