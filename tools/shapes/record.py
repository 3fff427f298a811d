"""Write GeoJSON as RFC 7946 wants it, one feature per line, the same bytes every time."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class Feature:
    """A thing on the map: stable ``id``, geometry in CRS84 degrees, plain properties."""

    id: str
    geometry: BaseGeometry
    properties: dict[str, Any] = field(default_factory=dict)


def write(path: Path, features: Iterable[Feature]) -> int:
    """Write a FeatureCollection sorted by id and return the number of features.

    Properties that are ``None`` are left out: a missing member says "not known".

    Raises
    ------
    ValueError
        When two features have the same id or a geometry is invalid or empty.
    """
    rows = sorted(features, key=lambda f: f.id)
    if len({f.id for f in rows}) != len(rows):
        raise ValueError(f"{path.name}: an id occurs twice")
    for row in rows:
        if row.geometry.is_empty or not row.geometry.is_valid:
            raise ValueError(f"{path.name}: {row.id} has no valid geometry")
    lines = ",\n".join(_line(row) for row in rows)
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    path.write_text(text, encoding="utf-8", newline="\n")
    return len(rows)


def _line(row: Feature) -> str:
    known = {k: v for k, v in row.properties.items() if v is not None}
    body = {
        "type": "Feature",
        "id": row.id,
        "properties": known,
        "geometry": shapely.geometry.mapping(row.geometry),
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=float)
