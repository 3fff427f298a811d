"""Large answers handed out piece by piece: a slow reader holds a piece in memory, not a copy of the whole."""

from __future__ import annotations

import io
import os
import threading
from collections import Counter
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any, Final

from app.http.built import LARGEST
from app.serving.peers import client_of
from app.serving.refusals import refuse
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask

#: Bytes up to which an answer goes out at once: the server copies it, and no thread waits for its reader.
LARGE: Final = LARGEST  # what is kept in memory goes out at once
PIECE: Final = 128 * 1024
#: Larger answers that may be on their way at once, each with a thread of its own; how many to one client.
STREAMS, OF_ONE = 24, 16
#: What one of them holds, bytes: of a file, the pieces in the server's hands and the thread; of what was
#: computed, all of it. What they may hold together for one client.
OF_FILE, MOST = 1_000_000, 48_000_000

TOO_MANY = Text(
    "Trop de fichiers sont encore en route ; réessayez dans un instant.",
    "Too many files are still on their way; try again in a moment.",
)


class Pieces:
    """A file as the body of an answer (``wsgi.file_wrapper``)."""

    def __init__(self, file: IO[bytes], _size: int = 0) -> None:
        self.file = file

    def __iter__(self) -> Iterator[bytes]:
        """Give the file from where it stands."""
        return iter(lambda: self.file.read(PIECE), b"")

    def is_large(self) -> bool:
        """Whether there is more of it than goes out at once; of a part of a file, it is taken to be so."""
        try:
            return os.fstat(self.file.fileno()).st_size > LARGE
        except OSError:
            return True

    def close(self) -> None:
        """Close the file."""
        self.file.close()


class Streams:
    """WSGI: an answer is given at once where it is small, and else piece by piece.

    Parameters
    ----------
    application
        What answers.
    server
        Returns the application of Flask, by which refusals are written.
    threads
        How many requests are with the application at once. The server has `STREAMS` threads more, for
        answers on their way.
    """

    def __init__(self, application: Any, server: Callable[[], Flask], threads: int) -> None:  # noqa: ANN401
        self.application, self.server = application, server
        self._turns: SimpleQueue[int] = SimpleQueue()  # a semaphore takes ten times as long
        for turn in range(threads):
            self._turns.put(turn)
        self._lock = threading.Lock()
        self._streams: Counter[str] = Counter()
        self._bytes: Counter[str] = Counter()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        """Answer a request."""
        environ["wsgi.file_wrapper"] = Pieces
        turn = self._turns.get()
        try:
            body = self.application(environ, start_response)
            if type(body) is list and len(body) == 1 and len(body[0]) <= LARGE:
                return body
            if isinstance(body, Pieces) and body.is_large():
                return self._admitted(environ, start_response, body, OF_FILE)
            content = _joined(body)
            if len(content) <= LARGE:
                return [content]
            return self._admitted(environ, start_response, Pieces(io.BytesIO(content)), len(content))
        finally:
            self._turns.put(turn)

    def _admitted(
        self,
        environ: dict[str, Any],
        start_response: Any,  # noqa: ANN401 - WSGI
        pieces: Pieces,
        cost: int,
    ) -> Any:  # noqa: ANN401 - WSGI
        """Hand out a large answer, or tell a client that has too many on their way to wait."""
        client = client_of(environ)
        if (status := self._enter(client, cost)) is None:
            return _Stream(pieces, lambda: self._leave(client, cost))
        pieces.close()
        return [_joined(refuse(self.server(), environ, start_response, status, TOO_MANY, Retry_After="5"))]

    def _enter(self, client: str, cost: int) -> int | None:
        """Take a place for a large answer; return the status of the refusal, if there is none.

        One that holds more than all may is let through where the client has no other.
        """
        with self._lock:
            if self._streams[client] and (
                self._streams[client] >= OF_ONE or self._bytes[client] + cost > MOST
            ):
                return 429
            if self._streams.total() >= STREAMS:
                return 503
            self._streams[client] += 1
            self._bytes[client] += cost
        return None

    def _leave(self, client: str, cost: int) -> None:
        with self._lock:
            self._streams[client] -= 1
            self._bytes[client] -= cost
            for held in (self._streams, self._bytes):
                held += Counter()  # forgets who has nothing on its way


class _Stream:
    """The pieces of one answer; its place is free again when it is closed."""

    __slots__ = ("_leave", "_pieces")

    def __init__(self, pieces: Pieces, leave: Callable[[], None]) -> None:
        self._pieces, self._leave = pieces, leave

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)

    def close(self) -> None:
        """End the answer, whole or not; once."""
        leave, self._leave = self._leave, _nothing
        try:
            self._pieces.close()
        finally:
            leave()


def _nothing() -> None:
    """Leave a place that is free already."""


def _joined(body: Any) -> bytes:  # noqa: ANN401 - WSGI
    """Put a body together, and close it."""
    try:
        return b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()
