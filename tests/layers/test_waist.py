"""The waist holds: renderers read typed artifacts through one reader, and find layers by their roles."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from geodata.facts.timeline import reference_dates
from geodata.text import LANGS
from layers.artifact.asof import as_of
from layers.artifact.model import read_artifact
from layers.artifact.prepared import PreparedView
from layers.artifact.reader import read_build
from layers.schema.layer import Role
from layers.schema.library import read_catalog
from layers.schema.marks import LabelStyle
from layers.schema.type import LABELS, label_styles
from layers.view.state import from_query
from layers.words import KINDS, TOPICS
from tests.layers.test_contract import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.collection import Collection
    from geodata.text import Lang

ROOT = Path(__file__).resolve().parents[2]
CATALOG = read_catalog()
RENDERERS = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("layers/export", "layers/reports", "app")
    for path in (ROOT / folder).rglob("*.py")
    if "words" not in path.relative_to(ROOT).parts and path.stem != "words"
)
#: Functions that take a layer's identifier.
TAKING = {"artifact", "layer", "path", "entry", "layer_id", "read_layer"}
#: Identifiers that are also names of tables, shape files, topics, kinds or members of dossiers.
SHARED = {
    *(path.stem for path in (ROOT / "data").rglob("*.csv")),
    *(path.stem for path in (ROOT / "data" / "shapes").iterdir()),
    *(*TOPICS, *KINDS, *TABLES["facilities"]["kind"], "facts", "results", "works"),
}


def trees(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def literal(node: ast.AST | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_no_one_outside_the_waist_opens_an_artifact_by_hand() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in trees("layers", "app")
        if not name.startswith("layers/artifact/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and literal(node.slice) == "atlas"
    ]
    assert found == []


def test_one_module_reads_the_index() -> None:
    writers = ("layers/build/", "layers/artifact/reader.py")
    found = [
        f"{name}:{node.lineno}"
        for name, tree in trees("layers", "app")
        if not name.startswith(writers)
        for node in ast.walk(tree)
        if literal(node) == "index.json"
    ]
    assert found == []


def names_a_layer(tree: ast.Module, names: set[str]) -> Iterator[tuple[int, str]]:
    """Literals that can only be a layer's identifier, or stand where one is asked for or compared."""
    for node in ast.walk(tree):
        if literal(node) in names - SHARED:
            yield node.lineno, literal(node)
        elif isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = node.args if called in TAKING else []
            yield from ((part.lineno, literal(part)) for part in given if literal(part) in names)
        elif isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(is_identity(side) for side in sides):
                parts = [p for side in sides for p in [side, *getattr(side, "elts", [])]]
                yield from ((part.lineno, literal(part)) for part in parts if literal(part) in names)


def is_identity(node: ast.AST) -> bool:
    """Whether it is a layer's ``.id`` or ``.layers``."""
    if isinstance(node, ast.Attribute):
        owner = getattr(node.value, "attr", getattr(node.value, "id", ""))
        return node.attr == "layers" or (node.attr == "id" and owner in {"layer", "artifact", "entry"})
    if isinstance(node, ast.Subscript) and literal(node.slice) == "id":
        return getattr(node.value, "id", "") in {"entry", "meta", "layer"}
    return False


@pytest.mark.parametrize("path", RENDERERS)
def test_no_renderer_names_a_layer(path: str) -> None:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    assert list(names_a_layer(tree, set(CATALOG))) == []


@pytest.mark.parametrize(
    "code",
    [
        'data.artifact("sites")',
        'layer.id in {"sectors", "regions"}',
        '"communes" not in view.layers',
        'x = "base-land"',
        'entry["id"] == "airports"',
    ],
)
def test_a_layer_named_by_a_renderer_is_found(code: str) -> None:
    assert list(names_a_layer(ast.parse(code), set(CATALOG)))


def test_every_role_is_played_and_carried_by_the_index(collection: Collection) -> None:
    declared = {role for layer in CATALOG.values() for role in layer.roles}
    assert declared == set(get_args(Role))
    for entry in collection.index["layers"]:
        assert entry["roles"] == sorted(CATALOG[entry["id"]].roles)
    assert set(collection.roles) == declared
    assert collection.with_role("sector") == ("sectors",)


def test_every_label_style_has_its_type() -> None:
    assert set(LABELS) == set(get_args(LabelStyle)) - {""}
    used = {mark.label_style for layer in CATALOG.values() for mark in layer.marks} - {""}
    assert used <= set(label_styles()), "the screen can write every name that a layer declares"


@pytest.mark.parametrize("lang", LANGS)
def test_an_artifact_read_is_written_back_byte_for_byte(collection: Collection, lang: Lang) -> None:
    for entry in collection.index["layers"]:
        content = collection.path(entry["id"], lang).read_bytes()
        artifact = read_artifact(content)
        assert artifact.content == content
        assert artifact.digest in entry["files"][lang]


def test_a_view_is_prepared_once(collection: Collection) -> None:
    day = reference_dates(TABLES)[-1].day
    view, problems = from_query(
        f"lang=en&layers=sites,coverage&coverage.erp_kw=2&date={day}", collection.rules
    )
    assert not problems
    prepared = PreparedView(collection, view)
    sites = prepared.artifact("sites")
    assert sites is prepared.artifact("sites")
    assert sites == as_of(collection.artifact("sites", "en"), day)
    assert prepared.artifact("coverage").meta["arguments"]["erp_kw"] == 2


def test_a_process_that_only_draws_keeps_what_it_has_read(collection: Collection, root: Path) -> None:
    drawing = read_build(root / "build", keeps=True)
    assert drawing.artifact("sites", "fr") is drawing.artifact("sites", "fr")
    assert drawing.dossier("gao", "fr") is drawing.dossier("gao", "fr")
    assert collection.artifact("sites", "fr") is not collection.artifact("sites", "fr")
