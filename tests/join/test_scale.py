"""The join part by part, on a real cluster of two processes: the same rows as in one piece, and refusals."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import socket
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from distributed import Client, LocalCluster

from geodata.__main__ import main
from geodata.errors import InputError
from geodata.own.join import join
from geodata.own.locating.guess import Guess
from geodata.own.naming.register import register_of
from geodata.own.scale import crew, parts
from geodata.own.scale.run import join_large
from geodata.own.scale.work import Order
from geodata.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADDED = ("place_id", "level", "lon", "lat", "precision", "rule", "score", "distance_km", "outside", "commune")


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """A scheduler and two processes."""
    options: dict[str, Any] = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "silence_logs": 50}
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **options) as made:
        yield made


@pytest.fixture(scope="module")
def points(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve parts of points in Mali and around it, each file of two row groups."""
    folder, rng = tmp_path_factory.mktemp("points"), np.random.default_rng(18)
    for n in range(6):
        lon, lat = rng.uniform(-12.4, 4.4, 500), rng.uniform(10, 25, 500)
        frame = {"n": np.arange(n * 500, (n + 1) * 500), "v": rng.uniform(0, 1, 500)}
        rows = gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(lon, lat), crs=4326)
        rows.to_crs(3857).to_parquet(folder / f"{n}.parquet", row_group_size=250)
    return folder


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five parts of names: known, misspelt, with a cercle, and, in the last part only, many unknown ones."""
    folder, rng = tmp_path_factory.mktemp("names"), np.random.default_rng(18)
    register = register_of(Tables())
    villages = [p for p in register.places if p.id.startswith("village-") and p.cercle in register.number]
    for n in range(5):
        rows = []
        for k, at in enumerate(rng.integers(0, len(villages), 120)):
            place = villages[at]
            unknown = n == 4 and k % 2
            name = f"Zzyx{k}qu" if unknown else place.name_fr if k % 7 or n < 4 else place.name_fr[:-1] + "x"
            cercle = register.places[register.number[place.cercle]].bare if k % 5 == 0 else ""
            rows.append({"Lieu": name, "Cercle": cercle, "note": f'dit « {k} »,\n"bis"', "n": k})
        pd.DataFrame(rows).to_csv(folder / f"{n}.csv", index=False)
    return folder


def order(out: Path, **given: Any) -> Order:
    return replace(Order(Guess(), (), str(out)), **given)


def written(out: Path) -> Any:
    found = [gpd.read_parquet(path) for path in sorted(out.glob("part-*.parquet"))]
    return pd.concat(found, ignore_index=True)


def whole(folder: Path) -> Any:
    read = gpd.read_parquet if list(folder.glob("*.parquet")) else csv
    return pd.concat([read(path) for path in sorted(folder.iterdir())], ignore_index=True)


def csv(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def assert_same(rows: Any, plain: Any) -> None:
    assert len(rows) == len(plain)
    for column in ADDED:
        ours, theirs = rows[f"atlas_{column}"], plain[f"atlas_{column}"]
        pd.testing.assert_series_equal(ours, theirs, check_dtype=False, check_index=False)
    assert rows.geometry.geom_equals(plain.geometry).all() or rows.geometry.isna().any()
    assert (rows.geometry.isna() == plain.geometry.isna()).all()


def test_points_are_the_same_in_parts_and_in_one_piece(
    points: Path, cluster: LocalCluster, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    given = order(out, report=str(tmp_path / "report"))
    tally, _ = join_large(str(points), given, scheduler=cluster.scheduler_address)
    plain = join(whole(points))
    rows = written(out)
    assert_same(rows, plain.frame)
    assert rows["n"].tolist() == list(range(3000)), "columns keep their order and kind"
    assert rows["v"].dtype == float
    assert (tally.rows, tally.located) == (3000, plain.report.located)
    assert dict(tally.rules) == plain.report.counts
    told = pd.concat([pd.read_parquet(p) for p in sorted((tmp_path / "report").iterdir())])
    assert told["line"].tolist() == list(range(1, 3001))
    assert told["why_fr"].tolist() == plain.report.rows["why_fr"].tolist()


def test_names_are_judged_as_one_list(names: Path, cluster: LocalCluster, tmp_path: Path) -> None:
    join_large(str(names), order(tmp_path / "out"), scheduler=cluster.scheduler_address)
    plain = join(whole(names))
    assert_same(written(tmp_path / "out"), plain.frame)
    alone = join(csv(names / "0.csv"))
    rules = [alone.frame["atlas_rule"].tolist(), plain.frame["atlas_rule"].tolist()[:120]]
    assert rules[0] != rules[1], "the unknown names of the last part make those of the first unsure"


def test_a_killed_worker_changes_nothing(points: Path, cluster: LocalCluster, tmp_path: Path) -> None:
    with Client(cluster, set_as_default=False) as client:
        pids = list(client.run(os.getpid).values())
    killed = []

    def kill(done: int, _parts: int) -> None:
        if done == 2:
            os.kill(pids[0], signal.SIGKILL)
            killed.append(pids[0])

    old = parts.ROWS
    parts.ROWS = 250
    try:
        tally, _ = join_large(
            str(points), order(tmp_path / "out"), scheduler=cluster.scheduler_address, told=kill
        )
    finally:
        parts.ROWS = old
    assert killed
    assert len(list((tmp_path / "out").iterdir())) == 12, "nothing but the parts"
    assert tally.rows == 3000
    assert_same(written(tmp_path / "out"), join(whole(points)).frame)


def test_workers_are_started_and_ended(points: Path, tmp_path: Path) -> None:
    tally, _ = join_large(str(points / "0.parquet"), order(tmp_path / "out"), workers=1, small=0)
    assert tally.rows == 500


def test_one_large_csv_is_parted_between_lines(
    names: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "all.csv"
    whole(names).to_csv(path, index=False)
    monkeypatch.setattr(parts, "BLOCK", 3_000)
    found = parts.parts_of(parts.inputs_of(str(path))[0])
    assert len(found) > 5
    pd.testing.assert_frame_equal(
        pd.concat([parts.read_part(each) for each in found], ignore_index=True), csv(path)
    )
    assert main(["join", str(path), "--workers", "0", "--out", str(tmp_path / "out.csv")]) == 1
    rows = pd.concat([csv(p) for p in sorted((tmp_path / "out.csv").iterdir())], ignore_index=True)
    plain = join(path).frame
    assert rows["atlas_place_id"].tolist() == plain["atlas_place_id"].tolist()
    assert rows["note"].tolist() == csv(path)["note"].tolist()


def test_units_and_corrections_are_as_in_one_piece(names: Path, tmp_path: Path) -> None:
    chosen = tmp_path / "chosen.csv"
    chosen.write_text("text,place_id\nZzyx1qu,gao\n", "utf-8")
    words = ["--to", "cercles", "--corrections", str(chosen), "--add", "pcodes"]
    assert main(["join", str(names), "--workers", "0", *words, "--out", str(tmp_path / "out")]) == 1
    plain = join(whole(names), to="cercles", corrections=chosen, more=["pcodes"]).frame
    rows = written(tmp_path / "out")
    assert_same(rows, plain)
    assert rows["atlas_unit"].tolist() == plain["atlas_unit"].tolist()
    assert rows["atlas_pcode_cercle"].tolist() == plain["atlas_pcode_cercle"].tolist()


def test_a_scheduler_that_is_not_there_is_said(
    points: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    monkeypatch.setattr(crew, "ANSWER_S", 1)
    words = ["join", str(points), "--scheduler", address, "--out", str(tmp_path / "out"), "--lang", "fr"]
    assert main(words) == 2
    assert f"« {address} » ne répond pas" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["tail", "columns", "empty"])
def test_a_part_that_cannot_be_read_leaves_nothing(
    damage: str, points: Path, tmp_path: Path, cluster: LocalCluster
) -> None:
    given = tmp_path / "given"
    given.mkdir()
    for path in points.iterdir():
        (given / path.name).write_bytes(path.read_bytes())
    last = given / "5.parquet"
    if damage == "tail":
        content = bytearray(last.read_bytes())
        content[200:4000] = bytes(3800)
        last.write_bytes(content)
    elif damage == "columns":
        gpd.read_parquet(last).rename(columns={"v": "w"}).to_parquet(last)
    else:
        last.write_bytes(b"")
    with pytest.raises(InputError, match=r"5\.parquet"):
        join_large(str(given), order(tmp_path / "out"), scheduler=cluster.scheduler_address)
    assert [path.name for path in tmp_path.iterdir()] == ["given"]


def test_a_full_disk_leaves_nothing(points: Path, tmp_path: Path) -> None:
    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    words = ["join", str(points), "--workers", "0", "--out", str(tmp_path / "out")]
    done = subprocess.run(
        [sys.executable, "-m", "geodata", *words],
        preexec_fn=no_room,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stderr
    assert "Nothing of it is kept" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_not_written_over(points: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("1")
    assert main(["join", str(points), "--workers", "0", "--out", str(tmp_path / "out")]) == 2
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "mine"]


@pytest.mark.parametrize(
    "words",
    [["a.xlsx"], ["a", "b", "--out", "c"], ["a"], ["nowhere://x", "--out", "c"], ["tests", "--out", "c"]],
)
def test_what_cannot_be_parted_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["join", *words, "--workers", "0"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_missing_dask_is_said(
    points: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["join", str(points), "--scheduler", "tcp://x:1", "--out", str(tmp_path / "o")]) == 2
    assert "mission-atlas[scale]" in capsys.readouterr().err


def test_errors_travel_between_processes() -> None:
    error = pickle.loads(pickle.dumps(InputError("non", "no")))  # noqa: S301 - its own
    assert (error.message("fr"), error.message("en")) == ("non", "no")
