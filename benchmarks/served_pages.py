"""The pages that `browser_paint` compares, each served on loopback: the explorer, and plain map libraries.

The libraries come from the npm registry; without npm, a page is compared if its library is there already.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import urllib.request
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from app.collection import read_collection
from app.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PAGES = Path(__file__).parent / "pages"
NPM = {
    "maplibre": "maplibre-gl@6.17.0",
    "kepler": "kepler.gl@3.2.6",
    "react": "react@18.3.1",
    "react-dom": "react-dom@18.3.1",
    "redux": "redux@4.2.1",
    "react-redux": "react-redux@8.1.3",
    "styled-components": "styled-components@6.1.8",
}
LAYERS = ("base-land", "sectors", "sites")


def fetch_packages(folder: Path) -> set[str]:
    """Get the npm packages that are not there yet; return the names of those at hand."""
    npm = shutil.which("npm")
    for name, package in NPM.items():
        target = folder / name
        if target.is_dir() or npm is None:
            continue
        with tempfile.TemporaryDirectory() as draft:
            asked = [npm, "pack", package, "--silent", "--pack-destination", draft]
            if subprocess.run(asked, check=False, capture_output=True).returncode:
                continue
            with tarfile.open(next(Path(draft).glob("*.tgz"))) as archive:
                archive.extractall(target, filter="data")
    return {name for name in NPM if (folder / name).is_dir()}


def lay_out(folder: Path, packages: Path, build: Path) -> None:
    """Put the pages, the libraries and the built layers into one folder to serve."""
    collection = read_collection(read_settings({**os.environ, "ATLAS_BUILD": str(build)}))
    for name in LAYERS:
        built = collection.static / collection.layer(name)["files"]["en"].lstrip("/")
        shutil.copy(built, folder / f"{name}.geojson")
    everything = folder / "all"
    everything.mkdir()
    for layer in collection.layers:
        shutil.copy(
            collection.static / layer["files"]["en"].lstrip("/"), everything / f"{layer['id']}.geojson"
        )
    (folder / "all.json").write_text(json.dumps([layer["id"] for layer in collection.layers]), "utf-8")
    for page in PAGES.glob("*.html"):
        shutil.copy(page, folder)
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copy(ROOT / "layers" / "web" / "vendor" / name, folder)
    for package in packages.iterdir():
        (folder / package.name).symlink_to(package.resolve())


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript"}

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def files_served(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@contextmanager
def explorer_served() -> Iterator[str]:
    """Start the explorer as ``make run`` does; give its address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = {**os.environ, "PORT": str(port)}
    process = subprocess.Popen([sys.executable, "-m", "app", "serve"], cwd=ROOT, env=environment)
    url = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)
    try:
        yield url
    finally:
        process.terminate()
        process.wait(timeout=10)
