"""The whole build: put in service at once or not at all, and equal from one process to the next."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from app import build as whole
from app.build import build_all, is_built
from app.builds import BUILDS, LEFT, go_back, point_at, put_in_service
from app.freeze import panel_json
from app.http.static import StaticFiles
from app.http.whole import SUMS, Wholeness, damaged_files, seal
from app.panels.dossier import dossier_panel
from geodata.errors import MissingResourceError
from layers.artifact.reader import in_service, read_build
from layers.build.inputs import STAMP, made_of
from layers.build.reports import Reports
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.collection import Collection
    from app.settings import Settings

PARTS = ("static", "downloads")


@pytest.fixture
def served(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A build in service, of which every file says `old`; what stands beside the build is a thread."""
    for part in PARTS:
        (tmp_path / part).mkdir()
        (tmp_path / part / "old.txt").write_text("old")
    (tmp_path / "index.json").write_text("old")
    monkeypatch.setattr(whole, "workers", lambda **_: ThreadPoolExecutor(1))
    monkeypatch.setattr(whole, "problems_of", lambda *_: [])
    monkeypatch.setattr(Reports, "begin_figures", lambda *_: None)
    return replace(settings, build=tmp_path)


def making(settings: Settings, *, fails: bool = False) -> Callable[..., None]:
    def make(inside: Settings, *_: Any) -> None:
        assert inside.build.parent == settings.build
        for part in PARTS:
            (inside.build / part).mkdir(parents=True)
            (inside.build / part / "new.txt").write_text("new")
        if fails:
            raise OSError("No space left on device")
        (inside.build / "index.json").write_text("new")

    return make


def listing(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_new_build_takes_the_place_of_the_old_one(
    served: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "_build", making(served))
    assert build_all(served) == []
    now = in_service(served.build)
    assert now.parent == served.build.resolve() / BUILDS
    assert listing(now) == {"static/new.txt", "downloads/new.txt", "index.json", STAMP, SUMS}
    assert not (served.build / "index.json").exists(), "a build of the former layout makes room"
    monkeypatch.setattr(whole, "_build", lambda *_: pytest.fail("nothing has changed"))
    assert build_all(served) == []


@pytest.mark.parametrize("name", ["index.json", "static/new.txt"])
def test_a_damaged_build_is_made_anew_though_nothing_has_changed(
    served: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.setattr(whole, "_build", making(served))
    build_all(served)
    before = in_service(served.build)
    (before / name).write_text("ne")
    assert build_all(served) == []
    assert name in capsys.readouterr().err
    assert in_service(served.build) != before
    assert damaged_files(in_service(served.build)) == []
    assert damaged_files(before) == [name], "a server that runs keeps what it began with"


def test_a_build_that_fails_leaves_the_old_one(served: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "_build", making(served, fails=True))
    with pytest.raises(OSError, match="No space"):
        build_all(served)
    assert (served.build / "index.json").read_text() == "old"
    assert (served.build / "static" / "old.txt").is_file()
    assert not is_built(served.build, made_of(ROOT / "data"))


@pytest.mark.parametrize("fails", [False, True])
def test_problems_of_the_data_are_told_and_leave_the_old_build(
    served: Settings, monkeypatch: pytest.MonkeyPatch, *, fails: bool
) -> None:
    monkeypatch.setattr(whole, "_build", making(served, fails=fails))
    monkeypatch.setattr(whole, "problems_of", lambda *_: ["facts, 2, value: 'x': a number"])
    assert build_all(served) == ["facts, 2, value: 'x': a number"]
    assert listing(served.build) == {"static/old.txt", "downloads/old.txt", "index.json"}


@pytest.mark.parametrize("is_first", [False, True])
@pytest.mark.parametrize("asked", [False, True])
def test_slow_downloads_are_made_when_asked_for(
    served: Settings, monkeypatch: pytest.MonkeyPatch, *, is_first: bool, asked: bool
) -> None:
    """Those of the build before are gone in any case: they tell what it told."""

    def make(inside: Settings, *rest: Any) -> None:
        making(served)(inside)
        if rest[-1] is None:
            shutil.rmtree(inside.build / "downloads")

    if is_first:
        (served.build / "index.json").unlink()
    monkeypatch.setattr(whole, "_build", make)
    assert build_all(served, with_downloads=asked) == []
    assert ("downloads/new.txt" in listing(in_service(served.build))) is asked
    assert "downloads/old.txt" not in listing(served.build)


def test_slow_downloads_may_be_asked_of_a_build_in_service(
    served: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(whole, "_build", making(served))
    monkeypatch.setattr(whole, "_make_downloads", lambda inside, *_: asked.append(inside.build))
    build_all(served)
    assert asked == []
    assert build_all(served, with_downloads=True) == []
    assert asked == [in_service(served.build)]


def finished(folder: Path, name: str) -> Path:
    """A finished build, not in service yet, of one file named by its content and one that is not."""
    build = folder / ".next"
    (build / "static").mkdir(parents=True)
    (build / "static" / f"a.{name * 12}.txt").write_text(name)
    (build / "static" / "a.txt").write_text(name)
    (build / "index.json").write_text(name)
    return build


def test_a_server_keeps_the_build_it_began_with(tmp_path: Path) -> None:
    """Builds come and go under it; what it has begun with stays whole, and new names are found too."""
    first = put_in_service(finished(tmp_path, "a"), tmp_path)
    server = StaticFiles(not_found, in_service(tmp_path) / "static")
    assert answer(server, "/a.txt") == "a"
    for name in "bcd":
        put_in_service(finished(tmp_path, name), tmp_path)
        assert answer(server, "/a.txt") == answer(server, "/a.aaaaaaaaaaaa.txt") == "a"
        assert answer(server, f"/a.{name * 12}.txt") == name
    assert answer(server, "/a.eeeeeeeeeeee.txt") == "404 Not Found"
    assert answer(server, "/../current/index.aaaaaaaaaaaa.txt") == "404 Not Found"
    assert (in_service(tmp_path) / "index.json").read_text() == "d"
    assert first.is_dir()


def test_the_build_before_stays_and_older_ones_go_in_time(tmp_path: Path) -> None:
    for name in "abc":
        put_in_service(finished(tmp_path, name), tmp_path)
    builds = sorted((tmp_path / BUILDS).iterdir())
    assert len(builds) == 3, "a server may still be changing over from the first"
    os.utime(builds[0], (builds[0].stat().st_mtime - LEFT - 1,) * 2)
    put_in_service(finished(tmp_path, "d"), tmp_path)
    assert [b.joinpath("index.json").read_text() for b in sorted((tmp_path / BUILDS).iterdir())] == [*"bcd"]


def test_one_may_go_back_and_forth(tmp_path: Path) -> None:
    put_in_service(finished(tmp_path, "a"), tmp_path)
    with pytest.raises(MissingResourceError):
        go_back(tmp_path)
    put_in_service(finished(tmp_path, "b"), tmp_path)
    assert [(go_back(tmp_path) / "index.json").read_text() for _ in range(3)] == ["a", "b", "a"]
    assert (in_service(tmp_path) / "index.json").read_text() == "a"


def test_there_is_a_build_in_service_at_every_moment(tmp_path: Path) -> None:
    builds = [put_in_service(finished(tmp_path, name), tmp_path) for name in "ab"]
    with ThreadPoolExecutor(1) as beside:
        turning = beside.submit(lambda: [point_at(builds[n % 2], tmp_path) for n in range(400)])
        seen = set()
        while not turning.done():
            seen.add((in_service(tmp_path) / "index.json").read_text())
    assert seen <= {"a", "b"}
    turning.result()


@pytest.mark.parametrize("content", [b"", b'{"layers": [', b"\xff"])
def test_a_damaged_index_is_told_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "index.json").write_bytes(content)
    with pytest.raises(MissingResourceError, match=r"index\.json.*damaged"):
        read_build(tmp_path)


def test_sums_that_are_known_are_not_worked_out_again(tmp_path: Path) -> None:
    build = finished(tmp_path, "a")
    seal(build)
    worked_out = (build / SUMS).read_text()
    known = {build / name: digest for digest, name in (line.split("  ") for line in worked_out.splitlines())}
    (build / "static" / "a.txt").write_text("b")
    seal(build, known)
    assert (build / SUMS).read_text() == worked_out
    assert damaged_files(build) == ["static/a.txt"]


def test_a_damaged_file_is_found_and_not_served(tmp_path: Path) -> None:
    build = finished(tmp_path, "a")
    (build / "static" / "a.txt.br").write_bytes(b"packed")
    seal(build)
    assert damaged_files(build) == []
    assert subprocess.run(["sha256sum", "--quiet", "-c", SUMS], cwd=build, check=True).returncode == 0
    (build / "static" / "a.txt.br").write_bytes(b"pack")
    (build / "index.json").unlink()
    assert damaged_files(build) == ["index.json", "static/a.txt.br"]
    wholeness = Wholeness()
    server = StaticFiles(not_found, build / "static", wholeness=wholeness)
    assert answer(server, "/a.txt") == "a"
    wholeness.check_beside(build).join()
    assert "damaged" in answer(server, "/a.txt")
    assert answer(server, "/a.aaaaaaaaaaaa.txt") == "a"


def not_found(_environ: Any, start_response: Any) -> list[bytes]:
    start_response("404 Not Found", [])
    return [b"404 Not Found"]


def answer(server: StaticFiles, path: str) -> str:
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": ""}
    body = server(environ, lambda *_: None)
    content = b"".join(body).decode()
    if hasattr(body, "close"):
        body.close()
    return content


def test_a_panel_is_the_same_in_every_process(collection: Collection) -> None:
    """Dash gives a component's properties in an order that depends on the process's hash seed."""
    path = collection.static / "places" / "gao.fr.json"
    program = (
        "import sys, orjson, pathlib; from app.freeze import panel_json;"
        "from app.panels.dossier import dossier_panel;"
        "dossier = orjson.loads(pathlib.Path(sys.argv[1]).read_bytes());"
        "sys.stdout.buffer.write(panel_json(dossier_panel(dossier, 'fr')))"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", program, str(path)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(written) == 1


def test_a_panel_is_what_dash_writes_but_for_the_order(collection: Collection) -> None:
    from plotly.io.json import to_json_plotly

    panel = dossier_panel(collection.dossier("gao", "en"), "en")
    ours, theirs = panel_json(panel), to_json_plotly(panel).encode()
    assert orjson.loads(ours) == orjson.loads(theirs)
    assert len(ours) == len(theirs)
    with pytest.raises(TypeError, match="object"):
        panel_json({"tree": object()})
