"""The symbols of readers' drawings: military ones (MIL-STD-2525E, APP-6; milsymbol), and OCHA's icons.

``tools/web/symbols.mjs`` declares them and writes ``symbols.json``.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypedDict

import orjson

from layers.icons import FOLDER


class Symbol(TypedDict):
    """One symbol.

    ``sidc`` is the code of a military symbol, empty for OCHA's. ``box`` is left, top, width, height and
    ``anchor`` the point that stands on the place, in the symbol's own units. A part is a path ``d`` or a
    ``text`` with ``x``, ``y``, ``size`` and ``align``; its ``fill`` and ``stroke`` are ``#RRGGBB`` or empty,
    ``width`` is that of the stroke, ``matrix`` moves it (as SVG has it).
    """

    group: str
    sidc: str
    fr: str
    en: str
    box: tuple[float, float, float, float]
    anchor: tuple[float, float]
    parts: list[dict[str, Any]]


@cache
def symbols() -> dict[str, Symbol]:
    """Return the symbols by identifier, in the order in which they are offered."""
    read: dict[str, Symbol] = orjson.loads((FOLDER / "symbols.json").read_bytes())
    return read
