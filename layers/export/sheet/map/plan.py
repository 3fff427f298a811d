"""What a sheet shows of the ground: a place asked for, the view's own centre and zoom, or the country."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import shapely

from geodata.errors import InputError
from layers.export.sheet.map.locator import MALI
from layers.export.sheet.map.projection import around, fit, screen_scale

if TYPE_CHECKING:
    from layers.export.sheet.map.projection import Bounds, Frame
    from layers.export.sheet.request.query import SheetRequest
    from layers.export.sheet.request.shelf import Shelf
    from layers.export.sheet.scene.scene import Box

#: Layers whose features are places with a shape.
SHAPED: Final = ("sectors", "regions", "cercles")
NATION: Final = "mali"
SITE_SCALE: Final = 1_000_000.0  # shows a site with its cercle
WIDEST: Final = 40.0  # degrees of longitude on one sheet


def plan_frame(request: SheetRequest, shelf: Shelf, box: Box) -> Frame:
    """Choose centre, scale and projection.

    Raises
    ------
    InputError
        If the place asked for has no position, or the scale would show half a continent.
    """
    scale = request.scale or None
    camera = request.view.camera
    if request.focus:
        frame = _focus(request, shelf, box, scale)
    elif camera:
        frame = around(camera.lon, camera.lat, box, scale or screen_scale(camera.zoom, camera.lat, box))
    else:
        frame = fit(MALI, box, scale)
    west, _, east, _ = frame.bounds
    if not 0 < east - west <= WIDEST:
        raise InputError(
            f"Échelle 1:{frame.scale:.0f} : la carte couvrirait plus de {WIDEST:.0f}° ; "
            "choisissez une échelle plus grande.",
            f"Scale 1:{frame.scale:.0f}: the map would span more than {WIDEST:.0f}°; choose a larger scale.",
        )
    return frame


def _focus(request: SheetRequest, shelf: Shelf, box: Box, scale: float | None) -> Frame:
    bounds = extent_of(request.focus, shelf, request)
    if bounds:
        return fit(bounds, box, scale, room=0.05)
    place = shelf.place(request.focus)
    if place is None or place["lon"] is None:
        raise InputError(
            f"focus = « {request.focus} » : ce lieu n'a ni forme ni position.",
            f"focus = “{request.focus}”: this place has neither shape nor position.",
        )
    return around(place["lon"], place["lat"], box, scale or SITE_SCALE)


def extent_of(place: str, shelf: Shelf, request: SheetRequest) -> Bounds | None:
    """Bounds of a sector, region or cercle (degrees), or nothing for a point."""
    if place == NATION:
        return MALI
    geometry = geometry_of(place, shelf, request)
    bounds: Any = shapely.geometry.shape(geometry).bounds if geometry else None
    return bounds  # type: ignore[no-any-return]


def geometry_of(place: str, shelf: Shelf, request: SheetRequest) -> dict[str, Any] | None:
    """The shape of a sector, region or cercle as GeoJSON, or nothing for a point."""
    known = {entry["id"] for entry in shelf.index["layers"]}
    for layer in SHAPED:
        if layer not in known:
            continue
        artifact = shelf.artifact(shelf.entry(layer), request.view, request.profile)
        for feature in artifact["features"]:
            if feature["id"] == place and feature["geometry"]:
                found: dict[str, Any] = feature["geometry"]
                return found
    return None
