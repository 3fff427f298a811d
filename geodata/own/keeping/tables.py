"""A reader's table as files of the store: read in a process beside, and taken from there again."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import orjson
import pandas as pd

from geodata.errors import InputError
from geodata.own.join import read_knowing
from geodata.own.reading.model import Reading
from geodata.own.reading.remote import read_address
from geodata.tables import DATA_FOLDER
from geodata.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.own.keeping.store import Store
    from geodata.own.limits import Limits

FRAME, READING, CORRECTIONS, UPLOAD = "source.parquet", "reading.json", "corrections.csv", "upload.bin"


@dataclass(frozen=True, slots=True)
class Received:
    """What is to be kept of a file: its files, its name, and a digest of its headings."""

    files: dict[str, bytes] = field(repr=False)
    name: str
    shape: str


def read_to_keep(
    data: bytes, name: str, limits: Limits, *, sheet: str = "", folder: Path = DATA_FOLDER
) -> Received:
    """Read a file and return what is to be kept: for :func:`geodata.own.reading.apart.read_apart`.

    The frame leaves that process packed: the one that asked never holds it whole.
    """
    reading = read_knowing(data, name, limits, sheet=sheet, folder=folder)
    return _packed(reading, data if len(reading.sheets) > 1 else b"")


def fetch_to_keep(data: bytes, name: str, limits: Limits, *, allowed: tuple[str, ...]) -> Received:
    """Read a layer by its address (``data``), and return what is to be kept."""
    return _packed(read_address(data.decode(), limits, allowed, name=name), b"")


def _packed(reading: Reading, upload: bytes) -> Received:
    if not len(reading.frame):
        raise InputError(f"« {reading.name} » n’a aucune ligne.", f"“{reading.name}” has no row.")
    stream = io.BytesIO()
    reading.frame.to_parquet(stream, index=False)
    told = {
        "name": reading.name,
        "form": reading.form,
        "lines": reading.lines,
        "tags": reading.tags,
        "notes": [[note.fr, note.en] for note in reading.notes],
        "sheets": reading.sheets,
        "sheet": reading.sheet,
    }
    files = {FRAME: stream.getvalue(), READING: orjson.dumps(told)}
    headings = "\n".join(sorted(map(str, reading.frame.columns)))
    shape = hashlib.sha256(headings.encode("utf-8", "replace")).hexdigest()
    return Received(files | ({UPLOAD: upload} if upload else {}), reading.name, shape)


def kept_reading(store: Store, name: str) -> Reading:
    """Return a table as it was read."""
    told: dict[str, Any] = orjson.loads(store.read(name, READING))
    content = io.BytesIO(store.read(name, FRAME))
    is_layer = b'"geo"' in content.getvalue()[-200_000:]
    frame = gpd.read_parquet(content) if is_layer else pd.read_parquet(content)
    notes = tuple(Text(fr, en) for fr, en in told["notes"])
    sheets = tuple(told.get("sheets", ()))
    return Reading(
        *(told["name"], told["form"], frame, tuple(told["lines"]), told["tags"], notes, sheets),
        sheet=told.get("sheet", ""),
    )
