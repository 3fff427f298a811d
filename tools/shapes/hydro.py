"""Rivers and lakes of Natural Earth; water polygons of OpenStreetMap (kept apart: ODbL)."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import Point, Polygon, box

from tools.shapes import names, topology
from tools.shapes.record import Feature

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

WINDOW = box(-18, 3.5, 10, 26)
"""Rivers and lakes are drawn in this window, degrees."""
RIVER_TOLERANCE = {1: 0.004, 2: 0.004, 3: 0.012}
"""Simplification by rank, degrees."""
WATER_TOLERANCE = 0.0015
DECIMALS = 4
EQUAL_AREA = 6933
"""EPSG code used for areas in square kilometres."""
LEAST_KM2 = 3.0
"""Smaller lakes are left out, square kilometres."""


def rivers(shapefile: Path) -> list[Feature]:
    """One line per named river; the stretches through lakes are part of it."""
    frame = gpd.read_file(shapefile, encoding="latin1")
    frame = frame[frame.rivernum.isin(list(names.RIVERS)) & frame.intersects(WINDOW)]
    lines: dict[str, list[BaseGeometry]] = defaultdict(list)
    about: dict[str, dict[str, Any]] = {}
    for number, shape in zip(frame.rivernum, frame.geometry, strict=True):
        key, fr, en, rank = names.RIVERS[int(number)]
        lines[key] += list(shapely.get_parts(shapely.intersection(shape, WINDOW)))
        about[key] = {"name_fr": fr, "name_en": en, "rank": rank, "kind": "river"}
    return [Feature(key, _line(parts, about[key]["rank"]), about[key]) for key, parts in lines.items()]


def _line(parts: list[BaseGeometry], rank: int) -> BaseGeometry:
    merged = shapely.line_merge(shapely.union_all(parts))
    thin = shapely.simplify(merged, RIVER_TOLERANCE[rank])
    rounded = shapely.transform(thin, lambda xy: np.round(xy, DECIMALS))
    return shapely.normalize(shapely.remove_repeated_points(rounded, 0))


def lakes(shapefile: Path) -> list[Feature]:
    """Give the large lakes of Natural Earth around Mali; the package has no names, a point finds each."""
    frame = gpd.read_file(shapefile)
    rows = []
    for key, fr, en, lon, lat in names.NE_LAKES:
        hit = frame.geometry[frame.distance(Point(lon, lat)) < 0.05]
        if len(hit) != 1:
            raise ValueError(f"{key}: {len(hit)} lakes at {lon}, {lat}")
        rank = 1 if key == "lake-debo" else 3
        about = {"name_fr": fr, "name_en": en, "kind": "lake", "rank": rank}
        rows.append(Feature(key, solid([hit.iloc[0]], RIVER_TOLERANCE[rank]), about))
    return rows


def water(path: Path, mali: BaseGeometry) -> list[Feature]:
    """Lakes of OpenStreetMap in Mali; those without a sure name form one feature.

    The river beds of the same package are left out: at 100 m they fall into unconnected blocks.

    Parameters
    ----------
    path
        The package's GeometryCollection: first the rivers, then the lakes, then the seas.
    mali
        Outline of Mali.
    """
    rest = _basins(path, mali)
    found = []
    for key, fr, en, lon, lat in names.OSM_LAKES:
        mine = [p for p in rest if p.distance(Point(lon, lat)) < names.OSM_LAKE_REACH.get(key, 0.04)]
        rest = [p for p in rest if all(p is not q for q in mine)]
        about = {"name_fr": fr, "name_en": en, "kind": "lake"}
        found.append(Feature(f"water-{key}", solid(mine), about))
    about = {"name_fr": "Autres lacs et mares", "name_en": "Other lakes and ponds", "kind": "lake"}
    return [*found, Feature("water-lakes-other", solid(rest), about)]


def _basins(path: Path, mali: BaseGeometry) -> list[BaseGeometry]:
    """Lakes of the package that touch Mali and are large enough."""
    lakes_of_world = json.loads(path.read_text(encoding="utf-8"))["geometries"][1]["coordinates"]
    shapes = [Polygon(p[0], p[1:]) for p in lakes_of_world if _may_touch(p[0], mali)]
    valid = [p for s in shapes for p in shapely.get_parts(shapely.make_valid(s)) if p.geom_type == "Polygon"]
    inside = gpd.GeoSeries([p for p in valid if p.intersects(mali)], crs=4326)
    return list(inside[inside.to_crs(EQUAL_AREA).area / 1e6 >= LEAST_KM2])


def _may_touch(ring: list[list[float]], mali: BaseGeometry) -> bool:
    west, south, east, north = mali.bounds
    lon, lat = ring[0][0], ring[0][1]
    return bool(west - 1 < lon < east + 1 and south - 1 < lat < north + 1)


def solid(parts: list[BaseGeometry], tolerance: float = WATER_TOLERANCE) -> BaseGeometry:
    """Union, simplified, on the grid of :data:`DECIMALS`; slivers and tiny islands dropped."""
    whole = shapely.simplify(shapely.union_all(parts), tolerance)
    snapped = shapely.set_precision(whole, 10.0**-DECIMALS)
    rounded = shapely.transform(snapped, lambda xy: np.round(xy, DECIMALS))
    least = 0.3 * topology.KM2
    kept = []
    for part in shapely.get_parts(rounded):
        if part.area > least:
            holes = [h for h in part.interiors if Polygon(h).area > 4 * least]
            kept.append(Polygon(part.exterior, holes))
    return topology.clean(shapely.multipolygons(kept))
