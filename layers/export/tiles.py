"""Draw a tiled layer: dots that darken where rows lie over each other, lines, areas; PNG of few colours.

A canvas says where: a tile of the web map, the whole layer for a page that stands alone, the map of a sheet.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from PIL import Image, ImageDraw

from layers.artifact.tiled.grid import REACH, TILE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

    from layers.artifact.tiled.read import Tiled
    from layers.schema.marks import LegendEntry

    Counts = npt.NDArray[np.int32]
    Colour = tuple[int, int, int, int]

#: Shades of a dot: one row, two and more, four and more, up to 128.
SHADES: Final = 8
#: Colours of one mark: its shades, its rim, and two opacities of a line.
_OF_MARK: Final = SHADES + 3
_RIM, _SOFT, _LINE = SHADES, SHADES + 1, SHADES + 2
_SHADE: Final = np.log2(np.maximum(np.arange(2**SHADES), 1)).astype(np.uint8).clip(0, SHADES - 1)
_SMALLEST, _LARGEST = 1.3, 5.0


def radius(zoom: int) -> float:
    """Return the radius of dots, CSS pixels: small where they are many, within the margin of a tile."""
    return min(_LARGEST, max(_SMALLEST, 0.5 * (zoom - 2)))


def counts(
    x: npt.NDArray[np.float64],
    y: npt.NDArray[np.float64],
    origin: tuple[float, float],
    side: float,
    size: int,
) -> Counts:
    """Return how many points lie in each pixel of a square.

    Parameters
    ----------
    x, y
        Positions.
    origin, side
        The square's north-west corner and its side, in the same units.
    size
        Its side in pixels.
    """
    column = np.floor((x - origin[0]) * (size / side)).astype(np.int32)
    row = np.floor((y - origin[1]) * (size / side)).astype(np.int32)
    inside = (column >= 0) & (column < size) & (row >= 0) & (row < size)
    found = np.bincount(row[inside] * size + column[inside], minlength=size * size)
    return found.astype(np.int32).reshape(size, size)


def spread(found: Counts, reach: float) -> Counts:
    """Return how many points lie within a disc around each pixel; ``reach`` is its radius in pixels."""
    rows = math.floor(reach)
    size = len(found)
    widths = [math.floor(math.sqrt(reach * reach - dy * dy)) for dy in range(-rows, rows + 1)]
    widest = max(widths)
    sums = np.zeros((size, size + 2 * widest + 1), dtype=np.int32)
    np.cumsum(found, axis=1, out=sums[:, widest + 1 : widest + 1 + size])
    sums[:, widest + 1 + size :] = sums[:, [widest + size]]
    total = np.zeros_like(found)
    for dy, width in zip(range(-rows, rows + 1), widths, strict=True):
        runs = sums[:, widest + 1 + width :][:, :size] - sums[:, widest - width :][:, :size]
        if dy < 0:
            total[-dy:] += runs[:dy]
        elif dy > 0:
            total[:-dy] += runs[dy:]
        else:
            total += runs
    return total


@dataclass(frozen=True)
class Canvas:
    """A square of pixels that shows a part of the ground.

    Attributes
    ----------
    size
        Its side, pixels.
    to_pixels
        Turns positions in the square of the web map (n, 2) into pixels from its north-west corner (n, 2).
    ground
        What it shows with a margin, in the square of the web map.
    reach
        Radius of a dot, pixels.
    pen
        Pixels of a CSS pixel: how wide lines are.
    """

    size: int
    to_pixels: Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]
    ground: BaseGeometry
    reach: float
    pen: float


def draw_tile(tiled: Tiled, zoom: int, x: int, y: int, scale: int = 1) -> bytes:
    """Return a tile as PNG.

    Parameters
    ----------
    tiled
        The layer.
    zoom, x, y
        The tile.
    scale
        Pixels of the picture for one of the screen's CSS pixels: 1 or 2.
    """
    count, size, margin = 2**zoom, TILE * scale, 2 * REACH
    edges = (each / count for each in (x - margin, y - margin, x + 1 + margin, y + 1 + margin))
    canvas = Canvas(
        size, lambda at: (at * count - (x, y)) * size, shapely.box(*edges), radius(zoom + 1) * scale, scale
    )
    return draw_on(tiled, canvas, list(tiled.points_in(zoom, x, y)))[0]


def draw_whole(tiled: Tiled, box: tuple[float, float, float, float], size: int) -> bytes:
    """Return a picture of a part of the web map as PNG, a square.

    Parameters
    ----------
    tiled
        The layer.
    box
        West, north, east and south in the square of the web map; the picture begins at its north-west corner.
    size
        Its side, pixels.
    """
    west, north, east, south = box
    side = max(east - west, south - north)
    corner = np.array([west, north])
    zoom = round(math.log2(size / (TILE * side)))
    canvas = Canvas(size, lambda at: (at - corner) / side * size, shapely.box(*box), radius(zoom + 1), 1.0)
    return draw_on(tiled, canvas, [slice(None)])[0]


def draw_on(
    tiled: Tiled, canvas: Canvas, slices: Sequence[slice], opacity: float = 1.0
) -> tuple[bytes, dict[str, int]]:
    """Return a layer on a canvas as PNG, and how many pixels each mark has there.

    ``slices`` hold all points that lie on it.
    """
    size = canvas.size
    picture = np.zeros((size, size), dtype=np.uint8)
    marks = tiled.told.marks
    _draw_shapes(picture, tiled, canvas)
    margin = math.ceil(max(canvas.reach, REACH * size / TILE))
    corner = (-margin, -margin)
    whole = size + 2 * margin
    parts = [(canvas.to_pixels(np.column_stack([tiled.x[p], tiled.y[p]])), tiled.mark[p]) for p in slices]
    for n in reversed(range(len(marks))):  # dots of one mark over those of the next
        found = np.zeros((whole, whole), dtype=np.int32)
        for at, mark in parts:
            own = at[mark == n]
            found += counts(own[:, 0], own[:, 1], corner, whole, whole)
        if found.any():
            _draw_dots(picture, found, n, marks[n], canvas.reach, margin)
    used = np.bincount(picture.ravel(), minlength=1 + len(marks) * _OF_MARK)[1:]
    of_marks = used[: len(marks) * _OF_MARK].reshape(len(marks), _OF_MARK).sum(axis=1).tolist()
    seen = {mark["key"]: pixels for mark, pixels in zip(marks, of_marks, strict=True)}
    return _png(picture, marks, opacity), seen


def _draw_dots(  # noqa: PLR0913 - a picture and what is drawn on it
    picture: npt.NDArray[np.uint8], found: Counts, n: int, mark: LegendEntry, reach: float, margin: int
) -> None:
    """Fill discs by how many rows they are of, with a rim where there is room for one."""
    first = 1 + n * _OF_MARK
    whole = spread(found, reach)[margin:-margin, margin:-margin]
    has_rim = reach >= 3
    inner = spread(found, reach - max(1.0, reach / 4))[margin:-margin, margin:-margin] if has_rim else whole
    if has_rim:
        picture[whole > 0] = first + _RIM
    filled = inner > 0
    if mark["fill"]:
        shade = _SHADE[np.minimum(inner[filled], len(_SHADE) - 1)]
        picture[filled] = first + shade
    elif not has_rim:
        picture[filled] = first + _RIM


def _draw_shapes(picture: npt.NDArray[np.uint8], tiled: Tiled, canvas: Canvas) -> None:
    size = len(picture)
    for k in np.sort(tiled.tree.query(canvas.ground, "intersects")).tolist():
        n = int(tiled.shape_mark[k])
        mark, first = tiled.told.marks[n], 1 + n * _OF_MARK
        shape = shapely.transform(shapely.intersection(tiled.shapes[k], canvas.ground), canvas.to_pixels)
        mask = Image.new("L", (size, size))
        pen = ImageDraw.Draw(mask)
        if mark["shape"] == "area":
            for part in shapely.get_parts(shape):
                if part.geom_type == "Polygon":
                    pen.polygon(part.exterior.coords, fill=1)
                    for hole in part.interiors:
                        pen.polygon(hole.coords, fill=0)
        width = max(1, round(mark["width"] * canvas.pen))
        outline = tiled.shapes[k].boundary if mark["shape"] == "area" else tiled.shapes[k]
        seen = shapely.transform(shapely.intersection(outline, canvas.ground), canvas.to_pixels)
        for part in shapely.get_parts(seen):
            if part.geom_type == "LineString":
                pen.line(list(part.coords), fill=2, width=width)
        drawn = np.asarray(mask)
        picture[drawn == 1] = first + _SOFT
        picture[drawn == 2] = first + _LINE


def _png(picture: npt.NDArray[np.uint8], marks: list[LegendEntry], opacity: float) -> bytes:
    colours: list[Colour] = [(0, 0, 0, 0)]
    for mark in marks:
        colours += _colours(mark)
    image = Image.frombytes("P", picture.shape[::-1], picture.tobytes())
    image.putpalette([part for colour in colours for part in colour[:3]])
    stream = io.BytesIO()
    image.save(
        stream, "PNG", transparency=bytes(round(colour[3] * opacity) for colour in colours), compress_level=6
    )
    return stream.getvalue()


def _colours(mark: LegendEntry) -> list[Colour]:
    """Shades from the mark's hue towards black, its rim, its soft fill and its line."""
    hue, rim = _rgb(mark["color"]), _rgb(mark["stroke"])
    shades = [_mixed(hue, n / (SHADES - 1)) for n in range(SHADES)]
    soft = round(255 * max(0.15, mark["fill"]))
    return [*shades, (*rim, 235), (*hue, soft), (*hue, 255)]


def _mixed(hue: tuple[int, int, int], towards: float) -> Colour:
    red, green, blue = (round(part * (1 - 0.75 * towards)) for part in hue)
    return red, green, blue, round(190 + 65 * towards)


def _rgb(colour: str) -> Any:  # noqa: ANN401 - three numbers
    return tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))
