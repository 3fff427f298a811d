"""Files of a build, parsed; a process that only draws keeps them for the next request."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

import orjson

from geodata.errors import MissingResourceError
from layers.artifact.model import read_artifact

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.artifact.model import Artifact

T = TypeVar("T")
KEPT: Final = 96  #: files of each kind that a process keeps parsed, where it keeps any


def stamp_of(path: Path) -> int:
    """When a file was written (ns): part of the key of what is kept, so that a new file is read again."""
    return path.stat().st_mtime_ns if path.is_file() else 0


def whole_artifact(path: Path) -> Artifact:
    """Read the file of an artifact.

    Raises
    ------
    MissingResourceError
        If it is gone or damaged.
    """
    return _whole(path, read_artifact)


def whole_json(path: Path) -> Any:  # noqa: ANN401 - parsed JSON, typed by whoever asks
    """Read a file of JSON.

    Raises
    ------
    MissingResourceError
        If it is gone or damaged.
    """
    return _whole(path, orjson.loads)


def _whole(path: Path, read: Callable[[bytes], T]) -> T:
    try:
        return read(path.read_bytes())
    except FileNotFoundError:
        raise MissingResourceError(
            f"Le fichier construit « {path.name} » manque : relancez « make build ».",
            f"The built file “{path.name}” is missing: run “make build” again.",
        ) from None
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise MissingResourceError(
            f"Le fichier construit « {path.name} » est endommagé : relancez « make build ».",
            f"The built file “{path.name}” is damaged: run “make build” again.",
        ) from error


@lru_cache(maxsize=KEPT)
def kept_artifact(path: Path, stamp: int) -> Artifact:
    """Read the file of an artifact, as it was written at a time, once."""
    del stamp
    return whole_artifact(path)


@lru_cache(maxsize=KEPT)
def kept_json(path: Path, stamp: int) -> Any:  # noqa: ANN401 - parsed JSON, typed by whoever asks
    """Read a file of JSON, as it was written at a time, once."""
    del stamp
    return whole_json(path)
