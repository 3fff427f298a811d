"""Copies of the data in which something is another, to see what is made anew of them."""

from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING

from geodata.tables import DATA_FOLDER, Tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def changed(folder: Path, table: str, change: Callable[[list[dict[str, str]]], None]) -> Tables:
    """A copy of the data in which some rows of one table are others."""
    data = shutil.copytree(DATA_FOLDER, folder)
    path = data / Tables(data).resource(table)["path"]
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return Tables(data)
