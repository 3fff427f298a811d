"""KML 2.2: a folder a group, a folder a layer, a shared style a mark; every field as extended data."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from layers.export.gis.geojson import plain
from layers.export.gis.merged import TITLE
from layers.export.gis.provenance import describe
from layers.words import typeset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from layers.export.gis.frame import GisLayer

NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
HOLLOW: Final = 0.6  # opacity of the symbol of a thing that is planned: KML has no hollow ones
DOT: Final = 0.6  # scale of a plain dot beside that of a pin
CLOSE: Final = 6  # a layer drawn from a larger zoom than this is folded and off when the file opens
_ILLEGAL: Final = {c: None for c in range(32) if c not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


def write_kml(layers: Sequence[GisLayer], path: Path, query: str = "") -> None:
    """Write layers as one KML document.

    A feature without geometry is a placemark without geometry; dashes and hatches, which KML lacks,
    are left out.
    """
    root = etree.Element(f"{{{NAMESPACE}}}kml", nsmap={None: NAMESPACE})
    document = etree.SubElement(root, _tag("Document"), id="atlas")
    lang = layers[0].lang
    _say(document, "name", layers[0].meta["title"] if len(layers) == 1 else TITLE.get(lang))
    for layer in layers:
        for mark in layer.meta["marks"]:
            _style(document, layer.id, mark)
    for title, members in groupby(layers, key=lambda layer: str(layer.meta["group_title"])):
        folder = document
        if len(layers) > 1:
            folder = etree.SubElement(document, _tag("Folder"))
            _say(folder, "name", title)
        for layer in members:
            _layer(folder, layer, query)
    etree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _say(parent: Any, name: str, text: object) -> Any:  # noqa: ANN401 - an element
    element = etree.SubElement(parent, _tag(name))
    element.text = str(text).translate(_ILLEGAL)
    return element


def _style(document: Any, layer_id: str, mark: dict[str, Any]) -> None:  # noqa: ANN401 - an element
    style = etree.SubElement(document, _tag("Style"), id=f"{layer_id}.{mark['key']}")
    hue, outline = mark["color"], mark["stroke"]
    icon = etree.SubElement(style, _tag("IconStyle"))
    _say(icon, "color", color(hue, 1.0 if mark["fill"] else HOLLOW))
    _say(icon, "scale", 1.0 if mark["shape"] == "pin" else DOT)
    _say(etree.SubElement(style, _tag("LabelStyle")), "scale", "0.8")
    line = etree.SubElement(style, _tag("LineStyle"))
    _say(line, "color", color(outline, 1.0))
    _say(line, "width", f"{mark['width']:g}")
    area = etree.SubElement(style, _tag("PolyStyle"))
    _say(area, "color", color(hue, mark["fill"]))
    _say(area, "fill", int(mark["fill"] > 0))
    _say(area, "outline", int(mark["width"] > 0))


def color(hue: str, opacity: float) -> str:
    """Write a colour as KML does: opacity, blue, green, red.

    Examples
    --------
    >>> color("#0072B2", 0.5)
    '80b27200'
    """
    red, green, blue = hue[1:3], hue[3:5], hue[5:7]
    return f"{round(opacity * 255):02x}{blue}{green}{red}".lower()


def _layer(parent: Any, layer: GisLayer, query: str) -> None:  # noqa: ANN401 - an element
    folder = etree.SubElement(parent, _tag("Folder"), id=layer.id)
    _say(folder, "name", layer.meta["title"])
    is_on = layer.meta.get("min_zoom", 0) <= CLOSE
    _say(folder, "visibility", int(is_on))
    colon = typeset(" : ", layer.lang) if layer.lang == "fr" else ": "
    said = describe(layer, query)
    _say(folder, "description", "\n".join(f"{a}{colon}{b}" if a else b for a, b in said.lines()))
    labels = {field["name"]: _label(field) for field in said.fields}
    for row in layer.frame.to_dict("records"):
        _placemark(folder, layer.id, row, labels, is_on=is_on)


def _label(field: dict[str, str]) -> str:
    return f"{field['label']} ({field['unit']})" if field["unit"] else field["label"]


def _placemark(
    folder: Any,  # noqa: ANN401 - an element
    layer_id: str,
    row: dict[str, Any],
    labels: dict[str, str],
    *,
    is_on: bool,
) -> None:
    mark = etree.SubElement(folder, _tag("Placemark"), id=f"{layer_id}/{row['id']}")
    _say(mark, "name", row["name"])
    if not is_on:
        _say(mark, "visibility", 0)
    _say(mark, "styleUrl", f"#{layer_id}.{row['mark']}")
    data = etree.SubElement(mark, _tag("ExtendedData"))
    for name, label in labels.items():
        value = plain(row[name])
        if name == "name" or value is None:
            continue
        entry = etree.SubElement(data, _tag("Data"), name=name)
        _say(entry, "displayName", label)
        _say(entry, "value", value)
    if row["geometry"] is not None:
        _geometry(mark, row["geometry"])


def _geometry(parent: Any, geometry: BaseGeometry) -> None:  # noqa: ANN401 - an element
    if hasattr(geometry, "geoms"):
        many = etree.SubElement(parent, _tag("MultiGeometry"))
        for part in geometry.geoms:
            _geometry(many, part)
        return
    element = etree.SubElement(parent, _tag(geometry.geom_type))
    if geometry.geom_type == "Polygon":
        outer = etree.SubElement(element, _tag("outerBoundaryIs"))
        _positions(etree.SubElement(outer, _tag("LinearRing")), geometry.exterior)  # type: ignore[attr-defined]
        for ring in geometry.interiors:  # type: ignore[attr-defined]
            inner = etree.SubElement(element, _tag("innerBoundaryIs"))
            _positions(etree.SubElement(inner, _tag("LinearRing")), ring)
    else:
        _positions(element, geometry)


def _positions(element: Any, line: BaseGeometry) -> None:  # noqa: ANN401 - an element
    _say(element, "coordinates", " ".join(f"{x:.9g},{y:.9g}" for x, y, *_ in line.coords))
