"""Digests of what the pieces of a build read: files of the data folder, results of functions of tables."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
import pandas as pd

from geodata.tables import DESCRIPTION, READINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.tables import Tables


class Readings:
    """Digests of what is read of one data folder, each worked out once (:meth:`Tables.noting` names them)."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._known: dict[str, str] = {}

    def digest(self, name: str) -> str:
        """Return the digest of one reading; a table's covers its schema, a missing file has one too."""
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """Return the digests of several readings by name."""
        return {name: self.digest(name) for name in sorted(names)}

    def _read(self, name: str) -> str:
        if name.startswith("["):
            function, *words = orjson.loads(name)
            if function not in READINGS:
                return "unknown"
            try:
                result = READINGS[function](self.tables, *words)
            except KeyError:  # an earlier build read a row that the tables no longer have
                return "gone"
            return hashlib.sha256(orjson.dumps(result, default=_plain)).hexdigest()
        folder, digest = self.tables.folder, hashlib.sha256()
        for part in dict.fromkeys((DESCRIPTION, name) if not name.startswith("shapes/") else (name,)):
            path = folder / part
            digest.update(path.read_bytes() if path.is_file() else b"missing")
        return digest.hexdigest()


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a reading gives
    """A frame as columns and rows, wherever in the table they stand; a missing integer as nothing."""
    if value is pd.NA:
        return None
    if isinstance(value, pd.DataFrame):
        return [list(value.columns), list(value.itertuples(index=False, name=None))]
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"a reading of {type(value).__name__} has no digest")
