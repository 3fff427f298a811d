"""What ships is known by sum and licence, and every promise of SECURITY.md by its test."""

from __future__ import annotations

import ast
import hashlib
import json
import re

import pytest

from tests.conftest import ROOT
from tools.sbom import SBOM, TABLE, VENDORED, canonical, locked, table

LOCKS = ("requirements.lock", "requirements-dev.lock")
COMPONENTS = json.loads(SBOM.read_text("utf-8"))["components"]


@pytest.mark.parametrize("name", LOCKS)
def test_every_python_package_is_locked_with_its_sums(name: str) -> None:
    packages = locked((ROOT / name).read_text("utf-8"))
    assert len(packages) > 50
    assert [package for package, (_, sums) in packages.items() if not sums] == []


def test_every_script_package_is_locked_with_its_sum() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    packages = {path: said for path, said in lock.items() if path}
    assert len(packages) > 20
    assert [path for path, said in packages.items() if not said["integrity"].startswith("sha512-")] == []


def test_the_bill_of_materials_is_what_is_locked() -> None:
    """After a change of the lock: `make sbom`."""
    packages = locked((ROOT / "requirements.lock").read_text("utf-8"))
    told = {each["name"]: each for each in COMPONENTS if each["type"] == "library"}
    assert {name: each["version"] for name, each in told.items()} == {n: v for n, (v, _) in packages.items()}
    for name, (_, sums) in packages.items():
        assert [each["content"] for each in told[canonical(name)]["hashes"]] == sorted(sums), name
    assert [each["name"] for each in COMPONENTS if not each["licenses"]] == []
    assert TABLE.read_text("utf-8") == table({"components": COMPONENTS})


def test_every_file_of_others_is_listed_and_as_it_was_taken() -> None:
    lying = {
        path.relative_to(ROOT).as_posix()
        for folder in ("app/web/vendor", "layers/web/vendor", "layers/web/fonts")
        for path in (ROOT / folder).iterdir()
        if path.suffix in {".js", ".css", ".woff2"}
    }
    lying.add("layers/icons/symbols.json")  # drawn by milsymbol, and of OCHA's icons: LICENCES.md beside it
    assert lying == set(VENDORED)
    told = {each["name"]: each["hashes"][0]["content"] for each in COMPONENTS if each["type"] == "file"}
    assert told == {path: hashlib.sha256((ROOT / path).read_bytes()).hexdigest() for path in lying}
    for folder in ("app/web/vendor", "layers/web/vendor", "layers/web/fonts"):
        assert list((ROOT / folder).glob("LICENSE*")) or list((ROOT / folder).glob("OFL*")), folder


def test_every_promise_has_the_test_that_it_names() -> None:
    promised = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (ROOT / "SECURITY.md").read_text("utf-8"))
    assert len(promised) > 12
    for path, name in promised:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert not name or name in defined, (path, name)
