"""What CONTRIBUTING shows works as it is written there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geodata.places.joins import columns, records
from geodata.places.joins.column import JoinColumn, Takes
from geodata.tables import Tables
from geodata.text import Text
from layers.artifact.make import make_artifact
from layers.artifact.reader import read_build
from layers.catalog import ORDER
from layers.export.gis.frame import read_layer
from layers.export.gis.registry import Format
from layers.schema.library import CATALOG_FOLDER, read_catalog
from tests.documented import examples

if TYPE_CHECKING:
    from app.settings import Settings

FORMAT = "layers/export/gis/formats/names.py"
RULE = ("tests/shared/initial_cases.json", "geodata/places/initials.py", "layers/web/initials.ts")


@pytest.fixture(scope="module")
def shown(root: Path) -> dict[str, str]:
    return examples(root / "CONTRIBUTING.md")


def module_of(name: str, source: str) -> types.ModuleType:
    module = types.ModuleType(name)
    exec(compile(source, name, "exec"), module.__dict__)  # noqa: S102 - our own documentation
    return module


def test_a_layer_is_one_module(shown: dict[str, str], tmp_path: Path) -> None:
    (name,) = (path for path in shown if path.startswith("layers/catalog/"))
    (tmp_path / Path(name).name).write_text(shown[name], "utf-8")
    (layer,) = read_catalog(tmp_path).values()
    tables = Tables()
    artifact = make_artifact(layer, tables, "en", layer.rows(tables))
    assert artifact.meta["title"] == "Ration points (example)"
    assert len(artifact.features) > 3


def test_the_catalogue_names_every_module_that_it_holds() -> None:
    modules = {path.stem for path in CATALOG_FOLDER.glob("[a-z]*.py")} - {"topics"}
    assert set(ORDER) == modules
    assert len(ORDER) == len(modules)


def test_a_joined_column_is_one_declaration(shown: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    source = shown["geodata/places/joins/themes/protection.py"]
    names = {"JoinColumn": JoinColumn, "Takes": Takes, "Text": Text}
    column = eval(source, names)  # noqa: S307 - our own documentation
    monkeypatch.setattr(columns, "COLUMNS", (column,))
    found = records.listed.__wrapped__(Tables())  # type: ignore[attr-defined] - past what is kept
    assert {row.place for row in found} == {"sector-centre", "region-mopti", "cercle-bankass"}


def test_an_export_format_is_one_module_and_one_entry(
    shown: dict[str, str], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = module_of("layers.export.gis.formats.names", shown[FORMAT])
    monkeypatch.setitem(sys.modules, module.__name__, module)
    entry = eval(  # noqa: S307 - our own documentation
        shown["layers/export/gis/registry.py"], {"Format": Format, "Text": Text}
    )
    layer = read_layer(read_build(settings.build), "sites", "en")
    lines = entry.to_bytes([layer]).decode().splitlines()
    assert len(lines) == 12
    assert "Gao\t16.27170\t-0.04470" in lines


def test_a_rule_is_the_same_in_both_languages_of_the_code(
    shown: dict[str, str], root: Path, tmp_path: Path
) -> None:
    cases, python, script = (shown[name] for name in RULE)
    initial = module_of("initials", python).initial
    assert [initial(case["name"]) for case in json.loads(cases)] == [c["initial"] for c in json.loads(cases)]
    shutil.copy(root / "layers" / "web" / "text.ts", tmp_path)
    shutil.copy(root / "layers" / "web" / "types.ts", tmp_path)
    (tmp_path / "initials.ts").write_text(script, "utf-8")
    (tmp_path / "cases.json").write_text(cases, "utf-8")
    (tmp_path / "run.ts").write_text(
        'import cases from "./cases.json" with { type: "json" };\n'
        'import { initial } from "./initials.ts";\n'
        "console.log(JSON.stringify(cases.map((one) => initial(one.name))));\n",
        "utf-8",
    )
    node = Path(sys.executable).with_name("node")
    found = subprocess.run([node, "run.ts"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(found.stdout) == [case["initial"] for case in json.loads(cases)]
