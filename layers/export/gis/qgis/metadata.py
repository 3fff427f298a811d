"""Provenance in QGIS's words: a layer's metadata record, its abstract, its credit."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from geodata.text import Text
from layers.export.gis.qgis.xml import VERSION, crs, leaf
from layers.export.table import LICENCE
from layers.words import typeset

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.export.gis.provenance import Described

#: The name under which QGIS finds its own records in a GeoPackage.
QMD = "http://mrcc.com/qgis.dtd"
PROJECT = Text("Mission Atlas : la MINUSMA au Mali", "Mission Atlas: MINUSMA in Mali")


def abstract(described: Described) -> str:
    """Everything a reader must know of a layer, a line each."""
    return "\n".join(typeset(line, described.lang) for line in described.labelled())


def credit(described: Described) -> str:
    """Sources and licences on one line, for the map's corner and a layout's foot."""
    titles = "; ".join(dict.fromkeys(source["title"] for source in described.sources))
    licences = ", ".join(described.licences)
    return f"{titles} ({licences})" if licences else titles


def record(parent: ET.Element, described: Described, name: str, title: str) -> None:
    """Append a layer's metadata record: what QGIS's *Metadata* tab shows.

    Parameters
    ----------
    parent
        ``resourceMetadata`` of a project's layer, or the root of a record of its own.
    described
        The layer's provenance.
    name, title
        Of the table.
    """
    leaf(parent, "identifier", name)
    leaf(parent, "language", described.lang)
    leaf(parent, "type", "dataset")
    leaf(parent, "title", title)
    leaf(parent, "abstract", abstract(described))
    for caveat in described.caveats:
        leaf(parent, "constraints", caveat, type="other")
    leaf(parent, "rights", described.disclaimer)
    for licence in described.licences:
        leaf(parent, "license", f"{LICENCE.get(described.lang)} {licence}")
    for source in described.sources:
        leaf(parent, "history", " · ".join(filter(None, (source["title"], source["date"]))))
    if described.query:
        leaf(parent, "history", described.query)
    leaf(parent, "encoding", "UTF-8")
    crs(parent, "crs", "EPSG:4326")


def record_document(described: Described, name: str, title: str) -> ET.Element:
    """A metadata record as a document of its own (QMD)."""
    root = ET.Element("qgis", version=VERSION)
    record(root, described, name, title)
    return root


def project_record(parent: ET.Element, lang: Lang, text: str) -> None:
    """Append a project's metadata."""
    leaf(parent, "identifier", "mission-atlas")
    leaf(parent, "language", lang)
    leaf(parent, "type", "dataset")
    leaf(parent, "title", typeset(PROJECT.get(lang), lang))
    leaf(parent, "abstract", text)
    leaf(parent, "author", "Mission Atlas")
