"""Fronts below whose path the atlas is tried: a small proxy on loopback, and Debian's nginx as deployed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from tests.conftest import ROOT, free_port, stop, wait_until_up

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
#: What concerns one connection only.
OWN = frozenset({"connection", "keep-alive", "transfer-encoding", "host"})


@contextmanager
def atlas_behind(**environment: str) -> Iterator[int]:
    """Start the atlas behind a front of this machine; gives its port."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "serve"],
        cwd=ROOT,
        env={**os.environ, "PORT": str(port), "ATLAS_PROXIES": "127.0.0.1", **environment},
    )
    try:
        wait_until_up(f"http://127.0.0.1:{port}", process)
        yield port
    finally:
        stop(process)


def nginx_settings(port: int, behind: int, path: str = "/") -> str:
    """The front of ``deploy/nginx.conf`` on a port of its own; at a path as its comments say."""
    written = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    written = written.replace("server 127.0.0.1:8050", f"server 127.0.0.1:{behind}")
    written = written.replace("listen 80;", f"listen 127.0.0.1:{port};", 1)
    if path != "/":
        assert "location / {" in written
        assert 'X-Forwarded-Prefix ""' in written
        written = written.replace("location / {", f"location {path} {{")
        written = written.replace('X-Forwarded-Prefix ""', f"X-Forwarded-Prefix {path.rstrip('/')}")
    return written


@contextmanager
def nginx(settings: str, port: int, folder: Path) -> Iterator[str]:
    """Run nginx with the settings of a server; gives its address."""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"{'user root;' if os.getuid() == 0 else ''}\n"
        f"daemon off; pid {folder}/pid; error_log {folder}/errors;\n"
        f"events {{ worker_connections 2000; }}\n"
        f"http {{ access_log off; {paths}\n{settings} }}\n",
        "utf-8",
    )
    process = subprocess.Popen([str(NGINX), "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")])
    try:
        wait_until_listening(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_listening(port: int, process: subprocess.Popen[bytes], seconds: float = 30) -> None:
    """Wait until something takes connections."""
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("nginx does not listen; see its errors")


@contextmanager
def proxy(behind: int, prefix: str) -> Iterator[str]:
    """A proxy that takes a path off, says so, and has nothing else; gives its address."""

    class Front(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path != prefix and not self.path.startswith(f"{prefix}/"):
                self.send_error(404)
                return
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            given = {name: text for name, text in self.headers.items() if name.lower() not in OWN}
            told = {"X-Forwarded-Prefix": prefix, "X-Forwarded-Host": self.headers["Host"]}
            with closing(HTTPConnection("127.0.0.1", behind, timeout=60)) as connection:
                path = self.path.removeprefix(prefix) or prefix
                connection.request(self.command, path, body or None, {**given, **told})
                answer = connection.getresponse()
                content = answer.read()
            self.send_response_only(answer.status, answer.reason)
            for name, text in answer.getheaders():
                if name.lower() not in OWN | {"content-length"}:
                    self.send_header(name, text)
            told_length = answer.getheader("Content-Length") if self.command == "HEAD" else None
            if answer.status != 304:
                self.send_header("Content-Length", told_length or str(len(content)))
            with suppress(ConnectionError):  # a browser that has gone on to another page
                self.end_headers()
                self.wfile.write(content)

        do_HEAD = do_POST = do_GET  # noqa: N815 - names of http.server

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Front)
    server.daemon_threads = True
    server.block_on_close = False  # browsers hold connections open
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
