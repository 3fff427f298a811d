"""A table's QGIS style (QML, for QGIS 3.22 and later), from the marks that draw the map."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from layers.artifact.joined import in_brief
from layers.export.gis.provenance import describe
from layers.export.gis.qgis.labels import labeling
from layers.export.gis.qgis.symbols import renderer
from layers.export.gis.qgis.xml import VERSION, leaf, quoted, scale_of, to_text

if TYPE_CHECKING:
    from layers.artifact.model import FieldEntry
    from layers.export.gis.split import GisTable

GEOMETRY_TYPES: Final = {"points": "0", "lines": "1", "areas": "2", "rows": "4"}
ALWAYS: Final = 100_000_000  # a scale denominator beyond the whole world


def write_qml(table: GisTable) -> str:
    """A table's style as a document, which QGIS also reads from ``layer_styles``."""
    root = ET.Element("qgis", version=VERSION)
    style_into(root, table)
    return to_text(root)


def style_into(root: ET.Element, table: GisTable) -> None:
    """Write a table's style into an element: ``qgis`` of a style, or ``maplayer`` of a project.

    It holds the renderer, the labels, the range of scales, the fields' aliases, the display name
    and the map tip, all in the layer's language.
    """
    limit = scale_of(table.min_zoom)
    root.attrib |= {
        "styleCategories": "AllStyleCategories",
        "hasScaleBasedVisibilityFlag": "1" if limit else "0",
        "minScale": str(limit or ALWAYS),
        "maxScale": "0",
        "symbologyReferenceScale": "-1",
        "readOnly": "0",
        "simplifyDrawingHints": "1" if table.kind in {"lines", "areas"} else "0",
    }
    flags = ET.SubElement(root, "flags")
    for name in ("Identifiable", "Removable", "Searchable"):
        leaf(flags, name, "1")
    leaf(flags, "Private", "0")
    root.set("labelsEnabled", "0")
    if table.kind == "rows":  # the service's file of a whole table has geometries: it is not drawn
        ET.SubElement(root, "renderer-v2", type="nullSymbol")
    else:
        renderer(root, table)
        if labeling(root, table):
            root.set("labelsEnabled", "1")
        leaf(root, "blendMode", "0")
        leaf(root, "featureBlendMode", "0")
        leaf(root, "layerOpacity", "1")
        ET.SubElement(root, "legend", type="default-vector", showLabelLegend="0")
    _aliases(root, table)
    leaf(root, "previewExpression", '"name"')
    leaf(root, "mapTip", map_tip(table))
    leaf(root, "layerGeometryType", GEOMETRY_TYPES[table.kind])


def _aliases(root: ET.Element, table: GisTable) -> None:
    node = ET.SubElement(root, "aliases")
    for number, (name, label) in enumerate(aliases(table).items(), start=1):
        ET.SubElement(node, "alias", field=name, index=str(number), name=label)


def aliases(table: GisTable) -> dict[str, str]:
    """Each column's words, with the unit."""
    fields = describe(table.layer).fields
    return {f["name"]: f"{f['label']} ({f['unit']})" if f["unit"] else f["label"] for f in fields}


def map_tip(table: GisTable) -> str:
    """What a feature says when pointed at: its name, then the fields it fills, without the joined columns.

    QGIS shows a tip as HTML, so the expressions escape whatever the data hold.
    """
    title = _escaped('to_string("name")')
    lines = [f"<b>[% {title} %]</b>"]
    lines += [_tip_line(field, table.lang) for field in in_brief(table.fields)]
    return "\n".join(lines)


def _tip_line(field: FieldEntry, lang: str) -> str:
    column = f'"{field["name"]}"'
    shown = {
        "number": f"regexp_replace(format_number({column}, 6, '{lang}'), '[.,]?0+$', '')",
        "date": f"format_date({column}, 'd MMMM yyyy', '{lang}')",
    }.get(field["kind"], f"to_string({column})")
    label = quoted(f"<br/><i>{html.escape(field['label'], quote=False)}</i> ")
    unit = f" || {quoted(' ' + html.escape(field['unit'], quote=False))}" if field["unit"] else ""
    return f"[% CASE WHEN {column} IS NULL THEN '' ELSE {label} || {_escaped(shown)}{unit} END %]"


def _escaped(expression: str) -> str:
    return f"replace(replace({expression}, '&', '&amp;'), '<', '&lt;')"
