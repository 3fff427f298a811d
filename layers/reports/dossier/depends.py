"""What a place's dossier is made of, as one digest: if nothing of it has changed, it is not made again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

import orjson

from geodata.facts.results import result_of
from geodata.places.zones import zones_sharing
from geodata.text import LANGS
from layers.schema.rows import works_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geodata.tables import Row, Tables
    from layers.reports.dossier.book import Book

#: Tables of which a dossier depends on single rows; of any other it depends as a whole. The statements are
#: read through the facts that are made of them.
BY_ROW: Final = ("facts", "statements")


class Dependence:
    """Digests of what the dossiers of a book are made of.

    Of the table of facts these are, for each place, the facts that its dossier tells or counts: its own,
    those of its groups, of the zones around it and of the places inside, the other sides of contradictions,
    what radio is announced, and every figure of the results that name it; each with when it holds. The
    joined columns, which are made of facts, are taken as they are. Every other table counts as a whole.
    """

    def __init__(self, book: Book, tables: Tables) -> None:
        self.book, self.tables = book, tables
        self.ledger = book.series[LANGS[0]].ledger
        self.results = book.activities[LANGS[0]].of_result
        self.works = set(works_of(tables)["id"])
        self.shared = _files(tables)
        self._facts: dict[str, bytes] = {}

    def digest(self, place: Row) -> bytes:
        """Digest all that the dossier of a place depends on, in both languages."""
        key, roll_up = place["id"], self.book.roll_up
        digest = hashlib.sha256(self.shared)
        digest.update(orjson.dumps([key, roll_up.peers(key), *roll_up.joined(key)], default=_plain))
        for part in self._told(key):
            digest.update(b"\0")
            for fact in part:
                digest.update(self._fact(fact))
        return digest.digest()

    def _told(self, place: str) -> Iterator[Iterable[str]]:
        """The facts that a dossier tells or counts, part by part."""
        book = self.book
        own = _keys(book.of_place, [place])
        together = _keys(book.of_group, book.groups_of.get(place, []))
        zones = zones_sharing(self.tables, place)
        zone_groups = [group for zone in zones for group in book.groups_of.get(zone, [])]
        named = dict.fromkeys((*own, *together))
        yield own
        yield together
        yield _keys(book.of_place, zones)
        yield _keys(book.of_group, zone_groups)
        yield [row["key"] for row in book.roll_up.inside.get(place, ())]
        yield [fact for fact, _ in book.radio.told(place)]
        conflicts = dict.fromkeys(clash for fact in named for clash in book.conflicts.get(fact, ()))
        yield [fact for clash in conflicts for fact in self.ledger.facts_of[clash]]
        results = dict.fromkeys(ref for fact in named if (ref := result_of(fact)))
        yield _keys(self.results, results)

    def _fact(self, key: str) -> bytes:
        if key not in self._facts:
            row, held = self.book.facts[key], self.ledger.validity[key]
            content = orjson.dumps([row, held, key in self.works], default=_plain)
            self._facts[key] = hashlib.sha256(content).digest()
        return self._facts[key]


def _keys(rows: dict[str, list[Row]], named: Iterable[str]) -> list[str]:
    return [row["id"] for name in named for row in rows.get(name, ())]


def _files(tables: Tables) -> bytes:
    """Digest every file of the data folder but the tables that are looked at row by row."""
    left = {tables.folder / tables.resource(name)["path"] for name in BY_ROW}
    digest = hashlib.sha256()
    for path in sorted(path for path in tables.folder.rglob("*") if path.is_file() and path not in left):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(tables.folder)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.digest()


def _plain(value: Any) -> Any:  # noqa: ANN401 - a cell of a table
    """What JSON has no word for: a missing integer is nothing, a number of NumPy is a number."""
    return value.item() if hasattr(value, "item") else None
