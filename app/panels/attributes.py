"""Attributes of HTML whose names Python cannot write."""

from __future__ import annotations

from typing import Any


def attributes(**values: str) -> dict[str, Any]:
    """Name attributes as HTML does, to be given to a component of Dash with ``**``.

    Dash takes any ``data-`` and ``aria-`` attribute but has types for none, hence ``Any``.

    Examples
    --------
    >>> attributes(data_goto="sectors", aria_label="Sectors")
    {'data-goto': 'sectors', 'aria-label': 'Sectors'}
    """
    return {name.replace("_", "-"): value for name, value in values.items()}
