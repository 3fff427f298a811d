"""What a file of tiles says of itself: PMTiles (version 3) and MBTiles, read when the application is made."""

from __future__ import annotations

import gzip
import html
import re
import sqlite3
import struct
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import orjson

from geodata.errors import InputError
from layers.artifact.files import content_digest

if TYPE_CHECKING:
    from pathlib import Path

#: Name of the ground in the address (``base=ground``).
GROUND: Final = "ground"
#: Fixed header of PMTiles 3: magic, version, eleven whole numbers, then the bytes that follow.
_HEADER: Final = struct.Struct("<7sB11Q6B")
_HEADER_BYTES: Final = 127
_VECTOR: Final = 1  # type of tile: Mapbox vector tile
_GZIP: Final = 2
_MOST_METADATA: Final = 4_000_000  # bytes
#: Pictures that an MBTiles file may hold, by the name that its metadata has for them.
PICTURES: Final = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}
OPENSTREETMAP: Final = "© OpenStreetMap (ODbL)"


@dataclass(frozen=True, slots=True)
class Ground:
    """A file of tiles.

    Parameters
    ----------
    path
        The file.
    kind
        ``vector``, PMTiles that the browser draws; ``raster``, MBTiles of pictures.
    version
        Changes with the file.
    max_zoom
        Deepest web-map zoom in the file.
    attribution
        Whom to credit, as text.
    media_type
        Of the file if it is handed out itself, else of its tiles.
    """

    path: Path
    kind: Literal["vector", "raster"]
    version: str
    max_zoom: int
    attribution: str
    media_type: str

    @property
    def url(self) -> str:
        """Address of the file, or of its tiles, relative to the page."""
        if self.kind == "vector":
            return f"ground/{self.version}.pmtiles"
        return f"ground/{self.version}/{{z}}/{{x}}/{{y}}"

    @property
    def basemap(self) -> dict[str, Any]:
        """The ground as a basemap on offer (``Settings.basemaps``)."""
        return {
            "kind": self.kind,
            "url": self.url,
            "attribution": self.attribution,
            "max_zoom": self.max_zoom,
        }

    def tile(self, zoom: int, x: int, y: int) -> bytes | None:
        """Read one picture of MBTiles, counted from the north; nothing where there is none."""
        row = (1 << zoom) - 1 - y  # MBTiles counts rows from the south
        with closing(_opened(self.path)) as file:
            found = file.execute(
                "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
                (zoom, x, row),
            ).fetchone()
        return found[0] if found else None


def read_ground(path: Path) -> Ground:
    """Read what a file of tiles says of itself.

    Raises
    ------
    InputError
        If there is no such file, or it is neither vector PMTiles nor MBTiles of pictures.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEADER_BYTES)
        told = path.stat()
    except OSError:
        raise InputError(
            f"ATLAS_GROUND : le fichier « {path} » ne se lit pas.",
            f"ATLAS_GROUND: the file “{path}” cannot be read.",
        ) from None
    version = content_digest(head + f"{told.st_size} {told.st_mtime_ns}".encode())
    if head.startswith(b"PMTiles"):
        return _read_pmtiles(path, head, version)
    if head.startswith(b"SQLite format 3\0"):
        return _read_mbtiles(path, version)
    raise _refusal(path)


def _refusal(path: Path) -> InputError:
    return InputError(
        f"ATLAS_GROUND : « {path.name} » n’est ni un PMTiles vectoriel (version 3) ni un MBTiles d’images ; "
        "voir docs/ground.md.",
        f"ATLAS_GROUND: “{path.name}” is neither vector PMTiles (version 3) nor MBTiles of pictures; "
        "see docs/ground.md.",
    )


def _read_pmtiles(path: Path, head: bytes, version: str) -> Ground:
    if len(head) < _HEADER_BYTES:
        raise _refusal(path)
    magic, edition, *numbers = _HEADER.unpack_from(head)
    del magic
    metadata_at, metadata_bytes = numbers[2:4]
    _, compression, _, tiles, _, deepest = numbers[11:]
    if edition != 3 or tiles != _VECTOR or metadata_bytes > _MOST_METADATA:
        raise _refusal(path)
    with path.open("rb") as stream:
        stream.seek(metadata_at)
        packed = stream.read(metadata_bytes)
    try:
        metadata = orjson.loads(gzip.decompress(packed) if compression == _GZIP else packed or b"{}")
    except (OSError, EOFError, orjson.JSONDecodeError):
        metadata = {}
    credit = _credit(metadata.get("attribution", "")) or OPENSTREETMAP
    return Ground(path, "vector", version, deepest, credit, "application/vnd.pmtiles")


def _read_mbtiles(path: Path, version: str) -> Ground:
    try:
        with closing(_opened(path)) as file:
            metadata = dict(file.execute("SELECT name, value FROM metadata").fetchall())
            deepest = file.execute("SELECT max(zoom_level) FROM tiles").fetchone()[0]
    except sqlite3.Error:
        raise _refusal(path) from None
    media_type = PICTURES.get(str(metadata.get("format", "")).lower())
    if media_type is None or deepest is None:
        raise _refusal(path)
    credit = _credit(str(metadata.get("attribution", ""))) or str(metadata.get("name", path.stem))
    return Ground(path, "raster", version, int(deepest), credit, media_type)


def _credit(text: str) -> str:
    """An attribution without its markup; OpenStreetMap's with the licence that it asks for.

    Examples
    --------
    >>> _credit('<a href="https://openstreetmap.org">&copy; OpenStreetMap</a>')
    '© OpenStreetMap (ODbL)'
    """
    plain = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())
    return f"{plain} (ODbL)" if "OpenStreetMap" in plain and "ODbL" not in plain else plain


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
