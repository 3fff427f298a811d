"""What a build is made of: digests of the sources, of the data and of the environment."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT: Final = Path(__file__).resolve().parent.parent.parent
DATA: Final = ROOT / "data"
#: Where a build says what it was made of; taken away before anything of it changes.
STAMP: Final = ".made-of"
#: Settings that say where and how a build is served, and change nothing in it.
SERVING: Final = frozenset(
    {"ATLAS_BUILD", "ATLAS_HOSTS", "ATLAS_PROXIES", "ATLAS_COMPUTING", "ATLAS_SECONDS"}
)
#: How settings of access begin that change nothing either: who asks, and what is secret.
OF_ACCESS: Final = (
    *("ATLAS_SIGN_IN", "ATLAS_ANONYMOUS", "ATLAS_ACCESS", "ATLAS_SECRET", "ATLAS_SESSION", "ATLAS_HEADER"),
    *("ATLAS_OIDC", "ATLAS_ROLES"),
)
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
        if name.startswith("ATLAS_") and name not in SERVING and not name.startswith(OF_ACCESS):
            file = Path(value)
            stamp = f"{file.stat().st_size} {file.stat().st_mtime_ns}" if file.is_file() else ""
            digest.update(f"{name}={value} {stamp}\0".encode())
    return digest.hexdigest()


def made_of(data: Path) -> str:
    """Digest all that a build is made of: the code and a data folder."""
    return f"{code_digest()} {files_digest([data])}"
