"""Explorers with settings of their own, each served by a thread of the test's process."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from werkzeug.serving import make_server

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def running(application: Any) -> Iterator[str]:
    """Serve an application meanwhile; its address, without a slash at the end."""
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
