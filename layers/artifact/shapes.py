"""From the geometries of artifacts to shapely's, and back."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from shapely.geometry import MultiPolygon, Polygon, mapping, shape
from shapely.geometry.polygon import orient

from layers.artifact.model import DECIMALS

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from layers.artifact.model import Geometry


def to_shape(geometry: Geometry) -> BaseGeometry:
    """Return a geometry as shapely knows it (degrees, WGS 84, longitude first)."""
    return shape(cast("dict[str, Any]", geometry))


@lru_cache(maxsize=512)
def to_geometry(geometry: BaseGeometry) -> Geometry:
    """Write a shape, rounded: kept, as a place is the shape of many facts, in both languages."""
    if isinstance(geometry, Polygon):
        geometry = orient(geometry)
    elif isinstance(geometry, MultiPolygon):
        geometry = MultiPolygon([orient(part) for part in geometry.geoms])
    plain = mapping(geometry)
    return {"type": plain["type"], "coordinates": _rounded(plain["coordinates"])}


def _rounded(coordinates: Any) -> Any:  # noqa: ANN401 - nesting depth depends on the geometry type
    if not isinstance(coordinates, (tuple, list)):
        return round(coordinates, DECIMALS)
    if coordinates and not isinstance(coordinates[0], (tuple, list)):
        return [round(number, DECIMALS) for number in coordinates]
    return [_rounded(c) for c in coordinates]
