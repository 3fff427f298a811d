"""The published tables as they are: the Frictionless Data Package, with its shapes, zipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.tables import DATA_FOLDER
from layers.export.gis.formats.zipped import write_zip

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from layers.export.gis.frame import GisLayer


def write_datapackage(
    layers: Sequence[GisLayer],  # noqa: ARG001 - whole, always
    path: Path,
    query: str = "",  # noqa: ARG001
    data: Path = DATA_FOLDER,
) -> None:
    """Write a data folder as a zip file with ``datapackage.json`` at its root.

    The package describes itself: its sources, licences and fields are in ``datapackage.json``, its
    caveats in ``README.md`` and ``COVERAGE.md``.
    """
    files = sorted(file for file in data.rglob("*") if file.is_file())
    kept = [file for file in files if not any(part.startswith(".") for part in file.parts[len(data.parts) :])]
    kept.sort(key=lambda file: (file.name != "datapackage.json", str(file)))
    write_zip(path, ((file.relative_to(data).as_posix(), file.read_bytes()) for file in kept))
