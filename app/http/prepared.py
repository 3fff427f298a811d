"""Files made when they are first asked for, kept on disk, and given as they lie from then on."""

from __future__ import annotations

import os
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.http.drawers import BusyError
from layers.artifact.files import content_digest, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable

IN_HAND: Final = 6  # files being made or waiting for it; the next reader is asked to try again
KEPT_BYTES: Final = 400_000_000
SMALLEST: Final = 16_384  # bytes that a file counts for at least, so that their number is bounded too
#: After how much that was written the files are counted again, in parts of what may be kept.
COUNTED: Final = 20


@dataclass
class Prepared:
    """A folder of files whose names say all that they depend on.

    One file is made at a time in a process; other processes may make the same file, and the last to
    finish replaces an equal one. Where the folder cannot be written, as that of a build that belongs to
    another user, what is made is kept among the system's temporary files.
    """

    folder: Path
    kept_bytes: int = KEPT_BYTES
    _in_hand: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(IN_HAND))
    _making: threading.Lock = field(default_factory=threading.Lock)
    _uncounted: int = 0

    @cached_property
    def _own(self) -> Path:
        """The folder of what is made here: beside the build if it can be, else one of this user's alone."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
        if os.access(self.folder, os.W_OK | os.X_OK):
            return self.folder
        named = content_digest(str(self.folder.resolve()).encode())
        other = Path(tempfile.gettempdir()) / f"mission-atlas-{os.getuid()}-{named}"
        try:
            other.mkdir(mode=0o700, exist_ok=True)
            is_ours = other.stat().st_uid == os.getuid() and not other.is_symlink()
        except OSError:
            is_ours = False
        return other if is_ours else self.folder

    def read(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return a file's content, made by ``make`` unless it is there.

        Raises
        ------
        BusyError
            If too many files are being made.
        """
        path = self._own / name
        found = self.kept(name)
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

    def kept(self, name: str) -> bytes | None:
        """Return a file's content if it is there."""
        return self._kept(self.folder / name) or self._kept(self._own / name)

    def _kept(self, path: Path) -> bytes | None:
        try:
            content = path.read_bytes()
        except OSError:
            return None
        with suppress(OSError):  # a folder that cannot be written keeps no account of what is used
            os.utime(path)
        return content

    def _keep(self, path: Path, content: bytes) -> None:
        """Save a file and, now and then, forget those unused for longest; a full disk keeps none."""
        try:
            write_atomically(path, content)
        except OSError:
            return
        self._uncounted += max(SMALLEST, len(content))
        if self._uncounted * COUNTED >= self.kept_bytes:
            self._uncounted = 0
            self._forget()

    def _forget(self) -> None:
        try:
            with os.scandir(self._own) as listed:
                told = [(file.stat(), file.path) for file in listed if file.is_file(follow_symlinks=False)]
        except OSError:
            return
        total = 0
        for said, path in sorted(told, key=lambda each: each[0].st_mtime, reverse=True):
            total += max(SMALLEST, said.st_size)
            if total > self.kept_bytes:
                Path(path).unlink(missing_ok=True)
