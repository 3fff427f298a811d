"""What a build is made of: digests of the sources, of the environment and of each table that was read."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.tables import Tables

ROOT: Final = Path(__file__).resolve().parent.parent.parent
DATA: Final = ROOT / "data"
#: Every table's schema is there.
DESCRIPTION: Final = "datapackage.json"
#: Where a build says what it was made of; taken away before anything of it changes.
STAMP: Final = ".made-of"
#: The packages that make layers and the reports read beside them.
LAYERS: Final = ("geodata", "layers")
#: With them, those that make the page's own files.
ALL: Final = (*LAYERS, "app")


def files_digest(folders: Iterable[Path]) -> str:
    """Digest names and contents of every file below some folders; what Python compiled is left out."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=8)
def code_digest(packages: tuple[str, ...] = ALL, *more: Path) -> str:
    """Digest what makes files of tables: packages' sources, further folders, Python, libraries, settings.

    Parameters
    ----------
    packages
        Names of packages of the project.
    more
        Folders of further modules, such as a catalogue of one's own.
    """
    digest = hashlib.sha256(sys.version.encode())
    digest.update(files_digest([*(ROOT / name for name in packages), *more]).encode())
    lock = ROOT / "requirements.lock"
    digest.update(lock.read_bytes() if lock.is_file() else b"")
    for name, value in sorted(os.environ.items()):
        if name.startswith("ATLAS_") and name != "ATLAS_BUILD":
            file = Path(value)
            stamp = f"{file.stat().st_size} {file.stat().st_mtime_ns}" if file.is_file() else ""
            digest.update(f"{name}={value} {stamp}\0".encode())
    return digest.hexdigest()


def made_of(data: Path) -> str:
    """Digest all that a build is made of: the code and a data folder."""
    return f"{code_digest()} {files_digest([data])}"


class Readings:
    """Digests of what is read of one data folder, each worked out once (:meth:`Tables.noting` names them)."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._known: dict[str, str] = {}

    def digest(self, name: str) -> str:
        """Return the digest of one reading; a table's covers its schema, a missing file has one too."""
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """Return the digests of several readings by name."""
        return {name: self.digest(name) for name in sorted(names)}

    def _read(self, name: str) -> str:
        folder, digest = self.tables.folder, hashlib.sha256()
        for part in dict.fromkeys((DESCRIPTION, name) if not name.startswith("shapes/") else (name,)):
            path = folder / part
            digest.update(path.read_bytes() if path.is_file() else b"missing")
        return digest.hexdigest()
