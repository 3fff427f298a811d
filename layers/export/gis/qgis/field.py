"""A project for the field: QField imports the zip as it is, and Mergin Maps takes the folder.

The atlas's layers are read-only there; beside them lies an empty layer of notes, the only one that is
written to: a text, a photo, who and when. Paths are relative, and the ground is the project's own, so that
nothing is asked of a network.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import pyogrio

from geodata.text import Text, same
from layers.export.gis.formats.zipped import write_zip
from layers.export.gis.qgis.gpkg import MADE, VERSION, forget_changes, write_gpkg
from layers.export.gis.qgis.project import project
from layers.export.gis.qgis.xml import crs, layer_id, leaf, to_text
from layers.words import typeset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geodata.text import Lang
    from layers.artifact.model import Index
    from layers.export.gis.frame import GisLayer

NOTES: Final = "notes"
TITLE: Final = Text("Notes de terrain", "Field notes")
#: Columns of a note: type for pandas, words, and how it is entered.
COLUMNS: Final = {
    "note": ("str", Text("Note", "Note"), "TextEdit"),
    "photo": ("str", same("Photo"), "ExternalResource"),
    "who": ("str", Text("Par qui", "By whom"), "TextEdit"),
    "seen": ("datetime64[ms]", Text("Quand", "When"), "DateTime"),
}
#: Settings of a widget: its name, type and value. A photo is kept beside the project, by a relative path.
_WIDGETS: Final = {
    "TextEdit": {"IsMultiline": ("bool", "true")},
    "ExternalResource": {"DocumentViewer": ("int", "1"), "RelativeStorage": ("int", "1")},
    "DateTime": {"field_format": ("QString", "yyyy-MM-dd HH:mm:ss"), "calendar_popup": ("bool", "true")},
}


def write_field(layers: Sequence[GisLayer], path: Path, *, index: Index, query: str = "") -> None:
    """Write a zip of the project, the atlas's GeoPackage and the empty one of the notes.

    Parameters are those of :func:`layers.export.gis.qgis.project.write_bundle`.
    """
    lang = layers[0].lang
    name = f"mission-atlas.{lang}"
    drafts = {part: path.with_name(f".{os.getpid()}.field.{part}.gpkg") for part in ("data", NOTES)}
    try:
        write_gpkg(layers, drafts["data"], query)
        _write_notes(drafts[NOTES], lang)
        root = project(layers, source=f"{name}.gpkg", index=index, query=query)
        _protect(root)
        _add_notes(root, lang)
        members = [
            (f"{name}.qgs", to_text(root).encode()),
            (f"{name}.gpkg", drafts["data"].read_bytes()),
            (f"{NOTES}.gpkg", drafts[NOTES].read_bytes()),
        ]
        write_zip(path, members)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _write_notes(path: Path, lang: Lang) -> None:
    """An empty layer of points, in degrees (WGS 84)."""
    empty = {column: pd.Series(dtype=kind) for column, (kind, _, _) in COLUMNS.items()}
    frame = gpd.GeoDataFrame(empty, geometry=gpd.GeoSeries([], crs=4326), crs=4326)
    pyogrio.write_dataframe(
        frame,
        path,
        layer=NOTES,
        driver="GPKG",
        geometry_type="Point",
        layer_options={"FID": "fid", "IDENTIFIER": TITLE.get(lang)},
        dataset_options={"VERSION": VERSION},
    )
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("UPDATE gpkg_contents SET last_change = ?", (MADE,))
        base.execute("VACUUM")
    forget_changes(path)


def _protect(root: ET.Element) -> None:
    """What the documents say is not edited in the field."""
    for layer in root.iter("maplayer"):
        layer.set("readOnly", "1")


def _add_notes(root: ET.Element, lang: Lang) -> None:
    """The notes above everything else, in the tree and on the map."""
    title, where = typeset(TITLE.get(lang), lang), f"./{NOTES}.gpkg|layername={NOTES}"
    tree, found = root.find("layer-tree-group"), root.find("projectlayers")
    if tree is None or found is None:
        raise ValueError("a project without layers")
    entry = {"id": layer_id(NOTES), "name": title, "checked": "Qt::Checked", "expanded": "0"}
    tree.insert(0, ET.Element("layer-tree-layer", {**entry, "providerKey": "ogr", "source": where}))
    order = tree.find("custom-order")
    if order is not None:
        item = ET.Element("item")
        item.text = layer_id(NOTES)
        order.insert(0, item)
    node = ET.SubElement(found, "maplayer", type="vector", geometry="Point", wkbType="Point", readOnly="0")
    leaf(node, "id", layer_id(NOTES))
    leaf(node, "datasource", where)
    leaf(node, "layername", title)
    crs(node, "srs", "EPSG:4326")
    leaf(node, "provider", "ogr", encoding="UTF-8")
    _widgets(node, lang)


def _widgets(node: ET.Element, lang: Lang) -> None:
    """How each column of a note is entered, and what it is called."""
    fields, aliases, defaults = (
        ET.SubElement(node, tag) for tag in ("fieldConfiguration", "aliases", "defaults")
    )
    for number, (name, (_, words, widget)) in enumerate(COLUMNS.items(), 1):  # fid is the first
        field = ET.SubElement(fields, "field", name=name)
        config = ET.SubElement(ET.SubElement(field, "editWidget", type=widget), "config")
        options = ET.SubElement(config, "Option", type="Map")
        for option, (kind, value) in _WIDGETS[widget].items():
            ET.SubElement(options, "Option", name=option, type=kind, value=value)
        ET.SubElement(aliases, "alias", index=str(number), field=name, name=words.get(lang))
        expression = "now()" if widget == "DateTime" else ""
        ET.SubElement(defaults, "default", field=name, expression=expression, applyOnUpdate="0")
