"""What the data tests share: the real tables, the documents beside the checkout, spoiled copies."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Protocol

import pandas as pd
import pytest

from geodata.audit.citations import SEEDS_VARIABLE, Documents, find_seeds, read_documents
from geodata.tables import DATA_FOLDER, Tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Spoil(Protocol):
    def __call__(self, table: str, change: Callable[[pd.DataFrame], object]) -> Tables: ...


@pytest.fixture(scope="session")
def tables() -> Tables:
    return Tables()


@pytest.fixture(scope="session")
def documents() -> Documents:
    seeds = find_seeds(DATA_FOLDER.parent)
    if seeds is None:
        pytest.skip(f"the documents' texts are not beside the checkout; set {SEEDS_VARIABLE} to their folder")
    return read_documents(seeds)


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """Copy the data, change one table of the copy, and open it."""

    def copy(table: str, change: Callable[[pd.DataFrame], object]) -> Tables:
        folder = tmp_path / "data"
        if not folder.exists():
            folder.mkdir()
            for path in DATA_FOLDER.iterdir():
                if path.is_file():
                    shutil.copy(path, folder)
            (folder / "shapes").symlink_to(DATA_FOLDER / "shapes")
        path = folder / f"{table}.csv"
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        changed = change(frame)
        (changed if isinstance(changed, pd.DataFrame) else frame).to_csv(
            path, index=False, lineterminator="\n"
        )
        return Tables(folder)

    return copy
