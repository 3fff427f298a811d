"""A built layer as a typed frame: what every GIS format writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import orjson
import pandas as pd
from shapely.geometry import shape

from geodata.errors import MissingResourceError, NotFoundError

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.text import Lang

#: Columns that every layer has, before those of its declared fields.
OWN_COLUMNS = ("id", "name", "mark", "mark_label", "place")


@dataclass(frozen=True)
class GisLayer:
    """One layer in one language, ready to be written.

    Parameters
    ----------
    id, lang
        Identifier and language.
    meta
        The artifact's member ``atlas``: title, marks, fields, sources, caveats, data date.
    frame
        EPSG:4326. ``id`` (stable string), ``name``, ``mark`` (key of the class), ``mark_label`` (the
        legend's words), ``place`` (dossier, or missing), then the declared fields: numbers are
        float64 or Int64, dates ``datetime64[ms]``, the rest strings; missing values are null.
    """

    id: str
    lang: Lang
    meta: dict[str, Any]
    frame: gpd.GeoDataFrame


def read_content(index: dict[str, Any], static: Path, layer_id: str, lang: Lang) -> dict[str, Any]:
    """Read one layer of a build as GeoJSON (:class:`layers.artifact.make.Artifact`).

    Parameters
    ----------
    index
        The build's ``index.json``.
    static
        The build's folder of static files.
    layer_id, lang
        What to read; whole tables (group ``records``) are layers too.

    Raises
    ------
    NotFoundError
        If the build has no such layer.
    MissingResourceError
        If the build's file is gone.
    """
    entry = next((e for e in index["layers"] if e["id"] == layer_id), None)
    if entry is None:
        raise NotFoundError(
            f"Aucune couche « {layer_id} » ; la liste est à l’adresse /layers.",
            f"No layer “{layer_id}”; the list is at /layers.",
        )
    path = static / entry["files"][lang].lstrip("/")
    if not path.is_file():
        raise MissingResourceError(
            f"Le fichier construit « {path.name} » manque : relancez « make build ».",
            f"The built file “{path.name}” is missing: run “make build” again.",
        )
    content: dict[str, Any] = orjson.loads(path.read_bytes())
    return content


def read_layer(index: dict[str, Any], static: Path, layer_id: str, lang: Lang) -> GisLayer:
    """Read one layer of a build as a typed frame (see :func:`read_content`)."""
    return as_layer(read_content(index, static, layer_id, lang))


def as_layer(content: dict[str, Any]) -> GisLayer:
    """Turn an artifact's GeoJSON into a typed frame."""
    meta = content["atlas"]
    features = content["features"]
    labels = {mark["key"]: mark["label"] for mark in meta["marks"]}
    properties = [feature["properties"] for feature in features]
    columns: dict[str, Any] = {
        "id": pd.array([feature["id"] for feature in features], dtype="string"),
        "name": _texts(properties, "name"),
        "mark": _texts(properties, "mark"),
        "mark_label": pd.array([labels.get(p["mark"]) for p in properties], dtype="string"),
        "place": _texts(properties, "place"),
    }
    for field in meta["fields"]:
        columns[field["name"]] = _READERS[field["kind"]](properties, field["name"])
    shapes = [feature["geometry"] and shape(feature["geometry"]) for feature in features]
    return GisLayer(meta["id"], meta["lang"], meta, gpd.GeoDataFrame(columns, geometry=shapes, crs=4326))


def _texts(properties: list[dict[str, Any]], name: str) -> Any:  # noqa: ANN401 - a pandas array
    return pd.array([None if p.get(name) is None else str(p[name]) for p in properties], dtype="string")


def _numbers(properties: list[dict[str, Any]], name: str) -> Any:  # noqa: ANN401 - a pandas array
    values = [p.get(name) for p in properties]
    whole = all(value is None or isinstance(value, int) for value in values)
    return pd.array(values, dtype="Int64" if whole else "Float64")


def _dates(properties: list[dict[str, Any]], name: str) -> Any:  # noqa: ANN401 - a pandas array
    return pd.to_datetime([p.get(name) for p in properties], format="ISO8601").astype("datetime64[ms]")


_READERS = {"text": _texts, "citation": _texts, "number": _numbers, "date": _dates}
