"""A process that ends with the one that started it, so that none is left behind when that one is killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import Final

EVERY: Final = 1.0  # seconds
LINGER: Final = 60.0  # seconds: several times what it takes to start, on a busy machine too
LEFT: Final = 10.0  # to end in an orderly way, seconds


def end_with_parent(keeper: int = 0) -> None:
    """End this process, from now on, when its parent is gone.

    Parameters
    ----------
    keeper
        A process that starts such a parent again. As long as it runs, this one goes on for `LINGER`, so that
        there is somebody to answer until then.
    """
    threading.Thread(target=_watch, args=(os.getppid(), keeper), name="parent", daemon=True).start()


def _watch(parent: int, keeper: int) -> None:
    while os.getppid() == parent:
        time.sleep(EVERY)
    end = time.monotonic() + LINGER
    while keeper and time.monotonic() < end and _runs(keeper):
        time.sleep(EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(LEFT)
    os._exit(1)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
