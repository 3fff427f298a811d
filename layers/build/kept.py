"""Pieces of a build kept for the next one, each under a name that says all it depends on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import orjson

from layers.artifact.files import content_digest, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable
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
            return _named(name, make)
        path = self._path(key)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            self.names.append(name)
            content = _named(name, make)
            write_atomically(path, content)
            return content

    def record(self, name: str, readings: Readings, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Return a record made of tables, made again if any file that it read has changed since.

        What it reads is noted while it is made, not declared.
        """
        if self.folder is None:
            return _named(name, make)
        path = self._path(name.encode())
        if (found := _record(path)) and found["read"] == readings.digests(found["read"]):
            made: dict[str, Any] = found["made"]
            return made
        self.names.append(name)
        with readings.tables.noting() as read:
            made = _named(name, make)
        write_atomically(path, orjson.dumps({"read": readings.digests(read), "made": made}))
        return made

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


def _named(name: str, make: Callable[[], T]) -> T:
    """Make a piece; an error says which one failed."""
    try:
        return make()
    except Exception as error:
        error.add_note(f"in: {name}")
        raise
