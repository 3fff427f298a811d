"""What a sheet shows of the ground: a place asked for, the view's own centre and zoom, or the country."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.errors import InputError
from geodata.places.nation import NATION
from layers.artifact.shapes import to_shape
from layers.export.sheet.map.locator import MALI
from layers.export.sheet.map.projection import around, fit, larger_scale, screen_scale
from layers.schema.layer import SHAPED

if TYPE_CHECKING:
    from layers.artifact.model import Geometry
    from layers.export.sheet.map.projection import Bounds, Frame
    from layers.export.sheet.request.data import SheetData
    from layers.export.sheet.scene.scene import Box

SITE_SCALE: Final = 1_000_000.0  # shows a site with its cercle
WIDEST: Final = 40.0  # degrees of longitude on one sheet


def plan_frame(data: SheetData, box: Box) -> Frame:
    """Choose centre, scale and projection.

    A view of half a continent, of which no scale was asked, is drawn around its centre at the smallest
    scale that a sheet may have.

    Raises
    ------
    InputError
        If the place asked for has no position, or the scale asked for would show half a continent.
    """
    request, camera = data.request, data.view.camera
    scale = request.scale or None
    spot: tuple[float, float] | None = None
    if request.focus:
        frame = _focus(request.focus, data, box, scale)
    elif camera:
        spot = camera.lon, camera.lat
        frame = around(*spot, box, scale or screen_scale(camera.zoom, camera.lat, box))
    else:
        frame = fit(MALI, box, scale)
    if request.centre:
        latitude, longitude = map(float, request.centre.split(","))
        spot = longitude, latitude
        frame = around(*spot, box, frame.scale)
    while spot and not scale and not _is_sheet(frame):
        frame = around(*spot, box, larger_scale(frame.scale))
    if not _is_sheet(frame):
        raise InputError(
            f"Échelle 1:{frame.scale:.0f} : la carte couvrirait plus de {WIDEST:.0f}° ; "
            "choisissez une échelle plus grande.",
            f"Scale 1:{frame.scale:.0f}: the map would span more than {WIDEST:.0f}°; choose a larger scale.",
        )
    return frame


def _is_sheet(frame: Frame) -> bool:
    west, _, east, _ = frame.bounds
    return 0 < east - west <= WIDEST


def _focus(focus: str, data: SheetData, box: Box, scale: float | None) -> Frame:
    bounds = extent_of(focus, data)
    if bounds:
        return fit(bounds, box, scale, room=0.05)
    place = data.place(focus)
    if place is None or place["lon"] is None or place["lat"] is None:
        raise InputError(
            f"focus = « {focus} » : ce lieu n'a ni forme ni position.",
            f"focus = “{focus}”: this place has neither shape nor position.",
        )
    return around(place["lon"], place["lat"], box, scale or SITE_SCALE)


def extent_of(place: str, data: SheetData) -> Bounds | None:
    """Bounds of a sector, region, cercle or zone (degrees), or nothing for a point."""
    if place == NATION:
        return MALI
    geometry = geometry_of(place, data)
    if geometry is None:
        return None
    west, south, east, north = to_shape(geometry).bounds
    return west, south, east, north


def geometry_of(place: str, data: SheetData) -> Geometry | None:
    """The shape of a sector, region, cercle or zone as GeoJSON, or nothing for a point.

    It is that of the build: a filter of the view, or its date, may leave the place itself out.
    """
    layer = data.build.shaped(*SHAPED).get(place)
    if layer is None:
        return None
    features = data.build.artifact(layer, data.lang).features
    return next(feature["geometry"] for feature in features if feature["id"] == place)
