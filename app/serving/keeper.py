"""Keeps both kinds of processes running, and has them change over when another build is put in service."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from app.ground.files import read_ground
from app.settings import ROOT
from geodata.errors import InputError
from layers.artifact.reader import in_service, read_index

if TYPE_CHECKING:
    from app.settings import Settings

WEB, COMPUTING = "web", "computing"
SOCKET: Final = "MISSION_ATLAS_COMPUTING"  #: variable that says where the processes that compute listen
KEEPER: Final = "MISSION_ATLAS_KEEPER"  #: variable that says which process keeps the others
METRICS: Final = "PROMETHEUS_MULTIPROC_DIR"  #: variable that says where web processes keep their counts
EVERY: Final = 0.25  # between two looks, seconds
LEFT: Final = 10  # for requests under way when a process is stopped, seconds
FIRST: Final = 5.0  # that pages have before computing begins to load, seconds
ANY: Final = ("0.0.0.0", "::")  # noqa: S104 - an address that is compared
#: A kind of process that ends this often within this time (seconds) cannot be started.
TOO_OFTEN, WITHIN = 6, 60.0
log = logging.getLogger(__name__)


def serve(settings: Settings) -> int:
    """Serve until a signal ends it; return the exit status.

    Raises
    ------
    MissingResourceError
        If nothing has been built yet.
    InputError
        If something else listens on the port, or the file of tiles (``ATLAS_GROUND``) cannot be used.
    """
    read_index(settings.build)
    if settings.ground:
        read_ground(settings.ground)
    check_port(settings.host, settings.port)
    with TemporaryDirectory(prefix="mission-atlas-") as folder:
        return _Keeper(settings, Path(folder)).run()


def check_port(host: str, port: int) -> None:
    """Refuse a port that is in use.

    Web processes share their port, and the system lets another server share it as well: each would then
    answer a part of the requests.

    Raises
    ------
    InputError
        If something listens there, or the address is not of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # ports of closed connections are free
        try:
            probe.bind((host, port))
        except OSError as error:
            raise InputError(
                f"Le port {port} de {host} n’est pas libre : arrêtez l’autre serveur, ou donnez PORT=…",
                f"Port {port} of {host} is not free: stop the other server, or give PORT=…",
            ) from error


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _code() -> tuple[int, int]:
    """How many modules there are, and when the last of them was written."""
    folders = (ROOT / name for name in ("app", "layers", "geodata"))
    times = [path.stat().st_mtime_ns for folder in folders for path in folder.rglob("*.py")]
    return len(times), max(times, default=0)


class _Keeper:
    """The two kinds of processes, each with granian's own main process."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.build = settings.build
        self.address = (settings.host if settings.host not in ANY else "127.0.0.1", settings.port)
        self.environment = {
            **os.environ,
            SOCKET: str(folder / "socket"),
            KEEPER: str(os.getpid()),
            METRICS: str(_made(folder / "metrics")),
            "MALLOC_ARENA_MAX": "2",  # threads that take turns need no memory of their own
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.ended: dict[str, deque[float]] = {name: deque(maxlen=TOO_OFTEN) for name in (WEB, COMPUTING)}
        self.stopping = threading.Event()

    def run(self) -> int:
        """Run until a signal, or until one kind of process cannot be started."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopping.set())
        signal.signal(signal.SIGHUP, lambda *_: self._signal(signal.SIGHUP))
        served, code = in_service(self.build), _code()
        self._start(WEB)
        self._await_web()
        self._start(COMPUTING)
        try:
            while not self.stopping.wait(EVERY):
                if (now := in_service(self.build)) != served:
                    served, before, code = now, code, _code()
                    self._change_over(has_new_code=code != before)
                if not all(self._is_kept(name) for name in (WEB, COMPUTING)):
                    return 1
        finally:
            self._stop()
        return 0

    def _await_web(self) -> None:
        """Wait until pages are answered: the processes that compute load for seconds, and can follow."""
        end = time.monotonic() + FIRST
        while not self.stopping.wait(EVERY / 5) and time.monotonic() < end:
            with suppress(OSError), socket.create_connection(self.address, 1):
                return

    def _start(self, name: str) -> None:
        command = [sys.executable, "-m", "app.serving.tier", name]
        self.running[name] = subprocess.Popen(command, cwd=ROOT, env=self.environment)  # noqa: S603 - our own

    def _is_kept(self, name: str) -> bool:
        """Start a kind of process again if it has ended; false if it ends as often as it is started."""
        if self.running[name].poll() is None:
            return True
        ended = self.ended[name]
        ended.append(time.monotonic())
        if len(ended) == TOO_OFTEN and ended[-1] - ended[0] < WITHIN:
            log.error("the %s processes do not start; see above", name)
            return False
        log.warning("the %s processes ended; they are started again", name)
        self._start(name)
        return True

    def _change_over(self, *, has_new_code: bool) -> None:
        """Have all processes serve the build that is in service now.

        A main process has its code from when it began. Where there is other code by now the main processes
        are replaced: the processes of an old one go on until there are others (``watch.LINGER``).
        """
        self._signal(signal.SIGKILL if has_new_code else signal.SIGHUP)

    def _signal(self, number: signal.Signals) -> None:
        for process in self.running.values():
            with suppress(ProcessLookupError):
                process.send_signal(number)

    def _stop(self) -> None:
        self._signal(signal.SIGTERM)
        for process in self.running.values():
            try:
                process.wait(LEFT + 5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
