"""Makes the WSGI callable of a process that computes: one question at a time, bounded in time and memory."""

from __future__ import annotations

import ctypes
import faulthandler
import gc
import logging
import os
import resource
import signal
import time
from dataclasses import replace
from typing import Any, Final

from werkzeug.middleware.proxy_fix import ProxyFix

from app.access.editions import is_gated
from app.factory import create_dash
from app.observe.logs import REQUEST, log_as_json
from app.observe.ready import say_alive
from app.serving.given_back import resident
from app.serving.keeper import SOCKET
from app.serving.libraries import load_libraries
from app.serving.watch import end_with_parent
from app.settings import read_settings

MEMORY: Final = 3 * 1024**3  # bytes of address space
NICE: Final = 10  # computing leaves the processor to pages, as long as any wait for it


#: Gives memory that is free back to the system (glibc): a computation's is otherwise kept for the next one.
_trim: Final = getattr(ctypes.CDLL(None), "malloc_trim", lambda _: 0)


#: By how much a process has grown (bytes) before it looks for what is free.
GROWN: Final = 4 * 1024**2
#: A process that holds more than this (bytes) when it has answered, and so much more than at its start, ends
#: and is started again: only then, so that there are never more of them than there are meant to be. What they
#: share is counted in each.
MOST, MORE = 300 * 1024**2, 50 * 1024**2
#: How long one lives at least, seconds: granian gives up where they end sooner than 5.5 after their start.
LEAST: Final = 10.0
log = logging.getLogger(__name__)


class Timed:
    """WSGI: an answer that takes too long ends the process, which is started again.

    The clock runs outside of Python, so that even a step that never lets go of Python's lock is ended.
    """

    def __init__(self, application: Any, seconds: float) -> None:  # noqa: ANN401 - a WSGI callable
        self.application, self.seconds = application, seconds
        self.held = resident()
        self.most = max(MOST, self.held + MORE)
        self.began = time.monotonic()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        """Answer a request."""
        faulthandler.dump_traceback_later(self.seconds, exit=True)
        REQUEST.set(environ.get("HTTP_X_REQUEST_ID", ""))
        try:
            return self.application(environ, start_response)
        finally:
            faulthandler.cancel_dump_traceback_later()
            self._give_back()

    def _give_back(self) -> None:
        """Give memory that is free back, where there is some: looking takes longer than most answers."""
        if resident() - self.held > GROWN:
            gc.collect()
            _trim(0)
            self.held = resident()
        if self.held > self.most and time.monotonic() - self.began > LEAST:
            log.warning("a process that computed holds %d MB: it is replaced", self.held // 10**6)
            os.kill(os.getpid(), signal.SIGTERM)  # it ends when its answer is sent


def make_application() -> Timed:
    """Make the callable, and bound this process: to be called by the server of a process of its own."""
    end_with_parent()
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    settings = replace(read_settings(), computes=True)
    if settings.logs:
        log_as_json()
    load_libraries()
    server: Any
    if is_gated(settings):
        from app.access.gate import Editions, Told  # noqa: PLC0415 - only where it matters who asks

        server = Told(Editions(settings, lambda own: create_dash(own).server))
    else:
        server = create_dash(settings).server
    say_alive(os.environ[SOCKET])
    return Timed(ProxyFix(server, x_for=1, x_proto=1, x_host=0, x_prefix=1), settings.seconds)
