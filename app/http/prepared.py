"""Files made when they are first asked for, kept on disk, and given as they lie from then on."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from app.http.drawers import BusyError
from layers.artifact.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

IN_HAND: Final = 6  # files being made or waiting for it; the next reader is asked to try again
KEPT_BYTES: Final = 400_000_000


@dataclass
class Prepared:
    """A folder of files whose names say all that they depend on.

    One file is made at a time in a process; other processes may make the same file, and the last to
    finish replaces an equal one.
    """

    folder: Path
    kept_bytes: int = KEPT_BYTES
    _in_hand: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(IN_HAND))
    _making: threading.Lock = field(default_factory=threading.Lock)

    def read(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return a file's content, made by ``make`` unless it is there.

        Raises
        ------
        BusyError
            If too many files are being made.
        """
        path = self.folder / name
        found = self._kept(path)
        if found is not None:
            return found
        if not self._in_hand.acquire(blocking=False):
            raise BusyError(
                "Trop de fichiers en préparation ; réessayez dans un instant.",
                "Too many files are being prepared; try again in a moment.",
            )
        try:
            with self._making:
                found = self._kept(path)
                if found is None:
                    found = make()
                    self._keep(path, found)
                return found
        finally:
            self._in_hand.release()

    def _kept(self, path: Path) -> bytes | None:
        try:
            content = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return content

    def _keep(self, path: Path, content: bytes) -> None:
        """Save a file and forget those unused for longest; a disk that is full or read-only keeps none."""
        try:
            write_atomically(path, content)
            files = sorted(
                ((f.stat().st_mtime, f.stat().st_size, f) for f in self.folder.iterdir()), reverse=True
            )
        except OSError:
            return
        total = 0
        for _, size, file in files:
            total += size
            if total > self.kept_bytes:
                file.unlink(missing_ok=True)
