"""Whether the build that is served is as it was made: every file is compared with its sum, at the start."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from layers.artifact.files import file_sum, write_atomically
from layers.artifact.reader import INDEX

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: The sums of a build's files, as ``sha256sum -c`` reads them.
SUMS: Final = "SHA256SUMS"
log = logging.getLogger(__name__)


def seal(build: Path, known: Mapping[Path, str] | None = None) -> None:
    """Write the sums of all that a finished build serves as it lies; ``known`` are those of some files."""
    known = known or {}
    files = [build / INDEX, *sorted(path for path in (build / "static").rglob("*") if path.is_file())]
    others = [path for path in files if path not in known]
    with ThreadPoolExecutor() as beside:  # sums are worked out without Python's lock
        sums = {**known, **dict(zip(others, beside.map(file_sum, others), strict=True))}
    lines = [f"{sums[path]}  {path.relative_to(build).as_posix()}\n" for path in files if sums[path]]
    write_atomically(build / SUMS, "".join(lines).encode())


def damaged_files(build: Path) -> list[str]:
    """Return the files of a build that are gone, or not as they were made; none of a build without sums."""
    sums = build / SUMS
    lines = sums.read_text("utf-8").splitlines() if sums.is_file() else []
    pairs = [line.split("  ", 1) for line in lines]
    return [name for digest, name in pairs if file_sum(build / name) != digest]


@dataclass
class Wholeness:
    """What is known of a build: the addresses of damaged files, none until they are found."""

    damaged: frozenset[str] = frozenset()
    is_checked: bool = False

    def check_beside(self, build: Path) -> threading.Thread:
        """Compare every file in a thread beside, as it takes a second and pages need not wait for it."""
        thread = threading.Thread(target=self.check, args=(build,), name="sums", daemon=True)
        thread.start()
        return thread

    def check(self, build: Path) -> None:
        """Compare every file; an address is damaged if any encoding of its file is."""
        found = damaged_files(build)
        for name in found:
            log.error("%s is not as it was built: run “make build” again", build / name)
        plain = (name.removesuffix(".br").removesuffix(".gz") for name in found)
        self.damaged = frozenset(f"/{name.removeprefix('static/')}" for name in plain)
        self.is_checked = True
