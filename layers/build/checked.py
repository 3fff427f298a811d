"""The check of the data before a build, skipped where nothing has changed since they were found sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.artifact.files import write_atomically
from layers.build.inputs import code_digest, files_digest

if TYPE_CHECKING:
    from pathlib import Path


def problems_of(folder: Path, record: Path) -> list[str]:
    """Return every problem of a data folder, a line each.

    Parameters
    ----------
    folder
        The data folder.
    record
        File that says of which data and rules the last check found nothing; written when it does.
    """
    checked = f"{code_digest(('geodata',))} {files_digest([folder])}"
    if record.is_file() and record.read_text("utf-8") == checked:
        return []
    from geodata.audit.check import find_problems  # noqa: PLC0415 - loads frictionless
    from geodata.tables import Tables  # noqa: PLC0415

    problems = [problem.describe("en") for problem in find_problems(Tables(folder))]
    if not problems:
        write_atomically(record, checked.encode())
    return problems
