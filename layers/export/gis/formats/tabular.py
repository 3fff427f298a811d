"""CSV and XLSX of layers, and what stands beside a CSV: CSV on the Web, and a Frictionless resource."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson

from layers.export.gis.formats.geojson import as_artifact
from layers.export.gis.merged import merge
from layers.export.gis.provenance import describe
from layers.export.table import layer_table
from layers.export.table_files import TYPES, headings, write_csv, write_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from layers.export.gis.frame import GisLayer
    from layers.export.table import Column, LayerTable
    from layers.export.table_files import Dialect, Names

#: How Excel in French writes tables, as CSV on the Web says it.
_FRENCH: Final = {"base": "decimal", "format": {"decimalChar": ","}}


def write_csv_file(  # noqa: PLR0913 - a writer's own, and the options of a CSV by name
    layers: Sequence[GisLayer],
    path: Path,
    query: str = "",
    *,
    hxl: bool = False,
    names: Names = "code",
    dialect: Dialect = "",
) -> None:
    """Write layers as one CSV; several are merged. Areas and lines are in a column of WKT.

    Excel reads no cell of more than 32 767 characters, so that its dialect leaves outlines out.
    """
    table = layer_table(as_artifact(merge(layers), query), wkt=not dialect)
    path.write_bytes(write_csv(table, hxl=hxl, names=names, dialect=dialect))


def write_xlsx_file(
    layers: Sequence[GisLayer], path: Path, query: str = "", *, hxl: bool = False, names: Names = "code"
) -> None:
    """Write layers as one workbook: a sheet each, then their fields, then what to know of them."""
    tables = [
        layer_table(as_artifact(layer, query), notes=describe(layer, query).lines(), wkt=False)
        for layer in layers
    ]
    path.write_bytes(write_workbook(tables, hxl=hxl, names=names))


def csv_metadata(  # noqa: PLR0913 - the options of a CSV by name
    layers: Sequence[GisLayer],
    name: str,
    query: str = "",
    *,
    names: Names = "code",
    dialect: Dialect = "",
    hxl: bool = False,
) -> bytes:
    """Describe a CSV file named ``name``: the W3C's metadata for tabular data, as JSON.

    A CSV file has no room for its sources and licence; they are served at its address followed by
    ``-metadata.json``, and written beside it on the command line.
    """
    layer = merge(layers)
    described = describe(layer, query)
    table = layer_table(as_artifact(layer, query), wkt=not dialect)
    is_french = bool(dialect) and layer.lang == "fr"
    said = _dialect(is_french=is_french, is_excel=bool(dialect), hxl=hxl)
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": layer.lang}],
        "url": name,
        "dialect": said,
        "dc:title": described.title,
        "dc:description": described.about,
        "dc:date": described.data_date,
        "dc:source": [", ".join(filter(None, (s["title"], s["date"]))) for s in described.sources],
        "dc:license": list(described.licences),
        "dc:provenance": described.query,
        "rdfs:comment": [*described.caveats, described.disclaimer],
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": list(dict.fromkeys((heading, column.name, column.heading))),
                    "datatype": _FRENCH if is_french and column.kind == "number" else _type(column),
                    **({"dc:description": column.about} if column.about else {}),
                }
                for column, heading in zip(table.columns, headings(table.columns, names), strict=True)
            ],
            "primaryKey": "id",
        },
    }
    return orjson.dumps(metadata, option=orjson.OPT_INDENT_2)


def _dialect(*, is_french: bool, is_excel: bool, hxl: bool) -> dict[str, Any]:
    """How a CSV is written, as CSV on the Web says it."""
    said: dict[str, Any] = {"header": True, "encoding": "utf-8", "delimiter": ";" if is_french else ","}
    if is_excel:
        said["skipRows"] = 1
    if hxl:
        said["headerRowCount"] = 2
    return said


def csv_resource(layers: Sequence[GisLayer], name: str, address: str) -> bytes:
    """Describe the plain CSV at an address as a Frictionless resource, which validates it.

    Parameters
    ----------
    layers
        The layers of the file.
    name
        The file's name; the resource is named after it.
    address
        Where the CSV is.
    """
    layer = merge(layers)
    described = describe(layer)
    table = layer_table(as_artifact(layer))
    resource = {
        "name": name.lower(),
        "type": "table",
        "title": described.title,
        "description": described.about,
        "path": address,
        "scheme": "http",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "sources": [{"title": s["title"]} for s in described.sources],
        "licenses": [{"name": licence} for licence in described.licences],
        "schema": table_schema(table),
    }
    return orjson.dumps(resource, option=orjson.OPT_INDENT_2)


def table_schema(table: LayerTable) -> dict[str, Any]:
    """The fields of a table as a Frictionless Table Schema."""
    fields = []
    for column in table.columns:
        said = {"name": column.name, "type": TYPES.get(column.kind, "string"), "title": column.heading}
        if column.about:
            said["description"] = column.about
        required = {"constraints": {"required": True, "unique": True}} if column.name == "id" else {}
        fields.append(said | required)
    return {"fields": fields, "missingValues": [""], "primaryKey": ["id"]}


def _type(column: Column) -> str:
    return TYPES.get(column.kind, "string")
