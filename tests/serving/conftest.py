"""A server of one's own, as `make run` starts it, over a copy of the build: to be mistreated."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.builds import put_in_service
from layers.artifact.reader import in_service
from tests.conftest import ROOT, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Served:
    """A running server: its port, the folder of its builds, its processes."""

    port: int
    folder: Path
    keeper: subprocess.Popen[bytes]
    log: Path
    killed: list[int] = field(default_factory=list)

    def ask(
        self, path: str, *, source: str = "127.0.0.1", method: str = "GET", seconds: float = 40, **more: Any
    ) -> tuple[int, bytes, dict[str, str]]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=seconds, source_address=(source, 0))
        try:
            connection.request(method, path, **more)
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, answer.read(), headers
        finally:
            connection.close()

    def status(self, path: str, **more: Any) -> int:
        """The status of an answer; asked once more, as browsers and proxies do, where a connection breaks."""
        try:
            return self.ask(path, **more)[0]
        except (OSError, HTTPException):
            return self.ask(path, **more)[0]

    def main(self, name: str) -> int:
        """The main process of a kind: ``web`` or ``computing``."""
        return next(pid for pid, command in children(self.keeper.pid) if command.endswith(f"tier {name}"))

    def workers(self, name: str) -> list[int]:
        return [pid for pid, command in children(self.main(name)) if command.endswith(f"tier {name}")]

    def kill(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)

    def processes(self) -> list[int]:
        return [
            self.keeper.pid,
            *(p for name in ("web", "computing") for p in (self.main(name), *self.workers(name))),
        ]


def children(parent: int) -> list[tuple[int, str]]:
    """Identifier and command of a process's children, those that have ended left out."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,stat,args"], capture_output=True, text=True, check=True)
    rows = [line.split(None, 3) for line in listed.stdout.splitlines()[1:]]
    return [(int(pid), args) for pid, owner, state, args in rows if int(owner) == parent and state[0] != "Z"]


def resident(pid: int) -> float:
    """Memory of a process, MB, what it shares with others counted in part."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


def copy_of(build: Path, target: Path) -> Path:
    """Copy a build without taking room for it."""
    shutil.copytree(build, target, copy_function=os.link)
    (target / "index.json").unlink()
    shutil.copy2(build / "index.json", target)
    return target


@contextmanager
def serving(folder: Path, *, ready: str = "/api/conformance", **environment: str) -> Iterator[Served]:
    """Start a server over a folder of builds, wait until an address answers, and end it with all its own."""
    port = free_port()
    log = folder / "log"
    with log.open("wb") as told:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "app", "serve"],
            cwd=ROOT,
            env={**os.environ, "PORT": str(port), "ATLAS_BUILD": str(folder), **environment},
            stdout=told,
            stderr=told,
        )
    served = Served(port, folder, keeper, log)
    try:
        assert until(lambda: served.status(ready) == 200, 150), "computing has begun"
        yield served
    finally:
        with suppress(ProcessLookupError):
            keeper.terminate()
        keeper.wait(timeout=60)


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of builds, with the real build in service."""
    folder = tmp_path_factory.mktemp("served")
    put_in_service(copy_of(in_service(ROOT / "build"), folder / ".next"), folder)
    return folder


@pytest.fixture(scope="session")
def served(builds: Path) -> Iterator[Served]:
    with serving(builds) as running:
        yield running


def until(test: Any, seconds: float = 30) -> bool:
    """Wait until something holds; whether it does in the end."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError, HTTPException, StopIteration):
            if test():
                return True
        time.sleep(0.1)
    return False
