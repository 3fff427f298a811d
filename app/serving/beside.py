"""What is computed is asked of the processes beside: over a socket of the machine, in turn, within a time."""

from __future__ import annotations

import socket
import time
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, quote

from app.http.callbacks import CALLBACKS
from app.http.own_tiles import AT_HAND
from app.serving.peers import client_of
from app.serving.refusals import refuse
from app.serving.shares import FullError, ShareError
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from flask import Flask

    from app.serving.shares import Shares

TILES: Final = ("/tiles/", "/own/tiles/")
OWN_TILES: Final = TILES[1]
#: What one page asks for several times at once: tiles, and sheets as each choice is made in their dialog.
OF_PAGES: Final = (*TILES, "/sheet.")
COMPUTED: Final = (
    *OF_PAGES,
    "/brief.",
    "/atlas.",
    "/export.html",
    "/panel/layer/",
    "/catalogue.jsonld",
    "/layers/",
    "/own/files/",
    "/api/",
)
#: How long one waits for a process to take a question, seconds: at a start, or after one was killed.
STARTING: Final = 25.0
#: Headers that concern one connection only.
OWN: Final = frozenset({"connection", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer"})

TOO_SLOW = Text(
    "Ce calcul prend trop de temps : demandez-en moins à la fois.",
    "This computation takes too long: ask for less at once.",
)
AWAY = Text(
    "Les calculs sont momentanément indisponibles ; réessayez dans un instant.",
    "Computations are not available for the moment; try again shortly.",
)


def is_computed(environ: Mapping[str, Any]) -> bool:
    """Whether the answer to a request has to be computed, rather than written from what is in memory."""
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if path.startswith("/layers/") and path.endswith(".geojson") and environ["REQUEST_METHOD"] != "POST":
        return any(name != "lang" for name, _ in parse_qsl(query, keep_blank_values=True))
    return path in {"/api", CALLBACKS} or path.startswith(COMPUTED)


class Beside:
    """WSGI: answers of processes beside where something is computed, of the application for all else.

    Parameters
    ----------
    server
        The application.
    address
        Socket of the processes that compute.
    shares
        Whose turn it is.
    seconds
        What one computation may take; a process that takes longer ends itself.
    """

    def __init__(self, server: Flask, address: Path, shares: Shares, seconds: float) -> None:
        self.server, self.address, self.shares, self.seconds = server, address, shares, seconds

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        """Answer a request; a tile is computed only where it is not at hand."""
        if not is_computed(environ):
            return self.server(environ, start_response)
        is_tile = environ.get("PATH_INFO", "").startswith(OWN_TILES)
        status, headers, body = self._at_hand(environ) if is_tile else ("", [], b"")
        if status:
            start_response(status, headers)
            return [body]
        return self._computed(environ, start_response)

    def _computed(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        """Answer what a process beside computes."""

        def refused(status: int, text: Text, wait: int) -> Any:  # noqa: ANN401 - WSGI
            return refuse(self.server, environ, start_response, status, text, Retry_After=str(wait))

        try:
            path = environ.get("PATH_INFO", "")
            waits = path == CALLBACKS or path.startswith(OF_PAGES)
            with self.shares.turn(client_of(environ), waits=waits):
                status, headers, body = self._asked(environ)
        except ShareError as error:
            return refused(429, error.text, 5)
        except FullError as error:
            return refused(503, error.text, 2)
        except TimeoutError:
            return refused(503, TOO_SLOW, 60)
        except (OSError, HTTPException):
            return refused(503, AWAY, 5)
        start_response(status, headers)
        return [body]

    def _at_hand(self, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], bytes]:
        """The application's answer about what was drawn before, or is empty; else one without a status."""
        told: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], *_: Any) -> Any:  # noqa: ANN401 - WSGI
            told.append((status, headers))
            return lambda _: None

        body = b"".join(self.server({**environ, AT_HAND: True}, start))
        status, headers = told[-1]
        return ("", [], b"") if status.startswith("202") else (status, headers, body)

    def _asked(self, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], bytes]:
        """Ask once, and once more where the process that was asked is gone: asking changes nothing.

        Raises
        ------
        TimeoutError
            If the answer takes too long.
        OSError, HTTPException
            If no process answers.
        """
        body = environ["wsgi.input"].read() if environ.get("CONTENT_LENGTH") not in {None, "", "0"} else b""
        start = time.monotonic()
        try:
            return self._ask(environ, body)
        except TimeoutError:
            raise
        except (OSError, HTTPException) as error:
            if time.monotonic() - start > self.seconds - 1:
                raise TimeoutError from error  # it ended itself
            return self._ask(environ, body)

    def _ask(self, environ: dict[str, Any], body: bytes) -> tuple[str, list[tuple[str, str]], bytes]:
        connection = _Connection(self.address, self.seconds + 2)
        try:
            method = environ["REQUEST_METHOD"]
            connection.putrequest(method, _target(environ), skip_host=True, skip_accept_encoding=True)
            for name, value in _headers(environ, len(body)):
                connection.putheader(name, value)
            connection.endheaders(body or None)
            answer = connection.getresponse()
            content = answer.read()
            headers = [(name, value) for name, value in answer.getheaders() if name.lower() not in OWN]
            return f"{answer.status} {answer.reason}", headers, content
        finally:
            connection.close()


class _Connection(HTTPConnection):
    """A connection to a socket of the machine, which may just be starting."""

    def __init__(self, address: Path, seconds: float) -> None:
        super().__init__("localhost", timeout=seconds)
        self.address = address

    def connect(self) -> None:
        end = time.monotonic() + STARTING
        while True:
            self.sock = socket.socket(socket.AF_UNIX)
            self.sock.settimeout(self.timeout)
            try:
                return self.sock.connect(str(self.address))
            except (ConnectionError, FileNotFoundError, BlockingIOError):
                self.sock.close()
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)


def _target(environ: Mapping[str, Any]) -> str:
    path = quote(environ.get("PATH_INFO", "").encode("latin-1"), safe="/:@!$&'()*+,;=~")
    query = environ.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def _headers(environ: Mapping[str, Any], length: int) -> list[tuple[str, str]]:
    """The request's own headers, and what the process beside cannot know: who asked, under which name."""
    given = {
        name[5:].replace("_", "-").title(): str(environ[name]) for name in environ if name[:5] == "HTTP_"
    }
    headers = [
        (name, value)
        for name, value in given.items()
        if name.lower() not in OWN and not name.startswith("X-Forwarded")
    ]
    headers += [
        ("Connection", "close"),
        ("X-Forwarded-For", str(environ.get("REMOTE_ADDR", ""))),
        ("X-Forwarded-Proto", environ["wsgi.url_scheme"]),
    ]
    if prefix := environ.get("SCRIPT_NAME"):
        headers.append(("X-Forwarded-Prefix", prefix))
    if length:
        headers += [("Content-Length", str(length)), ("Content-Type", environ.get("CONTENT_TYPE", ""))]
    return headers
