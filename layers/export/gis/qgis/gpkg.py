"""Layers as one GeoPackage that opens styled, documented and related in QGIS and elsewhere."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd
import pyarrow as pa
import pyogrio

from layers.artifact.files import content_digest
from layers.export.gis.provenance import describe
from layers.export.gis.qgis.gpkg_records import write_records
from layers.export.gis.qgis.sld import write_sld
from layers.export.gis.qgis.style import write_qml
from layers.export.gis.split import GisTable, split
from layers.export.gis.sql import for_sql

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layers.export.gis.frame import GisLayer

#: Every date that GeoPackage wants of the file itself: a fixed one gives equal bytes for equal data.
MADE: Final = "2024-01-01T00:00:00.000Z"
STYLES: Final = "layer_styles"
VERSION: Final = "1.2"  # the newest that the GDAL of QGIS 3.22 knows wholly
#: A draft that a failure leaves half-written is thrown away: no need to wait for the disk.
_UNHURRIED: Final = {"OGR_SQLITE_SYNCHRONOUS": "OFF", "OGR_SQLITE_JOURNAL": "MEMORY"}
_KEPT: ContextVar[Path | None] = ContextVar("tables", default=None)


def write_gpkg(layers: Sequence[GisLayer], path: Path, query: str = "") -> None:
    """Write layers into one GeoPackage, whole or not at all.

    Each layer is a table of its identifier, or several where it mixes geometries (see
    :func:`layers.export.gis.split.split`). ``layer_styles`` holds each table's default style in the
    layers' language; the metadata tables hold its source, date, licence, caveats and fields; each
    column has its words; the facts are related to their places.

    Parameters
    ----------
    layers
        Layers in one language.
    path
        The file to write; one that is there is replaced.
    query
        Address or command that made the file, written with the metadata.
    """
    draft = path.with_name(f".{os.getpid()}.{path.name}")
    draft.unlink(missing_ok=True)
    tables = [table for layer in layers for table in split(for_sql(layer))]
    pyogrio.set_gdal_config_options(_UNHURRIED)
    try:
        _write_tables(layers, tables, draft)
        with closing(sqlite3.connect(draft, isolation_level=None)) as base:
            base.execute("PRAGMA synchronous = OFF")
            write_records(base, tables, query, MADE)
            base.execute("UPDATE gpkg_contents SET last_change = ?", (MADE,))
            base.execute("VACUUM")
        forget_changes(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def tables_kept() -> Iterator[None]:
    """Write the tables of the same layers once for all the files made meanwhile, which differ in records.

    They are the same if they are the same objects, which whoever enters this keeps.
    """
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
        token = _KEPT.set(Path(folder))
        try:
            yield
        finally:
            _KEPT.reset(token)


def _write_tables(layers: Sequence[GisLayer], tables: Sequence[GisTable], draft: Path) -> None:
    """Write every table and the styles, which do not depend on what the file is asked for by."""
    folder = _KEPT.get()
    kept = folder and folder / content_digest(repr([id(layer) for layer in layers]).encode())
    if kept and kept.is_file():
        shutil.copyfile(kept, draft)
        return
    for table in tables:
        _write_table(table, draft)
    _write_styles(tables, draft)
    if kept:
        shutil.copyfile(draft, kept)


def forget_changes(path: Path) -> None:
    """Set the file's count of changes, which depends on how often the writer paused, to one.

    SQLite keeps it at byte 24 of the header, and again at byte 92 beside its own version.
    """
    with path.open("r+b") as file:
        for place in (24, 92):
            file.seek(place)
            file.write((1).to_bytes(4, "big"))


def _write_table(table: GisTable, path: Path) -> None:
    frame = table.frame.copy()
    for name in frame.columns[frame.dtypes == "datetime64[ms]"]:
        frame[name] = frame[name].astype(pd.ArrowDtype(pa.date32()))
    described = describe(table.layer)
    options = {"FID": "fid", "IDENTIFIER": table.title, "DESCRIPTION": described.about}
    if table.kind == "rows":
        frame = frame.drop(columns="geometry")
        pyogrio.write_dataframe(
            pd.DataFrame(frame),
            path,
            layer=table.name,
            driver="GPKG",
            use_arrow=True,
            layer_options=options,
            dataset_options={"VERSION": VERSION},
        )
        return
    pyogrio.write_dataframe(
        frame,
        path,
        layer=table.name,
        driver="GPKG",
        use_arrow=True,
        dataset_options={"VERSION": VERSION},
        geometry_type=table.geometry,
        promote_to_multi=table.geometry.startswith("Multi"),
        layer_options={**options, "GEOMETRY_NAME": "geom"},
    )


def _write_styles(tables: Sequence[GisTable], path: Path) -> None:
    """Write the table that QGIS reads styles from, in the form that QGIS gives it."""
    rows = pd.DataFrame(
        {
            "f_table_catalog": "",
            "f_table_schema": "",
            "f_table_name": [table.name for table in tables],
            "f_geometry_column": ["" if table.kind == "rows" else "geom" for table in tables],
            "styleName": [table.name for table in tables],
            "styleQML": [write_qml(table) for table in tables],
            "styleSLD": ["" if table.kind == "rows" else write_sld(table) for table in tables],
            "useAsDefault": True,
            "description": [table.title for table in tables],
            "owner": "",
            "ui": pd.array([None] * len(tables), dtype="string"),
            "update_time": pd.Timestamp(MADE),
        }
    )
    pyogrio.write_dataframe(rows, path, layer=STYLES, driver="GPKG", layer_options={"FID": "id"})
