"""FlatGeobuf: one layer, streamed and indexed; its description travels in the header."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pyogrio

from layers.export.gis.merged import merge
from layers.export.gis.provenance import describe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from layers.export.gis.frame import GisLayer


def write_fgb(layers: Sequence[GisLayer], path: Path, query: str = "") -> None:
    """Write layers as one FlatGeobuf file; several are merged.

    The spatial index is left out where a feature has no geometry, which the index cannot hold.
    """
    layer = merge(layers)
    described = describe(layer, query)
    kinds = set(layer.frame.geom_type.dropna())
    located = len(layer.frame) > 0 and bool(layer.frame.geometry.notna().all())
    pyogrio.write_dataframe(
        layer.frame,
        path,
        driver="FlatGeobuf",
        layer=layer.id,
        geometry_type=kinds.pop() if len(kinds) == 1 else "Unknown",
        use_arrow=True,
        SPATIAL_INDEX="YES" if located else "NO",
        TITLE=described.title,
        DESCRIPTION=orjson.dumps(described.to_dict()).decode(),
    )
