"""The folder of builds: each is a folder of its own, and a link says which one is in service.

``builds/NAME`` holds a build, ``current`` is the link. A build that is in service is never changed: a new
one is made beside it and the link replaced in one step. A server that runs keeps the build it began with;
the one before stays, to go back to.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import time
from typing import TYPE_CHECKING, Final

from geodata.errors import MissingResourceError
from layers.artifact.reader import CURRENT, INDEX, in_service
from layers.build.inputs import STAMP

if TYPE_CHECKING:
    from pathlib import Path

BUILDS: Final = "builds"
#: How long a build that went out of service is left to servers that have not changed over yet, seconds,
#: however many builds follow it.
LEFT: Final = 300.0
#: Where the parts of a build lay when a folder held only one.
_FORMER: Final = ("static", "downloads", INDEX, STAMP)


def put_in_service(made: Path, folder: Path) -> Path:
    """Give a finished build its name and its place; return where it lies.

    The build before stays; older ones are deleted once no server can still use them.
    """
    name = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    target = folder / BUILDS / name
    target.parent.mkdir(exist_ok=True)
    made.rename(target)
    before = in_service(folder)
    point_at(target, folder)
    _forget(folder, {target, before})
    return target


def point_at(build: Path, folder: Path) -> None:
    """Put one of the builds of a folder in service, in one step."""
    before = in_service(folder)
    if before != folder and before.is_dir():
        os.utime(before)  # since when it is out of service
    draft = folder / f".{CURRENT}.{os.getpid()}"
    draft.unlink(missing_ok=True)
    draft.symlink_to(build.relative_to(folder), target_is_directory=True)
    draft.replace(folder / CURRENT)


def go_back(folder: Path) -> Path:
    """Put the build before in service again; return it.

    Raises
    ------
    MissingResourceError
        If there is none.
    """
    now = in_service(folder)
    others = [build for build in _builds(folder) if build != now]
    if not others:
        raise MissingResourceError(
            f"Aucun autre assemblage dans « {folder} » : rien à quoi revenir.",
            f"No other build in “{folder}”: nothing to go back to.",
        )
    latest = max(others, key=lambda build: build.stat().st_mtime)
    point_at(latest, folder)
    return latest


def _builds(folder: Path) -> list[Path]:
    """Every whole build of a folder."""
    return [index.parent.resolve() for index in (folder / BUILDS).glob(f"*/{INDEX}")]


def _forget(folder: Path, kept: set[Path]) -> None:
    """Delete the builds that are neither in service, nor the one before, nor perhaps still in use."""
    kept = {build.resolve() for build in kept}
    others = [build for build in _builds(folder) if build not in kept]
    for build in others:
        if time.time() - build.stat().st_mtime > LEFT:
            shutil.rmtree(build, ignore_errors=True)
    for part in _FORMER:
        former = folder / part
        if former.is_dir():
            shutil.rmtree(former, ignore_errors=True)
        else:
            former.unlink(missing_ok=True)
