"""A built layer as a typed frame: what every GIS format writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from layers.artifact.shapes import to_shape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.text import Lang
    from layers.artifact.model import Artifact, Meta, Properties
    from layers.artifact.reader import Build
    from layers.schema.layer import Role

#: Columns that every layer has, before those of its declared fields.
OWN_COLUMNS = ("id", "name", "mark", "mark_label", "place_id")


@dataclass(frozen=True)
class GisLayer:
    """One layer in one language, ready to be written.

    Parameters
    ----------
    id, lang
        Identifier and language.
    meta
        Title, marks, fields, sources, caveats, data date.
    frame
        EPSG:4326. ``id`` (stable string), ``name``, ``mark`` (key of the class), ``mark_label`` (the
        legend's words), ``place_id`` (dossier, or missing), then the declared fields: numbers are
        float64 or Int64, dates ``datetime64[ms]``, the rest strings; missing values are null.
    roles
        Identifiers of the build's layers by role: what styles and projects say of other layers.
    """

    id: str
    lang: Lang
    meta: Meta
    frame: gpd.GeoDataFrame
    roles: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)

    def has_role(self, role: Role) -> bool:
        """Whether renderers may count on this of the layer."""
        return self.id in self.roles.get(role, ())


def read_layer(build: Build, layer_id: str, lang: Lang) -> GisLayer:
    """Read one layer of a build as a typed frame; whole tables (group ``records``) are layers too.

    Raises
    ------
    NotFoundError
        If the build has no such layer.
    MissingResourceError
        If the build's file is gone.
    """
    return as_layer(build.artifact(layer_id, lang), build)


def as_layer(artifact: Artifact, build: Build | None = None) -> GisLayer:
    """Turn an artifact into a typed frame; the build says which roles its layers have."""
    meta, features = artifact.meta, artifact.features
    labels = {mark["key"]: mark["label"] for mark in meta["marks"]}
    properties = [feature["properties"] for feature in features]
    columns: dict[str, Any] = {
        "id": pd.array([feature["id"] for feature in features], dtype="string"),
        "name": _texts(properties, "name"),
        "mark": _texts(properties, "mark"),
        "mark_label": pd.array([labels.get(p["mark"]) for p in properties], dtype="string"),
        "place_id": _texts(properties, "place_id"),
    }
    for declared in meta["fields"]:
        columns[declared["name"]] = _READERS[declared["kind"]](properties, declared["name"])
    shapes = [feature["geometry"] and to_shape(feature["geometry"]) for feature in features]
    frame = gpd.GeoDataFrame(columns, geometry=shapes, crs=4326)
    return GisLayer(meta["id"], meta["lang"], meta, frame, build.roles if build else {})


def _texts(properties: list[Properties], name: str) -> Any:  # noqa: ANN401 - a pandas array
    values = (p.get(name) for p in properties)
    return pd.array([None if value is None else str(value) for value in values], dtype="string")


def _numbers(properties: list[Properties], name: str) -> Any:  # noqa: ANN401 - a pandas array
    values = [p.get(name) for p in properties]
    whole = all(value is None or isinstance(value, int) for value in values)
    return pd.array(values, dtype="Int64" if whole else "Float64")


def _dates(properties: list[Properties], name: str) -> Any:  # noqa: ANN401 - a pandas array
    return pd.to_datetime([p.get(name) for p in properties], format="ISO8601").astype("datetime64[ms]")


_READERS = {"text": _texts, "citation": _texts, "code": _texts, "number": _numbers, "date": _dates}
