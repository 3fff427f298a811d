"""A project's own settings: how it measures, what lies behind its map, where it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import numpy as np
from pyproj import Transformer

from layers.export.gis.qgis.xml import crs, leaf
from layers.schema.colours import NEIGHBOUR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.export.gis.frame import GisLayer

WGS84_ELLIPSOID: Final = "EPSG:7030"
MARGIN: Final = 0.03  # of the width and the height, around what is shown first


def settings(root: ET.Element) -> None:
    """Append the settings that QGIS keeps by section."""
    properties = ET.SubElement(root, "properties")
    red, green, blue = (str(int(NEIGHBOUR[i : i + 2], 16)) for i in (1, 3, 5))
    sections: dict[str, dict[str, tuple[str, str]]] = {
        "Gui": {
            "CanvasColorRedPart": ("int", red),
            "CanvasColorGreenPart": ("int", green),
            "CanvasColorBluePart": ("int", blue),
        },
        "Measure": {"Ellipsoid": ("QString", WGS84_ELLIPSOID)},
        "Measurement": {"DistanceUnits": ("QString", "km"), "AreaUnits": ("QString", "km2")},
        "PAL": {
            "PlacementEngineVersion": ("int", "1"),
            "ShowingPartialsLabels": ("bool", "false"),
            "TextFormat": ("int", "0"),
            "DrawUnplaced": ("bool", "false"),
        },
        "Paths": {"Absolute": ("bool", "false")},
        "SpatialRefSys": {"ProjectionsEnabled": ("int", "1")},
    }
    for section, values in sections.items():
        node = ET.SubElement(properties, section)
        for name, (kind, value) in values.items():
            leaf(node, name, value, type=kind)


def default_extent(root: ET.Element, layers: Sequence[GisLayer], code: str) -> None:
    """Append where the project opens: on what is not the basemap, or on all there is.

    Layers that reach beyond Mali (contributing countries, neighbours) count only where no layer
    lies within the sectors' or the regions' outline.
    """
    named = [layer for layer in layers if layer.has_role("sector") or layer.has_role("region")]
    inland = [layer for layer in layers if layer.meta["group"] != "base"]
    bounds = np.array([layer.frame.total_bounds for layer in named or inland or layers])
    bounds = bounds[~np.isnan(bounds).any(axis=1)]
    if not len(bounds):
        return
    corners = [*bounds[:, :2].min(axis=0), *bounds[:, 2:].max(axis=0)]
    project = Transformer.from_crs("EPSG:4326", code, always_xy=True)
    west, south, east, north = project.transform_bounds(*corners)
    aside, up = MARGIN * (east - west), MARGIN * (north - south)
    view = ET.SubElement(root, "ProjectViewSettings", UseProjectScales="0", rotation="0")
    extent = ET.SubElement(
        view,
        "DefaultViewExtent",
        xmin=f"{west - aside:.0f}",
        ymin=f"{south - up:.0f}",
        xmax=f"{east + aside:.0f}",
        ymax=f"{north + up:.0f}",
    )
    crs(extent, "", code)
    canvas = ET.SubElement(root, "mapcanvas", name="theMapCanvas")
    leaf(canvas, "units", "meters")
    box = ET.SubElement(canvas, "extent")
    for name in ("xmin", "ymin", "xmax", "ymax"):
        leaf(box, name, extent.attrib[name])
    leaf(canvas, "rotation", "0")
    crs(canvas, "destinationsrs", code)
