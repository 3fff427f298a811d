"""``/readyz``: whether the build is whole, something computes, and there is room on the disks."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import orjson
from flask import Blueprint, Response

if TYPE_CHECKING:
    from app.collection import Collection
    from app.settings import Settings

#: Room that readers' tables and files made on demand need at least, bytes.
ROOM: Final = 200_000_000
ALIVE: Final = "alive"  #: folder beside the socket: a locked file for each process that computes


def say_alive(address: str) -> int:
    """Lock a file for as long as this process lives, however it ends; return its descriptor."""
    folder = Path(address).with_name(ALIVE)
    folder.mkdir(exist_ok=True)
    held = os.open(folder / str(os.getpid()), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return held


def living(address: str) -> int:
    """Count the processes that compute; files of those that ended are taken away."""
    folder, count = Path(address).with_name(ALIVE), 0
    for path in folder.iterdir() if folder.is_dir() else ():
        try:
            with path.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                path.unlink(missing_ok=True)
        except BlockingIOError:
            count += 1
        except OSError:
            continue
    return count


def make_ready(collection: Collection, settings: Settings, address: str | None) -> Blueprint:
    """Return the route; without an address this process computes by itself."""
    ready = Blueprint("ready", __name__)
    own = [Path(settings.own)] if settings.own and "://" not in settings.own else []

    @ready.get("/readyz")
    def is_ready() -> Response:
        checks = {
            "build": collection.wholeness.is_checked and not collection.wholeness.damaged,
            "computing": address is None or living(address) > 0,
            "room": all(_room(folder) > ROOM for folder in (settings.build, *own)),
        }
        said = {"status": "ready" if all(checks.values()) else "not ready", **checks}
        status = 200 if all(checks.values()) else 503
        answer = Response(orjson.dumps(said), status, mimetype="application/json")
        answer.headers["Cache-Control"] = "no-store"
        if status != 200:
            answer.headers["Retry-After"] = "5"
        return answer

    return ready


def _room(folder: Path) -> int:
    """Room on the disk of a folder, or of the nearest one above that is there, bytes."""
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    return shutil.disk_usage(there).free
