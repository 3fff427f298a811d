"""A TAK data package: a zip that ATAK, WinTAK and iTAK import, with its manifest (version 2).

It holds the map as KMZ, which these show as an overlay with the map's symbols, and the data as
GeoPackage with every field. The package's identifier follows from the KMZ, whose bytes depend on the
data alone: imported again, an unchanged package is the same one, and a new state of the data another.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from layers.export.gis.formats.zipped import write_zip
from layers.export.gis.qgis.metadata import PROJECT
from layers.words import typeset

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from layers.export.gis.frame import GisLayer

MANIFEST: Final = "MANIFEST/manifest.xml"
OVERLAY: Final = "KML"  # the importer that a KMZ is for, too
FOLDER: Final = "mission-atlas"


def write_tak(layers: Sequence[GisLayer], path: Path, query: str = "") -> None:
    """Write layers as a data package; features without geometry are in the GeoPackage alone."""
    lang = layers[0].lang
    titles = [layer.meta["title"] for layer in layers]
    name = titles[0] if len(titles) == 1 else typeset(PROJECT.get(lang), lang)
    members = {f"{FOLDER}/{part}": content for part, content in _parts(layers, path, query)}
    write_zip(path, [(MANIFEST, manifest(name, members)), *members.items()])


def _parts(layers: Sequence[GisLayer], path: Path, query: str) -> Iterator[tuple[str, bytes]]:
    """The files of the package, by name."""
    from layers.export.gis.formats.kml import write_kmz  # noqa: PLC0415 - loads the PDF libraries
    from layers.export.gis.qgis.gpkg import write_gpkg  # noqa: PLC0415 - loads GDAL

    for ending, write in (("kmz", write_kmz), ("gpkg", write_gpkg)):
        draft = path.with_name(f".{os.getpid()}.tak.{ending}")
        try:
            write(layers, draft, query)
            yield f"{FOLDER}.{layers[0].lang}.{ending}", draft.read_bytes()
        finally:
            draft.unlink(missing_ok=True)


def manifest(name: str, members: Mapping[str, bytes]) -> bytes:
    """Return the manifest of files by their place in the zip."""
    shown = [content for place, content in members.items() if place.endswith(".kmz")]
    digest = hashlib.sha256(b"".join(shown)).hexdigest()
    root = ET.Element("MissionPackageManifest", version="2")
    settings = ET.SubElement(root, "Configuration")
    _parameter(settings, "uid", str(uuid5(NAMESPACE_URL, f"mission-atlas:{digest}")))
    _parameter(settings, "name", name)
    _parameter(settings, "onReceiveDelete", "false")  # the zip stays where the reader put it
    contents = ET.SubElement(root, "Contents")
    for place in members:
        entry = ET.SubElement(contents, "Content", ignore="false", zipEntry=place)
        _parameter(entry, "name", place.rsplit("/", 1)[-1])
        if place.endswith(".kmz"):
            _parameter(entry, "contentType", OVERLAY)
            _parameter(entry, "visible", "true")
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _parameter(parent: ET.Element, name: str, value: str) -> None:
    ET.SubElement(parent, "Parameter", name=name, value=value)
