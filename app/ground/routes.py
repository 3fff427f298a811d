"""The ground by address: a PMTiles file by ranges, the pictures of an MBTiles file as tiles.

The file is the one that the setting names; an address only says which version of it, and which tile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from app.api import problem, reader_lang
from geodata.errors import NotFoundError
from geodata.text import Text

if TYPE_CHECKING:
    from app.ground.files import Ground

MOST: Final = 16 * 1024 * 1024  # bytes of one answer: it is handed over whole
YEAR: Final = 31_536_000  # seconds: an address changes with its file
DEEPEST: Final = 22
BY_RANGES = Text(
    "Ce fichier se lit par plages : demandez-en une de 16 Mio au plus (en-tête Range).",
    "This file is read by ranges: ask for one of at most 16 MiB (header Range).",
)


def make_ground(ground: Ground | None) -> Blueprint:
    """Return the routes of the ground; none where the server has none."""
    routes = Blueprint("ground", __name__)
    if ground is None:
        return routes
    if ground.kind == "vector":
        routes.add_url_rule("/ground/<version>.pmtiles", "file", lambda version: _file(ground, version))
    else:
        routes.add_url_rule(
            "/ground/<version>/<int:zoom>/<int:x>/<int:y>",
            "tile",
            lambda version, zoom, x, y: _tile(ground, version, zoom, x, y),
        )
    return routes


def _file(ground: Ground, version: str) -> Response:
    """A range of the file (206), or the whole of a small one."""
    _check(ground, version)
    size = ground.path.stat().st_size
    answer = _kept(Response(mimetype=ground.media_type, headers={"Accept-Ranges": "bytes"}))
    answer.set_etag(version)
    if request.if_none_match.contains(version):
        answer.status_code = 304
        return answer
    first, end = _asked(version, size) if request.method == "GET" else (0, size)
    if request.method == "HEAD":
        answer.content_length = size
        return answer
    if end - first > MOST:
        refusal = problem(400, BY_RANGES, reader_lang())
        refusal.headers["Accept-Ranges"] = "bytes"
        return refusal
    with ground.path.open("rb") as stream:
        stream.seek(first)
        answer.set_data(stream.read(end - first))
    if (first, end) != (0, size):
        answer.status_code = 206
        answer.content_range.set(first, end, size)
    return answer


def _asked(version: str, size: int) -> tuple[int, int]:
    """The bytes asked for, the first and the one after the last: all without a range of this version."""
    asked, known = request.range, request.if_range
    if asked is None or asked.units != "bytes" or ((known.etag or known.date) and known.etag != version):
        return 0, size
    found = asked.range_for_length(size)
    if found is None:
        raise RequestedRangeNotSatisfiable(size)
    first, end = found
    return first, size if end is None else end


def _tile(ground: Ground, version: str, zoom: int, x: int, y: int) -> Response:
    _check(ground, version)
    found = ground.tile(zoom, x, y) if zoom <= DEEPEST and max(x, y) < 1 << zoom else None
    if found is None:
        raise _nothing()
    return _kept(Response(found, mimetype=ground.media_type))


def _kept(answer: Response) -> Response:
    answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer


def _check(ground: Ground, version: str) -> None:
    if version != ground.version:
        raise _nothing()


def _nothing() -> NotFoundError:
    return NotFoundError(
        "Rien à cette adresse du fond de carte : rechargez la page.",
        "Nothing at this address of the ground: reload the page.",
    )
