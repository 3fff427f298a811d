"""Tiles of readers' layers that have too many rows to be sent, and the rows where a reader clicks."""

from __future__ import annotations

import datetime as dt
import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import orjson
from flask import Blueprint, Response, request

from app.api import asked_lang, problem, reader_lang
from app.http.downloads import SELECTING
from app.http.drawers import BusyError
from app.http.prepared import Prepared
from geodata.errors import InputError, NotFoundError
from geodata.text import LANGS
from layers.artifact.files import content_digest
from layers.artifact.model import read_artifact
from layers.artifact.own import shown_tiled, whole_tiled
from layers.artifact.tiled.look import Look, look_of
from layers.artifact.tiled.told import DEEPEST, ROWS, TOLD, Told, read_told
from layers.view.filter import Filter, read_filter

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.collection import Collection
    from geodata.own.keeping.store import Store
    from layers.artifact.model import Meta
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
        look = _look(store, name, told)
        key = f"{content_digest(f'{name}/{told.version}/{zoom}/{x}/{y}/{scale}/{look}'.encode())}.png"
        if request.environ.get(AT_HAND):
            found = prepared.kept(key)
            return Response(status=202) if found is None else _picture(found)
        try:
            return _picture(
                prepared.read(key, lambda: _drawn(store, name, told, look, (zoom, x, y), int(scale)))
            )
        except BusyError as busy:
            refusal = problem(503, busy.text, reader_lang())
            refusal.headers["Retry-After"] = "1"
            return refusal

    @tiles.get("/own/tiles/<name>/rows.json")
    def rows(name: str) -> Response:
        store, told = _told(collection, name)
        return _computed(lambda: _rows(store, name, told))

    @tiles.get("/own/tiles/<name>/count.json")
    def count(name: str) -> Response:
        store, told = _told(collection, name)
        return _computed(lambda: _count(store, name, told))

    return tiles


def _kept_or(prepared: Prepared, key: str, draw: Callable[[], bytes]) -> Response:
    """A picture as it is kept, or drawn now where that may be done here."""
    if request.environ.get(AT_HAND):
        found = prepared.kept(key)
        return Response(status=202) if found is None else _picture(found)
    try:
        return _picture(prepared.read(key, draw))
    except BusyError as busy:
        refusal = problem(503, busy.text, reader_lang())
        refusal.headers["Retry-After"] = "1"
        return refusal


def _computed(tell: Callable[[], bytes]) -> Response:
    """What is told of the rows, by a process that computes."""
    if request.environ.get(AT_HAND):
        return Response(status=202)
    answer = Response(tell(), mimetype="application/json")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _count(store: Store, name: str, told: Told) -> bytes:
    return orjson.dumps({"count": len(_seen(store, name, told.version, _look(store, name, told)))})


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


def _look(store: Store, name: str, told: Told) -> Look:
    """What the request asks to see of a layer.

    Raises
    ------
    InputError
        If its date is none, or its filter not of the form that a view may have.
    """
    day, text, colour = (request.args.get(key, "") for key in ("date", "filter", "colour"))
    if not (day or text or colour):
        return Look()
    wanted = read_filter(text) if text else Filter()
    if wanted is None:
        raise InputError(
            "« filter » : des comparaisons de colonnes jointes par AND sont attendues.",
            "“filter”: comparisons of columns joined by AND are expected.",
        )
    if day:
        try:
            dt.date.fromisoformat(day)
        except ValueError:
            raise InputError("« date » : AAAA-MM-JJ attendu.", "“date”: YYYY-MM-DD is expected.") from None
    return look_of(_meta(store, name, told.version), day, wanted, colour)


@lru_cache(maxsize=16)
def _meta(store: Store, name: str, _version: str) -> Meta:
    return read_artifact(store.read(name, f"layer.{LANGS[0]}.geojson")).meta


def _drawn(  # noqa: PLR0913 - a layer, what is seen of it, and a tile
    store: Store, name: str, told: Told, look: Look, tile: tuple[int, int, int], scale: int
) -> bytes:
    from layers.export.tiles import draw_tile  # noqa: PLC0415 - numpy, shapely and Pillow, where tiles are drawn

    return draw_tile(_seen(store, name, told.version, look), *tile, scale)


@lru_cache(maxsize=3)
def _seen(store: Store, name: str, version: str, look: Look) -> Tiled:
    return shown_tiled(store, name, _tiled(store, name, version), _meta(store, name, version), look)


@lru_cache(maxsize=2)
def _tiled(store: Store, name: str, _version: str) -> Tiled:
    return whole_tiled(store, name)


def _rows(store: Store, name: str, told: Told) -> bytes:
    """How many rows lie where the request says, at a place or inside a shape, and the first hundred."""
    from layers.artifact.tiled.read import FIRST, rows_of  # noqa: PLC0415 - as above

    tiled = _seen(store, name, told.version, _look(store, name, told))
    found = _found(tiled)
    first = found[:FIRST]
    with store.opened(name, ROWS) as stream:
        features: list[dict[str, Any]] = rows_of(stream, tiled.number(first), asked_lang(request.args))
    for feature, mark in zip(features, tiled.mark_of(first), strict=True):
        feature["properties"]["mark"] = mark
    return orjson.dumps({"count": len(found), "features": features})


def _found(tiled: Tiled) -> Any:  # noqa: ANN401 - an array of numpy, which a web process does not load
    from layers.export.gis.selection import read_selection  # noqa: PLC0415 - as above

    if selection := read_selection({key: request.args.get(key, "") for key in SELECTING}):
        return tiled.inside(selection.area, selection.centre, selection.metres)
    wanted = ("lon", 180), ("lat", 90), ("zoom", DEEPEST + 1)
    return tiled.at(*(_number(key, most) for key, most in wanted))


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
