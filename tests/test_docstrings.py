"""The examples in docstrings are run, of the modules that have some."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for package in ("geodata", "layers", "app")
    for path in sorted((ROOT / package).rglob("*.py"))
    if ">>> " in path.read_text("utf-8")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    module = import_module(name)
    assert module.__file__
    written = Path(module.__file__).read_text("utf-8").count(">>> ")
    assert sum(len(each.examples) for each in doctest.DocTestFinder().find(module)) == written
    assert not doctest.testmod(module).failed
