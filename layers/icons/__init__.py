"""The icons of pins: 15 px outlines read from the SVG files beside this module."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from geodata.errors import NotFoundError

FOLDER = Path(__file__).parent
SIZE = 15  # the drawing's grid, in user units


@cache
def icon_path(name: str) -> str:
    """Return the SVG path data of one icon, on a 15-unit grid.

    Raises
    ------
    NotFoundError
        If there is no icon of that name.
    """
    file = FOLDER / f"{name}.svg"
    if not file.is_file():
        raise NotFoundError(
            f"Aucune icône « {name} » dans layers/icons.", f"No icon “{name}” in layers/icons."
        )
    return " ".join(re.findall(r'\sd="([^"]+)"', file.read_text("utf-8")))
