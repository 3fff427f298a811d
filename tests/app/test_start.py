"""Starting: what the web process loads, and that the Procfile's own line serves the page."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from app.build import is_built
from layers.build.inputs import made_of
from tests.conftest import ROOT, free_port, stop, wait_until_up

if TYPE_CHECKING:
    from app.settings import Settings


def test_the_web_process_does_not_load_geopandas() -> None:
    program = (
        "import sys; from app.factory import create_dash; from app.settings import Settings;"
        "create_dash(Settings()).server.test_client().get('/');"
        "heavy = {'geopandas', 'pandas', 'shapely', 'pyogrio', 'folium', 'frictionless', 'jenkspy'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_procfile_serves_the_page(root: Path) -> None:
    line = (root / "Procfile").read_text("utf-8").split("web:", 1)[1].strip()
    port = free_port()
    environ = {**os.environ, "PORT": str(port), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    process = subprocess.Popen(["sh", "-c", f"exec env {line}"], cwd=root, env=environ)
    try:
        wait_until_up(f"http://127.0.0.1:{port}", process)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/?lang=en", timeout=60) as answer:
            assert b"Mission Atlas" in answer.read()
    finally:
        stop(process)


def test_a_second_start_installs_and_builds_nothing(root: Path, settings: Settings) -> None:
    """Once everything is built, `make run` goes straight to what the tests' own server runs."""
    asked = ["make", "--no-print-directory", "--dry-run", "run"]
    told = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=True).stdout
    commands = [line for line in told.splitlines() if " -m " in line]
    beside, serving = commands
    assert beside.startswith("test build/.all -nt build/.built ||")
    assert beside.endswith("&")
    assert serving.partition(" -m ")[2] == "app serve"
    assert is_built(settings.build, made_of(root / "data"))
