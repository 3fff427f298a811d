"""GeoJSON (RFC 7946) of a layer as it stands in its frame: whole, selected or merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import orjson
import pandas as pd
import shapely
from shapely.geometry import MultiPolygon, Polygon, mapping
from shapely.geometry.polygon import orient

from layers.artifact.model import Artifact
from layers.export.gis.merged import merge
from layers.export.gis.provenance import describe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from layers.artifact.model import Feature, Geometry, Properties
    from layers.export.gis.frame import GisLayer


def as_artifact(layer: GisLayer, query: str = "") -> Artifact:
    """Return a layer as an artifact again, with its disclaimer and the query in what it says of itself."""
    frame = layer.frame
    described = describe(layer, query)
    names = [name for name in frame.columns if name not in ("id", "mark_label", "geometry")]
    columns = {name: [plain(value) for value in frame[name]] for name in names}
    features: list[Feature] = [
        {
            "type": "Feature",
            "id": str(key),
            "geometry": None if geometry is None else _geometry(geometry),
            "properties": cast(
                "Properties", {n: columns[n][at] for n in names if columns[n][at] is not None}
            ),
        }
        for at, (key, geometry) in enumerate(zip(frame["id"], frame.geometry, strict=True))
    ]
    meta = layer.meta | {"query": described.query, "disclaimer": described.disclaimer}
    west, south, east, north = (float(edge) for edge in frame.total_bounds)
    return Artifact(meta, features, (west, south, east, north) if frame.geometry.notna().any() else None)


def write_geojson(layers: Sequence[GisLayer], path: Path, query: str = "", view: str = "") -> None:
    """Write layers as one FeatureCollection; several are merged (:func:`~layers.export.gis.merged.merge`).

    ``view`` is their address in the explorer, if others can open it.
    """
    made = as_artifact(merge(layers), query)
    path.write_bytes(linked(made.content, view))


def linked(content: bytes, view: str) -> bytes:
    """Return a FeatureCollection as written, with the address of its view as a member ``view``, if any.

    Examples
    --------
    >>> linked(b'{"type":"FeatureCollection","features":[]}', "https://atlas.example/?lang=en")[-41:]
    b',"view":"https://atlas.example/?lang=en"}'
    """
    return content[:-1] + b',"view":' + orjson.dumps(view) + b"}" if view else content


def plain(value: Any) -> Any:  # noqa: ANN401 - a cell
    """Turn a frame's cell into what JSON knows: dates as ISO 8601, whole numbers without a point."""
    if value is None or value is pd.NaT or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if hasattr(value, "item"):
        value = value.item()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _geometry(geometry: Any) -> Geometry:  # noqa: ANN401 - a shapely geometry
    if isinstance(geometry, Polygon):
        geometry = orient(geometry)
    elif isinstance(geometry, MultiPolygon):
        geometry = MultiPolygon([orient(part) for part in geometry.geoms])
    made = mapping(shapely.force_2d(geometry))
    return {"type": made["type"], "coordinates": made["coordinates"]}
