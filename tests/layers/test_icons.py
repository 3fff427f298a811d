"""Icons are outlines on a grid of 15 units, whatever drawing they come from."""

from __future__ import annotations

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib.path import parse_path

from layers.icons import FOLDER, SIZE, icon_path

NAMES = sorted(file.stem for file in FOLDER.glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_fills_its_grid_and_stays_inside(name: str) -> None:
    """Only the outlines are read: a drawing that scales or moves them would leave the pin it stands on."""
    pen = BoundsPen(None)
    parse_path(icon_path(name), pen)
    west, north, east, south = pen.bounds
    assert min(west, north) > -0.1
    assert max(east, south) < SIZE + 0.1
    assert max(east - west, south - north) > SIZE / 3
    assert "transform" not in (FOLDER / f"{name}.svg").read_text("utf-8")
