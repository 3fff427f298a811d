"""Coverage contours: how far the field holds in every direction, as geodesic polygons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from pyproj import Geod
from shapely import Polygon

from geodata.radio.radial import AZIMUTHS_DEG

if TYPE_CHECKING:
    from geodata.radio.arrays import Floats
    from geodata.radio.transmitter import Transmitter

GEOD: Final = Geod(ellps="WGS84")


def ring_lonlat(longitude_deg: float, latitude_deg: float, radius_km: Floats) -> Floats:
    """Return the closed ring of points at given geodesic distances, one per degree.

    Parameters
    ----------
    longitude_deg, latitude_deg
        Centre, WGS 84, degrees.
    radius_km
        360 distances clockwise from north, km.

    Returns
    -------
    Floats
        Shape (361, 2): longitude and latitude, counter-clockwise as RFC 7946 asks, the first
        point repeated.
    """
    start = (np.full(len(radius_km), longitude_deg), np.full(len(radius_km), latitude_deg))
    longitude, latitude, _ = GEOD.fwd(*start, AZIMUTHS_DEG, radius_km * 1000.0)
    ring = np.column_stack((longitude, latitude))[::-1]
    return np.vstack((ring, ring[:1]))


@dataclass(frozen=True, slots=True, eq=False)
class Contour:
    """Where one transmitter is received.

    Attributes
    ----------
    transmitter
        Whose contour it is, with its assumptions.
    radius_km
        Reach in 360 directions clockwise from north, km.
    """

    transmitter: Transmitter
    radius_km: Floats

    @property
    def ring(self) -> Floats:
        """Return the boundary, see :func:`ring_lonlat`."""
        centre = self.transmitter.longitude_deg, self.transmitter.latitude_deg
        return ring_lonlat(*centre, self.radius_km)

    @property
    def polygon(self) -> Polygon:
        """Return the area covered, longitude and latitude; empty where nothing is."""
        if not (self.radius_km > 0.0).any():
            return Polygon()
        return Polygon(self.ring)

    @property
    def area_km2(self) -> float:
        """Return the geodesic area inside the contour, km²."""
        longitude, latitude = self.ring.T
        square_metres, _ = GEOD.polygon_area_perimeter(longitude, latitude)
        return abs(float(square_metres)) / 1e6
