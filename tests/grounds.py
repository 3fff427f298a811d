"""Small files of tiles, made here: PMTiles in the schema of Protomaps' basemap, and MBTiles of pictures."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import struct
from contextlib import closing
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

EXTENT = 4096
DEEPEST = 5
CREDIT = '<a href="https://github.com/protomaps/basemaps">Protomaps</a> © <a href="https://openstreetmap.org">OpenStreetMap</a>'
NAMES = {"name": "Tin Zaouatène", "name:fr": "Ville d’essai", "name:en": "Test town", "kind": "locality"}


def _varint(number: int) -> bytes:
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*written, number])


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _packed(numbers: Iterable[int]) -> bytes:
    return b"".join(map(_varint, numbers))


def _zigzag(number: int) -> int:
    return number << 1 ^ number >> 31


def _layer(name: str, kind: int, commands: list[int], properties: dict[str, str]) -> bytes:
    """One layer of a Mapbox vector tile with one feature: kind 1 a point, 3 an area."""
    tags = [n for rank in range(len(properties)) for n in (rank, rank)]
    feature = _field(2, _packed(tags)) + _varint(3 << 3) + _varint(kind) + _field(4, _packed(commands))
    content = _varint(15 << 3) + _varint(2) + _field(1, name.encode()) + _field(2, feature)
    content += b"".join(_field(3, key.encode()) for key in properties)
    content += b"".join(_field(4, _field(1, value.encode())) for value in properties.values())
    return _field(3, content + _varint(5 << 3) + _varint(EXTENT))


def vector_tile() -> bytes:
    """Land over the whole of a tile, and a town in its middle with a name in each language."""
    corners = [(EXTENT, 0), (0, EXTENT), (-EXTENT, 0)]
    land = [9, 0, 0, 8 * len(corners) + 2, *(_zigzag(n) for corner in corners for n in corner), 15]
    middle = [9, _zigzag(EXTENT // 2), _zigzag(EXTENT // 2)]
    return _layer("earth", 3, land, {"kind": "earth"}) + _layer("places", 1, middle, NAMES)


def write_pmtiles(path: Path, *, kind: int = 1) -> None:
    """Write PMTiles of which every tile down to zoom 5 is the same; ``kind`` is the type that it claims."""
    tile = gzip.compress(vector_tile(), mtime=0)
    count = sum(4**zoom for zoom in range(DEEPEST + 1))
    directory = gzip.compress(_packed([1, 0, count, len(tile), 1]), mtime=0)
    metadata = gzip.compress(json.dumps({"attribution": CREDIT}).encode(), mtime=0)
    at = 127 + len(directory)
    data = at + len(metadata)
    numbers = [127, len(directory), at, len(metadata), data, 0, data, len(tile), count, 1, 1]
    bounds, middle = (-130_000_000, 100_000_000, 50_000_000, 250_000_000), (5, -40_000_000, 170_000_000)
    said = 1, 2, 2, kind, 0, DEEPEST
    head = struct.pack("<7sB11Q6B4iB2i", b"PMTiles", 3, *numbers, *said, *bounds, *middle)
    path.write_bytes(head + directory + metadata + tile)


def write_mbtiles(path: Path, form: str = "png") -> None:
    """Write MBTiles of pictures down to zoom 5; each tile has a grey of its own place."""
    with closing(sqlite3.connect(path)) as file:
        file.executescript(
            "CREATE TABLE metadata (name text, value text);"
            "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);"
        )
        told = {"name": "Test pictures", "format": form, "attribution": "Own survey"}
        file.executemany("INSERT INTO metadata VALUES (?, ?)", told.items())
        for zoom in range(DEEPEST + 1):
            for x in range(1 << zoom):
                rows = [(zoom, x, row, picture(zoom, x, (1 << zoom) - 1 - row)) for row in range(1 << zoom)]
                file.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
        file.commit()


def picture(zoom: int, x: int, y: int) -> bytes:
    """A tile of one colour, told by its place."""
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), (8 * x, 8 * y, 40 * zoom)).save(stream, "PNG")
    return stream.getvalue()
