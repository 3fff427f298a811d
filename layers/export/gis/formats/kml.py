"""KML 2.2: a folder a group, a layer and a class of its legend; every field as extended data, dates as time.

A KML file holds no pictures, and a picture elsewhere would be asked of the network: its points are the
reader's own pin in the mark's colour and size. A KMZ holds the map's symbols beside the same document.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from geodata.text import Text
from layers.export.gis.formats.geojson import plain
from layers.export.gis.formats.zipped import write_zip
from layers.export.gis.merged import TITLE
from layers.export.gis.provenance import describe
from layers.words import typeset

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geodata.text import Lang
    from layers.artifact.model import FieldEntry
    from layers.export.gis.frame import GisLayer
    from layers.schema.marks import LegendEntry

    #: Where the picture of a style is, and its scale.
    Icons = Mapping[str, tuple[str, float]]

NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
ATOM: Final = "http://www.w3.org/2005/Atom"
VIEW: Final = Text("Vue dans l’explorateur : {view}", "View in the explorer: {view}")
HOLLOW: Final = 0.6  # opacity of the symbol of a thing that is planned: KML has no hollow ones
STRUCK: Final = 0.3  # of one that was called off: nor has it bars
DOT: Final = 0.6  # scale of a plain dot beside that of a pin
POINTS: Final = ("Point", "MultiPoint")
CLOSE: Final = 6  # a layer drawn from a larger zoom than this is folded and off when the file opens
UNLOCATED: Final = Text(
    "Sans position, donc absents d’ici : {count} ; les autres formats les ont.",
    "Without a position, and so not here: {count}; the other formats have them.",
)
_ILLEGAL: Final = {c: None for c in range(32) if c not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


def write_kml(layers: Sequence[GisLayer], path: Path, query: str = "", view: str = "") -> None:
    """Write layers as one KML document.

    Features without geometry are left out, and counted in their layer's description; so are layers of
    which no feature has one. Dashes and hatches, which KML lacks, are left out too.
    """
    path.write_bytes(_document(layers, query, {}, view))


def write_kmz(layers: Sequence[GisLayer], path: Path, query: str = "", view: str = "") -> None:
    """Write layers as a KML document zipped with the pictures of its point symbols."""
    from layers.export.gis.formats.kml_icons import draw_icons, icon_scale  # noqa: PLC0415 - loads the PDF libraries

    marks = dict(pair for layer in layers for pair in _point_marks(layer))
    icons = {name: (f"icons/{name}.png", icon_scale(mark)) for name, mark in marks.items()}
    pictures = zip(icons.values(), draw_icons(list(marks.values())), strict=True)
    document = ("doc.kml", _document(layers, query, icons, view))
    write_zip(path, [document, *((place, picture) for (place, _), picture in pictures)])


def _point_marks(layer: GisLayer) -> list[tuple[str, LegendEntry]]:
    """The marks that some point of a layer carries, by the name of their style."""
    used = set(layer.frame["mark"][layer.frame.geom_type.isin(POINTS)])
    return [(_style_name(layer.id, mark["key"]), mark) for mark in layer.meta["marks"] if mark["key"] in used]


def anchor(text: str) -> str:
    """Write any text as an identifier of XML; different texts stay different.

    Examples
    --------
    >>> anchor("facts/002-109-1#2")
    'facts_2f_002-109-1_23_2'
    """
    return re.sub(r"[^A-Za-z0-9.-]", lambda found: f"_{ord(found[0]):x}_", text)


def _style_name(layer_id: str, key: str) -> str:
    return anchor(f"{layer_id}.{key}")


def _document(layers: Sequence[GisLayer], query: str, icons: Icons, view: str = "") -> bytes:
    spaces: dict[str | None, str] = {None: NAMESPACE}
    if view:
        spaces["atom"] = ATOM
    root = etree.Element(f"{{{NAMESPACE}}}kml", nsmap=spaces)
    document = etree.SubElement(root, _tag("Document"), id="atlas")
    alone = layers[0] if len(layers) == 1 else None
    if alone:
        _head(document, alone, query, view)
    else:
        _child(document, "name", TITLE.get(layers[0].lang))
        _link(document, view)
        if view:
            _child(document, "description", _viewed(view, layers[0].lang))
    for layer in layers:
        for mark in layer.meta["marks"]:
            _style(document, _style_name(layer.id, mark["key"]), mark, icons)
    if alone:
        _classes(document, alone)
    drawn = [layer for layer in layers if not alone and layer.frame.geometry.notna().any()]
    for title, members in groupby(drawn, key=lambda layer: str(layer.meta["group_title"])):
        group = etree.SubElement(document, _tag("Folder"))
        _child(group, "name", title)
        for layer in members:
            folder = etree.SubElement(group, _tag("Folder"), id=anchor(layer.id))
            _head(folder, layer, query)
            _classes(folder, layer)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _child(parent: Any, name: str, text: object) -> Any:  # noqa: ANN401 - an element
    element = etree.SubElement(parent, _tag(name))
    element.text = str(text).translate(_ILLEGAL)
    return element


def _style(document: Any, name: str, mark: LegendEntry, icons: Icons) -> None:  # noqa: ANN401 - an element
    style = etree.SubElement(document, _tag("Style"), id=name)
    hue, outline = mark["color"], mark["stroke"]
    icon = etree.SubElement(style, _tag("IconStyle"))
    if name in icons:
        place, scale = icons[name]
        _child(icon, "scale", f"{scale:g}")
        _child(etree.SubElement(icon, _tag("Icon")), "href", place)
        etree.SubElement(icon, _tag("hotSpot"), x="0.5", y="0.5", xunits="fraction", yunits="fraction")
    else:
        _child(icon, "color", color(hue, 1.0 if mark["fill"] else STRUCK if mark.get("struck") else HOLLOW))
        _child(icon, "scale", 1.0 if mark["shape"] == "pin" else DOT)
    _child(etree.SubElement(style, _tag("LabelStyle")), "scale", "0.8")
    line = etree.SubElement(style, _tag("LineStyle"))
    _child(line, "color", color(outline, 1.0))
    _child(line, "width", f"{mark['width']:g}")
    area = etree.SubElement(style, _tag("PolyStyle"))
    _child(area, "color", color(hue, mark["fill"]))
    _child(area, "fill", int(mark["fill"] > 0))
    _child(area, "outline", int(mark["width"] > 0))


def color(hue: str, opacity: float) -> str:
    """Write a colour as KML does: opacity, blue, green, red.

    Examples
    --------
    >>> color("#0072B2", 0.5)
    '80b27200'
    """
    red, green, blue = hue[1:3], hue[3:5], hue[5:7]
    return f"{round(opacity * 255):02x}{blue}{green}{red}".lower()


def _is_on(layer: GisLayer) -> bool:
    return bool(layer.meta.get("min_zoom", 0) <= CLOSE)


def _link(document: Any, view: str) -> None:  # noqa: ANN401 - an element
    """The view's address, for programs; readers have it in the description."""
    if view:
        etree.SubElement(document, f"{{{ATOM}}}link", href=view, rel="related")


def _viewed(view: str, lang: Lang) -> str:
    return typeset(VIEW.get(lang).format(view=view), lang)


def _head(folder: Any, layer: GisLayer, query: str, view: str = "") -> None:  # noqa: ANN401 - an element
    """What is said of a layer: on its folder, or on the document of a layer alone.

    Such a document has no folder of its own for the layer, since R and geopandas read the first folder of a
    file, and found nothing in one that held folders only.
    """
    _child(folder, "name", layer.meta["title"])
    _child(folder, "visibility", int(_is_on(layer)))
    _link(folder, view)
    lines = describe(layer, query).labelled()
    if view:
        lines.insert(1, _viewed(view, layer.lang))
    if left_out := int(layer.frame.geometry.isna().sum()):
        lines.insert(1, typeset(UNLOCATED.get(layer.lang).format(count=left_out), layer.lang))
    _child(folder, "description", "\n".join(lines))


def _classes(folder: Any, layer: GisLayer) -> None:  # noqa: ANN401 - an element
    """A folder a class of a layer's legend, in the legend's order; none where there is one class."""
    located = layer.frame[layer.frame.geometry.notna()]
    labels = {field["name"]: _label(field) for field in describe(layer, "").fields}
    titles = {mark["key"]: mark["label"] for mark in layer.meta["marks"]}
    found = dict(list(located.groupby("mark", sort=False)))
    for key in sorted(found, key=[*titles, *found].index):
        within = folder
        if len(found) > 1:
            within = etree.SubElement(folder, _tag("Folder"), id=anchor(f"{layer.id}.{key}.class"))
            _child(within, "name", titles.get(key, key))
            if not _is_on(layer):
                _child(within, "visibility", 0)
        for row in found[key].to_dict("records"):
            _placemark(within, layer.id, row, labels, is_on=_is_on(layer))


def _label(field: FieldEntry) -> str:
    return f"{field['label']} ({field['unit']})" if field["unit"] else field["label"]


def _placemark(
    folder: Any,  # noqa: ANN401 - an element
    layer_id: str,
    row: dict[str, Any],
    labels: dict[str, str],
    *,
    is_on: bool,
) -> None:
    mark = etree.SubElement(folder, _tag("Placemark"), id=anchor(f"{layer_id}/{row['id']}"))
    _child(mark, "name", row["name"])
    if not is_on:
        _child(mark, "visibility", 0)
    _time(mark, row)
    _child(mark, "styleUrl", f"#{_style_name(layer_id, row['mark'])}")
    data = etree.SubElement(mark, _tag("ExtendedData"))
    for name, label in labels.items():
        value = plain(row[name])
        if name == "name" or value is None:
            continue
        entry = etree.SubElement(data, _tag("Data"), name=name)
        _child(entry, "displayName", label)
        _child(entry, "value", value)
    _geometry(mark, row["geometry"])


def _time(mark: Any, row: dict[str, Any]) -> None:  # noqa: ANN401 - an element
    """From when to when a feature holds, open where it is; nothing for one that is not dated."""
    days = {name: plain(row.get(column)) for name, column in (("begin", "since"), ("end", "until"))}
    if any(days.values()):
        span = etree.SubElement(mark, _tag("TimeSpan"))
        for name, day in days.items():
            if day:
                _child(span, name, day)


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
    _child(element, "coordinates", " ".join(f"{x:.9g},{y:.9g}" for x, y, *_ in line.coords))
