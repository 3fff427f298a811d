"""What a GeoPackage says of its tables: columns in words, metadata, relations (standard extensions)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import orjson

from layers.export.gis.provenance import describe
from layers.export.gis.qgis.metadata import QMD, record_document
from layers.export.gis.qgis.style import aliases
from layers.export.gis.qgis.xml import to_text
from layers.export.gis.sql import RENAMED, column_name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from layers.export.gis.split import GisTable

#: Identifies our plain record: the members of :class:`layers.export.gis.provenance.Described`.
PLAIN: Final = "https://datapackage.org/standard/table-schema/"
_EXTENSIONS: Final = (
    ("gpkg_data_columns", "gpkg_schema", "http://www.geopackage.org/spec121/#extension_schema"),
    ("gpkg_data_column_constraints", "gpkg_schema", "http://www.geopackage.org/spec121/#extension_schema"),
    ("gpkg_metadata", "gpkg_metadata", "http://www.geopackage.org/spec121/#extension_metadata"),
    ("gpkg_metadata_reference", "gpkg_metadata", "http://www.geopackage.org/spec121/#extension_metadata"),
)
_RELATED: Final = ("gpkg_related_tables", "http://www.opengis.net/doc/IS/gpkg-rte/1.0")
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
  mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
  min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE IF NOT EXISTS gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml',
  metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
"""
#: The names are those of the tables of facts, of places, and of the one that joins them.
_RELATIONS: Final = """
CREATE TABLE gpkgext_relations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, base_table_name TEXT NOT NULL,
  base_primary_column TEXT NOT NULL DEFAULT 'id', related_table_name TEXT NOT NULL,
  related_primary_column TEXT NOT NULL DEFAULT 'id', relation_name TEXT NOT NULL,
  mapping_table_name TEXT NOT NULL UNIQUE);
CREATE TABLE "{joint}" (base_id INTEGER NOT NULL, related_id INTEGER NOT NULL);
INSERT INTO "{joint}"
  SELECT f.fid, p.fid FROM "{facts}" AS f JOIN "{places}" AS p ON f.place_id = p.id ORDER BY f.fid;
INSERT INTO gpkgext_relations VALUES (1, '{facts}', 'fid', '{places}', 'fid', 'attributes', '{joint}');
"""
_VIEW: Final = 'CREATE VIEW "{old}" AS SELECT {columns} FROM "{table}"'


def write_records(base: sqlite3.Connection, tables: Sequence[GisTable], query: str, made: str) -> None:
    """Write the words of the columns, the metadata records and the relation of facts to places."""
    base.executescript(_SCHEMA)
    base.execute("BEGIN")
    base.executemany(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, ?, ?, 'read-write')",
        _EXTENSIONS,
    )
    for table in tables:
        _write_columns(base, table)
        _write_metadata(base, table, query, made)
    _write_old_names(base, tables)
    base.execute("COMMIT")
    whole = [table for table in tables if table.is_whole]
    facts = next((table.name for table in whole if table.layer.has_role("fact")), "")
    places = next((table.name for table in whole if table.layer.has_role("place")), "")
    if facts and places:
        joint = f"{facts}_{places}"
        base.executescript(_RELATIONS.format(facts=facts, places=places, joint=joint))
        base.executemany(
            "INSERT INTO gpkg_extensions VALUES (?, NULL, ?, ?, 'read-write')",
            [(name, *_RELATED) for name in ("gpkgext_relations", joint)],
        )


def _write_old_names(base: sqlite3.Connection, tables: Sequence[GisTable]) -> None:
    """Keep tables that had hyphens in their names as views of the old names and columns, for one version.

    They are in no list of the file's, so that a program which takes no hyphen does not meet them.
    """
    for table in tables:
        if table.old_name != table.name:
            columns = [row[1] for row in base.execute(f'PRAGMA table_info("{table.name}")')]
            old = {column_name(name): name for name in RENAMED}
            named = ", ".join(f'"{c}" AS "{old[c]}"' if c in old else f'"{c}"' for c in columns)
            base.execute(_VIEW.format(old=table.old_name, columns=named, table=table.name))


def _write_columns(base: sqlite3.Connection, table: GisTable) -> None:
    """Each column's words; GDAL reads them as the field's alternative name and comment."""
    units = {field["name"]: field["unit"] for field in describe(table.layer).fields}
    labels = aliases(table)
    repeated = [label for label in labels.values() if list(labels.values()).count(label) > 1]
    base.executemany(
        "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, NULL)",
        [
            (table.name, name, f"{label} [{name}]" if label in repeated else label, label, units[name])
            for name, label in labels.items()
        ],
    )


def _write_metadata(base: sqlite3.Connection, table: GisTable, query: str, made: str) -> None:
    """Two records a table: QGIS's own, and the same as plain JSON with the field dictionary."""
    described = describe(table.layer, query)
    records = (
        (QMD, "text/xml", to_text(record_document(described, table.name, table.title))),
        (PLAIN, "application/json", orjson.dumps(described.to_dict()).decode()),
    )
    for record in records:
        added = base.execute(
            "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) "
            "VALUES ('dataset', ?, ?, ?)",
            record,
        )
        base.execute(
            "INSERT INTO gpkg_metadata_reference VALUES ('table', ?, NULL, NULL, ?, ?, NULL)",
            (table.name, made, added.lastrowid),
        )
