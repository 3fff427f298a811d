"""Which projection a sheet uses, and the ground as millimetres of paper."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from pyproj import CRS, Transformer

from geodata.text import Text
from layers.words import number

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.export.sheet.scene.scene import Box

#: Widest extent (degrees of longitude) drawn in one UTM zone: beyond, scale errs by more than 0.1 %.
UTM_WIDTH: Final = 4.5
#: Web-map pixels at zoom 0 on the equator, in metres.
ZOOM_0: Final = 156543.034
SCREEN_PIXELS: Final = 1000  # a screen's usual map width, which a sheet shows when it takes a view's zoom
NICE: Final = (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 7.5, 8, 9, 10)

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Projection:
    """A map projection: its PROJ definition, its name in both languages, and its UTM zone (0: none)."""

    definition: str
    name: Text
    zone: int = 0


def choose_projection(bounds: Bounds) -> Projection:
    """Choose by extent: UTM for a site, Lambert conformal conic for a country.

    Parameters
    ----------
    bounds
        West, south, east, north (degrees, WGS 84).

    Notes
    -----
    The standard parallels stand at 0.1464 of the extent from its edges, where the largest scale
    errors at the edges and in the middle are equal (Snyder, J. P. (1987), Map Projections: A
    Working Manual, USGS Professional Paper 1395, section 15).

    Examples
    --------
    >>> choose_projection((-1, 15, 1, 17)).definition
    'EPSG:32631'
    """
    west, south, east, north = bounds
    middle = (west + east) / 2
    if east - west <= UTM_WIDTH and south >= 0 and north <= 80:
        zone = math.floor((middle + 180) / 6) % 60 + 1
        code = 32600 + zone
        return Projection(
            f"EPSG:{code}",
            Text(f"UTM zone {zone} N, WGS 84 (EPSG:{code})", f"UTM zone {zone} N, WGS 84 (EPSG:{code})"),
            zone,
        )
    inset = (north - south) * 0.1464
    lower, upper, centre = round(south + inset, 1), round(north - inset, 1), round(middle, 1)
    definition = (
        f"+proj=lcc +lat_1={lower} +lat_2={upper} +lat_0={round((south + north) / 2, 1)} "
        f"+lon_0={centre} +datum=WGS84 +units=m"
    )
    return Projection(definition, _conic_name(lower, upper, centre))


def _conic_name(lower: float, upper: float, centre: float) -> Text:
    side = Text("O" if centre < 0 else "E", "W" if centre < 0 else "E")
    words = {
        "fr": "conique conforme de Lambert, parallèles {a}° et {b}° N, méridien {c}° {s}, WGS 84",
        "en": "Lambert conformal conic, parallels {a}° and {b}° N, meridian {c}° {s}, WGS 84",
    }
    filled = [
        words[lang].format(
            a=number(lower, lang), b=number(upper, lang), c=number(abs(centre), lang), s=side.get(lang)
        )
        for lang in ("fr", "en")
    ]
    return Text(*filled)


@cache
def transformer(definition: str) -> Transformer:
    """Return the transformation from longitude and latitude to projected metres."""
    return Transformer.from_crs("EPSG:4326", definition, always_xy=True)


def esri_wkt(projection: Projection) -> str:
    """Describe the projection as geospatial PDF wants it."""
    return str(CRS.from_user_input(projection.definition).to_wkt("WKT1_ESRI"))


@dataclass(frozen=True, slots=True)
class Frame:
    """The ground under the map: projection, scale, and the projected centre (m) of the map's box.

    ``web_zoom`` is the zoom of a tile of the web map; other maps' follows from their scale.
    """

    box: Box
    projection: Projection
    scale: float
    centre: tuple[float, float]
    web_zoom: float | None = None

    def to_paper(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn longitudes and latitudes (n, 2) into millimetres on the paper (n, 2)."""
        x, y = transformer(self.projection.definition).transform(lonlat[:, 0], lonlat[:, 1])
        return self.metres_to_paper(np.column_stack([x, y]))

    def metres_to_paper(self, metres: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn projected metres (n, 2) into millimetres on the paper (n, 2)."""
        k = 1000 / self.scale
        x = self.box.x + self.box.width / 2 + (metres[:, 0] - self.centre[0]) * k
        y = self.box.y + self.box.height / 2 - (metres[:, 1] - self.centre[1]) * k
        return np.column_stack([x, y])

    def to_ground(self, paper: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn millimetres on the paper (n, 2) into longitudes and latitudes (n, 2)."""
        k = self.scale / 1000
        x = self.centre[0] + (paper[:, 0] - self.box.x - self.box.width / 2) * k
        y = self.centre[1] - (paper[:, 1] - self.box.y - self.box.height / 2) * k
        inverse: Any = transformer(self.projection.definition).transform(x, y, direction="INVERSE")
        return np.column_stack(inverse)

    @property
    def edge(self) -> NDArray[np.float64]:
        """The map's edge on the paper as a closed ring of many points (mm)."""
        steps = np.linspace(0, 1, 25)[:-1]
        x, y, w, h = self.box.x, self.box.y, self.box.width, self.box.height
        still = np.zeros_like(steps)
        sides = [
            (x + w * steps, y + still),
            (x + w + still, y + h * steps),
            (x + w - w * steps, y + h + still),
            (x + still, y + h - h * steps),
        ]
        ring = np.concatenate([np.column_stack(side) for side in sides])
        return np.vstack([ring, ring[:1]])

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north of what the map shows (degrees)."""
        return _bounds(self)

    @property
    def zoom(self) -> float:
        """The web-map zoom at which a screen shows as much detail as this sheet."""
        if self.web_zoom is not None:
            return self.web_zoom
        latitude = math.radians((self.bounds[1] + self.bounds[3]) / 2)
        return math.log2(ZOOM_0 * math.cos(latitude) / (self.scale * 0.19e-3))


@lru_cache(maxsize=256)
def _bounds(frame: Frame) -> Bounds:
    lonlat = frame.to_ground(frame.edge)
    west, south = lonlat.min(axis=0)
    east, north = lonlat.max(axis=0)
    return float(west), float(south), float(east), float(north)


def fit(bounds: Bounds, box: Box, scale: float | None, room: float = 0.03) -> Frame:
    """Frame an extent: at a given scale, or at the largest round scale that shows it whole.

    Parameters
    ----------
    bounds
        West, south, east, north to show (degrees).
    box
        The map's place on the paper.
    scale
        Denominator of the scale; ``None`` to choose.
    room
        Share of the box left free on each side.
    """
    projection = choose_projection(bounds)
    west, south, east, north = bounds
    steps = np.linspace(0, 1, 21)
    lon = np.concatenate([west + (east - west) * steps] * 2 + [np.full(21, west), np.full(21, east)])
    side = south + (north - south) * steps
    lat = np.concatenate([np.full(21, south), np.full(21, north), side, side])
    x, y = transformer(projection.definition).transform(lon, lat)
    centre = (float((x.min() + x.max()) / 2), float((y.min() + y.max()) / 2))
    if scale is None:
        wide = (x.max() - x.min()) * 1000 / (box.width * (1 - 2 * room))
        high = (y.max() - y.min()) * 1000 / (box.height * (1 - 2 * room))
        scale = round_scale(max(wide, high))
    return Frame(box, projection, scale, centre)


def around(lon: float, lat: float, box: Box, scale: float) -> Frame:
    """Frame a point at a scale."""
    metres = box.width * scale / 1000, box.height * scale / 1000
    half_lat = metres[1] / 2 / 111_000
    half_lon = metres[0] / 2 / (111_320 * math.cos(math.radians(lat)))
    projection = choose_projection((lon - half_lon, lat - half_lat, lon + half_lon, lat + half_lat))
    x, y = transformer(projection.definition).transform(lon, lat)
    return Frame(box, projection, scale, (float(x), float(y)))


def screen_scale(zoom: float, lat: float, box: Box) -> float:
    """Return the round scale at which the paper shows what a screen shows at a zoom."""
    metres = SCREEN_PIXELS * ZOOM_0 * math.cos(math.radians(lat)) / 2**zoom
    return round_scale(metres * 1000 / box.width)


def round_scale(denominator: float) -> float:
    """Return the next round denominator that is not smaller.

    Examples
    --------
    >>> round_scale(8_412_345), round_scale(230_000)
    (9000000.0, 250000.0)
    """
    power = 10 ** math.floor(math.log10(denominator))
    return float(next(n for n in NICE if n * power >= denominator * (1 - 1e-9)) * power)


def larger_scale(denominator: float) -> float:
    """Return the round denominator before one: that of the next larger scale.

    Examples
    --------
    >>> larger_scale(25_000_000), larger_scale(1_000_000)
    (20000000.0, 900000.0)
    """
    power = 10 ** math.floor(math.log10(denominator))
    return float(max(n * p for p in (power // 10, power) for n in NICE if n * p < denominator * (1 - 1e-9)))
