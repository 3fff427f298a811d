"""One kind of process under granian: ``python -m app.serving.tier web`` or ``computing``."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from app.serving.given_back import give_back_files
from app.serving.keeper import COMPUTING, LEFT, SOCKET, WEB
from app.serving.libraries import load_libraries
from app.serving.streams import STREAMS
from app.serving.watch import end_with_parent
from app.settings import read_settings

if TYPE_CHECKING:
    from app.settings import Settings

#: Connections that one web process keeps open at once; those without a request are closed after `HEADERS`.
CONNECTIONS: Final = 2000
HEADERS: Final = 10_000  # to send the head of a request, or to keep a connection without one, milliseconds
HEAD: Final = 64 * 1024  # bytes of a request's head
#: A web process that holds more is replaced, MiB; one that computes ends itself (``computing.MOST``).
WEB_MEMORY: Final = 320
CHECKED: Final = 10  # how often, seconds
#: How long a new process has to load before the one that it replaces is stopped, seconds: ten times what it
#: takes on an idle machine.
LOADING: Final = 12.0
#: The same where questions wait in the socket's queue until somebody takes them.
FORKED: Final = 3.0


def main(name: str) -> None:
    """Serve until a signal ends it."""
    end_with_parent()
    settings = read_settings()
    _preload(name)
    if name == COMPUTING:  # until now, processes of a main process that was killed answered there
        Path(os.environ[SOCKET]).unlink(missing_ok=True)
    own = _web(settings) if name == WEB else _computing(settings)
    Granian(
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        **own,
    ).serve()


def _preload(name: str) -> None:
    """Load the code once, before processes are forked: they share it, and begin at once.

    What is loaded is left out of the garbage collector's rounds, which would write to every page of it and
    so give each process a copy. The application is made in each process: it reads the build in service.
    """
    if name == COMPUTING:
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # its own keeps what is free for itself
        load_libraries()
    import_module("app.factory")
    import_module("app.serving.beside")
    gc.collect()
    gc.freeze()
    if name == COMPUTING:
        give_back_files()


def _web(settings: Settings) -> dict[str, Any]:
    return {
        "target": "app.wsgi:application",
        "address": settings.host,
        "port": settings.port,
        "workers": settings.workers,
        "blocking_threads": settings.threads + STREAMS,
        "backlog": 2048,
        "backpressure": CONNECTIONS,
        "http1_settings": HTTP1Settings(header_read_timeout=HEADERS, max_buffer_size=HEAD),
        "respawn_interval": LOADING,
        "workers_max_rss": WEB_MEMORY,
        "rss_sample_interval": CHECKED,
        "workers_kill_timeout": LEFT,
    }


def _computing(settings: Settings) -> dict[str, Any]:
    """One thread, one question a process: who waits stands in the socket's queue, for the first free."""
    return {
        "target": "app.serving.computing:make_application",
        "factory": True,
        "uds": Path(os.environ[SOCKET]),
        "workers": settings.computing,
        "blocking_threads": 1,
        "backlog": 256,
        "backpressure": 1,
        "respawn_interval": FORKED,
        "workers_kill_timeout": LEFT,
    }


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] in ([WEB], [COMPUTING]) else sys.exit(__doc__))
