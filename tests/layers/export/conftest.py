from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from layers.export.sheet.publish.publish import Publication, check_format, publish
from layers.export.sheet.request.query import read_request
from layers.export.sheet.request.shelf import Shelf, read_shelf

if TYPE_CHECKING:
    from pathlib import Path

MADE = "made=2026-01-31"


class Maker(Protocol):
    def __call__(self, query: str, form: str = "pdf") -> Publication: ...


@pytest.fixture(scope="session")
def shelf(root: Path) -> Shelf:
    """The build that `make build` made."""
    return read_shelf(root / "build")


@pytest.fixture(scope="session")
def make(shelf: Shelf) -> Maker:
    """Make a sheet from a query, dated so that it is the same every day; each question once."""
    made: dict[tuple[str, str], Publication] = {}

    def maker(query: str, form: str = "pdf") -> Publication:
        if (query, form) not in made:
            request = read_request(f"{query}&{MADE}", shelf.rules)
            made[query, form] = publish(request, shelf, check_format(form), "https://atlas.example")
        return made[query, form]

    return maker
