"""A file of the build answered as it lies: in the best encoding the client takes, or 304."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Final

import brotli
from flask import Response, request

from geodata.errors import MissingResourceError
from layers.artifact.files import content_digest

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.text import Lang

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
        twin = self._twin(encoding)
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

    def opened(self, encoding: str = "") -> BinaryIO | None:
        """Open the file, if it is too large to be kept in memory.

        Raises
        ------
        MissingResourceError
            If the file is not what its name or its tag says.
        """
        if encoding not in self.kept:
            self.body(encoding)
        return None if self.kept[encoding] else self._twin(encoding).open("rb")

    def _twin(self, encoding: str) -> Path:
        return self.path.with_name(self.path.name + ENCODINGS.get(encoding, ""))

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
