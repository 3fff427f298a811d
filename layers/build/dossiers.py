"""The places' dossiers and data as files; those of which nothing has changed are taken as they were."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import orjson

from geodata.text import LANGS
from layers.artifact.files import QUICK, remove_stale, write_compressed
from layers.reports.dossier.book import Book, entry_of
from layers.reports.dossier.data import place_csv
from layers.reports.dossier.depends import Dependence

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.tables import Row, Tables
    from layers.artifact.model import PlaceEntry
    from layers.build.kept import Kept


def write_dossiers(tables: Tables, folder: Path, pieces: Kept) -> list[PlaceEntry]:
    """Write each place's dossier and data in both languages; return what search and the page need to know.

    Parameters
    ----------
    tables
        The data folder.
    folder
        Where to: ``<id>.<lang>.json``, ``data/<id>.<lang>.json`` and ``.csv``.
    pieces
        The dossiers that earlier builds made.
    """
    book = Book(tables)
    depends = Dependence(book, tables)
    kept: set[str] = set()
    for place in tables.records("places"):
        digest = b"dossier " + depends.digest(place)
        content = pieces.piece(digest, partial(_write, book, place), f"dossier {place['id']}")
        for name, each in _parts(place["id"], content):
            write_compressed(folder / name, each, QUICK)  # no page opens these: it opens its panels
            kept.add(name)
    for part in (folder, folder / "data"):
        remove_stale(part, {path.name for path in map(folder.joinpath, kept) if path.parent == part})
    return [entry_of(place) for place in tables.records("places")]


def _write(book: Book, place: Row) -> bytes:
    """The files of a place, one after the other, their lengths before them."""
    dossier = book.both(place)
    parts = []
    for lang in LANGS:
        data = dossier["data"][lang]
        parts += [orjson.dumps(dossier[lang]), orjson.dumps(data), place_csv(data)]
    return b"\n".join((orjson.dumps([len(part) for part in parts]), b"".join(parts)))


def _parts(place: str, content: bytes) -> list[tuple[str, bytes]]:
    """Take apart what :func:`_write` has written: file names and contents."""
    head, _, body = content.partition(b"\n")
    forms = ("{}.{}.json", "data/{}.{}.json", "data/{}.{}.csv")
    names = [form.format(place, lang) for lang in LANGS for form in forms]
    found: list[tuple[str, bytes]] = []
    start = 0
    for name, length in zip(names, orjson.loads(head), strict=True):
        found.append((name, body[start : start + length]))
        start += length
    return found
