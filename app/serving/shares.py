"""Whose turn it is: how much may be computed at once, in all and for one client."""

from __future__ import annotations

import fcntl
import os
import threading
import time
import zlib
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from geodata.errors import AtlasError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUCKETS: Final = 1024  # of clients; two in one bucket share a turn
PAUSE: Final = 0.01  # between two looks whether the turn has come, seconds


class ShareError(AtlasError):
    """One client has as much in hand as it may have (429): others wait too."""


class FullError(AtlasError):
    """As much is in hand as may be (503)."""


class Shares:
    """How many computations a web process may have in hand, and how many one client may have running.

    Parameters
    ----------
    folder
        Of the locks that all web processes share. A lock ends with the process that holds it, however it
        ends.
    in_hand
        Computations that threads of this process may wait for: fewer than it has threads, so that pages
        are always answered.
    of_one
        How many of them may be one client's.
    running
        How many of one client may run at once, over all processes: fewer than there are processes that
        compute, if there are several, so that whoever comes next finds one.
    patience
        How long one waits for its turn, seconds.
    """

    def __init__(self, folder: Path, *, in_hand: int, of_one: int, running: int, patience: float) -> None:
        self.folder, self.in_hand, self.of_one = folder, in_hand, of_one
        self.running, self.patience = running, patience
        self._held: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._waiting = threading.Semaphore(max(1, in_hand // 2))
        folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def turn(self, client: str, *, waits: bool = False) -> Iterator[None]:
        """Wait for a client's turn; ``waits`` where several questions at once are a client's usual way.

        Raises
        ------
        ShareError, FullError
            If the client, or everybody together, has too much in hand.
        """
        self._come(client, waits=waits)
        try:
            held = self._wait(client)
            try:
                yield
            finally:
                os.close(held)
        finally:
            with self._lock:
                self._held[client] -= 1
                self._held += Counter()  # forgets clients that have nothing left in hand

    def _come(self, client: str, *, waits: bool) -> None:
        """Have a client enter, at once or when it has less in hand; only so many may wait for that."""
        end = time.monotonic() + (self.patience if waits else 0)
        while True:
            try:
                return self._enter(client)
            except AtlasError:
                if time.monotonic() >= end or not self._waiting.acquire(blocking=False):
                    raise
            try:
                time.sleep(PAUSE)
            finally:
                self._waiting.release()

    def _enter(self, client: str) -> None:
        with self._lock:
            if self._held[client] >= self.of_one:
                raise _share_error()
            if self._held.total() >= self.in_hand:
                raise FullError(
                    "Trop de calculs sont demandés à la fois ; réessayez dans un instant.",
                    "Too much is being asked for at once; try again in a moment.",
                )
            self._held[client] += 1

    def _wait(self, client: str) -> int:
        """Return an open lock of this client's; whoever closes it ends the turn."""
        bucket = zlib.crc32(client.encode()) % BUCKETS
        end = time.monotonic() + self.patience
        while True:
            for rank in range(self.running):
                if (held := _locked(self.folder / f"{bucket}.{rank}")) is not None:
                    return held
            if time.monotonic() > end:
                raise _share_error()
            time.sleep(PAUSE)


def _share_error() -> ShareError:
    return ShareError(
        "Vos demandes précédentes sont encore en cours ; réessayez ensuite.",
        "Your earlier requests are still under way; try again when they are done.",
    )


def _locked(path: Path) -> int | None:
    """Take a lock that others may hold; None if one does."""
    held = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        return None
    return held
