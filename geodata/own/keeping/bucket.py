"""A bucket as fsspec has a folder, opened by Arrow.

s3fs needs botocore, which does not install beside frictionless; Arrow is there already.
"""

from __future__ import annotations

from typing import Any

from geodata.errors import MissingResourceError


def open_bucket(address: str) -> tuple[Any, str]:
    """Return a file system of fsspec and the path in it.

    Raises
    ------
    MissingResourceError
        If the address cannot be read.
    """
    from fsspec.implementations.arrow import ArrowFSWrapper  # noqa: PLC0415 - loads Arrow
    from pyarrow.fs import FileSystem  # noqa: PLC0415

    try:
        files, path = FileSystem.from_uri(address)
    except (OSError, ValueError) as error:
        raise MissingResourceError(
            "L’adresse ATLAS_OWN du seau n’est pas utilisable.",
            "The bucket’s address ATLAS_OWN cannot be used.",
        ) from error
    return ArrowFSWrapper(files), path.rstrip("/")
