"""What administrators see: what is being computed, what is stored, what readers have added."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.build import CACHE
from app.serving.keeper import SOCKET
from geodata.own.keeping.store import Store
from layers.words import typeset

if TYPE_CHECKING:
    from app.access.sessions import Sessions
    from app.settings import Settings
    from geodata.text import Lang

#: Readers' tables that the page lists.
LISTED: Final = 200
_UNITS: Final = {"fr": ("o", "ko", "Mo", "Go"), "en": ("B", "kB", "MB", "GB")}


@dataclass(frozen=True, slots=True)
class Upload:
    """One table of a reader, as the page shows it; ``ends`` is a day, ISO 8601."""

    id: str
    title: str
    file: str
    is_layer: bool
    size: str
    ends: str


def store_of(settings: Settings) -> Store | None:
    """Return the readers' tables, if there may be any."""
    return Store(settings.own, settings.own_catalogue, settings.own_days) if settings.own else None


def queue(settings: Settings, sessions: Sessions) -> list[tuple[str, str]]:
    """What is being computed."""
    return [
        ("running", str(running())),
        ("processes", str(settings.computing)),
        ("seconds", str(settings.seconds)),
        ("sessions", str(sessions.count())),
    ]


def running() -> int:
    """How many computations run now, over all processes: as many as there are turns taken."""
    address = os.environ.get(SOCKET, "")
    folder = Path(address).parent / "shares"
    return sum(_is_held(path) for path in folder.iterdir()) if address and folder.is_dir() else 0


def _is_held(path: Path) -> bool:
    """Whether some process has a turn (:mod:`app.serving.shares`)."""
    try:
        held = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(held)
    return False


def storage(settings: Settings, lang: Lang) -> list[tuple[str, str]]:
    """What is stored, and what room there is."""
    store = store_of(settings)
    own = sum(kept.bytes for kept in store.everything()) if store else 0
    free = shutil.disk_usage(settings.build if settings.build.is_dir() else Path.cwd()).free
    cache = _bytes(settings.build / CACHE)
    return [
        ("builds", size(_bytes(settings.build) - cache, lang)),
        ("cache", size(cache, lang)),
        ("own", size(own, lang)),
        ("free", size(free, lang)),
    ]


def uploads(settings: Settings, lang: Lang) -> tuple[list[Upload], int]:
    """The latest tables of readers, and how many there are."""
    store = store_of(settings)
    kept = store.everything() if store else []
    return [
        Upload(each.id, each.title, each.file, each.is_layer, size(each.bytes, lang), _day(each.ends))
        for each in kept[:LISTED]
    ], len(kept)


def size(count: float, lang: Lang) -> str:
    """Write a size.

    Examples
    --------
    >>> size(1_234_567, "en"), size(12, "en")
    ('1.2 MB', '12 B')
    """
    rank = 0
    while count >= 1000 and rank < 3:
        count, rank = count / 1000, rank + 1
    written = f"{count:.1f}" if rank else f"{count:.0f}"
    unit = _UNITS[lang][rank]
    return typeset(f"{written.replace('.', ',') if lang == 'fr' else written} {unit}", lang)


def _day(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()


def _bytes(folder: Path) -> int:
    """Bytes of the files below a folder."""
    return sum(
        (Path(parent) / name).lstat().st_size for parent, _, names in os.walk(folder) for name in names
    )
