"""Starting: what the web process loads, and that the Procfile's own line serves the page."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

from tests.conftest import ROOT, free_port, wait_until_up

if TYPE_CHECKING:
    from pathlib import Path


def test_the_web_process_does_not_load_geopandas() -> None:
    program = (
        "import sys; from app.factory import create_dash; from app.settings import Settings;"
        "create_dash(Settings()).server.test_client().get('/');"
        "heavy = {'geopandas', 'pandas', 'shapely', 'pyogrio', 'folium', 'frictionless'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_procfile_serves_the_page(root: Path) -> None:
    line = (root / "Procfile").read_text("utf-8").split("web:", 1)[1].strip()
    port = free_port()
    environ = {**os.environ, "PORT": str(port), "PATH": f"{root}/.venv/bin:{os.environ['PATH']}"}
    program = shlex.split(
        subprocess.run(
            ["sh", "-c", f'printf %s "{line}"'], env=environ, capture_output=True, text=True, check=True
        ).stdout
    )
    process = subprocess.Popen([sys.executable, "-m", *program], cwd=root, env=environ)
    try:
        wait_until_up(f"http://127.0.0.1:{port}", process)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/?lang=en", timeout=10) as answer:
            assert b"Mission Atlas" in answer.read()
    finally:
        process.terminate()
        process.wait(timeout=10)


def test_a_second_start_answers_within_four_seconds(root: Path) -> None:
    """The owner's bound on `make run` once everything is built; about a second in practice."""
    port = free_port()
    start = time.monotonic()
    process = subprocess.Popen(
        ["make", "--no-print-directory", "run"],
        cwd=root,
        env={**os.environ, "PORT": str(port)},
        start_new_session=True,
    )
    try:
        wait_until_up(f"http://127.0.0.1:{port}", process)
        assert time.monotonic() - start < 4
    finally:
        os.killpg(process.pid, 15)
        process.wait(timeout=10)
