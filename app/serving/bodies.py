"""What is sent with a request: taken only where a route wants it, up to a size, within a time."""

from __future__ import annotations

import io
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from app.http.callbacks import CALLBACKS
from app.http.downloads import LONGEST
from app.serving.refusals import refuse
from geodata.text import Text

if TYPE_CHECKING:
    from flask import Flask

SECONDS: Final = 10.0  # for a whole body to arrive
AT_ONCE: Final = 3  # bodies on their way in one process: fewer than it has threads
#: The routes that take a body.
TAKES: Final = re.compile(rf"{CALLBACKS}|/layers/[^/]+|/atlas\.[^/]+")

NONE_HERE = Text("Cette adresse ne prend aucun contenu.", "This address takes no content.")
LENGTH = Text("La longueur du contenu doit être annoncée.", "The length of the content must be given.")
TOO_LONG = Text(
    f"Demande trop longue ({LONGEST // 1000} ko au plus).",
    f"The request is too long ({LONGEST // 1000} kB at most).",
)
TOO_SLOW = Text("Le contenu n’est pas arrivé à temps.", "The content did not arrive in time.")
CUT = Text("Le contenu s’arrête avant sa fin.", "The content stops before its end.")
TOO_MANY = Text(
    "Trop d’envois à la fois ; réessayez dans un instant.",
    "Too much is being sent at once; try again in a moment.",
)


class Bodies:
    """WSGI: the application finds the whole body in memory, or is not asked at all."""

    def __init__(self, application: Any, server: Flask, seconds: float = SECONDS) -> None:  # noqa: ANN401 - a WSGI callable
        self.application, self.server, self.seconds = application, server, seconds
        self._coming = threading.Semaphore(AT_ONCE)
        #: One thread more for each body that was given up: it ends with its connection.
        self._readers = ThreadPoolExecutor(4 * AT_ONCE, thread_name_prefix="body")

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        """Read the body, if there is one and it may be."""
        if not _has_body(environ):
            return self.application(environ, start_response)
        refusal = _refusal(environ) or self._read(environ)
        if refusal is None:
            return self.application(environ, start_response)
        status, text = refusal
        more = {"Retry_After": "2"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
        return refuse(self.server, environ, start_response, status, text, Connection="close", **more)

    def _read(self, environ: dict[str, Any]) -> tuple[int, Text] | None:
        """Put the body into memory; return why not, if it cannot be."""
        length = int(environ["CONTENT_LENGTH"])
        if not self._coming.acquire(blocking=False):
            return 503, TOO_MANY
        try:
            body = self._readers.submit(environ["wsgi.input"].read, length).result(self.seconds)
        except (TimeoutError, OSError):
            return 408, TOO_SLOW
        finally:
            self._coming.release()
        if len(body) != length:
            return 400, CUT
        environ["wsgi.input"] = io.BytesIO(body)
        return None


def _has_body(environ: dict[str, Any]) -> bool:
    return environ.get("CONTENT_LENGTH") not in {None, "", "0"} or "HTTP_TRANSFER_ENCODING" in environ


def _refusal(environ: dict[str, Any]) -> tuple[int, Text] | None:
    """Why a body is not taken, as its head tells."""
    length = str(environ.get("CONTENT_LENGTH") or "")
    if environ["REQUEST_METHOD"] != "POST" or not TAKES.fullmatch(environ.get("PATH_INFO", "")):
        return 400, NONE_HERE
    if "HTTP_TRANSFER_ENCODING" in environ or not (length.isascii() and length.isdigit()):
        return 411, LENGTH
    if len(length) > 9 or int(length) > LONGEST:
        return 413, TOO_LONG
    return None
