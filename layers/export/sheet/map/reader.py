"""What the reader drew, on paper: lines, areas, circles, texts, markers and symbols, each in its colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from layers.export.sheet.map.symbols import RADIUS_MM, SWATCH, WIDTH_MM
from layers.export.sheet.scene.fonts import face, icon_outline, wrap
from layers.export.sheet.scene.scene import POINT, Disc, Ink, Lines, Outline, Words
from layers.icons.symbols import symbols
from layers.view.arrow import arrow
from layers.view.drawn_shape import LETTERS, RADII, SIDES, SYMBOL_WIDTHS, WIDTHS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.export.sheet.map.projection import Frame
    from layers.export.sheet.scene.scene import Command, Item
    from layers.icons.symbols import Symbol
    from layers.view.drawn_shape import Shaped

FRAME: Final = 158  # units: how wide the frame of a military unit is, which all symbols are measured by
WHITE: Final = "#FFFFFF"
CASING: Final = 2.4  # pixels that the white below a line is wider
LETTER: Final = 0.5  # points of type for a pixel of a text's height
WIDEST_TEXT: Final = 200  # pixels; longer texts are broken


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A thing drawn: shapes, the words above all shapes, and the ground that names leave free."""

    shape: Shaped
    items: tuple[Item, ...]
    words: tuple[Item, ...]
    taken: tuple[shapely.Geometry, ...]


def on_map(shapes: list[Shaped], frame: Frame, unit: float) -> list[OnPaper]:
    """Draw the things that are in sight."""
    box = frame.box
    sheet = shapely.box(box.x, box.y, box.right, box.bottom)
    placed = [(shape, frame.to_paper(shape.path)) for shape in shapes]
    seen = [(shape, path) for shape, path in placed if shapely.intersects(_extent(shape, path), sheet)]
    busy = [ground for shape, path in seen for ground in _ground(shape, path, unit)]
    words: dict[int, tuple[list[Item], list[shapely.Geometry]]] = {}
    # the words of signs go first: they have fewer places
    for n in sorted(range(len(seen)), key=lambda n: seen[n][0].thing.kind not in {"number", "symbol"}):
        shape, path = seen[n]
        words[n] = _words(shape, path, frame.to_paper(np.array([shape.at]))[0], busy, unit)
        busy += words[n][1]
    return [
        OnPaper(
            shape,
            tuple(_shape(shape, path, unit)),
            tuple(words[n][0]),
            (*words[n][1], *_ground(shape, path, unit)),
        )
        for n, (shape, path) in enumerate(seen)
    ]


def _extent(shape: Shaped, path: NDArray[np.float64]) -> shapely.Geometry:
    if len(path) == 1:
        return shapely.Point(path[0])
    if shape.thing.kind in {"area", "circle"}:
        return shapely.make_valid(shapely.Polygon(path))
    return shapely.LineString(path)


def _shape(shape: Shaped, path: NDArray[np.float64], unit: float) -> list[Item]:
    """What is drawn of a thing, without its words."""
    thing, colour = shape.thing, shape.colour
    width = WIDTHS[thing.size - 1] * WIDTH_MM * unit
    under = Ink(stroke=WHITE, stroke_opacity=0.8, width=width + CASING * WIDTH_MM * unit)
    match thing.kind:
        case "area" | "circle":
            fill = Ink(fill=colour, fill_opacity=0.12, stroke=colour, width=width)
            return [Lines((path,), under, closed=True), Lines((path,), fill, closed=True)]
        case "arrow":
            line, head = arrow(path, width, WIDTH_MM * unit)
            edge = Ink(
                fill=WHITE, fill_opacity=0.8, stroke=WHITE, stroke_opacity=0.8, width=CASING * WIDTH_MM * unit
            )
            ink = Ink(stroke=colour, width=width)
            return [
                Lines((line,), under),
                Lines((head,), edge, closed=True),
                Lines((line,), ink),
                Lines((head,), Ink(fill=colour), closed=True),
            ]
        case "line" | "measure":
            dash = (4.0 * width, 1.6 * width) if thing.kind == "measure" else ()
            return [Lines((path,), under), Lines((path,), Ink(stroke=colour, width=width, dash=dash))]
        case "number":
            return _marker(shape, path[0], unit)
        case "symbol":
            return symbol(symbols()[thing.symbol], path[0], SYMBOL_WIDTHS[thing.size - 1] * RADIUS_MM * unit)
        case _:
            return []


def _marker(shape: Shaped, at: NDArray[np.float64], unit: float) -> list[Item]:
    radius = RADII[shape.thing.size - 1] * RADIUS_MM * unit
    text, size = str(shape.rank), radius * (1.15 if shape.rank < 10 else 1.0) / POINT
    x, y = at.tolist()
    return [
        Disc(x, y, radius, Ink(fill=shape.colour, stroke=WHITE, width=0.25 * unit)),
        Words(x, y + size * POINT * 0.36, text, size, "semibold", WHITE, "middle"),
    ]


def symbol(drawing: Symbol, at: NDArray[np.float64], width: float) -> list[Item]:
    """Draw a military symbol so wide (mm) with its foot on a point; one without a ground has a white edge."""
    scale = width / FRAME
    corner = at - np.array(drawing["anchor"]) * scale
    items: list[Item] = []
    is_open = not drawing["parts"][0]["fill"]
    for part in drawing["parts"]:
        a, b, c, d, e, f = part.get("matrix", (1, 0, 0, 1, 0, 0))
        matrix = np.array([[a, c, e], [b, d, f]]) * scale
        matrix[:, 2] += corner
        grown = scale * float(np.hypot(a, b))
        if "text" in part:
            items += _letters(part, matrix, grown, is_open=is_open)
            continue
        commands = _moved(icon_outline(part["d"]), matrix)
        if is_open and part["stroke"]:
            items.append(
                Outline(commands, Ink(stroke=WHITE, stroke_opacity=0.85, width=(part["width"] + 8) * grown))
            )
        ink = Ink(fill=part["fill"], stroke=part["stroke"], width=part["width"] * grown)
        items.append(Outline(commands, ink))
    return items


def _letters(part: dict[str, Any], matrix: NDArray[np.float64], grown: float, *, is_open: bool) -> list[Item]:
    x, y = (matrix @ np.array([part["x"], part["y"], 1.0])).tolist()
    align = {"middle": "middle", "end": "right"}.get(part["align"], "left")
    size, halo = part["size"] * grown / POINT, 8 * grown if is_open else 0.0
    return [Words(x, y, part["text"], size, "semibold", part["fill"] or "#000000", align, halo=halo)]  # type: ignore[arg-type]


def _moved(commands: tuple[Command, ...], matrix: NDArray[np.float64]) -> tuple[Command, ...]:
    moved: list[Command] = []
    for name, *numbers in commands:
        points = np.array([*numbers, *([] if numbers else [0.0, 0.0])]).reshape(-1, 2)
        placed = (points @ matrix[:, :2].T + matrix[:, 2]).ravel().tolist() if numbers else []
        moved.append((name, *placed))
    return tuple(moved)


def _words(
    shape: Shaped,
    path: NDArray[np.float64],
    at: NDArray[np.float64],
    busy: list[shapely.Geometry],
    unit: float,
) -> tuple[list[Item], list[shapely.Geometry]]:
    """The words of a thing, in its colour with a white rim, and the ground that they take.

    They stand on that of their places, the best first, which the ``busy`` ground has the least of.
    """
    if not shape.written:
        return [], []
    size = LETTERS[shape.thing.size - 1] * LETTER * unit
    font = face("semibold")
    lines = wrap(font.known(shape.written), WIDEST_TEXT * RADIUS_MM * unit, size, "semibold")
    width, step = max(font.width(line, size) for line in lines), size * POINT * 1.2
    places = _places(shape, path, at, (width, step * len(lines)), unit)
    boxes = [shapely.box(x, y, x + width, y + step * len(lines)) for x, y in places]
    taken = shapely.union_all(busy)
    n = min(range(len(boxes)), key=lambda n: shapely.area(shapely.intersection(boxes[n], taken)))
    x, y = places[n]
    items: list[Item] = [
        Words(
            x + width / 2,
            y + step * (row + 0.5) + size * POINT * 0.36,
            line,
            size,
            "semibold",
            shape.colour,
            "middle",
            halo=0.45 * unit,
        )
        for row, line in enumerate(lines)
    ]
    return items, [boxes[n]]


def _places(
    shape: Shaped, path: NDArray[np.float64], at: NDArray[np.float64], size: tuple[float, float], unit: float
) -> list[tuple[float, float]]:
    """Left top corners where words of this size may stand: on the thing, or beside its sign."""
    width, height = size
    if not (ground := _ground(shape, path, unit)):
        middles = [at.tolist()]
        if shape.thing.kind == "circle":
            middles += [path[n].tolist() for n in (SIDES // 2, SIDES * 3 // 4, SIDES // 4)]
        elif len(path) > 1 and shape.thing.kind != "area":
            line = shapely.LineString(path)
            middles += [
                line.interpolate(share, normalized=True).coords[0] for share in (0.35, 0.65, 0.2, 0.8)
            ]
        return [(x - width / 2, y - height / 2) for x, y in middles]
    left, top, right, bottom = shapely.bounds(ground[0]).tolist()
    gap, middle = 3 * RADIUS_MM * unit, (top + bottom) / 2 - height / 2
    across = (left + right) / 2 - width / 2
    beside = [(right + gap, middle), (left - gap - width, middle)]
    return [*beside, (across, bottom + gap / 2), (across, top - gap / 2 - height)]


def _ground(shape: Shaped, path: NDArray[np.float64], unit: float) -> list[shapely.Geometry]:
    """What a marker or symbol covers; names may cross lines and areas."""
    thing, pixel = shape.thing, RADIUS_MM * unit
    if thing.kind == "number":
        return [shapely.Point(path[0]).buffer(RADII[thing.size - 1] * pixel)]
    if thing.kind != "symbol":
        return []
    drawing = symbols()[thing.symbol]
    left, top, width, height = drawing["box"]
    scale = SYMBOL_WIDTHS[thing.size - 1] * pixel / FRAME
    x, y = path[0] + (np.array([left, top]) - np.array(drawing["anchor"])) * scale
    return [shapely.box(x, y, x + width * scale, y + height * scale)]


def reader_swatch(x: float, y: float, shape: Shaped, unit: float) -> list[Item]:
    """A thing as the legend shows it, centred on ``x, y`` (mm)."""
    width, height = SWATCH[0] * unit, SWATCH[1] * unit
    thin = 0.45 * unit
    filled = Ink(shape.colour, 0.12, shape.colour, width=thin)
    match shape.thing.kind:
        case "symbol":
            return _symbol_swatch(x, y, symbols()[shape.thing.symbol], width, height)
        case "number":
            size = 1.9 * unit / POINT
            text = Words(x, y + size * POINT * 0.36, str(shape.rank), size, "semibold", WHITE, "middle")
            return [Disc(x, y, 1.7 * unit, Ink(fill=shape.colour)), text]
        case "text":
            return [Words(x, y + 0.9 * unit, "Aa", 6.5 * unit, "semibold", shape.colour, "middle")]
        case "circle":
            return [Disc(x, y, height * 0.42, filled)]
        case "area":
            corners = np.array([[-2.6, -1.3], [2.6, -1.6], [2.9, 1.2], [-2.2, 1.6]]) * unit
            return [Lines((corners + np.array([x, y]),), filled, closed=True)]
        case _:
            reach = width / 2 - thin
            return _line_swatch(shape, np.array([[x - reach, y], [x + reach, y]]), unit)


def _symbol_swatch(x: float, y: float, drawing: Symbol, width: float, height: float) -> list[Item]:
    left, top, wide, high = drawing["box"]
    scale = min(height / high, width / wide) * 0.86
    middle = np.array([left + wide / 2, top + high / 2]) - np.array(drawing["anchor"])
    return symbol(drawing, np.array([x, y]) - middle * scale, scale * FRAME)


def _line_swatch(shape: Shaped, line: NDArray[np.float64], unit: float) -> list[Item]:
    dash = (1.6 * unit, 0.7 * unit) if shape.thing.kind == "measure" else ()
    ink = Ink(stroke=shape.colour, width=0.5 * unit, dash=dash)
    if shape.thing.kind != "arrow":
        return [Lines((line,), ink)]
    shaft, head = arrow(line, 0.5 * unit, 0.14 * unit)
    return [Lines((shaft,), ink), Lines((head,), Ink(fill=shape.colour), closed=True)]
