"""A QGIS project whose groups, layers, styles, names and scales mirror the panel of the map."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Final
from urllib.parse import quote
from xml.etree import ElementTree as ET

from geodata.errors import InputError
from layers.artifact.colour import titled
from layers.artifact.files import write_atomically
from layers.export.gis.provenance import describe
from layers.export.gis.qgis.metadata import PROJECT, abstract, credit, project_record, record
from layers.export.gis.qgis.settings import default_extent, settings
from layers.export.gis.qgis.style import style_into
from layers.export.gis.qgis.xml import VERSION, crs, layer_id, leaf, to_text
from layers.export.gis.split import TOGETHER, split
from layers.export.gis.sql import for_sql
from layers.words import typeset

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from geodata.text import Lang
    from layers.artifact.model import Index
    from layers.export.gis.frame import GisLayer
    from layers.export.gis.split import GisTable

#: Members of an archive carry a date; a fixed one gives equal bytes for equal data.
MADE: Final = (2024, 1, 1, 0, 0, 0)
#: Web Mercator, so that scales are the web map's zooms and an online basemap fits without being
#: warped. Lengths and areas are measured on the ellipsoid (see `qgis_settings`), so they stay true.
CRS: Final = "EPSG:3857"
#: Which of two tables lies above the other; the basemap lies below both.
_HEIGHTS: Final = {"points": 3, "lines": 2, "areas": 1, "rows": 0}
_OGR_TYPES: Final = {"points": "Point", "lines": "LineString", "areas": "Polygon"}
_QGIS_TYPES: Final = {"points": "Point", "lines": "Line", "areas": "Polygon", "rows": "No geometry"}


def write_qgz(layers: Sequence[GisLayer], path: Path, *, source: str, index: Index, query: str = "") -> None:
    """Write a project over a GeoPackage that lies beside it, or over the live service.

    Parameters
    ----------
    layers
        Layers in one language.
    path
        The project (``.qgz``); one that is there is replaced.
    source
        File name of a GeoPackage written by :func:`layers.export.gis.qgis.gpkg.write_gpkg` from the same
        layers, or the service's address (``https://…``), whose layer files are then read.
    index
        The build's ``index.json``: order of the layers, titles of the groups, what is on at first.
    query
        Address or command that made the file, written with the metadata.

    Raises
    ------
    InputError
        If the source is neither, or there are no layers.
    """
    content = to_text(project(layers, source=source, index=index, query=query))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        _add(archive, f"{path.stem}.qgs", content.encode())
    write_atomically(path, packed.getvalue())


def write_bundle(layers: Sequence[GisLayer], path: Path, *, index: Index, query: str = "") -> None:
    """Write a zip that holds a GeoPackage and the project over it, side by side.

    Parameters are those of :func:`write_qgz`; both files are named like the archive.
    """
    from layers.export.gis.qgis.gpkg import write_gpkg  # noqa: PLC0415 - loads GDAL

    data = path.with_name(f".{os.getpid()}.{path.stem}.gpkg")
    packed = BytesIO()
    try:
        write_gpkg(layers, data, query)
        text = to_text(project(layers, source=f"{path.stem}.gpkg", index=index, query=query))
        project_file = BytesIO()
        with zipfile.ZipFile(project_file, "w") as archive:
            _add(archive, f"{path.stem}.qgs", text.encode())
        with zipfile.ZipFile(packed, "w") as archive:
            _add(archive, f"{path.stem}.gpkg", data.read_bytes())
            _add(archive, f"{path.stem}.qgz", project_file.getvalue())
    finally:
        data.unlink(missing_ok=True)
    write_atomically(path, packed.getvalue())


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, MADE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def project(layers: Sequence[GisLayer], *, source: str, index: Index, query: str = "") -> ET.Element:
    """The project as a document; parameters and errors are those of :func:`write_qgz`."""
    order = {entry["id"]: number for number, entry in enumerate(index["layers"])}
    ranked = sorted(layers, key=lambda layer: order.get(layer.id, len(order)))
    if source.endswith(".gpkg"):  # whose columns have names for SQL; the service's files have their own
        ranked = [for_sql(layer) for layer in ranked]
    tables = [table for layer in ranked for table in split(layer)]
    if not tables:
        raise InputError("Aucune couche à écrire.", "No layer to write.")
    lang = ranked[0].lang
    title = typeset(PROJECT.get(lang), lang)
    root = ET.Element("qgis", version=VERSION, projectname=title)
    leaf(root, "title", title)
    crs(root, "projectCrs", CRS)
    addresses = {table.name: address(table, source) for table in tables}
    _tree(root, ranked, tables, addresses, index)
    _relations(root, tables)
    map_layers = ET.SubElement(root, "projectlayers")
    for table in tables:
        _map_layer(map_layers, table, addresses[table.name], query)
    settings(root)
    project_record(ET.SubElement(root, "projectMetadata"), lang, _abstract(ranked, query))
    default_extent(root, ranked, CRS)
    return root


def _ogr_type(table: GisTable) -> str:
    """The geometry by which QGIS finds a table's rows among those of a file."""
    return table.geometry if table.name.endswith(f"_{TOGETHER}") else _OGR_TYPES[table.kind]


def _subset(table: GisTable) -> str:
    """Of points that stand alone, and of rows of several points: which, as QGIS takes both for points."""
    if table.kind != "points" or not table.is_part:
        return ""
    marks = ",".join(f"'{mark['key']}'" for mark in table.marks)
    return f'|subset="mark" IN ({marks})'


def address(table: GisTable, source: str) -> str:
    """Where QGIS reads a table: in a GeoPackage beside the project, or at the service.

    The service's GeoJSON is read rather than its OGC API because a layer may mix geometries, which
    QGIS 3.22 tells apart in the one and not in the other, and because each language has a file.

    Raises
    ------
    InputError
        If the source is neither a plain file name ending in ``.gpkg`` nor an http(s) address.
    """
    if source.startswith(("http://", "https://")):
        url = f"{source.rstrip('/')}/layers/{quote(table.layer.id)}.geojson?lang={table.lang}"
        return url if table.kind == "rows" else f"{url}|geometrytype={_ogr_type(table)}{_subset(table)}"
    if not source.endswith(".gpkg") or set(source) & set("/\\|"):
        raise InputError(
            f"source = « {source[:80]} » : attendu le nom d'un fichier .gpkg voisin, ou une adresse http(s).",
            f"source = “{source[:80]}”: expected the name of a .gpkg file beside it, or an http(s) address.",
        )
    return f"./{source}|layername={table.name}"


def _abstract(layers: Sequence[GisLayer], query: str) -> str:
    """The project's abstract: the titles of its layers, then the disclaimer and the query."""
    described = describe(layers[0], query)
    titles = " · ".join(layer.meta["title"] for layer in layers)
    return "\n".join(filter(None, (titles, described.disclaimer, query)))


def _tree(
    root: ET.Element,
    layers: Sequence[GisLayer],
    tables: Sequence[GisTable],
    addresses: Mapping[str, str],
    index: Index,
) -> None:
    """The layer tree: the panel's groups and layers, on or off as the page first shows them.

    A layer of several tables is a group of its own, so that one click switches it. What is drawn
    above what follows the map, not the tree: points above lines above areas above the basemap.
    """
    shown = {entry["id"] for entry in index["layers"] if entry["is_default"] or entry["group"] == "base"}
    parts: dict[str, list[GisTable]] = {layer.id: [] for layer in layers}
    for table in tables:
        parts[table.layer.id].append(table)
    tree = ET.SubElement(root, "layer-tree-group")
    for group, members in groupby(layers, key=lambda layer: layer.meta["group"]):
        listed = list(members)
        lang: Lang = listed[0].lang
        is_open = group != "base" and any(layer.id in shown for layer in listed)
        folder = _group(tree, index["groups"][group][lang], on=True, is_open=is_open)
        for layer in listed:
            on = layer.id in shown
            many = len(parts[layer.id]) > 1
            place = _group(folder, titled(layer.meta), on=on, is_open=False) if many else folder
            for table in parts[layer.id]:
                _leaf(place, table, addresses[table.name], on=on or many)
    order = ET.SubElement(tree, "custom-order", enabled="1")
    heights = sorted((*_height(table), number, table.name) for number, table in enumerate(tables))
    for *_, name in heights[::-1]:
        leaf(order, "item", layer_id(name))


def _height(table: GisTable) -> tuple[bool, int, bool]:
    """Pins above discs, both above lines, and so on down to the basemap."""
    has_pins = any(mark["shape"] == "pin" for mark in table.marks)
    return table.layer.meta["group"] != "base", _HEIGHTS[table.kind], has_pins


def _checked(on: bool) -> str:  # noqa: FBT001 - a word for a truth value
    return "Qt::Checked" if on else "Qt::Unchecked"


def _group(parent: ET.Element, name: str, *, on: bool, is_open: bool) -> ET.Element:
    return ET.SubElement(
        parent, "layer-tree-group", name=name, checked=_checked(on), expanded="1" if is_open else "0"
    )


def _leaf(parent: ET.Element, table: GisTable, where: str, *, on: bool) -> None:
    ET.SubElement(
        parent,
        "layer-tree-layer",
        id=layer_id(table.name),
        name=table.title,
        checked=_checked(on),
        expanded="0",
        providerKey="ogr",
        source=where,
    )


def _relations(root: ET.Element, tables: Sequence[GisTable]) -> None:
    """Each row that names a place belongs to that place."""
    node = ET.SubElement(root, "relations")
    places = next((table.name for table in tables if table.is_whole and table.layer.has_role("place")), "")
    for table in tables if places else ():
        if table.layer.has_role("place") or table.frame["place_id"].isna().all():
            continue
        relation = ET.SubElement(
            node,
            "relation",
            id=f"{table.name}_place",
            name=table.title,
            referencingLayer=layer_id(table.name),
            referencedLayer=layer_id(places),
            strength="Association",
        )
        ET.SubElement(relation, "fieldRef", referencingField="place_id", referencedField="id")


def _map_layer(parent: ET.Element, table: GisTable, where: str, query: str) -> None:
    described = describe(table.layer, query)
    node = ET.SubElement(
        parent, "maplayer", type="vector", geometry=_QGIS_TYPES[table.kind], wkbType=table.geometry
    )
    leaf(node, "id", layer_id(table.name))
    leaf(node, "datasource", where)
    leaf(node, "layername", table.title)
    leaf(node, "title", table.title)
    leaf(node, "abstract", abstract(described))
    leaf(node, "attribution", credit(described), href="")
    if table.kind != "rows":
        crs(node, "srs", "EPSG:4326")
    record(ET.SubElement(node, "resourceMetadata"), described, table.name, table.title)
    leaf(node, "provider", "ogr", encoding="UTF-8")
    style_into(node, table)
