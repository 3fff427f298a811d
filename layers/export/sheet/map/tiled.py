"""A reader's layer of too many rows to be drawn one by one: a picture of the map's box."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from layers.artifact.tiled.grid import on_globe, on_map
from layers.export.sheet.map.ground import Drawn
from layers.export.sheet.map.symbols import RADIUS_MM
from layers.export.sheet.scene.scene import Box, Image
from layers.export.tiles import Canvas, draw_on, radius

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.artifact.model import Artifact
    from layers.artifact.tiled.read import Tiled
    from layers.export.sheet.map.projection import Frame

#: Fineness of the picture, pixels of an inch, and the most pixels of a side: a wall map's are larger.
DPI: Final = 300
MOST: Final = 4_000


def draw_tiled(artifact: Artifact, tiled: Tiled, frame: Frame, unit: float, opacity: float) -> Drawn:
    """Put the rows in sight on the paper, by the same hand that draws the tiles of the screen."""
    box, drawn = frame.box, Drawn(artifact.id)
    side = max(box.width, box.height)
    size = min(MOST, math.ceil(side / 25.4 * DPI))
    pen = RADIUS_MM * unit * size / side  # pixels of the picture for one of the screen's

    def to_pixels(at: NDArray[np.float64]) -> NDArray[np.float64]:
        paper = frame.to_paper(np.column_stack(on_globe(at[:, 0], at[:, 1])))
        return (paper - (box.x, box.y)) * (size / side)

    edge = frame.to_ground(frame.edge)
    ground = shapely.Polygon(np.column_stack(on_map(edge[:, 0], edge[:, 1]))).buffer(side_of(frame) * 0.02)
    canvas = Canvas(size, to_pixels, ground, radius(math.floor(frame.zoom)) * pen, pen)
    picture, pixels = draw_on(tiled, canvas, [slice(None)], opacity)
    drawn.seen.update({key: count for key, count in pixels.items() if count})
    if drawn.seen:
        drawn.items.append(Image(Box(box.x, box.y, side, side), picture))
    return drawn


def side_of(frame: Frame) -> float:
    """About how much of the web map's side the map shows."""
    west, _, east, _ = frame.bounds
    return (east - west) / 360
