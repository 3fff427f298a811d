"""Marks as QGIS symbols: the same discs, icons, outlines, dashes and hatches as on the map."""

from __future__ import annotations

import base64
import math
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from layers.export.gis.qgis.xml import options, points, properties, rgba, scale_of
from layers.icons import SIZE
from layers.schema.marks import BAR_REACH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.export.gis.split import GisTable, Kind
    from layers.schema.marks import LegendEntry

TYPES: Final[dict[str, str]] = {"points": "marker", "lines": "line", "areas": "fill"}
#: Fill of an area whose mark is a disc: only whole tables have such, and the map never draws them.
DISC_AREA: Final = 0.1
HATCH_GAP, HATCH_WIDTH, HATCH_TINT = 7, 2.4, 0.12  # pixels, pixels, share: those of layers/web/symbols.ts
ICON_SHARE: Final = 0.58  # of the disc's diameter
WHITE: Final = "#FFFFFF"


def symbol(parent: ET.Element, name: str, mark: LegendEntry, kind: Kind, table_zoom: int = 0) -> None:
    """Append the symbol of a mark.

    Parameters
    ----------
    parent
        The ``symbols`` of a renderer.
    name
        The symbol's number.
    mark
        A resolved mark (:meth:`layers.schema.marks.Mark.resolve`).
    kind
        Geometry of the table: a mark may draw points in one and areas in another.
    table_zoom
        Zoom from which the whole table is drawn; a mark that starts later is limited by its scale.
    """
    node = _symbol(parent, name, TYPES[kind])
    draw = {"points": _marker, "lines": _line, "areas": _fill}[kind]
    draw(node, mark)
    if mark["min_zoom"] > table_zoom:
        for layer in node.findall("layer"):
            properties(layer, {"enabled": f"@map_scale <= {scale_of(mark['min_zoom'])}"})


def _symbol(parent: ET.Element, name: str, kind: str) -> ET.Element:
    return ET.SubElement(parent, "symbol", name=name, type=kind, alpha="1", force_rhr="0", clip_to_extent="1")


def _layer(parent: ET.Element, kind: str, settings: Mapping[str, str]) -> ET.Element:
    node = ET.SubElement(parent, "layer", {"class": kind, "enabled": "1", "pass": "0", "locked": "0"})
    options(node, settings)
    return node


def _marker(parent: ET.Element, mark: LegendEntry) -> None:
    if mark["shape"] == "pin":
        _pin(parent, mark)
    else:
        _disc(parent, 2 * mark["radius"], rgba(mark["color"], mark["fill"]), mark["stroke"], mark["width"])


def _pin(parent: ET.Element, mark: LegendEntry) -> None:
    """A disc with an icon: filled when the thing is there, hollow when it is only planned."""
    hollow = mark["fill"] < 0.5
    size = 2 * mark["radius"] - 2.5
    if hollow:
        _disc(parent, size, rgba(WHITE), mark["color"], 2)
    else:
        _disc(parent, size, rgba(mark["color"]), WHITE, 1.5)
    if mark.get("icon"):
        _layer(
            parent,
            "SvgMarker",
            {
                "name": f"base64:{base64.b64encode(icon_svg(mark['icon'])).decode()}",
                "color": rgba(mark["color"] if hollow else WHITE),
                "outline_width": "0",
                "size": points(2 * mark["radius"] * ICON_SHARE),
                "size_unit": "Point",
            },
        )
    if mark.get("struck"):
        for color, width in ((WHITE, 4.5), (mark["color"], 2)):
            _bar(parent, mark, color, width)


def _bar(parent: ET.Element, mark: LegendEntry, color: str, width: float) -> None:
    """A bar across the icon of what was called off: an upright line, turned."""
    _layer(
        parent,
        "SimpleMarker",
        {
            "name": "line",
            "angle": "45",
            "size": points(2 * mark["radius"] * BAR_REACH * math.sqrt(2)),
            "size_unit": "Point",
            "color": rgba(color),  # a line has no inside; QGIS would write its own red
            "outline_color": rgba(color),
            "outline_style": "solid",
            "outline_width": points(width),
            "outline_width_unit": "Point",
        },
    )


def icon_svg(path: str, color: str = "param(fill)") -> bytes:
    """An icon as an SVG file whose colour QGIS may set."""
    root = ET.Element(
        "svg", xmlns="http://www.w3.org/2000/svg", width="15", height="15", viewBox=f"0 0 {SIZE} {SIZE}"
    )
    ET.SubElement(root, "path", d=path, fill=color)
    return ET.tostring(root)


def _disc(parent: ET.Element, size: float, fill: str, stroke: str, width: float) -> ET.Element:
    return _layer(
        parent,
        "SimpleMarker",
        {
            "name": "circle",
            "size": points(size),
            "size_unit": "Point",
            "color": fill,
            "outline_color": rgba(stroke),
            "outline_style": "solid" if width else "no",
            "outline_width": points(width),
            "outline_width_unit": "Point",
        },
    )


def _line(parent: ET.Element, mark: LegendEntry, width: float = 0) -> None:
    dash = [points(float(part)) for part in mark["dash"].replace(",", " ").split()]
    settings = {
        "line_color": rgba(mark["stroke"]),
        "line_width": points(width or mark["width"]),
        "line_width_unit": "Point",
        "capstyle": "round",
        "joinstyle": "round",
        "use_custom_dash": "1" if dash else "0",
    }
    if dash:
        settings |= {"customdash": ";".join(dash), "customdash_unit": "Point"}
    _layer(parent, "SimpleLine", settings)


def _fill(parent: ET.Element, mark: LegendEntry) -> None:
    """A fill without outline, a hatch for what is modelled, then the outline, dashed or not."""
    opacity = min(mark["fill"], DISC_AREA) if mark["shape"] in {"dot", "pin"} else mark["fill"]
    hatched = bool(mark.get("hatch"))
    tint = opacity * HATCH_TINT if hatched else opacity
    _layer(
        parent,
        "SimpleFill",
        {
            "color": rgba(mark["color"], tint),
            "style": "solid" if tint else "no",
            "outline_style": "no",
        },
    )
    if hatched:
        _hatch(parent, mark)
    if mark["width"]:
        _line(parent, mark)


def _hatch(parent: ET.Element, mark: LegendEntry) -> None:
    node = _layer(
        parent,
        "LinePatternFill",
        {
            "angle": "45",
            "color": rgba(mark["color"], mark["fill"]),
            "distance": points(HATCH_GAP),
            "distance_unit": "Point",
        },
    )
    ink = {
        "line_color": rgba(mark["color"], mark["fill"]),
        "line_width": points(HATCH_WIDTH),
        "line_width_unit": "Point",
    }
    _layer(_symbol(node, f"@{mark['key']}@hatch", "line"), "SimpleLine", ink)


def renderer(parent: ET.Element, table: GisTable) -> None:
    """Append a table's renderer: a category for each mark, with the legend's words.

    Pins of one place stand side by side around it, as on the map, so that none hides another.
    """
    shared = table.kind == "points" and table.geometry == "Point" and _shares_places(table)
    holder = _around(parent) if shared else parent
    node = ET.SubElement(
        holder,
        "renderer-v2",
        type="categorizedSymbol",
        attr="mark",
        forceraster="0",
        symbollevels="0",
        enableorderby="0",
        referencescale="-1",
    )
    categories = ET.SubElement(node, "categories")
    symbols = ET.SubElement(node, "symbols")
    for number, mark in enumerate(table.marks):
        ET.SubElement(
            categories,
            "category",
            symbol=str(number),
            value=mark["key"],
            label=mark["label"],
            render="true",
        )
        symbol(symbols, str(number), mark, table.kind, table.min_zoom)


def _shares_places(table: GisTable) -> bool:
    """Whether two pins of a table stand at one point."""
    pins = [mark["key"] for mark in table.marks if mark["shape"] == "pin"]
    shapes = table.frame[table.frame["mark"].isin(pins)].geometry.to_wkb()
    return bool(shapes.duplicated().any())


def _around(parent: ET.Element) -> ET.Element:
    """A renderer that moves points of one place aside; its ring and its middle are not drawn."""
    node = ET.SubElement(
        parent,
        "renderer-v2",
        type="pointDisplacement",
        placement="0",
        tolerance="0.1",
        toleranceUnit="MM",
        circleWidth="0",
        circleColor="0,0,0,0",
        circleRadiusAddition="0",
        labelAttributeName="",
        labelDistanceFactor="0.5",
        maxLabelScaleDenominator="0",
        forceraster="0",
        symbollevels="0",
        enableorderby="0",
        referencescale="-1",
    )
    ET.SubElement(node, "labelFontProperties", description="Noto Sans,9,-1,5,50,0,0,0,0,0", style="")
    _disc(_symbol(node, "centerSymbol", "marker"), 0.1, rgba(WHITE, 0), WHITE, 0)
    return node
