"""The check of the data before a build, skipped for what has not changed since it was found sound."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

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
        File that says of which data and rules, and of which tables, the last check found nothing;
        written when it does.
    """
    code = code_digest(("geodata",))
    checked = f"{code} {files_digest([folder])}"
    known = record.read_text("utf-8").splitlines() if record.is_file() else [""]
    if known[0] == checked:
        return []
    from geodata.audit.check import find_problems  # noqa: PLC0415 - loads frictionless
    from geodata.tables import Tables  # noqa: PLC0415

    tables = Tables(folder)
    keys = _keys(tables.package, folder, code)
    sound = {name for name, key in keys.items() if key in known}
    problems = [problem.describe("en") for problem in find_problems(tables, sound)]
    if not problems:
        write_atomically(record, "\n".join((checked, *keys.values())).encode())
    return problems


def _keys(package: dict[str, Any], folder: Path, code: str) -> dict[str, str]:
    """A digest of all that decides whether a table fits its schema, by the name of the table.

    It covers the rules, the description, the table and those whose keys it names.
    """
    tables = {resource["name"]: resource for resource in package["resources"] if "schema" in resource}
    files = {name: folder / resource["path"] for name, resource in tables.items()}
    contents = {name: path.read_bytes() if path.is_file() else b"" for name, path in files.items()}
    keys = {}
    for name, resource in tables.items():
        named = [key["reference"]["resource"] or name for key in resource["schema"].get("foreignKeys", ())]
        digest = hashlib.sha256(json.dumps([code, package]).encode())
        for table in (name, *sorted(set(named))):
            digest.update(hashlib.sha256(contents[table]).digest())
        keys[name] = digest.hexdigest()
    return keys
