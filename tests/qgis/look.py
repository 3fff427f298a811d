"""What QGIS sees: run by the system's Python with a question in JSON on stdin, answers in JSON on stdout."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from qgis.core import (
    NULL,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsLayerTree,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSymbol,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QFontDatabase

FONTS = Path(__file__).parents[2] / "layers" / "export" / "fonts"
WGS84 = "EPSG:4326"


def layer(found: QgsVectorLayer) -> dict:
    """Everything the tests ask of one layer."""
    renderer = found.renderer()
    around = renderer.type() if renderer else ""
    if around == "pointDisplacement":
        renderer = renderer.embeddedRenderer()
    categories = renderer.categories() if renderer and renderer.type() == "categorizedSymbol" else []
    aliases = found.attributeAliases()
    return {
        "valid": found.isValid(),
        "name": found.name(),
        "geometry": QgsWkbTypes.displayString(found.wkbType()),
        "count": sum(1 for _ in found.getFeatures()),
        "ids": sorted(str(feature["id"]) for feature in found.getFeatures()),
        "around": around,
        "renderer": renderer.type() if renderer else "",
        "categories": [
            {
                "value": c.value(),
                "label": c.label(),
                "layers": [[s.layerType(), s.properties(), s.enabled()] for s in c.symbol().symbolLayers()],
            }
            for c in categories
        ],
        "labels": found.labelsEnabled() and found.labeling() is not None,
        "min_scale": found.minimumScale() if found.hasScaleBasedVisibility() else 0,
        "aliases": {name: alias for name, alias in aliases.items() if alias},
        "abstract": found.metadata().abstract(),
        "licences": found.metadata().licenses(),
        "language": found.metadata().language(),
        "attribution": found.attribution(),
        "tip": found.mapTipTemplate(),
    }


def column(found: QgsVectorLayer, name: str) -> dict[str, object]:
    """One column's value of each feature, by identifier."""
    values = {str(feature["id"]): feature[name] for feature in found.getFeatures()}
    return {key: None if value == NULL else value for key, value in values.items()}


def colours(symbol: QgsSymbol) -> list[list[str]]:
    """Of each layer of a symbol that is drawn: its fill and its outline, empty where it has none."""
    found = []
    for part in symbol.symbolLayers():
        held = part.properties()
        fill = held.get("color", "") if held.get("style") != "no" else ""
        edge = held.get("outline_color", "") if held.get("outline_style") != "no" else ""
        found.append([fill, held.get("line_color") or edge])
    return found


def from_sld(where: str, style: str) -> dict:
    """What QGIS makes of a table of a GeoPackage under an SLD file: its rules and whether it is labelled."""
    found = QgsVectorLayer(where, "styled", "ogr")
    problem, read = found.loadSldStyle(style)
    rules = found.renderer().rootRule().children()
    return {
        "read": read,
        "problem": problem,
        "labels": found.labelsEnabled(),
        "rules": [[r.filterExpression(), r.label(), r.minimumScale(), colours(r.symbol())] for r in rules],
    }


def tree(node: QgsLayerTree) -> list:
    """The layer tree as nested lists: name, on or off, members."""
    return [
        [
            child.name() if QgsLayerTree.isGroup(child) else child.layer().name(),
            child.itemVisibilityChecked(),
            tree(child) if QgsLayerTree.isGroup(child) else [],
        ]
        for child in node.children()
    ]


def tips(project: QgsProject) -> dict[str, str]:
    """The map tip of the first feature of every layer, as QGIS would show it."""
    shown = {}
    for name, found in project.mapLayers().items():
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(found))
        context.setFeature(next(found.getFeatures()))
        shown[name] = QgsExpression.replaceExpressionText(found.mapTipTemplate(), context)
    return shown


def render(project: QgsProject, question: dict) -> dict:
    """Draw the project's first view, with more layers on or restyled; give the colour of some points."""
    root = project.layerTreeRoot()
    for name, style in question.get("restyled", {}).items():
        project.mapLayer(name).loadSldStyle(style)
    for node in root.findLayers():
        if node.layerId() in question.get("on", []):
            node.setItemVisibilityCheckedParentRecursive(True)
    wgs84 = QgsCoordinateReferenceSystem(WGS84)
    to_map = QgsCoordinateTransform(wgs84, project.crs(), project)
    extent = project.viewSettings().defaultViewExtent()
    if question.get("extent"):
        extent = to_map.transformBoundingBox(QgsRectangle(*question["extent"]))
    settings = QgsMapSettings()
    settings.setLayers([one for one in root.layerOrder() if root.findLayer(one.id()).isVisible()])
    settings.setDestinationCrs(project.crs())
    settings.setOutputSize(QSize(1440, 1000))
    settings.setOutputDpi(96)
    settings.setBackgroundColor(project.backgroundColor())
    settings.setExtent(extent)
    settings.setLabelingEngineSettings(project.labelingEngineSettings())
    settings.setTransformContext(project.transformContext())
    for flag in (QgsMapSettings.Antialiasing, QgsMapSettings.DrawLabeling):
        settings.setFlag(flag, True)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(None))
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(question["png"])
    colours = []
    for lon, lat, aside, down in question.get("samples", []):
        place = to_map.transform(lon, lat)
        pixel = settings.mapToPixel().transform(place)
        colour = image.pixelColor(round(pixel.x() + aside), round(pixel.y() + down))
        colours.append([colour.red(), colour.green(), colour.blue()])
    return {"scale": settings.scale(), "colours": colours, "errors": [e.message for e in job.errors()]}


def tiles(question: dict) -> dict:
    """Draw tiles over white, as a map of Web Mercator; give the colour of some points."""
    found = QgsRasterLayer(question["tiles"], "tiles", "wms")
    crs = QgsCoordinateReferenceSystem("EPSG:3857")
    to_map = QgsCoordinateTransform(QgsCoordinateReferenceSystem(WGS84), crs, QgsProject.instance())
    settings = QgsMapSettings()
    settings.setLayers([found])
    settings.setDestinationCrs(crs)
    settings.setOutputSize(QSize(900, 900))
    settings.setExtent(to_map.transformBoundingBox(QgsRectangle(*question["extent"])))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(question["png"])
    places = [settings.mapToPixel().transform(to_map.transform(*place)) for place in question["samples"]]
    colours = [image.pixelColor(round(place.x()), round(place.y())).getRgb()[:3] for place in places]
    return {"valid": found.isValid(), "colours": colours, "errors": [e.message for e in job.errors()]}


def answer(question: dict) -> dict:
    """Answer one question: a project, the tables of a GeoPackage by themselves, or a layer of a service."""
    if "uri" in question:
        found = QgsVectorLayer(question["uri"], "one", question["provider"])
        if "column" in question:
            return {"values": column(found, question["column"])}
        return layer(found)
    if "styles" in question:
        where = question["geopackage"]
        return {n: from_sld(f"{where}|layername={n}", path) for n, path in question["styles"].items()}
    if "tables" in question:
        where = question["geopackage"]
        found = {name: f"{where}|layername={name}" for name in question["tables"]}
        return {name: layer(QgsVectorLayer(uri, name, "ogr")) for name, uri in found.items()}
    project = QgsProject.instance()
    read = project.read(question["project"])
    if question.get("png"):
        return render(project, question)
    manager = project.relationManager()
    return {
        "read": read,
        "error": project.error(),
        "title": project.title(),
        "crs": project.crs().authid(),
        "ellipsoid": project.ellipsoid(),
        "language": project.metadata().language(),
        "tree": tree(project.layerTreeRoot()),
        "layers": {name: layer(found) for name, found in project.mapLayers().items()},
        "relations": {name: found.isValid() for name, found in manager.relations().items()},
        "tips": tips(project),
    }


if __name__ == "__main__":
    application = QgsApplication([], True)
    application.initQgis()
    for font in FONTS.glob("*.ttf"):
        QFontDatabase.addApplicationFont(str(font))
    asked = json.load(sys.stdin)
    result = tiles(asked) if "tiles" in asked else answer(asked)
    print(json.dumps(result))
    sys.stdout.flush()
    os._exit(0)  # QGIS 3.22 may crash while it takes down a service's threads
