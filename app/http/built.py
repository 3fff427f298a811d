"""A file of the build answered as it lies: in the best encoding the client takes, or 304."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import brotli
from flask import Response, request

from geodata.errors import MissingResourceError
from geodata.text import LANGS
from layers.artifact.files import content_digest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.text import Lang
    from layers.artifact.reader import Build

GEOJSON: Final = "application/geo+json"
ENCODINGS: Final = {"br": ".br", "gzip": ".gz"}  #: the better first, with the ending of the twin file

#: Bytes of a file that is kept in memory; a larger one is read again, from the system's memory of its disk.
LARGEST: Final = 300_000


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file of the build with its twins ``.br`` and ``.gz``, kept in memory once asked for.

    ``etag`` changes with the content; ``name``, if any, is what a browser saves the file as.
    """

    path: Path
    media_type: str
    lang: Lang
    etag: str
    name: str = ""
    kept: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    def body(self, encoding: str = "") -> bytes:
        """Return the content in one of ``ENCODINGS``, or as it is.

        Raises
        ------
        MissingResourceError
            If the file is not what its name or its tag says.
        """
        if content := self.kept.get(encoding):
            return content
        twin = self.path.with_name(self.path.name + ENCODINGS.get(encoding, ""))
        content = twin.read_bytes()
        if encoding not in self.kept and content_digest(_unpacked(content, encoding)) != self.etag:
            raise MissingResourceError(
                f"Le fichier construit « {twin.name} » est endommagé : relancez « make build ».",
                f"The built file “{twin.name}” is damaged: run “make build” again.",
            )
        self.kept[encoding] = (
            content if len(content) <= LARGEST else b""
        )  # compared once, kept if it is small
        return content

    def headers(self) -> dict[str, str]:
        """Return what every answer says of the file, whatever its encoding."""
        headers = {
            "Content-Type": self.media_type,
            "Cache-Control": "public, max-age=300",
            "ETag": f'"{self.etag}"',
            "Access-Control-Allow-Origin": "*",
            "Content-Language": self.lang,
            "Vary": "Accept-Encoding",
        }
        return headers | ({"Content-Disposition": f'attachment; filename="{self.name}"'} if self.name else {})

    def answer(self) -> Response:
        """Answer the present request of Flask."""
        encoding = next((name for name in ENCODINGS if request.accept_encodings[name]), "")
        answer = Response(self.body(encoding), headers=self.headers())
        if encoding:
            answer.headers["Content-Encoding"] = encoding
        answer.make_conditional(request)
        return answer


def _unpacked(content: bytes, encoding: str) -> bytes:
    """Return what was compressed; nothing if it cannot be read."""
    try:
        return bytes({"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding](content))
    except (brotli.error, EOFError, OSError, zlib.error):
        return b""


def built_layer(path: Path, lang: Lang) -> BuiltFile:
    """Return the file of a layer, whose name carries its digest."""
    return BuiltFile(path, GEOJSON, lang, path.name.split(".")[2])


def built_data(path: Path, media_type: str, lang: Lang, name: str = "") -> BuiltFile:
    """Return a file whose name does not carry its digest."""
    return BuiltFile(path, media_type, lang, content_digest(path.read_bytes()), name)


class ReadyAnswers:
    """Whole answers to the plain requests for the layers by their stable addresses.

    A plain request is a ``GET`` or ``HEAD`` of ``/layers/ID.geojson`` with no other argument than a
    good ``lang``, unweighted encodings and at most one strong validator. Everything else is for the
    routes of the application, whose answers are the same.
    """

    def __init__(self, build: Build) -> None:
        self._files: dict[tuple[str, str], BuiltFile] = {}
        self._heads: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for layer in build.index["layers"]:
            url = f"/layers/{layer['id']}.geojson"
            for lang in LANGS:
                self._files[url, f"lang={lang}"] = built_layer(build.path(layer["id"], lang), lang)
            self._files[url, ""] = self._files[url, f"lang={LANGS[0]}"]

    def find(self, environ: Mapping[str, Any]) -> tuple[str, list[tuple[str, str]], bytes] | None:
        """Return status, headers and body, or None where the application must look itself."""
        file = self._files.get((environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")))
        method = environ["REQUEST_METHOD"]
        if file is None or method not in {"GET", "HEAD"}:
            return None
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        if ";" in accepted or "*" in accepted or "HTTP_IF_MATCH" in environ:
            return None
        encoding = "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""
        validator = environ.get("HTTP_IF_NONE_MATCH")
        if validator is None:
            try:
                body = file.body(encoding)
            except (MissingResourceError, FileNotFoundError):
                return None
            return "200 OK", self._head(file, encoding), body if method == "GET" else b""
        if validator == f'"{file.etag}"':
            return "304 Not Modified", self._head(file, "304"), b""
        return None

    def _head(self, file: BuiltFile, kind: str) -> list[tuple[str, str]]:
        key = (file.path.name, kind)
        found = self._heads.get(key)
        if found is None:
            headers = file.headers()
            if kind == "304":
                del headers["Content-Type"]
            else:
                headers["Content-Length"] = str(len(file.body(kind)))
                headers |= {"Content-Encoding": kind} if kind else {}
            found = self._heads[key] = list(headers.items())
        return found
