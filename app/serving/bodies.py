"""What is sent with a request: taken only where a route wants it, up to a size, few at a time."""

from __future__ import annotations

import io
import re
import threading
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from app.http.callbacks import CALLBACKS
from app.http.downloads import LONGEST
from app.serving.peers import client_of
from app.serving.refusals import refuse
from geodata.text import Text

if TYPE_CHECKING:
    from flask import Flask

#: Bodies on their way to one process, in all and of one client: each holds a thread until it is there, and
#: granian has no time-out for it. (It must not be left half-read either: granian then holds Python's lock
#: until the client is done.) The front of ``docs/deploy.md`` hands a body over when it is whole.
AT_ONCE, OF_ONE = 3, 1
#: A page of Dash calls several callbacks at once: a short call waits for the one before it, so many of a
#: client's, so long (seconds), if it is no longer than this (bytes).
WAITING, PATIENCE, SHORT = 6, 2.0, 64_000
#: The routes that take a body.
TAKES: Final = re.compile(
    rf"{CALLBACKS}|/layers/[^/]+|/atlas\.[^/]+|/(sheet|brief)\.[^/]+|/sign-(in|out)|/admin/uploads"
)

NONE_HERE = Text("Cette adresse ne prend aucun contenu.", "This address takes no content.")
LENGTH = Text("La longueur du contenu doit être annoncée.", "The length of the content must be given.")
TOO_LONG = Text(
    f"Demande trop longue ({LONGEST // 1000} ko au plus).",
    f"The request is too long ({LONGEST // 1000} kB at most).",
)
FILE_TOO_LONG = Text("Le fichier est trop grand.", "The file is too large.")
CUT = Text("Le contenu s’arrête avant sa fin.", "The content stops before its end.")
TOO_MANY = Text(
    "Trop d’envois à la fois ; réessayez dans un instant.",
    "Too much is being sent at once; try again in a moment.",
)


class Bodies:
    """WSGI: the application finds the whole body in memory, or is not asked at all."""

    def __init__(self, application: Any, server: Flask) -> None:  # noqa: ANN401 - a WSGI callable
        self.application, self.server = application, server
        self._coming: Counter[str] = Counter()
        self._waiting: Counter[str] = Counter()
        self._turn = threading.Condition()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        """Read the body, if there is one and it may be."""
        if not _has_body(environ):
            return self.application(environ, start_response)
        refusal = _refusal(environ, self.server.config["MAX_CONTENT_LENGTH"]) or self._read(environ)
        if refusal is None:
            return self.application(environ, start_response)
        status, text = refusal
        more = {"Retry_After": "5"} if text is TOO_MANY else {}
        return refuse(self.server, environ, start_response, status, text, Connection="close", **more)

    def _read(self, environ: dict[str, Any]) -> tuple[int, Text] | None:
        """Put the body into memory; return why not, if it cannot be."""
        length, client = int(environ["CONTENT_LENGTH"]), client_of(environ)
        may_wait = environ.get("PATH_INFO") == CALLBACKS and length <= SHORT
        if refusal := self._enter(client, may_wait=may_wait):
            return refusal
        try:
            body = environ["wsgi.input"].read(length)
        except OSError:
            body = b""
        finally:
            with self._turn:
                self._coming[client] -= 1
                self._coming += Counter()  # forgets who has nothing on its way
                self._turn.notify_all()
        if len(body) != length:
            return 400, CUT
        environ["wsgi.input"] = io.BytesIO(body)
        return None

    def _enter(self, client: str, *, may_wait: bool) -> tuple[int, Text] | None:
        """Take a place for a body, at once or soon; return why not, if there is none."""
        with self._turn:
            if self._coming[client] >= OF_ONE and may_wait and self._waiting[client] < WAITING:
                self._waiting[client] += 1
                self._turn.wait_for(lambda: self._coming[client] < OF_ONE, PATIENCE)
                self._waiting[client] -= 1
                self._waiting += Counter()
            if self._coming[client] >= OF_ONE:
                return 429, TOO_MANY
            if self._coming.total() >= AT_ONCE:
                return 503, TOO_MANY
            self._coming[client] += 1
        return None


def _has_body(environ: dict[str, Any]) -> bool:
    return environ.get("CONTENT_LENGTH") not in {None, "", "0"} or "HTTP_TRANSFER_ENCODING" in environ


def _refusal(environ: dict[str, Any], longest_call: int) -> tuple[int, Text] | None:
    """Why a body is not taken, as its head tells."""
    length = str(environ.get("CONTENT_LENGTH") or "")
    if environ["REQUEST_METHOD"] != "POST" or not TAKES.fullmatch(environ.get("PATH_INFO", "")):
        return 400, NONE_HERE
    if "HTTP_TRANSFER_ENCODING" in environ or not (length.isascii() and length.isdigit()):
        return 411, LENGTH
    is_call = environ.get("PATH_INFO") == CALLBACKS
    if len(length) > 9 or int(length) > (longest_call if is_call else LONGEST):
        return 413, FILE_TOO_LONG if is_call else TOO_LONG
    return None
