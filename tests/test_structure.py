"""The shape of the code: short modules and functions, few rooms, and no circle of imports."""

from __future__ import annotations

import ast
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("geodata", "layers", "app", "benchmarks", "tools")
WEB = ("app/web", "layers/web")
MODULE_LINES, FUNCTION_LINES, ROOMS = 300, 40, 12
#: Modules (``folder/module.py``) and functions (``folder/module.py:name``) that may be longer, with the
#: reason: only tables of data, which gain nothing by being cut.
LONGER: dict[str, str] = {}

MODULES = {
    path.relative_to(ROOT).as_posix(): path
    for folder in FOLDERS
    for path in sorted((ROOT / folder).rglob("*.py"))
}
SCRIPTS = {
    path.relative_to(ROOT).as_posix(): path
    for folder in WEB
    for path in sorted((ROOT / folder).rglob("*.ts"))
    if path.name.endswith(".ts") and not {"dist", "vendor"} & set(path.parts)
}
#: An import or a re-export that is there when the script runs; types are gone by then.
SCRIPT_IMPORT = re.compile(
    r'^(?:import|export)\b(?!\s+type\b)(?:[\s\w{},*$]*\bfrom)?\s*"(\.[^"]+\.ts)"', re.MULTILINE
)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from ``def`` to the end, without the docstring."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is None:
        return lines
    return lines - ((first.end_lineno or 0) - first.lineno + 1)


def long_parts(name: str, source: str) -> dict[str, int]:
    """What is too long in a module, by the name that ``LONGER`` gives it: number of lines."""
    found = {name: count} if (count := len(source.splitlines())) > MODULE_LINES else {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines_of(node) > FUNCTION_LINES:
            found[f"{name}:{node.name}"] = lines_of(node)
    return found


def at_import(tree: ast.Module) -> list[ast.Import | ast.ImportFrom]:
    """The imports that run when the module is imported: none in functions, none for types only."""
    found: list[ast.Import | ast.ImportFrom] = []
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import | ast.ImportFrom):
            found.append(node)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting += node.orelse
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return found


def module_name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports_of(module: str, tree: ast.Module, known: set[str]) -> set[str]:
    """The modules of ours that must be imported before this one, packages on the way to them included.

    A module's own packages are left out: a package may import its modules, which is no circle.
    """
    named: set[str] = set()
    for node in at_import(tree):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        else:
            assert node.level == 0, f"{module}: relative import"
            named |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    parts = {name: name.split(".") for name in named}
    loaded = {".".join(part[:n]) for part in parts.values() for n in range(1, len(part) + 1)} & known
    packages = {package for package in loaded if module.startswith(f"{package}.") and package not in named}
    return loaded - packages - {module}


def circle(graph: dict[str, set[str]]) -> list[str]:
    """A circle in a graph of imports, or nothing."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_or_function_is_too_long():
    found: dict[str, int] = {}
    for name, path in MODULES.items():
        found |= long_parts(name, path.read_text("utf-8"))
    assert {name: lines for name, lines in found.items() if name not in LONGER} == {}
    assert set(LONGER) <= set(found), "an exception that is not needed"
    assert all(LONGER.values()), "an exception without a reason"


def test_a_docstring_is_not_counted():
    function = "def f():\n    '''One\n    two.\n    '''\n" + "    x = 1\n" * 39
    assert long_parts("a.py", function) == {}
    assert long_parts("a.py", f"{function}    x = 1\n") == {"a.py:f": 41}
    assert long_parts("a.py", "x = 1\n" * 301) == {"a.py": 301}


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_is_too_long(name):
    assert len(SCRIPTS[name].read_text("utf-8").splitlines()) <= MODULE_LINES


def test_layers_shows_at_most_a_dozen_rooms():
    rooms = [
        path.name
        for path in (ROOT / "layers").iterdir()
        if not path.name.startswith(("_", ".")) and (path.is_dir() or path.suffix == ".py")
    ]
    assert 0 < len(rooms) <= ROOMS, sorted(rooms)


def test_no_python_module_imports_itself_in_a_circle():
    known = {module_name(name) for name in MODULES}
    graph = {
        module_name(name): imports_of(module_name(name), parsed(path), known)
        for name, path in MODULES.items()
    }
    assert "layers.words" in graph["layers.artifact.make"]
    assert circle(graph) == []


def test_no_script_imports_itself_in_a_circle():
    graph = {
        name: {
            (path.parent / target).resolve().relative_to(ROOT).as_posix()
            for target in SCRIPT_IMPORT.findall(path.read_text("utf-8"))
        }
        for name, path in SCRIPTS.items()
    }
    assert graph["app/web/explorer.ts"]
    assert {target for targets in graph.values() for target in targets} <= set(graph)
    assert circle(graph) == []


def test_circles_are_found():
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}})
    tree = ast.parse("if TYPE_CHECKING:\n    import a.b\ndef f():\n    import a.c\nfrom a import d\n")
    assert imports_of("a.x", tree, {"a", "a.b", "a.c", "a.d"}) == {"a", "a.d"}
    assert SCRIPT_IMPORT.findall(
        'import type { A } from "./a.ts";\nimport {\n  b,\n} from "./b.ts";\nimport "./c.ts";'
    ) == [
        "./b.ts",
        "./c.ts",
    ]
