"""The military symbols of readers' drawings: what milsymbol draws of MIL-STD-2525E and APP-6.

``tools/web/symbols.mjs`` declares them and writes ``military.json``.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypedDict

import orjson

from layers.icons import FOLDER


class Military(TypedDict):
    """One symbol.

    ``box`` is left, top, width, height and ``anchor`` the point that stands on the place, in the symbol's own
    units. A part is a path ``d`` or a ``text`` with ``x``, ``y``, ``size`` and ``align``; its ``fill`` and
    ``stroke`` are ``#RRGGBB`` or empty, ``width`` is that of the stroke, ``matrix`` moves it (as SVG has it).
    """

    group: str
    sidc: str
    fr: str
    en: str
    box: tuple[float, float, float, float]
    anchor: tuple[float, float]
    parts: list[dict[str, Any]]


@cache
def military() -> dict[str, Military]:
    """Return the symbols by identifier, in the order in which they are offered."""
    symbols: dict[str, Military] = orjson.loads((FOLDER / "military.json").read_bytes())
    return symbols
