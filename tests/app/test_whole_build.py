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
from app.freeze import panel_json
from app.panels.dossier import dossier_panel
from layers.build.inputs import STAMP, made_of
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
    assert listing(served.build) == {"static/new.txt", "downloads/new.txt", "index.json", STAMP}
    assert (served.build / "index.json").read_text() == "new"
    monkeypatch.setattr(whole, "_build", lambda *_: pytest.fail("nothing has changed"))
    assert build_all(served) == []


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


@pytest.mark.parametrize(
    ("in_service", "asked", "made"),
    [(True, False, False), (True, True, True), (False, False, True)],
)
def test_slow_downloads_are_made_first_or_when_asked_for(
    served: Settings, monkeypatch: pytest.MonkeyPatch, *, in_service: bool, asked: bool, made: bool
) -> None:
    """Those of the build before are gone in any case: they tell what it told."""

    def make(inside: Settings, *rest: Any) -> None:
        making(served)(inside)
        if rest[-1] is None:
            shutil.rmtree(inside.build / "downloads")

    if not in_service:
        (served.build / "index.json").unlink()
    monkeypatch.setattr(whole, "_build", make)
    assert build_all(served, with_downloads=asked) == []
    assert ("downloads/new.txt" in listing(served.build)) is made
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
    assert asked == [served.build]


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
