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


def abstract(said: Described) -> str:
    """Everything a reader must know of a layer, a line each."""
    pairs = said.lines()
    return "\n".join(
        typeset(f"{label} : {text}" if said.lang == "fr" else f"{label}: {text}", said.lang)
        if label
        else text
        for label, text in pairs
    )


def credit(said: Described) -> str:
    """Sources and licences on one line, for the map's corner and a layout's foot."""
    titles = "; ".join(dict.fromkeys(source["title"] for source in said.sources))
    licences = ", ".join(said.licences)
    return f"{titles} ({licences})" if licences else titles


def record(parent: ET.Element, said: Described, name: str, title: str) -> None:
    """Append a layer's metadata record: what QGIS's *Metadata* tab shows.

    Parameters
    ----------
    parent
        ``resourceMetadata`` of a project's layer, or the root of a record of its own.
    said
        The layer's provenance.
    name, title
        Of the table.
    """
    leaf(parent, "identifier", name)
    leaf(parent, "language", said.lang)
    leaf(parent, "type", "dataset")
    leaf(parent, "title", title)
    leaf(parent, "abstract", abstract(said))
    for caveat in said.caveats:
        leaf(parent, "constraints", caveat, type="other")
    leaf(parent, "rights", said.disclaimer)
    for licence in said.licences:
        leaf(parent, "license", f"{LICENCE.get(said.lang)} {licence}")
    for source in said.sources:
        leaf(parent, "history", " · ".join(filter(None, (source["title"], source["date"]))))
    if said.query:
        leaf(parent, "history", said.query)
    leaf(parent, "encoding", "UTF-8")
    crs(parent, "crs", "EPSG:4326")


def record_document(said: Described, name: str, title: str) -> ET.Element:
    """A metadata record as a document of its own (QMD)."""
    root = ET.Element("qgis", version=VERSION)
    record(root, said, name, title)
    return root


def project_record(parent: ET.Element, lang: Lang, said: str) -> None:
    """Append a project's metadata."""
    leaf(parent, "identifier", "mission-atlas")
    leaf(parent, "language", lang)
    leaf(parent, "type", "dataset")
    leaf(parent, "title", typeset(PROJECT.get(lang), lang))
    leaf(parent, "abstract", said)
    leaf(parent, "author", "Mission Atlas")
