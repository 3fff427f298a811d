"""A reader's layer of too many rows to be sent: files for tiles, and an artifact without features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson
import pandas as pd

from geodata.text import LANGS, Text
from layers.artifact.make import make_artifact
from layers.artifact.model import Artifact
from layers.artifact.own import ENTRY
from layers.artifact.tiled.keep import tiled_files
from layers.artifact.tiled.told import TOLD, read_told
from layers.build.drawing import entry_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables
    from geodata.text import Lang
    from layers.schema.layer import Layer

#: Rows by which fields are found to be filled.
_LOOKED_AT: Final = 2_000
DARKER: Final = Text(
    "Plus sombre où des lignes se superposent. La couche est dessinée par le serveur : un clic liste les "
    "lignes qui s’y trouvent ; le tableau à côté de la carte ne la comprend pas.",
    "Darker where rows lie over each other. The layer is drawn by the server: a click lists the rows there; "
    "the table beside the map leaves it out.",
)


def draw_tiled(layer: Layer, rows: gpd.GeoDataFrame, tables: Tables, address: str) -> dict[str, bytes]:
    """Return the files of a tiled layer: an index entry, an artifact in both languages, and what tiles need.

    Parameters
    ----------
    layer, rows
        As for :func:`layers.artifact.make.make_artifact`.
    tables
        The data folder.
    address
        Where its artifacts will be, with ``{lang}`` and ``{version}``.
    """
    known = rows[rows.geometry.notna()]
    some = _some(layer, known)
    west, south, east, north = (float(edge) for edge in known.total_bounds)
    artifacts: dict[Lang, Artifact] = {}
    files: dict[str, bytes] = {}
    for lang in LANGS:
        meta = make_artifact(layer, tables, lang, some).meta
        if not files:
            files = tiled_files(known, meta["marks"])
        meta["count"] = len(known)
        meta["caveats"].append(DARKER.get(lang))
        for scale in meta.get("classes", {}).values():
            scale["how"] = "tint"  # dots of one size, whatever their number
        meta["tiles"] = {"version": read_told(files[TOLD]).version}
        artifacts[lang] = Artifact(meta, (), (west, south, east, north))
    entry = entry_of(layer, artifacts)
    for lang, artifact in artifacts.items():
        entry["caveats"][lang] = artifact.meta["caveats"]
        entry["files"][lang] = address.format(lang=lang, version=artifact.digest)
        files[f"layer.{lang}.geojson"] = artifact.content
    return {ENTRY: orjson.dumps(entry), **files}


def _some(layer: Layer, known: gpd.GeoDataFrame) -> Any:  # noqa: ANN401 - a GeoDataFrame, which is untyped
    """Rows that stand for all: some of every part, one of each mark, those of extreme numbers."""
    step = max(1, len(known) // _LOOKED_AT)
    numbers = [known[field.name] for field in layer.fields if field.measure]
    extreme = [known.loc[[each.idxmin(), each.idxmax()]] for each in numbers if each.notna().any()]
    some = pd.concat([known.iloc[::step], known.drop_duplicates("mark"), *extreme])
    return some[~some.index.duplicated()]
