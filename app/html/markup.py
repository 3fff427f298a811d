"""Static parts of the page as HTML: component trees written out, every text and attribute escaped."""

from __future__ import annotations

from html import escape
from typing import Any

from dash.development.base_component import Component

_RENAMED = {"className": "class", "htmlFor": "for"}
_VOID = {"img", "input", "br", "hr", "meta", "link"}
_DROPPED = {"children", "n_clicks"}


def to_html(node: object) -> str:
    """Write a tree of ``dash.html`` components, texts, numbers, lists and ``None`` as HTML.

    Raises
    ------
    TypeError
        For anything else, such as a component that needs a script.

    Examples
    --------
    >>> from dash import html
    >>> to_html(html.P(["a < b", html.Br(), 3], className="note"))
    '<p class="note">a &lt; b<br>3</p>'
    """
    if node is None:
        return ""
    if isinstance(node, (list, tuple)):
        return "".join(to_html(child) for child in node)
    if isinstance(node, (str, int, float)):
        return escape(str(node), quote=False)
    if isinstance(node, Component) and node._namespace == "dash_html_components":  # noqa: SLF001 - no public name
        data: dict[str, Any] = node.to_plotly_json()  # type: ignore[no-untyped-call]
        return _element(data)
    raise TypeError(f"not static: {type(node).__name__}")


def _element(data: dict[str, Any]) -> str:
    tag, props = data["type"].lower(), data["props"]
    attributes = "".join(
        _attribute(_RENAMED.get(name, name.lower()), value)
        for name, value in props.items()
        if name not in _DROPPED
    )
    if tag == "img" and "src" in props:
        attributes += ' loading="lazy"'  # a drawing that is folded away costs nothing until it is seen
    if tag in _VOID:
        return f"<{tag}{attributes}>"
    return f"<{tag}{attributes}>{to_html(props.get('children'))}</{tag}>"


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
