"""What the tests share: one build of the real data, one application over it, one server for browsers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.collection import Collection, read_collection
from app.factory import create_dash
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from app.page.shell import AtlasDash

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The build that `make build` made; the test command always makes it first."""
    return Settings(build=ROOT / "build")


@pytest.fixture(scope="session")
def collection(settings: Settings) -> Collection:
    return read_collection(settings)


@pytest.fixture(scope="session")
def dash_app(settings: Settings) -> AtlasDash:
    return create_dash(settings)


@pytest.fixture(scope="session")
def client(dash_app: AtlasDash) -> FlaskClient:
    return dash_app.server.test_client()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped with status {process.returncode}")
        try:
            with urllib.request.urlopen(url + "/healthz", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"no answer from {url} within {seconds} s")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process and wait until it is gone, however busy the machine."""
    process.terminate()
    process.wait(timeout=60)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A real server on loopback, as `make run` starts it; gives its address."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "serve"], cwd=ROOT, env={**os.environ, "PORT": str(port)}
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_up(url, process)
        yield url
    finally:
        stop(process)
