"""The address of a view, as files and papers that leave this machine carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from layers.view.state import from_query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.view.rules import Rules

#: Names and numbers by which a machine means itself.
ITSELF = frozenset({"", "localhost", "::1", "0.0.0.0"})  # noqa: S104 - no address is bound


def is_reachable(url: str) -> bool:
    """Whether others can open an address: one of this machine alone is of no use to them.

    Examples
    --------
    >>> is_reachable("https://atlas.example/x"), is_reachable("http://127.0.0.1:8050")
    (True, False)
    """
    host = urlsplit(url).hostname or ""
    return host not in ITSELF and not host.startswith("127.") and not host.endswith(".localhost")


def view_link(base: str, query: str) -> str:
    """Return the address of a view below the explorer's own; empty where others could not open it.

    Examples
    --------
    >>> view_link("https://atlas.example/", "lang=en"), view_link("http://localhost:8050", "lang=en")
    ('https://atlas.example/?lang=en', '')
    """
    return f"{base.rstrip('/')}/?{query}" if is_reachable(base) else ""


def view_of(rules: Rules, base: str, layers: Iterable[str], fields: Iterable[tuple[str, str]]) -> str:
    """Return the address of the view that shows layers as a file holds them.

    ``fields`` are those of the view beside the layers. Layers that no map shows are left out; without any
    left, the view is the explorer's usual one.
    """
    if not is_reachable(base):
        return ""
    shown = ",".join(layer for layer in layers if layer in rules.layers)
    view, _ = from_query(urlencode([*fields, *([("layers", shown)] if shown else [])]), rules)
    return view_link(base, view.to_query())
