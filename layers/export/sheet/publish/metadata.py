"""What a machine may read of a sheet: the file beside the file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np

from layers.export.sheet.request.marking import logo_for, marking_of
from layers.export.sheet.request.words import word

if TYPE_CHECKING:
    from layers.artifact.model import Artifact
    from layers.artifact.reader import Build
    from layers.export.sheet.margin.compose import Sheet


def describe(sheet: Sheet, name: str, content: bytes) -> dict[str, Any]:
    """Describe a sheet: words, dates, paper, scale, projection, extent, layers, sources, hash."""
    request, frame, lang = sheet.request, sheet.drawing.frame, sheet.data.lang
    build = sheet.data.build
    marking = marking_of(request)
    drawn = [(a, d) for a, d in sheet.drawing.layers if d.seen]
    return {
        "file": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "title": sheet.titles.title,
        "subtitle": sheet.titles.subtitle,
        "number": sheet.imprint.number,
        "version": sheet.imprint.version,
        "lang": lang,
        "made": sheet.imprint.made,
        "data_dates": list(sheet.titles.iso_dates),
        "clearance": sheet.imprint.status,
        "profile": request.profile,
        "marking": marking.text if marking else "",
        "producer": sheet.imprint.producer,
        "validity": sheet.imprint.validity,
        "has_logo": logo_for(request) is not None,
        "disclaimer": word("disclaimer", lang),
        "paper": _paper(sheet),
        "scale": frame.scale,
        "projection": {"name": frame.projection.name.get(lang), "definition": frame.projection.definition},
        "datum": "WGS 84",
        "centre": _centre(sheet),
        "bounds": [round(b, 5) for b in frame.bounds],
        "layers": [_layer(build, artifact, sum(d.seen.values())) for artifact, d in drawn],
        "basemap": [artifact.id for artifact in sheet.drawing.base_artifacts],
        "link": sheet.imprint.link,
        "query": request.to_query(),
        "build": build.digest,
        "all_notes_printed": sheet.whole,
        "whole_legend_printed": not sheet.left,
    }


def _paper(sheet: Sheet) -> dict[str, Any]:
    request, layout = sheet.request, sheet.layout
    return {
        "name": request.paper,
        "orientation": request.orientation,
        "width_mm": layout.width,
        "height_mm": layout.height,
        "map_share": round(layout.map_share, 3),
    }


def _centre(sheet: Sheet) -> list[float]:
    """Latitude and longitude of the paper's own middle of the map, degrees."""
    box = sheet.drawing.frame.box
    middle = np.array([[box.x + box.width / 2, box.y + box.height / 2]])
    longitude, latitude = sheet.drawing.frame.to_ground(middle)[0].tolist()
    return [round(latitude, 5), round(longitude, 5)]


def _layer(build: Build, artifact: Artifact, count: int) -> dict[str, Any]:
    meta = artifact.meta
    file = build.path(meta["id"], meta["lang"]).name
    return {
        "id": meta["id"],
        "title": meta["title"],
        "features": count,
        "data_date": meta["data_date"],
        "digest": file.split(".")[-2],
        "sources": meta["sources"],
        "caveats": meta["caveats"],
    }
