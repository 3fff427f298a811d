"""GeoParquet 1.1: WKB, a covering box a row, and provenance under ``atlas`` in the file's metadata."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import orjson
import pyarrow.parquet as pq

from layers.export.gis.merged import merge
from layers.export.gis.provenance import describe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from layers.export.gis.frame import GisLayer

KEY = b"atlas"


def write_parquet(layers: Sequence[GisLayer], path: Path, query: str = "") -> None:
    """Write layers as one GeoParquet file; several are merged."""
    layer = merge(layers)
    draft = BytesIO()
    layer.frame.to_parquet(draft, schema_version="1.1.0", write_covering_bbox=True, index=False)
    table = pq.read_table(BytesIO(draft.getvalue()))
    metadata = orjson.dumps(describe(layer, query).to_dict())
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), KEY: metadata})
    pq.write_table(table, path, compression="zstd")
