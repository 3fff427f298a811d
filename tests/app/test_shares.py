"""Whose turn it is among those who ask for something to be computed, and what has to be."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from app.serving.beside import is_computed
from app.serving.shares import FullError, ShareError, Shares
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def shares(folder: Path, **changed: Any) -> Shares:
    given: dict[str, Any] = {"in_hand": 4, "of_one": 2, "running": 1, "patience": 0.05}
    return Shares(folder, **(given | changed))


def test_one_client_has_its_share_and_everybody_a_bound(tmp_path: Path) -> None:
    here = shares(tmp_path, running=9)
    with here.turn("a"), here.turn("a"):
        with pytest.raises(ShareError), here.turn("a"):
            pass
        with here.turn("b"), here.turn("c"), pytest.raises(FullError), here.turn("d"):
            pass
    with here.turn("a"), here.turn("a"), here.turn("b"), here.turn("b"):
        pass


def test_who_asks_for_many_at_once_waits_for_its_share(tmp_path: Path) -> None:
    here = shares(tmp_path, of_one=1, running=9, patience=5)
    done: list[str] = []

    def tile() -> None:
        with here.turn("a", waits=True):
            done.append("tile")

    with here.turn("a"):
        waiting = [threading.Thread(target=tile) for _ in range(2)]
        for each in waiting:
            each.start()
        waiting[0].join(0.1)
        assert not done
        with pytest.raises(ShareError), here.turn("a"):
            pass
    for each in waiting:
        each.join()
    assert done == ["tile", "tile"]
    short = shares(tmp_path, of_one=1, running=9, patience=0.05)
    with short.turn("a"), pytest.raises(ShareError), short.turn("a", waits=True):
        pass


def test_a_turn_that_fails_is_given_back(tmp_path: Path) -> None:
    here = shares(tmp_path)
    for _ in range(5):
        with pytest.raises(ZeroDivisionError), here.turn("a"):
            raise ZeroDivisionError


def test_the_next_of_one_client_waits_and_others_do_not(tmp_path: Path) -> None:
    here = shares(tmp_path, patience=5)
    order: list[str] = []

    def second() -> None:
        with here.turn("a"):
            order.append("second")

    with here.turn("a"):
        waiting = threading.Thread(target=second)
        waiting.start()
        with here.turn("b"):
            order.append("another")
        waiting.join(0.1)
        assert waiting.is_alive()
        order.append("first")
    waiting.join()
    assert order == ["another", "first", "second"]


def test_processes_share_turns_and_give_them_back_when_they_are_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from app.serving.shares import Shares\n"
        "shares = Shares(Path(sys.argv[1]), in_hand=4, of_one=2, running=1, patience=1)\n"
        "with shares.turn('a'): print('held', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE)
    assert other.stdout
    with other.stdout:
        assert other.stdout.readline() == b"held\n"
        here = shares(tmp_path)
        with pytest.raises(ShareError), here.turn("a"):
            pass
        other.kill()
        other.wait()
    with here.turn("a"):
        pass


@pytest.mark.parametrize(
    ("method", "path", "query", "expected"),
    [
        ("GET", "/", "lang=en&coverage.erp_kw=2", False),
        ("GET", "/healthz", "", False),
        ("GET", "/layers", "", False),
        ("GET", "/places/gao.csv", "", False),
        ("GET", "/about", "", False),
        ("GET", "/layers/sites.geojson", "", False),
        ("GET", "/layers/sites.geojson", "lang=en", False),
        ("GET", "/layers/sites.geojson", "lang=en&date=2020-07-01", True),
        ("GET", "/layers/coverage.geojson", "erp_kw=", True),
        ("POST", "/layers/sites.geojson", "", True),
        ("GET", "/layers/sites.csv", "", True),
        ("GET", "/atlas.gpkg", "", True),
        ("GET", "/sheet.pdf", "layers=sites", True),
        ("GET", "/export.html", "", True),
        ("GET", "/panel/layer/coverage.fr.json", "", True),
        ("GET", "/api", "", True),
        ("GET", "/api/collections/sites/items", "", True),
        ("GET", "/apiary", "", False),
        ("POST", "/_dash-update-component", "", True),
    ],
)
def test_what_is_computed(method: str, path: str, query: str, *, expected: bool) -> None:
    assert is_computed({"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query}) is expected
