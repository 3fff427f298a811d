from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from layers.artifact.reader import Build, read_build
from layers.export.sheet.publish.publish import Publication, check_format, publish
from layers.export.sheet.request.query import read_request

if TYPE_CHECKING:
    from pathlib import Path

MADE = "made=2026-01-31"


class Maker(Protocol):
    def __call__(self, query: str, form: str = "pdf") -> Publication: ...


@pytest.fixture(scope="session")
def build(root: Path) -> Build:
    """The build that `make build` made."""
    return read_build(root / "build", keeps=True)


@pytest.fixture(scope="session")
def make(build: Build) -> Maker:
    """Make a sheet from a query, dated so that it is the same every day; each question once."""
    made: dict[tuple[str, str], Publication] = {}

    def maker(query: str, form: str = "pdf") -> Publication:
        if (query, form) not in made:
            request = read_request(f"{query}&{MADE}", build.rules)
            made[query, form] = publish(request, build, check_format(form), "https://atlas.example")
        return made[query, form]

    return maker
