"""A table's style as an OGC Styled Layer Descriptor 1.1 with Symbology Encoding, for other tools.

What SLD cannot express, and so is left out or written otherwise: pins of one place do not stand aside of
one another; a label's letters are not spaced, nor turned into capitals; its place is one side of
the point, not the first free one; it has no priority. The bar across what was called off is the standard's
cross. A hatch has no name in the standard: ``shape://slash`` is GeoServer's; a reader that does not know
it, such as QGIS, is left with the tint below it and the outline. An icon is an inline graphic, which QGIS
passes over (it has the QML). Scales are of the standard's 0.28 mm pixel, so their denominators differ
from QGIS's.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from layers.export.gis.qgis.labels import FONT, HALO_SHARE
from layers.export.gis.qgis.symbols import (
    DISC_AREA,
    HATCH_GAP,
    HATCH_TINT,
    HATCH_WIDTH,
    ICON_SHARE,
    WHITE,
    icon_svg,
)
from layers.export.gis.qgis.xml import to_text
from layers.schema.colours import darker
from layers.schema.marks import BAR_REACH
from layers.schema.type import LABELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.export.gis.split import GisTable
    from layers.schema.marks import LegendEntry

SLD: Final = "http://www.opengis.net/sld"
SE: Final = "http://www.opengis.net/se"
OGC: Final = "http://www.opengis.net/ogc"
#: Scale denominator of web-map zoom 0 at the equator, at the standard's 0.28 mm pixel.
SCALE_0: Final = 156543.03392804097 / 0.00028
SLACK: Final = 1.01  # a map at exactly the zoom shows the thing
for _prefix, _address in (("sld", SLD), ("se", SE), ("ogc", OGC)):
    ET.register_namespace(_prefix, _address)


def write_sld(table: GisTable) -> str:
    """A table's style as a document: a rule for each mark, in the legend's order."""
    root = ET.Element(f"{{{SLD}}}StyledLayerDescriptor", version="1.1.0")
    named = ET.SubElement(root, f"{{{SLD}}}NamedLayer")
    _se(named, "Name", table.name)
    user = ET.SubElement(named, f"{{{SLD}}}UserStyle")
    _se(user, "Name", table.name)
    _se(_se(user, "Description"), "Title", table.title)
    style = _se(user, "FeatureTypeStyle")
    for mark in table.marks:
        _rule(style, table, mark)
    return to_text(root)


def _rule(style: ET.Element, table: GisTable, mark: LegendEntry) -> None:
    rule = _se(style, "Rule")
    _se(rule, "Name", mark["key"])
    _se(_se(rule, "Description"), "Title", mark["label"])
    equal = ET.SubElement(ET.SubElement(rule, f"{{{OGC}}}Filter"), f"{{{OGC}}}PropertyIsEqualTo")
    ET.SubElement(equal, f"{{{OGC}}}PropertyName").text = "mark"
    ET.SubElement(equal, f"{{{OGC}}}Literal").text = mark["key"]
    zoom = max(mark["min_zoom"], table.min_zoom)
    if zoom:
        _se(rule, "MaxScaleDenominator", f"{SCALE_0 / 2**zoom * SLACK:.0f}")
    draw = {"points": _point, "lines": _line, "areas": _area}[table.kind]
    draw(rule, mark)
    if mark["label_style"]:
        _label(rule, mark, is_point=table.kind == "points")


def _se(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    node = ET.SubElement(parent, f"{{{SE}}}{tag}", attributes)
    if text:
        node.text = text
    return node


def _settings(parent: ET.Element, tag: str, values: Mapping[str, object]) -> None:
    node = _se(parent, tag)
    for name, value in values.items():
        _se(node, "SvgParameter", str(value), name=name)


def _stroke(parent: ET.Element, mark: LegendEntry) -> None:
    if not mark["width"]:
        return
    values = {
        "stroke": mark["stroke"],
        "stroke-width": mark["width"],
        "stroke-linejoin": "round",
        "stroke-linecap": "round",
    }
    if mark["dash"]:
        values["stroke-dasharray"] = mark["dash"].replace(",", " ")
    _settings(parent, "Stroke", values)


def _line(rule: ET.Element, mark: LegendEntry) -> None:
    _stroke(_se(rule, "LineSymbolizer"), mark)


def _area(rule: ET.Element, mark: LegendEntry) -> None:
    opacity = min(mark["fill"], DISC_AREA) if mark["shape"] in {"dot", "pin"} else mark["fill"]
    hatched = bool(mark.get("hatch"))
    symbolizer = _se(rule, "PolygonSymbolizer")
    if hatched:
        _settings(symbolizer, "Fill", {"fill": mark["color"], "fill-opacity": f"{opacity * HATCH_TINT:.4g}"})
        symbolizer = _se(rule, "PolygonSymbolizer")
        graphic = _se(_se(_se(symbolizer, "Fill"), "GraphicFill"), "Graphic")
        drawn = _se(graphic, "Mark")
        _se(drawn, "WellKnownName", "shape://slash")
        ink = {"stroke": mark["color"], "stroke-opacity": mark["fill"], "stroke-width": HATCH_WIDTH}
        _settings(drawn, "Stroke", ink)
        _se(graphic, "Size", str(HATCH_GAP))
    elif opacity:
        _settings(symbolizer, "Fill", {"fill": mark["color"], "fill-opacity": opacity})
    _stroke(symbolizer, mark)


def _point(rule: ET.Element, mark: LegendEntry) -> None:
    if mark["shape"] != "pin":
        ink = {"stroke": mark["stroke"], "stroke-width": mark["width"]} if mark["width"] else {}
        fill = {"fill": mark["color"], "fill-opacity": mark["fill"]}
        _disc(rule, 2 * mark["radius"], fill, ink)
        return
    hollow = mark["fill"] < 0.5
    disc, ink_color = (WHITE, mark["color"]) if hollow else (mark["color"], WHITE)
    edge = {"stroke": ink_color, "stroke-width": 2 if hollow else 1.5}
    _disc(rule, 2 * mark["radius"] - 2.5, {"fill": disc}, edge)
    if mark.get("icon"):
        graphic = _se(_se(rule, "PointSymbolizer"), "Graphic")
        outside = _se(graphic, "ExternalGraphic")
        drawn = base64.b64encode(icon_svg(mark["icon"], ink_color)).decode()
        _se(outside, "InlineContent", drawn, encoding="base64")
        _se(outside, "Format", "image/svg+xml")
        _se(graphic, "Size", f"{2 * mark['radius'] * ICON_SHARE:.4g}")
    if mark.get("struck"):
        graphic = _se(_se(rule, "PointSymbolizer"), "Graphic")
        cross = _se(graphic, "Mark")
        _se(cross, "WellKnownName", "x")
        _settings(cross, "Stroke", {"stroke": mark["color"], "stroke-width": 1.5})
        _se(graphic, "Size", f"{2 * mark['radius'] * BAR_REACH:.4g}")


def _disc(rule: ET.Element, size: float, fill: Mapping[str, object], stroke: Mapping[str, object]) -> None:
    graphic = _se(_se(rule, "PointSymbolizer"), "Graphic")
    drawn = _se(graphic, "Mark")
    _se(drawn, "WellKnownName", "circle")
    _settings(drawn, "Fill", fill)
    if stroke:
        _settings(drawn, "Stroke", stroke)
    _se(graphic, "Size", f"{size:.4g}")


def _label(rule: ET.Element, mark: LegendEntry, *, is_point: bool) -> None:
    style = LABELS[mark["label_style"]]
    node = _se(rule, "TextSymbolizer")
    ET.SubElement(_se(node, "Label"), f"{{{OGC}}}PropertyName").text = "name"
    font = {"font-family": FONT, "font-size": style.size}
    font |= {"font-style": "italic"} if style.is_italic else {}
    font |= {"font-weight": "bold"} if style.is_bold else {}
    _settings(node, "Font", font)
    if mark["shape"] != "line":
        place = _se(_se(node, "LabelPlacement"), "PointPlacement")
        anchor = _se(place, "AnchorPoint")
        _se(anchor, "AnchorPointX", "0" if is_point else "0.5")
        _se(anchor, "AnchorPointY", "0.5")
        if is_point:
            moved = _se(place, "Displacement")
            _se(moved, "DisplacementX", f"{mark['radius'] + 4:.4g}")
            _se(moved, "DisplacementY", "0")
    else:
        _se(_se(node, "LabelPlacement"), "LinePlacement")
    if style.halo:
        halo = _se(node, "Halo")
        _se(halo, "Radius", f"{style.halo * HALO_SHARE:.4g}")
        _settings(halo, "Fill", {"fill": WHITE})
    color = style.color or darker(mark["stroke"])
    _settings(node, "Fill", {"fill": color})
