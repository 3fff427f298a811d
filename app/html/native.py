"""Native form elements, written as static HTML: ``dash.html`` has none."""

from __future__ import annotations

from typing import Any

from dash import html


class Input(html.Data):
    """An ``<input>`` with the attributes given."""

    def __init__(self, kind: str, **attributes: Any) -> None:  # noqa: ANN401 - attributes as HTML has them
        super().__init__()
        self._attributes = {"type": kind, **attributes}

    def to_plotly_json(self) -> dict[str, Any]:
        """Return the element's name and attributes."""
        return {"type": "Input", "props": self._attributes}
