"""CSV and XLSX of layers, and the description that stands beside a CSV file (CSV on the Web)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from layers.export.gis.formats.geojson import as_artifact
from layers.export.gis.merged import merge
from layers.export.gis.provenance import describe
from layers.export.table import layer_table, write_csv, write_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from layers.export.gis.frame import GisLayer

_TYPES = {"number": "number", "date": "date"}


def write_csv_file(layers: Sequence[GisLayer], path: Path, query: str = "", *, hxl: bool = False) -> None:
    """Write layers as one CSV; several are merged. Areas and lines are in a column of WKT."""
    path.write_bytes(write_csv(layer_table(as_artifact(merge(layers), query)), hxl=hxl))


def write_xlsx_file(layers: Sequence[GisLayer], path: Path, query: str = "", *, hxl: bool = False) -> None:
    """Write layers as one workbook: a sheet each, then what to know of them."""
    tables = [
        layer_table(as_artifact(layer, query), notes=describe(layer, query).lines(), wkt=False)
        for layer in layers
    ]
    path.write_bytes(write_workbook(tables, hxl=hxl))


def csv_metadata(layers: Sequence[GisLayer], name: str, query: str = "") -> bytes:
    """Describe a CSV file named ``name``: the W3C's metadata for tabular data, as JSON.

    A CSV file has no room for its sources and licence; they are served at its address followed by
    ``-metadata.json``, and written beside it on the command line.
    """
    layer = merge(layers)
    described = describe(layer, query)
    table = layer_table(as_artifact(layer, query))
    kinds: dict[str, Any] = {field["name"]: _TYPES.get(field["kind"], "string") for field in described.fields}
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": layer.lang}],
        "url": name,
        "dialect": {"header": True, "encoding": "utf-8"},
        "dc:title": described.title,
        "dc:description": described.about,
        "dc:date": described.data_date,
        "dc:source": [", ".join(filter(None, (s["title"], s["date"]))) for s in described.sources],
        "dc:license": list(described.licences),
        "dc:provenance": described.query,
        "rdfs:comment": [*described.caveats, described.disclaimer],
        "tableSchema": {
            "columns": [
                {"name": column.name, "titles": column.heading, "datatype": kinds.get(column.name, "string")}
                for column in table.columns
            ],
            "primaryKey": "id",
        },
    }
    return orjson.dumps(metadata, option=orjson.OPT_INDENT_2)
