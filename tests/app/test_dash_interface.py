"""Only Dash's public interface is used, and nothing of the browser is replaced."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from dash import Dash

from app.page.shell import AtlasDash
from app.web import Slot, View

if TYPE_CHECKING:
    from collections.abc import Iterator

APP = Path(inspect.getfile(AtlasDash)).parents[1]
WEB = (APP / "web", APP.parent / "layers" / "web")

#: The methods of Dash that its documentation invites an application to override or call.
PUBLIC = {"index", "interpolate_index", "csp_hashes", "server", "layout", "callback", "registered_paths"}


def python_files() -> Iterator[Path]:
    yield from (path for path in APP.rglob("*.py"))


def private_of_others(tree: ast.AST) -> set[str]:
    """Private names read or written on anything that is not the object or the class itself."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.startswith("__")
        and not (isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"})
    }


def test_no_private_name_of_dash_is_used() -> None:
    private = {name for name in dir(Dash) if name.startswith("_") and not name.startswith("__")}
    private |= {"_namespace", "_type", "_prop_names", "_callback_list", "_setup_server"}
    for path in python_files():
        used = private_of_others(ast.parse(path.read_text("utf-8")))
        assert not used & private, f"{path.name} uses {used & private}"


def test_the_application_overrides_what_dash_documents() -> None:
    own = {name for name in vars(AtlasDash) if not name.startswith("__") and hasattr(Dash, name)}
    assert own <= PUBLIC
    for name in own:
        assert inspect.getdoc(getattr(Dash, name)) or name == "index"


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bfetch\s*=[^=>]",  # the browser's own fetch stays what it is
        r"dash_(html|core)_components\s*=",  # no component package is faked
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write",  # text is never inserted as HTML
    ],
)
def test_scripts_replace_nothing(pattern: str) -> None:
    for folder in WEB:
        for path in folder.rglob("*.ts"):
            assert not re.search(pattern, path.read_text("utf-8")), f"{path.name}: {pattern}"


def test_no_request_of_dash_is_forged() -> None:
    """One module names the address of Dash's calls: it watches their answers, and asks for nothing."""
    naming = [
        path
        for folder in WEB
        for path in folder.rglob("*.ts")
        if "_dash-update-component" in path.read_text("utf-8")
    ]
    assert [path.name for path in naming] == ["calls.ts"]
    assert not re.search(r"fetch|Request\b|sendBeacon", naming[0].read_text("utf-8"))


def test_the_component_has_the_fields_of_the_view() -> None:
    source = (WEB[1] / "view.ts").read_text("utf-8")
    interface = re.search(r"export interface View \{(.*?)\n\}", source, re.DOTALL)
    assert interface
    fields = re.findall(r"^  (\w+): ", interface[1], re.MULTILINE)
    assert fields
    assert set(fields) == set(View().available_properties) - {"children", "id"}


def test_the_components_are_written_as_dash_reads_them() -> None:
    tree = View([Slot(id="later")], id="view", layers=["sites"]).to_plotly_json()
    assert (tree["namespace"], tree["type"]) == ("atlas", "View")
    assert tree["props"]["layers"] == ["sites"]
    with pytest.raises(TypeError, match="unexpected keyword argument"):
        View(tint="red")
