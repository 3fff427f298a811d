"""From the geometries of artifacts to shapely's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from shapely.geometry import shape

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from layers.artifact.model import Geometry


def to_shape(geometry: Geometry) -> BaseGeometry:
    """Return a geometry as shapely knows it (degrees, WGS 84, longitude first)."""
    return shape(cast("dict[str, Any]", geometry))
