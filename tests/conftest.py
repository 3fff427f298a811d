"""What the tests share: one build of the real data, one application over it, one server for browsers."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import pytest

from app.collection import Collection, read_collection
from app.factory import create_dash
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient
    from playwright.sync_api import Browser, Playwright

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


@contextmanager
def compressed_little() -> Iterator[None]:
    """Let brotli take a tenth of its time: the files of a test are read once."""
    compress = brotli.compress
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(brotli, "compress", lambda content, **_: compress(content, quality=1))
        yield


#: The first one without windows: there a page costs less than half. See tools/ensure_chromium.sh.
NAMES = (
    os.environ.get("CHROMIUM", ""),
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


def launch(playwright: Playwright, *more: str) -> Browser:
    """Start a browser with more arguments than the usual ones."""
    path = next((found for name in NAMES if name and (found := shutil.which(name))), None)
    assert path, "no Chromium: run `make test`, which installs it or says how"
    return playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *more])


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests; each has a context of its own in it, which shares nothing with another's."""
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def large_text(playwright: Playwright) -> Iterator[Browser]:
    """A browser whose reader has asked for text of twice the usual size."""
    browser = launch(playwright, "--blink-settings=defaultFontSize=32")
    yield browser
    browser.close()
