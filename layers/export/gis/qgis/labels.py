"""Names on QGIS's map: the type, colours, halo and order of the map's own (layers/schema/type.py)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from layers.export.gis.qgis.xml import layer_id, points, quoted, rgba, scale_of
from layers.schema.colours import darker
from layers.schema.type import LABELS

if TYPE_CHECKING:
    from layers.export.gis.split import GisTable
    from layers.schema.marks import LegendEntry
    from layers.schema.type import LabelType

FONT: Final = "Noto Sans"
FALLBACKS: Final = ("Noto Sans", "Open Sans", "Segoe UI", "Arial", "Liberation Sans")
#: A halo of QGIS lies wholly outside the letters, and spreads more evenly than the screen's stroke.
HALO_SHARE: Final = 2 / 3
_SIDES: Final = "R,L,T,B,TR,BR,TL,BL"
_PLACEMENTS: Final[dict[str, dict[str, str]]] = {
    "points": {
        "placement": "6",  # around the point, in the order given
        "predefinedPositionOrder": _SIDES,
        "dist": points(4),
        "distUnits": "Point",
        "offsetType": "1",  # from the symbol's edge
    },
    "lines": {"placement": "3", "placementFlags": "1"},  # along the line, on it
    "areas": {"placement": "4", "polygonPlacementFlags": "2"},  # level, inside
}


def labeling(parent: ET.Element, table: GisTable) -> bool:
    """Append how a table's names are written; say whether any is.

    One kind of name gives simple labels; several (ranks of towns, countries, sectors each in its
    hue) give a rule for each.
    """
    marks = [mark for mark in table.marks if mark["label_style"] and table.kind != "rows"]
    groups = [(key, list(found)) for key, found in groupby(sorted(marks, key=_order), key=_order)]
    if not groups:
        return False
    if len(groups) == 1 and len(marks) == len(table.marks):
        node = ET.SubElement(parent, "labeling", type="simple")
        _settings(node, marks[0], table)
        return True
    node = ET.SubElement(parent, "labeling", type="rule-based")
    rules = ET.SubElement(node, "rules", key=_key(table.name, "all"))
    for _, found in groups:
        keys = ", ".join(quoted(mark["key"]) for mark in found)
        rule = ET.SubElement(
            rules,
            "rule",
            key=_key(table.name, keys),
            filter=f'"mark" IN ({keys})',
            description=", ".join(dict.fromkeys(mark["label"] for mark in found)),
        )
        _settings(rule, found[0], table)
    return True


def _order(mark: LegendEntry) -> tuple[str, int, str]:
    hue = "" if LABELS[mark["label_style"]].color else mark["stroke"]
    return mark["label_style"], mark["min_zoom"], hue


def _key(*parts: str) -> str:
    """An identifier that is the same each time."""
    return "{" + str(uuid5(NAMESPACE_URL, "/".join(parts))) + "}"


def _settings(parent: ET.Element, mark: LegendEntry, table: GisTable) -> None:
    style = LABELS[mark["label_style"]]
    node = ET.SubElement(parent, "settings", calloutType="simple")
    yields = mark["label_style"] == "town" and table.layer.meta["group"] == "base"
    color = style.color or darker(mark["stroke"])
    _text_style(node, style, color, _town_name(table) if yields else "")
    waits = mark["min_zoom"] > table.min_zoom
    priority = style.priority - (mark["min_zoom"] >= 7) - (mark["min_zoom"] >= 9)
    ET.SubElement(node, "text-format", wrapChar="", multilineAlign="1", autoWrapLength="0")
    ET.SubElement(node, "placement", _PLACEMENTS[table.kind], priority=str(priority))
    ET.SubElement(
        node,
        "rendering",
        drawLabels="1",
        scaleVisibility="1" if waits else "0",
        scaleMin="0",  # the nearest
        scaleMax=str(scale_of(mark["min_zoom"])) if waits else "0",  # the farthest
        obstacle="0" if table.kind == "areas" else "1",
        obstacleFactor="1",
        mergeLines="1",
        labelPerPart="0",
        fitInPolygonOnly="1" if table.kind == "areas" else "0",
        zIndex=str(style.priority),
        fontMinPixelSize="3",
        fontMaxPixelSize="10000",
    )


def _town_name(table: GisTable) -> str:
    """A basemap town leaves its name to the layer of towns, or to a site, where these are drawn."""
    roles = table.layer.roles
    cases = [_when_drawn(layer) for layer in roles.get("town", ())]
    for layer in roles.get("site", ()):
        names = f"aggregate('{layer_id(layer)}', 'array_agg', \"name\")"
        cases.append(f'{_when_drawn(layer)} AND array_contains({names}, "name")')
    whens = "".join(f"WHEN {case} THEN NULL " for case in cases)
    return f'CASE {whens}ELSE "name" END' if cases else ""


def _when_drawn(layer: str) -> str:
    return f"array_contains(@map_layer_ids, '{layer_id(layer)}')"


def _text_style(parent: ET.Element, style: LabelType, color: str, expression: str) -> None:
    node = ET.SubElement(
        parent,
        "text-style",
        fieldName=expression or "name",
        isExpression="1" if expression else "0",
        fontFamily=FONT,
        namedStyle="SemiBold" if style.is_bold else "Italic" if style.is_italic else "Regular",
        fontWeight="63" if style.is_bold else "50",
        fontItalic="1" if style.is_italic else "0",
        fontSize=points(style.size),
        fontSizeUnit="Point",
        fontLetterSpacing=points(style.spacing),
        capitalization="1" if style.is_upper else "0",
        textColor=rgba(color),
        textOpacity="1",
        multilineHeight="1",
    )
    families = ET.SubElement(node, "families")
    for family in FALLBACKS:
        ET.SubElement(families, "family", name=family)
    ET.SubElement(
        node,
        "text-buffer",
        bufferDraw="1" if style.halo else "0",
        bufferSize=points(style.halo * HALO_SHARE),
        bufferSizeUnits="Point",
        bufferColor="255,255,255,255",
        bufferOpacity="0.85",
        bufferNoFill="1",
        bufferJoinStyle="128",
    )
