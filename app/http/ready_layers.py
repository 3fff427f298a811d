"""The layers as they lie, answered before anything else is done: what a GIS or a script asks most."""

from __future__ import annotations

import os
from itertools import count
from secrets import token_hex
from time import perf_counter
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

from app.http.built import BuiltFile, built_layer
from app.observe.metrics import Counted
from geodata.errors import MissingResourceError
from geodata.text import LANGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from layers.artifact.reader import Build

Header = tuple[str, str]
#: What a plain request has not: a body, a condition other than one strong validator, a path before its own.
NOT_PLAIN: Final = ("HTTP_IF_MATCH", "HTTP_TRANSFER_ENCODING", "SCRIPT_NAME", "CONTENT_LENGTH")


class Answer(NamedTuple):
    """A whole answer: its status, its headers and its body, as WSGI wants them."""

    status: str
    headers: list[Header]
    body: Iterable[bytes]


class ReadyLayers:
    """WSGI: whole answers to the plain requests for layers by their stable addresses; the rest is handed on.

    A plain request is a ``GET`` or ``HEAD`` of ``/layers/ID.geojson`` with no other argument than a
    good ``lang``, unweighted encodings and at most one strong validator. Everything else is for the
    routes of the application, whose answers are the same.

    Parameters
    ----------
    application
        What answers all other requests.
    build
        Whose layers they are.
    headers
        What every answer says, where nothing before this adds it.
    is_first
        Whether nothing before this counts requests: they are counted, and get an identifier, here.
    """

    def __init__(
        self,
        application: Any,  # noqa: ANN401 - a WSGI callable
        build: Build,
        headers: Sequence[Header] = (),
        *,
        is_first: bool = False,
    ) -> None:
        self.application, self.more = application, list(headers)
        self._files: dict[tuple[str, str], BuiltFile] = {}
        self._answers: dict[tuple[str, str, str, str], Answer] = {}
        for layer in build.index["layers"]:
            url = f"/layers/{layer['id']}.geojson"
            for lang in LANGS:
                self._files[url, f"lang={lang}"] = built_layer(build.path(layer["id"], lang), lang)
            self._files[url, ""] = self._files[url, f"lang={LANGS[0]}"]
        self._counted = Counted("layer") if is_first else None
        self._process, self._numbers = token_hex(4), count(1)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - WSGI
        """Give the ready-made answer where there is one."""
        began = perf_counter()
        found = self.find(environ)
        if found is None:
            return self.application(environ, start_response)
        if self._counted is None:
            start_response(found.status, found.headers)
            return found.body
        identifier = f"{self._process}{next(self._numbers) & 0xFFFFFFFF:08x}"
        start_response(found.status, [*found.headers, ("X-Request-Id", identifier)])
        self._counted.note(environ["REQUEST_METHOD"], found.status[:3], perf_counter() - began)
        return found.body

    def find(self, environ: dict[str, Any]) -> Answer | None:
        """Return the answer, or None where the application must look itself."""
        asked = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        file = self._files.get(asked)
        method = environ["REQUEST_METHOD"]
        if file is None or method not in {"GET", "HEAD"} or any(map(environ.get, NOT_PLAIN)):
            return None
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        if ";" in accepted or "*" in accepted:
            return None
        encoding = "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""
        validator = environ.get("HTTP_IF_NONE_MATCH")
        if validator is None:
            kept = *asked, encoding, method
            return self._answers.get(kept) or self._whole(file, kept, environ.get("wsgi.file_wrapper"))
        if validator == f'"{file.etag}"':
            headers = {name: value for name, value in file.headers().items() if name != "Content-Type"}
            return Answer("304 Not Modified", [*headers.items(), *self.more], [b""])
        return None

    def _whole(
        self, file: BuiltFile, kept: tuple[str, str, str, str], wrapper: Callable[[IO[bytes]], Any] | None
    ) -> Answer | None:
        """Put an answer together: kept if its file is kept in memory, else of the file as it lies."""
        *_, encoding, method = kept
        try:
            opened = file.opened(encoding) if wrapper and method == "GET" else None
            content = b"" if opened else file.body(encoding)
        except (MissingResourceError, FileNotFoundError):
            return None
        length = os.fstat(opened.fileno()).st_size if opened else len(content)
        headers = file.headers() | {"Content-Length": str(length)}
        headers |= {"Content-Encoding": encoding} if encoding else {}
        body = wrapper(opened) if wrapper and opened else [content if method == "GET" else b""]
        answer = Answer("200 OK", [*headers.items(), *self.more], body)
        if method == "HEAD" or file.kept.get(encoding):
            self._answers[kept] = answer
        return answer
