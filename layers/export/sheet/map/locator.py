"""The small map that shows where the sheet lies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from layers.export.sheet.map.ground import draw_artifact
from layers.export.sheet.map.projection import Frame, choose_projection, fit, transformer
from layers.export.sheet.scene.scene import Ink, Lines, Window, Words, rectangle
from layers.schema.colours import ALERT, BORDER, MUTED

if TYPE_CHECKING:
    from layers.artifact.model import Artifact
    from layers.export.sheet.map.projection import Bounds
    from layers.export.sheet.scene.scene import Box, Item
    from layers.schema.marks import LegendEntry

MALI: Final = (-12.3, 10.1, 4.3, 25.05)
WEST_AFRICA: Final = (-18.5, 3.5, 15.5, 33.0)
KEPT: Final = {"neighbour", "land", "region-limit", "border", "lake", "river"}


def locator(box: Box, main: Frame, land: Artifact, unit: float) -> list[Item]:
    """Draw Mali, or its neighbours when the sheet shows Mali whole, with the sheet's extent in red."""
    whole = _covers(main.bounds)
    low, high = np.minimum(MALI, main.bounds)[:2], np.maximum(MALI, main.bounds)[2:]
    bounds: Bounds = WEST_AFRICA if whole else (*low.tolist(), *high.tolist())
    frame = _frame(bounds, box)
    kept = KEPT - {"region-limit"} if whole else KEPT
    marks = [_unnamed(mark) for mark in land.meta["marks"] if mark["key"] in kept]
    features = [f for f in land.features if f["properties"]["mark"] in kept]
    quiet = replace(land, meta=land.meta | {"marks": marks}, features=features)
    items = draw_artifact(quiet, frame, unit * 0.5).items
    extent = frame.to_paper(main.to_ground(main.edge))
    side = float(np.ptp(extent[:, 0]))
    ink = Ink(stroke=ALERT, width=0.45 * unit, fill=ALERT, fill_opacity=0.0 if whole else 0.1)
    if side < 2.2:
        middle = extent.mean(axis=0)
        around = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]) * 1.1
        extent = middle + around
    name = frame.to_paper(np.array([(-3.2, 17.8)] if not whole else [(-2.5, 18.0)]))[0].tolist()
    label = Words(name[0], name[1], "MALI", 5.4 * unit, "semibold", MUTED, "middle", spacing=0.3, halo=0.2)
    return [
        rectangle(box, Ink(fill="#FFFFFF")),
        Window(box, (*items, label, Lines((extent,), ink, closed=True))),
        rectangle(box, Ink(stroke=BORDER, width=0.2)),
    ]


def _unnamed(mark: LegendEntry) -> LegendEntry:
    return mark | {"label_style": "", "min_zoom": 0}


def _covers(bounds: Bounds) -> bool:
    west, south, east, north = bounds
    return (east - west) * (north - south) > 120


def _frame(bounds: Bounds, box: Box) -> Frame:
    """Frame a fixed extent so that it fills the box, whatever the scale."""
    rough = fit(bounds, box, None, room=0.01)
    projection = choose_projection(bounds)
    corners = np.array(bounds).reshape(2, 2)
    x, y = transformer(projection.definition).transform(corners[:, 0], corners[:, 1])
    scale = max(abs(x[1] - x[0]) / box.width, abs(y[1] - y[0]) / box.height) * 1000 * 1.06
    return Frame(box, projection, float(scale), rough.centre)
