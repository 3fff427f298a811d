"""What a panel says while one of its calls to the server is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import Output, html

if TYPE_CHECKING:
    from collections.abc import Mapping


def under_way(lines: Mapping[str, str]) -> html.Div:
    """Return the lines of a panel, each hidden until its call runs: words by identifier.

    Where one call begins before another has ended, the later line is shown. A call that fails hides them
    (``web/page/calls.ts``). Put it first in the panel: it stays in sight, and moves nothing.
    """
    hidden = [html.P(words, id=name, hidden=True) for name, words in lines.items()]
    return html.Div(hidden, role="status", className="under-way")


def while_running(line: str) -> list[tuple[Output, bool, bool]]:
    """Return what a callback's ``running`` takes for a line of :func:`under_way` to be shown meanwhile."""
    return [(Output(line, "hidden"), False, True)]
