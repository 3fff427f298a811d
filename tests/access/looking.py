"""Finds texts and positions in whatever the atlas answers: in archives, workbooks, databases, drawings."""

from __future__ import annotations

import gzip
import io
import sqlite3
import struct
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import pyarrow.parquet as pq
import pypdfium2
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from werkzeug.test import TestResponse

#: How a content begins that holds others.
ZIP, SQLITE, PARQUET, PDF = b"PK\x03\x04", b"SQLite format 3\0", b"PAR1", b"%PDF"
PACKED = (ZIP, SQLITE, PARQUET, PDF)


def body_of(answer: TestResponse) -> bytes:
    """An answer's body, without its encoding."""
    unpackers = {"br": brotli.decompress, "gzip": gzip.decompress}
    unpack = unpackers.get(answer.headers.get("Content-Encoding", ""), bytes)
    return bytes(unpack(answer.get_data()))


def opened(content: bytes) -> Iterator[bytes]:
    """Everything that a content holds, itself first."""
    yield content
    if content[:4] == ZIP:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from opened(archive.read(name))
    elif content[:16] == SQLITE:
        yield from _rows(content)
    elif content[:4] == PARQUET:
        table = pq.read_table(io.BytesIO(content))
        yield str(table.schema.metadata).encode()
        for column in table.columns:
            yield from (b"\n".join(_plain(value) for value in column.to_pylist()),)
    elif content[:4] == PDF:
        yield from _drawn(content)


def _rows(content: bytes) -> Iterator[bytes]:
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:
        Path(file.name).write_bytes(content)
        database = sqlite3.connect(file.name)
        names = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        for name in (name for name in names if not name.startswith("rtree_")):
            plain = []
            for row in database.execute(f'select * from "{name}"'):  # noqa: S608 - a name of its own
                for value in row:
                    if isinstance(value, bytes) and value.startswith(PACKED):
                        yield from opened(value)
                    else:
                        plain.append(_plain(value))
            yield b"\n".join(plain)
        database.close()


def _drawn(content: bytes) -> Iterator[bytes]:
    reader = PdfReader(io.BytesIO(content))
    yield str(reader.metadata).encode()
    for page in reader.pages:
        yield page.get_contents().get_data() if page.get_contents() else b""
    document = pypdfium2.PdfDocument(content)
    for page in document:
        yield page.get_textpage().get_text_range().encode()


def _plain(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def found(content: bytes, canaries: Mapping[str, str], position: tuple[float, float]) -> set[str]:
    """Which canaries a content holds, by their names; a position also as two doubles side by side."""
    doubles = struct.pack("<dd", *position)
    seen = set()
    for part in opened(content):
        seen |= {name for name, text in canaries.items() if text.encode() in part}
        if doubles in part:
            seen.add("longitude")
    return seen
