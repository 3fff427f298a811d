"""Map tiles by address, for GIS that read nothing else: ``/tiles/LAYERS/Z/X/Y.png`` and ``/tiles/wmts.xml``.

Tiles are drawn by squares, where sheets are drawn, and kept below the build under a name that says all that
they depend on. What is asked beside the layers are the fields of a view: ``lang``, ``date``, ``filter``, ….
"""

from __future__ import annotations

import io
import math
import struct
import zipfile
import zlib
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlencode

import orjson
from flask import Blueprint, Response, request

from app.addresses import base_url
from app.api import asked_lang, problem, reader_lang
from app.http.drawers import BusyError
from app.http.prepared import Prepared
from app.page.templating import render
from geodata.errors import InputError, NotFoundError
from geodata.text import Text
from layers.artifact.files import content_digest
from layers.export.gis.request import choose
from layers.export.sheet.request.query import SheetRequest
from layers.view.fields import ZOOMS
from layers.view.state import from_query

if TYPE_CHECKING:
    from app.collection import Collection
    from app.http.drawers import Drawers
    from layers.view.state import ViewState

Tile = tuple[int, int, int]  #: zoom, column, row
FOLDER: Final = "tiles"
KEPT_BYTES: Final = 120_000_000
TILE, SIDE = 256, 4  #: pixels of a tile; tiles of a side that are drawn together
#: In place of layers: those that the query names, as the page's own address does.
VIEW: Final = "view"
TITLE: Final = Text("Atlas de la Mission : tuiles", "Mission Atlas: tiles")
WMTS_SCALE: Final = 559_082_264.0287178  # denominator at zoom 0 of Web Mercator (OGC 07-057r7, annex E.4)


def make_tiles(collection: Collection, drawers: Drawers) -> Blueprint:
    """Return the routes of the tiles of one build."""
    tiles = Blueprint("tiles", __name__)
    kept = Tiles(collection, drawers, Prepared(collection.folder / FOLDER, KEPT_BYTES))

    @tiles.get("/tiles/<layers>/<int:z>/<int:x>/<int:y>.png", defaults={"ratio": 1})
    @tiles.get("/tiles/<layers>/<int:z>/<int:x>/<int:y>@2x.png", defaults={"ratio": 2})
    def tile(layers: str, z: int, x: int, y: int, ratio: int) -> Response:
        try:
            return kept.answer(layers, (z, x, y), ratio)
        except BusyError as busy:
            refusal = problem(503, busy.text, reader_lang())
            refusal.headers["Retry-After"] = "1"
            return refusal

    @tiles.get("/tiles/wmts.xml")
    def capabilities() -> Response:
        return _capabilities(collection)

    return tiles


class Tiles:
    """The tiles of one build, kept as the squares that they were drawn in."""

    def __init__(self, collection: Collection, drawers: Drawers, kept: Prepared) -> None:
        self.collection, self.drawers, self.kept = collection, drawers, kept
        self.build = collection.digest

    def answer(self, layers: str, tile: Tile, ratio: int) -> Response:
        """Answer one tile."""
        _check(*tile)
        answer = Response(mimetype="image/png")
        answer.headers["Access-Control-Allow-Origin"] = "*"
        collection = self.collection.with_own(f"layers={layers}&{request.query_string.decode()}")
        view = _view(collection, layers)
        query = SheetRequest(view, grid="none", profile=collection.audience).to_query()
        if collection is not self.collection:  # readers' layers come and go: nothing of them is kept
            content = self.drawers.square(query, view.lang, (*tile, 1, ratio))
            answer.set_data(_one(content, tile, ratio))
            answer.headers["Cache-Control"] = "private, no-store"
            return answer
        zoom, column, row = tile
        square = (zoom, column - column % SIDE, row - row % SIDE, SIDE, ratio)
        key = content_digest(orjson.dumps([self.build, query, square]))
        answer.headers["Cache-Control"] = "public, max-age=300"
        answer.set_etag(f"{key}-{column}-{row}")
        if not request.if_none_match.contains(f"{key}-{column}-{row}") and _may_show(collection, view, tile):
            squares = self.kept.read(f"{key}.zip", lambda: self.drawers.square(query, view.lang, square))
            answer.set_data(_one(squares, tile, ratio))
        else:
            answer.set_data(_empty(TILE * ratio))
        return cast("Response", answer.make_conditional(request))


def _check(zoom: int, column: int, row: int) -> None:
    low, high = ZOOMS
    if not low <= zoom <= high or max(column, row) >= 2**zoom:
        raise NotFoundError(
            f"Pas de tuile {zoom}/{column}/{row} : zooms {low} à {high}, colonnes et rangées sous 2^zoom.",
            f"No tile {zoom}/{column}/{row}: zooms {low} to {high}, columns and rows below 2^zoom.",
        )


def _view(collection: Collection, layers: str) -> ViewState:
    """The view that an address asks for, of what a tile shows; without ground unless it names a basemap.

    Raises
    ------
    InputError, NotFoundError
        If a value cannot be used, or there is no such layer.
    """
    given = request.args.to_dict()
    lang = asked_lang(given)
    if layers != VIEW:
        given["layers"] = ",".join(choose(collection.index, layers))
    view, problems = from_query(urlencode(given), collection.rules, lang)
    if problems:
        raise InputError(problems[0].fr, problems[0].en)
    base = "blank" if given.get("base", "blank") == "blank" else "atlas"
    shown = {
        "selection": "",
        "beside": "",
        "table": "",
        "compare": "",
        "how": "",
        "other": "",
        "measured": "",
        "drawing": "",
        "embed": False,
    }
    return replace(view, base=base, camera=None, **cast("dict[str, Any]", shown))


def _may_show(collection: Collection, view: ViewState, tile: Tile) -> bool:
    """Whether a tile, or one beside it, has anything of the layers: the sea far off is not drawn."""
    if view.base != "blank" or view.arguments:
        return True
    west, south, east, north = _bounds(*tile)
    reach = east - west
    extents = [bounds for layer in view.layers if (bounds := collection.layer(layer)["bounds"])]
    return any(
        w - reach <= east and e + reach >= west and s - reach <= north and n + reach >= south
        for w, s, e, n in extents
    )


def _bounds(zoom: int, column: int, row: int) -> tuple[float, float, float, float]:
    """West, south, east, north of a tile (degrees, WGS 84)."""
    west, east = (360 * each / 2**zoom - 180 for each in (column, column + 1))
    angles = (math.pi * (1 - 2 * each / 2**zoom) for each in (row + 1, row))
    south, north = (math.degrees(math.atan(math.sinh(angle))) for angle in angles)
    return west, south, east, north


def _one(square: bytes, tile: Tile, ratio: int) -> bytes:
    """One tile of a square, which leaves out those on which nothing is drawn."""
    name = f"{tile[1]}-{tile[2]}.png"
    with zipfile.ZipFile(io.BytesIO(square)) as tiles:
        return tiles.read(name) if name in tiles.namelist() else _empty(TILE * ratio)


@cache
def _empty(size: int) -> bytes:
    """A transparent picture (PNG, grey with opacity, 1 pixel a byte of each)."""
    head = struct.pack(">IIBBBBB", size, size, 8, 4, 0, 0, 0)
    rows = zlib.compress(bytes(size * (2 * size + 1)), 9)
    parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    chunks = (struct.pack(">I", len(b)) + n + b + struct.pack(">I", zlib.crc32(n + b)) for n, b in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _capabilities(collection: Collection) -> Response:
    """What a WMTS client reads first: every layer, and how the tiles of each are asked for."""
    lang = asked_lang(request.args)
    low, high = ZOOMS
    levels = [(zoom, WMTS_SCALE / 2**zoom, 2**zoom) for zoom in range(low, high + 1)]
    said: dict[str, Any] = {"base": base_url(), "layers": collection.layers, "levels": levels}
    page = render("wmts.xml", lang, title=TITLE.get(lang), **said)
    answer = Response(page, mimetype="application/xml")
    answer.headers["Content-Language"] = lang
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer
