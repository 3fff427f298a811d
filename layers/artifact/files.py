"""Files made by the build: written whole or not at all, compressed once, named by their content."""

from __future__ import annotations

import gzip
import hashlib
import os
import threading
from pathlib import Path

import brotli

BUILD_FOLDER = Path("build")


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name[:200]}.{os.getpid()}.{threading.get_ident()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def write_compressed(path: Path, content: bytes) -> int:
    """Write a file with its brotli (``.br``) and gzip (``.gz``) twins; return the brotli size in bytes.

    A file that already holds this content is left alone.
    """
    twin = path.with_name(path.name + ".br")
    if path.is_file() and twin.is_file() and path.read_bytes() == content:
        return twin.stat().st_size
    packed = brotli.compress(content, quality=11)
    write_atomically(twin, packed)
    write_atomically(path.with_name(path.name + ".gz"), gzip.compress(content, 9, mtime=0))
    write_atomically(path, content)
    return len(packed)


def content_digest(content: bytes) -> str:
    """First 12 hexadecimal digits of the SHA-256 of some bytes: what names a file by its content.

    Examples
    --------
    >>> content_digest(b"")
    'e3b0c44298fc'
    """
    return hashlib.sha256(content).hexdigest()[:12]


def remove_stale(folder: Path, kept: set[str]) -> None:
    """Delete the files of a folder that the present build does not name (twins follow their file)."""
    for path in folder.iterdir():
        name = path.name.removesuffix(".br").removesuffix(".gz")
        if path.is_file() and name not in kept:
            path.unlink()
