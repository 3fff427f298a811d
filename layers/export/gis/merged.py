"""Several layers as one table, for formats that hold one; a column ``layer`` names each row's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd

from geodata.text import Text
from layers.export.gis.frame import OWN_COLUMNS, GisLayer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layers.artifact.model import FieldEntry, Meta, SourceEntry

ID: Final = "atlas"
TITLE: Final = Text("Atlas de la Mission", "Mission Atlas")
ABOUT: Final = Text(
    "{count} couches de l’Atlas de la Mission : {titles}", "{count} layers of the Mission Atlas: {titles}"
)
LAYER: Final = Text("Couche", "Layer")


def merge(layers: Sequence[GisLayer]) -> GisLayer:
    """Join layers of one language into one; a single layer is returned as it is.

    Identifiers become ``layer/id`` and mark keys ``layer/mark``, so that each stays unique. A field
    that is text in one layer and a number in another is written as text.
    """
    if len(layers) == 1:
        return layers[0]
    lang = layers[0].lang
    fields = _fields(layers)
    frames = [_prefixed(layer, fields) for layer in layers]
    columns = list(dict.fromkeys(column for frame in frames for column in frame.columns))
    columns = [c for c in columns if c != "geometry"] + ["geometry"]
    joined = {
        c: pd.concat([_column(frame, c, fields) for frame in frames], ignore_index=True) for c in columns
    }
    frame = gpd.GeoDataFrame(joined, geometry="geometry", crs=4326)
    titles = ", ".join(layer.meta["title"] for layer in layers)
    meta: Meta = {
        "id": ID,
        "lang": lang,
        "title": TITLE.get(lang),
        "about": ABOUT.get(lang).format(count=len(layers), titles=titles),
        "group": "",
        "group_title": "",
        "caveats": [
            f"{layer.meta['title']} : {c}" if lang == "fr" else f"{layer.meta['title']}: {c}"
            for layer in layers
            for c in layer.meta["caveats"]
        ],
        "data_date": "",
        "count": len(frame),
        "marks": [m | {"key": f"{layer.id}/{m['key']}"} for layer in layers for m in layer.meta["marks"]],
        "fields": [{"name": "layer", "label": LAYER.get(lang), "kind": "text", "unit": ""}, *fields.values()],
        "sources": _once(s for layer in layers for s in layer.meta["sources"]),
        "layers": {layer.id: layer.meta["title"] for layer in layers},
    }
    return GisLayer(ID, lang, meta, frame, layers[0].roles)


def _fields(layers: Sequence[GisLayer]) -> dict[str, FieldEntry]:
    fields: dict[str, FieldEntry] = {}
    for layer in layers:
        for field in layer.meta["fields"]:
            known = fields.setdefault(field["name"], field.copy())
            if known["kind"] != field["kind"]:
                known["kind"] = "text"
            if known["unit"] != field["unit"]:
                known["unit"] = ""
    return fields


def _prefixed(layer: GisLayer, fields: dict[str, FieldEntry]) -> gpd.GeoDataFrame:
    frame = layer.frame.copy()
    kinds = {field["name"]: field["kind"] for field in layer.meta["fields"]}
    for name, kind in kinds.items():
        if fields[name]["kind"] == "text" and kind not in ("text", "citation", "code"):
            frame[name] = frame[name].astype("string")
    frame["id"] = layer.id + "/" + frame["id"]
    frame["mark"] = layer.id + "/" + frame["mark"]
    frame.insert(len(OWN_COLUMNS), "layer", pd.array([layer.id] * len(frame), dtype="string"))
    return frame


def _column(frame: gpd.GeoDataFrame, name: str, fields: dict[str, FieldEntry]) -> Any:  # noqa: ANN401 - a series
    if name in frame.columns:
        return frame[name]
    empty = {"number": "Float64", "date": "datetime64[ms]"}.get(fields[name]["kind"], "string")
    return pd.Series([None] * len(frame), dtype=empty)


def _once(sources: Iterable[SourceEntry]) -> list[SourceEntry]:
    return list({source["id"]: source for source in sources}.values())
