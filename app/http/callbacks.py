"""What is sent to a callback is looked at before Dash reads it, as Dash takes its form for granted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dash.exceptions import DependencyException
from flask import abort, request

from app.http.origin import is_own
from geodata.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash import Dash
    from flask import Flask

CALLBACKS: Final = "/_dash-update-component"


def longest_call(file: int) -> int:
    """Return how many bytes a call may have: one brings the file of a reader, a third longer as text."""
    return file * 4 // 3 + 400_000


def check_callbacks(server: Flask, app: Dash, public_url: str = "") -> None:
    """Refuse what is no call of a callback of this application, and scripts that no package has.

    Callbacks may change what readers keep: those that a page of another site calls are refused.
    """

    @server.before_request
    def check() -> None:
        is_called = request.path == CALLBACKS and request.method == "POST"
        if is_called and not is_own(request.environ, public_url):
            abort(403)
        if is_called and not _is_call(_body(), app.callback_map):
            raise InputError(
                "Ce n’est pas un appel que cette page connaît : rechargez-la.",
                "This is not a call that this page knows: reload it.",
            )

    def no_such_script(_error: DependencyException) -> Any:  # noqa: ANN401 - what Flask's handlers return
        shown = request.path[-60:]
        return server.handle_user_exception(
            NotFoundError(f"Aucun script à l’adresse « {shown} ».", f"No script at “{shown}”.")
        )

    server.register_error_handler(DependencyException, no_such_script)


def _body() -> object:
    """What was sent as JSON; None if it is none, or nested too deeply to be read."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _is_call(call: object, known: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a body names a callback, its outputs, and a value for each of its inputs and states."""
    if not isinstance(call, dict) or not isinstance(call.get("output"), str) or call["output"] not in known:
        return False
    declared = known[call["output"]]
    if "callback" not in declared:  # the browser's own
        return False
    changed = call.get("changedPropIds", [])
    return (
        _are_values(call.get("inputs", []), len(declared["inputs"]))
        and _are_values(call.get("state", []), len(declared["state"]))
        and _are_outputs(call.get("outputs", []))
        and isinstance(changed, list)
        and all(isinstance(name, str) for name in changed)
    )


def _are_values(given: object, count: int) -> bool:
    """Whether a list has a property for each that is declared; those matched by a pattern are lists."""
    if not isinstance(given, list) or len(given) != count:
        return False
    return all(
        all(_is_property(part) for part in each) if isinstance(each, list) else _is_property(each)
        for each in given
    )


def _are_outputs(given: object) -> bool:
    if isinstance(given, list):
        return all(_are_outputs(each) for each in given)
    return _is_property(given)


def _is_property(given: object) -> bool:
    return (
        isinstance(given, dict)
        and isinstance(given.get("id"), str | dict)
        and isinstance(given.get("property"), str)
    )
