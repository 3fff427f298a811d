"""Files made by the build: written whole or not at all, compressed once, named by their content."""

from __future__ import annotations

import gzip
import hashlib
import os
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import brotli

if TYPE_CHECKING:
    from collections.abc import Collection
    from types import TracebackType

BUILD_FOLDER = Path("build")
#: From these sizes on (bytes) a file is compressed less far: the last steps of brotli take seconds of it and
#: save little. In many alike joined, what is alike lies further apart than the 4 MB that brotli looks back
#: by default: there the widest window saves more than those steps do.
LARGE: Final = 1_100_000
JOINED: Final = 6_000_000
#: How far brotli goes. Its last step takes four times as long as the one before and saves 2 to 5 %, which is
#: worth it for what every visit fetches, not for the thousand files of which a reader opens a few. The one
#: before takes ten times as long as a quick one and saves a tenth: for what a page opens, not for what only
#: a download or a program asks for.
FARTHEST: Final = 11
FAR: Final = 10
QUICK: Final = 6
#: How far it goes in what is joined: there the steps after the quick ones save a tenth and take little.
WIDE: Final = 9
#: What the compressed twins of a file end in.
TWINS: Final = (".br", ".gz")
#: What the sums of twins that are kept end in.
_SUMS: Final = ".sums"


class Packer:
    """Compresses the files written while it is entered, on every core, beside the work that writes them.

    Parameters
    ----------
    kept
        Folder of what was compressed before, by the digest of its content and of how: nothing is
        compressed twice. None keeps nothing.

    Attributes
    ----------
    sums
        The SHA-256 of each file written, hexadecimal; whole once the packer is left.

    Notes
    -----
    brotli leaves Python's lock, so threads do. On leaving, every file is whole, or the first error
    is raised; after an error inside, what has not begun is dropped.
    """

    def __init__(self, kept: Path | None = None) -> None:
        self.kept = kept
        self.sums: dict[Path, str] = {}
        self._threads = ThreadPoolExecutor(os.cpu_count() or 1)
        self._begun: list[Future[int]] = []
        self._used: set[str] = set()

    def __enter__(self) -> Self:
        if self.kept:
            self.kept.mkdir(parents=True, exist_ok=True)
        self._token = _packer.set(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        _packer.reset(self._token)
        self._threads.shutdown(cancel_futures=kind is not None)
        if kind is None:
            for begun in self._begun:
                begun.result()

    def write(self, path: Path, content: bytes, quality: int = FARTHEST) -> Future[int]:
        """Write a file now and its twins soon; the result is the brotli size in bytes."""
        _write_new(path, content)
        self.sums[path] = hashlib.sha256(content).hexdigest()
        begun = self._threads.submit(self._pack, path, content, quality)
        self._begun.append(begun)
        return begun

    def _pack(self, path: Path, content: bytes, quality: int) -> int:
        if self.kept is None:
            sums = _write_twins(path, content, quality)
        else:
            name = hashlib.sha256(_packing() + bytes([quality]) + self.sums[path].encode()).hexdigest()
            self._used.add(name)
            made = self.kept / name
            sums = _whole_twins(made)
            if not sums:
                sums = _write_twins(made, content, quality)
                write_atomically(made.with_name(name + _SUMS), "\n".join(sums.values()).encode())
            for ending in TWINS:
                link(made.with_name(name + ending), path.with_name(path.name + ending))
        self.sums |= {path.with_name(path.name + ending): sums[ending] for ending in TWINS}
        return path.with_name(path.name + TWINS[0]).stat().st_size

    def forget_unused(self) -> None:
        """Delete what was kept and not written this time; for a build that wrote everything."""
        for path in self.kept.iterdir() if self.kept else ():
            if path.name.partition(".")[0] not in self._used and not is_draft(path):
                path.unlink()


@lru_cache(maxsize=1)
def _packing() -> bytes:
    """What decides how a content is compressed: this module, and brotli."""
    return hashlib.sha256(Path(__file__).read_bytes() + brotli.__version__.encode()).digest()


_packer: ContextVar[Packer | None] = ContextVar("packer", default=None)


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(path)
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, as nearly all of a build are, quickly; else replace it."""
    try:
        with path.open("xb", buffering=0) as file:
            written = file.write(content)
    except (FileExistsError, FileNotFoundError):
        written = -1
    if written != len(content):
        write_atomically(path, content)


def link(source: Path, target: Path) -> None:
    """Put a file that never changes in a second place, without a copy where the disk allows it."""
    try:
        os.link(source, target)
    except FileExistsError:
        target.unlink()
        os.link(source, target)
    except OSError:  # no folder yet, another disk, or one that knows no links
        write_atomically(target, source.read_bytes())


def _draft(path: Path) -> Path:
    return path.with_name(f".{path.name[:200]}.{os.getpid()}.{threading.get_ident()}")


def is_draft(path: Path) -> bool:
    """Whether a file is still being written: it may be gone at any moment."""
    return path.name.startswith(".")


def write_compressed(path: Path, content: bytes, quality: int = FARTHEST) -> Future[int]:
    """Write a file with its brotli (``.br``) and gzip (``.gz``) twins; the result is the brotli size, bytes.

    ``quality`` is how far brotli goes at most (:data:`FARTHEST`, :data:`FAR`). A file that already holds
    this content is left alone. The twins are there when the function returns, unless a :class:`Packer` is
    entered, which makes them beside.
    """
    done: Future[int] = Future()
    twins = [path.with_name(path.name + ending) for ending in TWINS]
    if path.is_file():
        if all(each.is_file() for each in twins) and path.read_bytes() == content:
            done.set_result(twins[0].stat().st_size)
            return done
        for twin in twins:  # a file without twins is right; one with another's is not
            twin.unlink(missing_ok=True)
    if packer := _packer.get():
        return packer.write(path, content, quality)
    write_atomically(path, content)
    _write_twins(path, content, quality)
    done.set_result(twins[0].stat().st_size)
    return done


def _write_twins(path: Path, content: bytes, quality: int) -> dict[str, str]:
    """Write the compressed twins of a file; return the sum of each by its ending."""
    packed = (compress(content, quality), gzip.compress(content, 6, mtime=0))
    for ending, twin in zip(TWINS, packed, strict=True):
        write_atomically(path.with_name(path.name + ending), twin)
    return {ending: hashlib.sha256(twin).hexdigest() for ending, twin in zip(TWINS, packed, strict=True)}


def _whole_twins(made: Path) -> dict[str, str]:
    """The sums of twins that were kept; none if one is gone, or damaged where it lies in a build as well."""
    sums = {ending: file_sum(made.with_name(made.name + ending)) for ending in TWINS}
    try:
        written = made.with_name(made.name + _SUMS).read_text("ascii").split("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    return sums if written == list(sums.values()) else {}


def file_sum(path: Path) -> str:
    """The SHA-256 of a file, hexadecimal; nothing of one that cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def sum_of(path: Path) -> str:
    """The SHA-256 of a built file, hexadecimal: known of what the packer that is entered has written."""
    packer = _packer.get()
    return (packer and packer.sums.get(path)) or file_sum(path)


def compress(content: bytes, quality: int = FARTHEST) -> bytes:
    """Compress with brotli as far as a quality says, or less far what is large."""
    if len(content) >= JOINED:
        return bytes(brotli.compress(content, quality=WIDE, lgwin=24))
    return bytes(brotli.compress(content, quality=min(quality, FAR) if len(content) >= LARGE else quality))


def content_digest(content: bytes) -> str:
    """First 12 hexadecimal digits of the SHA-256 of some bytes: what names a file by its content.

    Examples
    --------
    >>> content_digest(b"")
    'e3b0c44298fc'
    """
    return hashlib.sha256(content).hexdigest()[:12]


def remove_stale(folder: Path, kept: Collection[str]) -> None:
    """Delete the files of a folder that the present build does not name (twins follow their file)."""
    for path in folder.iterdir():
        name = path.name.removesuffix(TWINS[0]).removesuffix(TWINS[1])
        if path.is_file() and name not in kept and not is_draft(path):
            path.unlink()
