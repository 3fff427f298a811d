"""The part of a layer that a reader asks for: what meets a box, a polygon or a circle."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import orjson
import shapely
from shapely.geometry import MultiPolygon, Polygon, box, shape

from geodata.errors import InputError, NotFoundError
from geodata.places.geodesy import WGS84, check_position
from geodata.text import Text, same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from layers.export.gis.frame import GisLayer

CORNERS: Final = 5000  # of one area, at most
CIRCLE_SIDES: Final = 360
CIRCLE_KM: Final = 2000.0
DIGITS: Final = 6  # decimals of a selection's own positions, about ten centimetres
#: The fields of an address that select, of which one may be given.
FIELDS: Final = ("bbox", "within", "circle")


@dataclass(frozen=True, slots=True)
class Selection:
    """An area of the globe.

    Parameters
    ----------
    area
        Polygon or MultiPolygon, longitude and latitude in degrees (WGS 84).
    query
        The selection as the canonical field of an address, ``name=value``.
    centre, metres
        Of a circle: longitude and latitude, geodesic radius. Points are then measured exactly;
        ``area`` is a polygon of 360 sides.
    """

    area: BaseGeometry
    query: str
    centre: tuple[float, float] | None = None
    metres: float = 0.0


def select(layer: GisLayer, selection: Selection | None) -> GisLayer:
    """Keep the features that meet the area, wholly or in part; what has no place is left out."""
    if selection is None:
        return layer
    geometry = layer.frame.geometry
    kept = (geometry.notna() & geometry.intersects(selection.area)).to_numpy(copy=True)
    if selection.centre:
        points = (geometry.geom_type == "Point").to_numpy()
        lon, lat = geometry[points].x.to_numpy(), geometry[points].y.to_numpy()
        east, north = (np.full(len(lon), part) for part in selection.centre)
        kept[points] = np.asarray(WGS84.inv(east, north, lon, lat)[2]) <= selection.metres
    frame = layer.frame[kept].reset_index(drop=True)
    return replace(layer, frame=frame, meta=layer.meta | {"count": len(frame)})


def choose_rows(layer: GisLayer, ids: Sequence[str]) -> GisLayer:
    """Keep the features of some identifiers, in the layer's order; all of them where none is named.

    Raises
    ------
    NotFoundError
        If the layer has no feature of one of them.
    """
    if not ids:
        return layer
    if unknown := sorted(set(ids) - set(layer.frame["id"])):
        raise NotFoundError(
            f"Aucun objet « {unknown[0][:60]} » dans la couche « {layer.id} ».",
            f"No feature “{unknown[0][:60]}” in the layer “{layer.id}”.",
        )
    frame = layer.frame[layer.frame["id"].isin(list(ids))].reset_index(drop=True)
    return replace(layer, frame=frame, meta=layer.meta | {"count": len(frame)})


def read_selection(given: Mapping[str, str]) -> Selection | None:
    """Read the selection of an address: ``bbox``, ``within`` or ``circle``, or none of them.

    Raises
    ------
    InputError
        If more than one is given, or the one given cannot be used.
    """
    named = [name for name in FIELDS if given.get(name)]
    if not named:
        return None
    if len(named) > 1:
        raise InputError(
            f"Une seule sélection à la fois : {', '.join(named)}.",
            f"One selection at a time: {', '.join(named)}.",
        )
    return {"bbox": read_bbox, "within": read_area, "circle": read_circle}[named[0]](given[named[0]])


def read_bbox(text: str) -> Selection:
    """Read ``west,south,east,north`` in degrees; a box that crosses the antimeridian has west over east.

    Raises
    ------
    InputError
        If there are not four numbers on the globe, or south lies north of north.
    """
    west, south, east, north = _numbers(text, 4, "bbox", Text("ouest,sud,est,nord", "west,south,east,north"))
    check_position(west, south)
    check_position(east, north)
    if south > north:
        raise InputError(
            f"bbox : le sud ({south:g}) est au nord du nord ({north:g}).",
            f"bbox: south ({south:g}) lies north of north ({north:g}).",
        )
    area: BaseGeometry = box(west, south, east, north)
    if west > east:
        area = MultiPolygon([box(west, south, 180, north), box(-180, south, east, north)])
    return Selection(area, f"bbox={','.join(f'{part:g}' for part in (west, south, east, north))}")


def read_circle(text: str) -> Selection:
    """Read ``longitude,latitude,kilometres``: a geodesic circle.

    Raises
    ------
    InputError
        If there are not three numbers, the centre is off the globe or the radius out of bounds.
    """
    lon, lat, km = _numbers(text, 3, "circle", same("longitude,latitude,km"))
    check_position(lon, lat)
    if not 0 < km <= CIRCLE_KM:
        raise InputError(
            f"circle : rayon de {km:g} km (attendu : plus de 0, {CIRCLE_KM:g} au plus).",
            f"circle: a radius of {km:g} km (expected: over 0, {CIRCLE_KM:g} at most).",
        )
    turn = np.linspace(0, 360, CIRCLE_SIDES, endpoint=False)
    east, north, far = (np.full(CIRCLE_SIDES, part) for part in (lon, lat, km * 1000))
    x, y, _ = WGS84.fwd(east, north, turn, far)
    query = f"circle={_short(lon)},{_short(lat)},{_short(km)}"
    return Selection(Polygon(list(zip(x, y, strict=True))), query, (lon, lat), km * 1000)


def read_area(text: str) -> Selection:
    """Read a polygon: WKT, a GeoJSON geometry, Feature or FeatureCollection, or a ring ``lon,lat,lon,lat,…``.

    Raises
    ------
    InputError
        If it is none of these, is no area, crosses itself, lies off the globe or has too many corners.
    """
    given = text.strip()
    area = _from_geojson(given) if given.startswith("{") else _from_text(given)
    area = shapely.force_2d(area)
    if not isinstance(area, (Polygon, MultiPolygon)) or area.is_empty:
        raise InputError(
            f"Une surface est attendue (POLYGON ou MULTIPOLYGON), non {area.geom_type}.",
            f"An area is expected (POLYGON or MULTIPOLYGON), not {area.geom_type}.",
        )
    _check(area)
    return Selection(area, f"within={shapely.to_wkt(area, rounding_precision=DIGITS, trim=True)}")


def read_area_option(text: str) -> Selection:
    """Read the area of a command line: the name of a file, or what :func:`read_area` takes."""
    path = Path(text)
    try:
        found = path.is_file()
    except OSError:  # a text too long for a name
        found = False
    if not found and path.suffix.lower() in (".geojson", ".json", ".wkt"):
        raise InputError(f"Fichier introuvable : {path}.", f"No such file: {path}.")
    if not found:
        return read_area(text)
    try:
        return read_area(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"Fichier illisible : {path} ({error}).", f"Cannot read {path} ({error}).") from None


def _numbers(text: str, count: int, name: str, form: Text) -> list[float]:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != count or not all(math.isfinite(number) for number in numbers):
        raise InputError(
            f"{name} = « {text[:60]} » : attendu {form.fr}.", f"{name} = “{text[:60]}”: expected {form.en}."
        )
    return numbers


def _from_text(text: str) -> BaseGeometry:
    if text[:1].isalpha():
        try:
            return shapely.from_wkt(text)
        except shapely.errors.GEOSException:
            raise _unread(text) from None
    parts = text.replace(";", ",").split(",")
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        raise _unread(text) from None
    if len(numbers) < 6 or len(numbers) % 2:
        raise _unread(text)
    return Polygon(list(zip(numbers[::2], numbers[1::2], strict=True)))


def _from_geojson(text: str) -> BaseGeometry:
    try:
        data: Any = orjson.loads(text)
        if data.get("type") == "FeatureCollection":
            return shapely.union_all([shape(feature["geometry"]) for feature in data["features"]])
        return shape(data.get("geometry") or data)
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError, ValueError, shapely.GEOSException):
        raise _unread(text) from None


def _unread(text: str) -> InputError:
    return InputError(
        f"Surface illisible : « {text[:60]} » ; attendu un POLYGON en WKT, du GeoJSON, ou lon,lat,lon,lat,….",
        f"Cannot read the area “{text[:60]}”; expected a WKT POLYGON, GeoJSON, or lon,lat,lon,lat,….",
    )


def _check(area: BaseGeometry) -> None:
    corners = int(shapely.get_num_coordinates(area))
    if corners > CORNERS:
        raise InputError(
            f"Surface de {corners} sommets ({CORNERS} au plus) : simplifiez-la.",
            f"An area of {corners} corners ({CORNERS} at most): simplify it.",
        )
    positions = shapely.get_coordinates(area)
    if not np.isfinite(positions).all():
        raise _unread(shapely.to_wkt(area))
    for lon, lat in (positions.min(axis=0), positions.max(axis=0)):
        check_position(float(lon), float(lat))
    if not area.is_valid:
        reason = shapely.is_valid_reason(area)
        raise InputError(
            f"Le contour se recoupe ou n’est pas une surface ({reason}).",
            f"The outline crosses itself or is no area ({reason}).",
        )


def _short(value: float) -> str:
    return f"{value:.{DIGITS}f}".rstrip("0").rstrip(".")
