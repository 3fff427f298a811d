"""One kind of process under granian: ``python -m app.serving.tier web`` or ``computing``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from app.serving.keeper import COMPUTING, LEFT, SOCKET, WEB
from app.serving.watch import end_with_parent
from app.settings import read_settings

if TYPE_CHECKING:
    from app.settings import Settings

#: Connections that one web process keeps open at once; those without a request are closed after `HEADERS`.
CONNECTIONS: Final = 2000
HEADERS: Final = 10_000  # to send the head of a request, or to keep a connection without one, milliseconds
HEAD: Final = 64 * 1024  # bytes of a request's head
#: A process that holds more than this is replaced, MiB.
WEB_MEMORY, COMPUTING_MEMORY = 400, 700
CHECKED: Final = 10  # how often, seconds
#: How long a new process has to load before the one that it replaces is stopped, seconds: ten times what it
#: takes on an idle machine.
LOADING: Final = 12.0


def main(name: str) -> None:
    """Serve until a signal ends it."""
    end_with_parent()
    settings = read_settings()
    own = _web(settings) if name == WEB else _computing(settings)
    Granian(
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=LOADING,
        rss_sample_interval=CHECKED,
        **own,
    ).serve()


def _web(settings: Settings) -> dict[str, Any]:
    return {
        "target": "app.wsgi:application",
        "address": settings.host,
        "port": settings.port,
        "workers": settings.workers,
        "blocking_threads": settings.threads,
        "backlog": 2048,
        "backpressure": CONNECTIONS,
        "http1_settings": HTTP1Settings(header_read_timeout=HEADERS, max_buffer_size=HEAD),
        "workers_max_rss": WEB_MEMORY,
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
        "workers_max_rss": COMPUTING_MEMORY,
        "workers_kill_timeout": LEFT,
    }


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] in ([WEB], [COMPUTING]) else sys.exit(__doc__))
