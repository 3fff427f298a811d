"""What RFC 7946 asks of a FeatureCollection, checked member by member."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shapely.geometry import LinearRing

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEPTHS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
_FORBIDDEN = {"coordinates", "geometries", "geometry", "properties", "crs"}  # section 7.1, and 4


def faults(collection: dict[str, Any]) -> list[str]:
    """Return every departure from the RFC; none for a sound collection."""
    return list(_faults(collection))


def _faults(collection: dict[str, Any]) -> Iterator[str]:
    if collection.get("type") != "FeatureCollection" or not isinstance(collection.get("features"), list):
        yield "no FeatureCollection"
        return
    yield from (f"forbidden member {name}" for name in _FORBIDDEN & set(collection))
    keys = [feature.get("id") for feature in collection["features"]]
    if len(set(keys)) != len(keys) or not all(isinstance(key, str) and key for key in keys):
        yield "identifiers missing, repeated or no strings"
    for feature in collection["features"]:
        for fault in _feature_faults(feature):
            yield f"{feature.get('id')}: {fault}"
    if box := collection.get("bbox"):
        west, south, east, north = box
        if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
            yield f"bbox {box}"


def _feature_faults(feature: dict[str, Any]) -> Iterator[str]:
    if feature.get("type") != "Feature" or not {"geometry", "properties"} <= set(feature):
        yield "no Feature"
        return
    yield from (f"forbidden member {name}" for name in {"coordinates", "features", "crs"} & set(feature))
    geometry = feature["geometry"]
    if geometry is None:
        return
    if geometry["type"] not in _DEPTHS:
        yield f"type {geometry['type']}"
        return
    yield from _position_faults(geometry["coordinates"], _DEPTHS[geometry["type"]])
    polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}
    for polygon in polygons.get(geometry["type"], []):
        for place, ring in enumerate(polygon):
            if len(ring) < 4 or list(ring[0]) != list(ring[-1]):
                yield "a ring that is not closed"
            elif LinearRing(ring).is_ccw != (place == 0):
                yield "a ring that turns the wrong way"


def _position_faults(coordinates: Any, depth: int) -> Iterator[str]:
    if depth:
        for part in coordinates:
            yield from _position_faults(part, depth - 1)
        return
    lon, lat = coordinates
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        yield f"position {coordinates}"
    if any(len(repr(float(part)).partition(".")[2]) > 7 for part in coordinates):
        yield f"more than seven decimals {coordinates}"
