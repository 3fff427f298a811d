"""How fast layers are served: a whole file beside nginx, a page of features beside stock pygeoapi.

The same bytes and the same query, in one interleaved run with wrk; only ratios count. ``nginx`` serves
the built file and its gzip twin; stock pygeoapi reads the same GeoJSON with its own provider, under the
same server.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import orjson
import yaml

from layers.artifact.reader import in_service

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
BUILD = in_service(ROOT / "build")
STATIC = BUILD / "static"
ROUNDS, SECONDS, CONNECTIONS = 3, 4, 16
LEAST_OF_NGINX, LEAST_OF_STOCK = 0.25, 1.0
QUERY = "limit=1000&bbox=-5,12,0,18"
NOT_MEASURED = 2
NGINX = """
daemon off; master_process on; worker_processes 1; pid "{folder}/nginx.pid"; error_log "{folder}/error.log";
events {{ worker_connections 256; }}
http {{
  access_log off; client_body_temp_path "{folder}/body"; proxy_temp_path "{folder}/proxy";
  fastcgi_temp_path "{folder}/fastcgi"; uwsgi_temp_path "{folder}/uwsgi"; scgi_temp_path "{folder}/scgi";
  default_type application/geo+json; sendfile on; gzip_static on;
  server {{ listen 127.0.0.1:{port}; root "{static}"; }}
}}
"""


class Speed(NamedTuple):
    """Requests per second, and the time within which 95 of 100 were answered (ms)."""

    rate: float
    p95: float


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(stack: ExitStack, command: list[str], url: str, **environ: str) -> None:
    """Run a server until the stack closes; wait for its first answer."""
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environ}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    stack.callback(process.wait)
    stack.callback(process.terminate)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=20):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"no answer from {url}")


def largest() -> str:
    """Identifier of the collection with most features."""
    entries = orjson.loads((BUILD / "index.json").read_bytes())["layers"]
    return str(max(entries, key=lambda entry: entry["count"])["id"])


def built_file(layer_id: str) -> Path:
    """Return the French file of a layer."""
    entries = orjson.loads((BUILD / "index.json").read_bytes())["layers"]
    entry = next(entry for entry in entries if entry["id"] == layer_id)
    return STATIC / str(entry["files"]["fr"]).lstrip("/")


def stock_collection(layer_id: str) -> dict[str, object]:
    """Describe one layer's built file as stock pygeoapi wants it."""
    provider = {"type": "feature", "name": "GeoJSON", "data": str(built_file(layer_id)), "id_field": "id"}
    return {
        "type": "collection",
        "title": layer_id,
        "description": layer_id,
        "keywords": [layer_id],
        "extents": {"spatial": {"bbox": [-180, -90, 180, 90]}},
        "providers": [provider],
    }


def stock_config(folder: Path, port: int, layer_id: str) -> dict[str, str]:
    """Write what stock pygeoapi needs to serve one layer; return its environment."""
    url = f"http://127.0.0.1:{port}"
    config = {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port},
            "url": url,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["fr"],
            "limits": {"default_items": 1000, "max_items": 10000},
            "map": {"url": url, "attribution": "none"},
        },
        "logging": {"level": "CRITICAL"},
        "metadata": {
            "identification": {
                "title": "stock",
                "description": "stock",
                "keywords": ["stock"],
                "terms_of_service": url,
                "url": url,
            },
            "license": {"name": "MIT", "url": url},
            "provider": {"name": "stock", "url": url},
            "contact": {"name": "stock", "url": url},
        },
        "resources": {layer_id: stock_collection(layer_id)},
    }
    path, openapi = folder / "pygeoapi.yml", folder / "openapi.json"
    path.write_text(yaml.safe_dump(config), "utf-8")
    openapi.write_text('{"openapi": "3.0.2", "paths": {}}', "utf-8")
    return {"PYGEOAPI_CONFIG": str(path), "PYGEOAPI_OPENAPI": str(openapi)}


def measure(url: str, encoding: str) -> Speed:
    """Run wrk once against one address."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "30s", "-s", "/dev/stdin", url]
    script = (
        f'wrk.headers["Accept-Encoding"] = "{encoding}"\n'
        "done = function(summary, latency)\n"
        '  io.write(string.format("p95 %.3f\\nfailed %d\\n", latency:percentile(95) / 1000,'
        " summary.errors.status + summary.errors.connect + summary.errors.timeout))\nend\n"
    )
    out = subprocess.run(command, input=script, capture_output=True, text=True, check=True).stdout
    rate, p95, failed = (
        float(match.group(1))
        for match in (re.search(rf"{name}\s+([\d.]+)", out) for name in ("Requests/sec:", "p95", "failed"))
        if match
    )
    if failed:
        raise RuntimeError(f"{failed:.0f} failed requests to {url}")
    return Speed(rate, p95)


def granian(app: str, port: int) -> list[str]:
    """Return the command of the server that the Procfile names, with one worker."""
    options = ["--interface", "wsgi", "--port", str(port), "--workers", "1", "--blocking-threads", "8"]
    return [sys.executable, "-m", "granian", *options, "--no-ws", "--log-level", "critical", app]


def rounds(urls: dict[str, tuple[str, str]]) -> Iterator[tuple[str, Speed]]:
    """Measure two addresses in turn, several times over, then the next two.

    Stock pygeoapi goes on computing what nobody waits for any more: it must not share the machine with files.
    """
    listed = list(urls.items())
    for pair in (listed[:2], listed[2:]):
        for _ in range(ROUNDS):
            for name, (url, encoding) in pair:
                yield name, measure(url, encoding)


def run() -> int:
    """Measure, print ratios, and return 1 when one is below its bound."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not (nginx and shutil.which("wrk") and (BUILD / "index.json").is_file()):
        print("needs nginx (Debian's nginx-light), wrk, and a build")
        return NOT_MEASURED
    layer_id, ours, files, stock = largest(), free_port(), free_port(), free_port()
    items = f"collections/{layer_id}/items?{QUERY}"
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=files, static=STATIC), "utf-8")
        file = built_file("sites").name
        urls = {
            "the layer file": (f"http://127.0.0.1:{ours}/layers/sites.geojson?lang=fr", "gzip"),
            "nginx": (f"http://127.0.0.1:{files}/layers/{file}", "gzip"),
            "a page of features": (f"http://127.0.0.1:{ours}/api/{items}", "identity"),
            "stock pygeoapi": (f"http://127.0.0.1:{stock}/{items}", "identity"),
        }
        start(stack, [nginx, "-c", str(folder / "nginx.conf")], urls["nginx"][0])
        start(stack, granian("app.wsgi:application", ours), urls["a page of features"][0])
        environ = stock_config(folder, stock, layer_id)
        start(stack, granian("pygeoapi.flask_app:APP", stock), urls["stock pygeoapi"][0], **environ)
        speeds: dict[str, list[Speed]] = {key: [] for key in urls}
        for key, speed in rounds(urls):
            speeds[key].append(speed)
    found = {
        key: Speed(median(s.rate for s in all_), median(s.p95 for s in all_)) for key, all_ in speeds.items()
    }
    for key, speed in found.items():
        print(f"{key}: {speed.rate:.0f} requests/s, 95 of 100 within {speed.p95:.1f} ms")
    file_ratio = found["the layer file"].rate / found["nginx"].rate
    items_ratio = found["a page of features"].rate / found["stock pygeoapi"].rate
    print(f"the layer file at {file_ratio:.2f} of nginx (at least {LEAST_OF_NGINX:g})")
    print(f"a page of {layer_id} at {items_ratio:.1f} of stock pygeoapi (at least {LEAST_OF_STOCK:g})")
    return int(file_ratio < LEAST_OF_NGINX or items_ratio < LEAST_OF_STOCK)


if __name__ == "__main__":
    sys.exit(run())
