"""Pieces of a build kept for the next one, each under a name that says all it depends on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import orjson

from layers.artifact.files import content_digest, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from layers.build.readings import Readings

T = TypeVar("T")


@dataclass
class Kept:
    """A folder of pieces.

    Parameters
    ----------
    folder
        Where they are; None keeps nothing.
    code
        Digest of what makes them (:func:`layers.build.inputs.code_digest`): other code, other pieces.
    names
        Those that had to be made.
    """

    folder: Path | None
    code: str
    used: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)

    @property
    def made(self) -> int:
        """How many pieces had to be made."""
        return len(self.names)

    def piece(self, key: bytes, make: Callable[[], bytes], name: str = "") -> bytes:
        """Return the piece of this key, made unless it is there; the key holds all that it is made of.

        ``name`` says which one was made, or failed.
        """
        if self.folder is None:
            return named(name, make)
        path = self._path(key)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            self.names.append(name)
            content = named(name, make)
            write_atomically(path, content)
            return content

    def found(self, name: str, readings: Readings) -> dict[str, Any] | None:
        """Return the record that was kept; None if there is none, or what it read has changed."""
        record = _record(self._path(name.encode())) if self.folder else None
        if record and record["read"] == readings.digests(record["read"]):
            made: dict[str, Any] = record["made"]
            return made
        return None

    def keep(
        self, name: str, readings: Readings, read: Iterable[str], made: dict[str, Any]
    ) -> dict[str, Any]:
        """Keep a record made of tables, with digests of what was read for it, and return it.

        What is read is noted while it is made (:meth:`Tables.noting`), not declared.
        """
        if self.folder:
            self.names.append(name)
            content = orjson.dumps({"read": readings.digests(read), "made": made})
            write_atomically(self._path(name.encode()), content)
        return made

    def size(self, name: str) -> int:
        """How large a record was that may have changed since, bytes; 0 where there is none."""
        path = self._path(name.encode()) if self.folder else None
        return path.stat().st_size if path and path.is_file() else 0

    def forget_unused(self) -> None:
        """Delete what this build did not ask for."""
        if self.folder and self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.name not in self.used:
                    path.unlink()

    def _path(self, key: bytes) -> Path:
        assert self.folder is not None
        name = content_digest(self.code.encode() + b"\0" + key)
        self.used.add(name)
        return self.folder / name


def _record(path: Path) -> dict[str, Any] | None:
    """A record as it was written; None if there is none, or none that can be read."""
    try:
        found: dict[str, Any] = orjson.loads(path.read_bytes())
    except (FileNotFoundError, orjson.JSONDecodeError):
        return None
    return found


def named(name: str, make: Callable[[], T]) -> T:
    """Make a piece; an error says which one failed."""
    try:
        return make()
    except Exception as error:
        error.add_note(f"in: {name}")
        raise
