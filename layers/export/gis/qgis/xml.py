"""The small vocabulary of QGIS's XML: options, colours, symbols' layers, scales."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Points for one CSS pixel (1/96 inch): sizes in points are the same on any screen and on paper.
POINT: Final = 0.75
#: Scale denominator of web-map zoom 0 at the equator, at QGIS's 96 pixels an inch.
SCALE_0: Final = 156543.03392804097 * 96 / 0.0254
VERSION: Final = "3.22.16"
#: The number of each system in QGIS's own list, without which it does not read the code.
_SRS: Final = {"EPSG:4326": "3452", "EPSG:3857": "3857"}


def points(pixels: float) -> str:
    """CSS pixels as points, as QGIS writes a number.

    Examples
    --------
    >>> points(22), points(0.8)
    ('16.5', '0.6')
    """
    return f"{pixels * POINT:.4g}"


def rgba(color: str, opacity: float = 1.0) -> str:
    """A colour as QGIS writes it.

    Examples
    --------
    >>> rgba("#0B6FB8", 0.5)
    '11,111,184,128'
    """
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity)}"


def scale_of(zoom: int) -> int:
    """The scale denominator up to which a thing shown from a web-map zoom is shown; 0: always.

    Rounded up to three digits, so that a map at exactly that zoom shows it.

    Examples
    --------
    >>> scale_of(7), scale_of(0)
    (4630000, 0)
    """
    if zoom <= 0:
        return 0
    exact = SCALE_0 / 2**zoom
    step = 10 ** (math.floor(math.log10(exact)) - 2)
    return int(math.ceil(exact / step) * step)


def layer_id(name: str) -> str:
    """A table's identifier within a project; QGIS renames a layer whose identifier is short."""
    return f"mission_atlas_{name}"


def leaf(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Append an element with a text."""
    node = ET.SubElement(parent, tag, attributes)
    if text:
        node.text = text
    return node


def options(parent: ET.Element, values: Mapping[str, str]) -> None:
    """Append settings as QGIS 3.20 and later keep them: a map of named strings."""
    node = ET.SubElement(parent, "Option", type="Map")
    for name, value in sorted(values.items()):
        ET.SubElement(node, "Option", name=name, type="QString", value=value)


def properties(
    parent: ET.Element, expressions: Mapping[str, str], tag: str = "data_defined_properties"
) -> None:
    """Append settings that are computed by an expression for each feature."""
    node = ET.SubElement(ET.SubElement(parent, tag), "Option", type="Map")
    ET.SubElement(node, "Option", name="name", type="QString", value="")
    named = ET.SubElement(node, "Option", name="properties", type="Map")
    for name, expression in sorted(expressions.items()):
        option = ET.SubElement(named, "Option", name=name, type="Map")
        ET.SubElement(option, "Option", name="active", type="bool", value="true")
        ET.SubElement(option, "Option", name="expression", type="QString", value=expression)
        ET.SubElement(option, "Option", name="type", type="int", value="3")
    ET.SubElement(node, "Option", name="type", type="QString", value="collection")


def quoted(text: str) -> str:
    """A string of QGIS's expression language.

    Examples
    --------
    >>> quoted("l'eau")
    "'l''eau'"
    """
    return "'" + text.replace("'", "''") + "'"


def crs(parent: ET.Element, tag: str, code: str) -> None:
    """Append a coordinate reference system by its code; QGIS looks up the rest."""
    node = ET.SubElement(ET.SubElement(parent, tag) if tag else parent, "spatialrefsys")
    leaf(node, "srsid", _SRS[code])
    leaf(node, "authid", code)


def to_text(root: ET.Element) -> str:
    """Write a document: indented, the same each time."""
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"
