"""Tiles of readers' layers that have too many rows to be sent, and the rows where a reader clicks."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import orjson
from flask import Blueprint, Response, request

from app.api import asked_lang, problem, reader_lang
from app.http.drawers import BusyError
from app.http.prepared import Prepared
from geodata.errors import InputError, NotFoundError
from layers.artifact.files import content_digest
from layers.artifact.tiled.told import DEEPEST, POINTS, ROWS, SHAPES, TOLD, Told, read_told

if TYPE_CHECKING:
    from app.collection import Collection
    from geodata.own.keeping.store import Store
    from layers.artifact.tiled.read import Tiled

#: Set by who asks first what is at hand (:class:`app.serving.beside.Beside`): what is not is answered 202.
AT_HAND: Final = "atlas.at_hand"
FOLDER: Final = "own-tiles"
SCALES: Final = ("1", "2")
#: A tile of one clear pixel.
EMPTY: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080300000028cb34"
    "bb00000003504c5445000000a77a3dda0000000174524e530040e6d866000000"
    "0a49444154789c636000000002000148afa4710000000049454e44ae426082"
)


def make_own_tiles(collection: Collection) -> Blueprint:
    """Return the routes of tiles; whoever has a layer's identifier may read."""
    tiles = Blueprint("own_tiles", __name__)
    prepared = Prepared(collection.static.parent / FOLDER)

    @tiles.get("/own/tiles/<name>/<int:zoom>/<int:x>/<int:y>.png")
    def tile(name: str, zoom: int, x: int, y: int) -> Response:
        store, told = _told(collection, name)
        scale = request.args.get("scale", "1")
        if scale not in SCALES or zoom > DEEPEST or max(x, y) >= 2**zoom:
            raise _nothing()
        if told.is_empty(zoom, x, y):
            return _picture(EMPTY)
        key = f"{content_digest(f'{name}/{told.version}/{zoom}/{x}/{y}/{scale}'.encode())}.png"
        if request.environ.get(AT_HAND):
            found = prepared.kept(key)
            return Response(status=202) if found is None else _picture(found)
        try:
            return _picture(prepared.read(key, lambda: _drawn(store, name, told, zoom, x, y, int(scale))))
        except BusyError as busy:
            refusal = problem(503, busy.text, reader_lang())
            refusal.headers["Retry-After"] = "1"
            return refusal

    @tiles.get("/own/tiles/<name>/rows.json")
    def rows(name: str) -> Response:
        store, told = _told(collection, name)
        if request.environ.get(AT_HAND):
            return Response(status=202)
        lon, lat, zoom = (
            _number(key, most) for key, most in (("lon", 180), ("lat", 90), ("zoom", DEEPEST + 1))
        )
        answer = Response(_rows(store, name, told, lon, lat, zoom), mimetype="application/json")
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    return tiles


def _told(collection: Collection, name: str) -> tuple[Store, Told]:
    if collection.own is None:
        raise _nothing()
    store = collection.own.store
    kept = store.get(name)
    return store, _read_told(store, name, kept.bytes, kept.ends)


@lru_cache(maxsize=64)
def _read_told(store: Store, name: str, _size: int, _ends: float) -> Told:
    """What is told of a layer as it now is: size and end change whenever it is drawn anew."""
    return read_told(store.read(name, TOLD))


def _drawn(store: Store, name: str, told: Told, *tile: int) -> bytes:
    from layers.export.tiles import draw_tile  # noqa: PLC0415 - numpy, shapely and Pillow, where tiles are drawn

    zoom, x, y, scale = tile
    return draw_tile(_tiled(store, name, told.version), zoom, x, y, scale)


@lru_cache(maxsize=4)
def _tiled(store: Store, name: str, _version: str) -> Tiled:
    from layers.artifact.tiled.read import read_tiled  # noqa: PLC0415 - as above

    try:
        shapes = store.read(name, SHAPES)
    except NotFoundError:
        shapes = None
    return read_tiled(read_told(store.read(name, TOLD)), store.read(name, POINTS), shapes)


def _rows(store: Store, name: str, told: Told, lon: float, lat: float, zoom: float) -> bytes:  # noqa: PLR0913
    from layers.artifact.tiled.read import FIRST, rows_of  # noqa: PLC0415 - as above

    found = _tiled(store, name, told.version).at(lon, lat, zoom)
    lang = asked_lang(request.args)
    with store.opened(name, ROWS.format(lang=lang)) as stream:
        features: list[dict[str, Any]] = rows_of(stream, found[:FIRST].tolist())
    return orjson.dumps({"count": len(found), "features": features})


def _number(name: str, most: float) -> float:
    try:
        value = float(request.args.get(name, ""))
    except ValueError:
        value = math.nan
    if not abs(value) <= most:
        raise InputError(
            f"« {name} » : un nombre de {-most} à {most} est attendu.",
            f"“{name}”: a number from {-most} to {most} is expected.",
        )
    return value


def _picture(content: bytes) -> Response:
    """A tile: its address names the version, so the reader's own browser may keep it, and nobody else."""
    answer = Response(content, mimetype="image/png")
    answer.headers["Cache-Control"] = "private, max-age=3600"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _nothing() -> NotFoundError:
    return NotFoundError("Aucune tuile à cette adresse.", "No tile at this address.")
