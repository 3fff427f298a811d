"""The lines of reference: a graticule in degrees, or the MGRS grid with its square letters."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.places.geodesy import to_mgrs
from layers.export.sheet.map.names.labels import Label
from layers.export.sheet.map.projection import transformer
from layers.export.sheet.request.words import word
from layers.export.sheet.scene.scene import Ink, Lines, Words
from layers.words import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.text import Lang
    from layers.export.sheet.map.projection import Frame
    from layers.export.sheet.scene.scene import Item

STEPS: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0)  # degrees
METRES: Final = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
SPACED: Final = 34.0  # mm between lines, at least
COLOR: Final = "#6E7B87"


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid drawn: lines, edge labels, the ground these take, the margin's words, its squares' names."""

    lines: tuple[Item, ...]
    labels: tuple[Words, ...]
    taken: tuple[shapely.Geometry, ...]
    caption: str
    squares: tuple[Label, ...] = ()


NO_GRID: Final = Grid((), (), (), "")


def graticule(frame: Frame, lang: Lang, unit: float) -> Grid:
    """Meridians and parallels at a round step."""
    west, south, east, north = frame.bounds
    degrees_per_mm = frame.scale / 1000 / 111_000
    step = next((s for s in STEPS if s >= SPACED * degrees_per_mm), STEPS[-1])
    paths: list[tuple[np.ndarray, str, str]] = []
    for lon in _multiples(west, east, step):
        line = np.column_stack([np.full(61, lon), np.linspace(south - step, north + step, 61)])
        paths.append((frame.to_paper(line), _degrees(lon, "E", word("west", lang), lang), "bottom top"))
    for lat in _multiples(south, north, step):
        line = np.column_stack([np.linspace(west - step, east + step, 61), np.full(61, lat)])
        paths.append((frame.to_paper(line), _degrees(lat, "N", "S", lang), "left right"))
    return _draw(frame, paths, unit, word("graticule", lang, step=_degrees(step, "", "", lang)))


def _multiples(low: float, high: float, step: float) -> Iterator[float]:
    for n in range(math.ceil(low / step), math.floor(high / step) + 1):
        yield n * step


def _degrees(value: float, positive: str, negative: str, lang: Lang) -> str:
    side = "" if abs(value) < 1e-9 else f"\N{NO-BREAK SPACE}{positive if value > 0 else negative}"
    minutes = round(abs(value) * 60)
    if minutes % 60 == 0 or minutes % 6:
        whole = number(minutes // 60, lang)
        return f"{whole}°{f'{minutes % 60:02d}′' if minutes % 60 else ''}{side}".rstrip("\N{NO-BREAK SPACE}")
    return f"{number(minutes // 60, lang)}°{minutes % 60:02d}′{side}".rstrip("\N{NO-BREAK SPACE}")


def mgrs_grid(frame: Frame, lang: Lang, unit: float) -> Grid:
    """Lines of equal easting and northing, zone by zone, with the letters of the 100 km squares."""
    west, south, east, north = frame.bounds
    step = next((s for s in METRES if s >= SPACED * frame.scale / 1000 * 0.6), METRES[-1])
    paths: list[tuple[np.ndarray, str, str]] = []
    for zone in range(math.floor((west + 180) / 6) + 1, math.floor((east + 180) / 6) + 2):
        edge = 6 * zone - 186
        paths += _zone_paths(frame, zone, (max(west, edge), south, min(east, edge + 6), north), step)
        if west < edge < east:
            meridian = np.column_stack([np.full(61, edge), np.linspace(south, north, 61)])
            paths.append((frame.to_paper(meridian), "", ""))
    grid = _draw(frame, paths, unit, word("grid", lang, step=number(step / 1000, lang)))
    return replace(grid, squares=tuple(_squares(frame)))


def _zone_paths(
    frame: Frame, zone: int, bounds: tuple[float, float, float, float], step: int
) -> list[tuple[np.ndarray, str, str]]:
    """The grid lines of one zone between its meridians, as paper lines with their labels."""
    west, south, east, north = bounds
    if east - west < 1e-6:
        return []
    utm = transformer(f"EPSG:{32600 + zone}")
    xs, ys = utm.transform([west, east, west, east, (west + east) / 2] * 2, [south] * 5 + [north] * 5)
    paths = []
    for x in _multiples(min(xs), max(xs), step):
        line = np.column_stack([np.full(41, x), np.linspace(min(ys), max(ys), 41)])
        paths.append((line, f"{x / 1000 % 100:02.0f}", "bottom top"))
    for y in _multiples(min(ys), max(ys), step):
        line = np.column_stack([np.linspace(min(xs), max(xs), 41), np.full(41, y)])
        paths.append((line, f"{y / 1000 % 100:02.0f}", "left right"))
    drawn = []
    for line, label, sides in paths:
        lon, lat = utm.transform(line[:, 0], line[:, 1], direction="INVERSE")
        within = shapely.clip_by_rect(shapely.linestrings(np.column_stack([lon, lat])), *bounds)
        drawn += [
            (frame.to_paper(shapely.get_coordinates(part)), label, sides)
            for part in getattr(within, "geoms", [within])
            if not part.is_empty
        ]
    return drawn


def _squares(frame: Frame) -> Iterator[Label]:
    """Zone and square letters, such as ``30Q ZD``, once near the middle of each square's visible part."""
    box = frame.box
    across, down = np.meshgrid(
        np.linspace(box.x + 4, box.right - 4, 40), np.linspace(box.y + 4, box.bottom - 4, 40)
    )
    spots = np.column_stack([across.ravel(), down.ravel()])
    cells: dict[str, list[np.ndarray]] = {}
    for spot, (lon, lat) in zip(spots, frame.to_ground(spots).tolist(), strict=True):
        cells.setdefault(to_mgrs(lon, lat, 0), []).append(spot)
    for name, found in sorted(cells.items()):
        if len(found) * (box.area / len(spots)) > 900:
            x, y = np.median(np.array(found), axis=0).tolist()
            yield Label(name, x, y, "square", rank=9.5, is_point=False, key=name)


def _draw(frame: Frame, paths: list[tuple[np.ndarray, str, str]], unit: float, caption: str) -> Grid:
    box = frame.box
    ink = Ink(stroke=COLOR, width=0.1 * unit, stroke_opacity=0.55)
    lines: list[Item] = []
    labels: list[Words] = []
    for path, label, sides in paths:
        seen = shapely.clip_by_rect(shapely.linestrings(path), box.x, box.y, box.right, box.bottom)
        for part in getattr(seen, "geoms", [seen]):
            if part.is_empty:
                continue
            ends = shapely.get_coordinates(part)
            lines.append(Lines((ends,), ink))
            labels += [w for end in (ends[0], ends[-1]) for w in _edge_label(frame, end, label, sides, unit)]
    taken = tuple(_ground(words) for words in labels)
    return Grid(tuple(lines), tuple(labels), taken, caption)


def _edge_label(frame: Frame, end: np.ndarray, label: str, sides: str, unit: float) -> Iterator[Words]:
    """The label of a line where it meets one of the sides named, away from the corners."""
    box, size = frame.box, 5.4 * unit
    x, y = float(end[0]), float(end[1])
    free_x = box.x + 9 < x < box.right - 9
    free_y = box.y + 5 < y < box.bottom - 5
    style = {"size": size, "color": COLOR, "halo": 0.28}
    if "bottom" in sides and abs(y - box.bottom) < 0.05 and free_x:
        yield Words(x, box.bottom - 1.1, label, align="middle", **style)  # type: ignore[arg-type]
    elif "top" in sides and abs(y - box.y) < 0.05 and free_x:
        yield Words(x, box.y + 2.6 * unit, label, align="middle", **style)  # type: ignore[arg-type]
    elif "left" in sides and abs(x - box.x) < 0.05 and free_y:
        yield Words(box.x + 1.1, y + 0.7 * unit, label, align="left", **style)  # type: ignore[arg-type]
    elif "right" in sides and abs(x - box.right) < 0.05 and free_y:
        yield Words(box.right - 1.1, y + 0.7 * unit, label, align="right", **style)  # type: ignore[arg-type]


def _ground(words: Words) -> shapely.Geometry:
    from layers.export.sheet.scene.fonts import face  # noqa: PLC0415 - grids alone need no font

    width = face(words.font).width(words.text, words.size)
    left = words.x - {"left": 0.0, "middle": width / 2, "right": width}[words.align]
    return shapely.box(left - 0.6, words.y - 2.4, left + width + 0.6, words.y + 0.8)
