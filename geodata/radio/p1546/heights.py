"""Antenna heights and clearance angles of ITU-R P.1546-6, from a ground profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.errors import InputError

if TYPE_CHECKING:
    from geodata.radio.arrays import Floats, FloatsLike

NEAR_KM: Final = 3.0
FAR_KM: Final = 15.0
_TRANSMITTER_REACH_KM: Final = 15.0
_RECEIVER_REACH_KM: Final = 16.0


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Bare ground along one path, from the transmitter to the receiver.

    Attributes
    ----------
    distance_km
        Increasing distances from the transmitter, km; the first is 0.
    elevation_m
        Ground height above sea level at each, m.
    """

    distance_km: Floats
    elevation_m: Floats

    def __post_init__(self) -> None:
        distance = self.distance_km
        sound = (
            distance.ndim == 1
            and len(distance) > 1
            and distance.shape == self.elevation_m.shape
            and float(distance[0]) == 0.0
            and bool((np.diff(distance) > 0).all())
            and bool(np.isfinite(self.elevation_m).all())
        )
        if not sound:
            raise InputError(
                "un profil de terrain demande au moins deux points, des distances croissantes "
                "à partir de 0 km et une altitude finie à chacune",
                "a ground profile needs at least two points, increasing distances from 0 km "
                "and a finite elevation at each",
            )


def mean_elevation_m(profile: Profile, start_km: FloatsLike, end_km: FloatsLike) -> Floats:
    """Return the mean ground height between two distances, m above sea level.

    The average runs from the first to the last profile point inside the limits, as in the
    validation set of Study Group 3; with fewer than two such points it is the ground half-way.

    Parameters
    ----------
    profile
        The ground, taken as straight between its points.
    start_km, end_km
        Limits of the average, km, inside the profile, start < end.
    """
    distance, elevation = profile.distance_km, profile.elevation_m
    slices = np.diff(distance) * (elevation[1:] + elevation[:-1]) / 2.0
    area = np.concatenate(([0.0], np.cumsum(slices)))
    first = np.searchsorted(distance, np.asarray(start_km) * (1.0 - 1e-12), side="left")
    last = np.searchsorted(distance, np.asarray(end_km) * (1.0 + 1e-12), side="right") - 1
    first, last = np.minimum(first, len(distance) - 1), np.minimum(last, len(distance) - 1)
    span = distance[last] - distance[first]
    halfway = np.interp((np.asarray(start_km) + end_km) / 2.0, distance, elevation)
    mean = (area[last] - area[first]) / np.where(span > 0.0, span, 1.0)
    return np.where(span > 0.0, mean, halfway)


def h1_with_terrain_m(profile: Profile, antenna_m: float, distance_km: FloatsLike) -> Floats:
    """Return h1 over known ground, m.

    Parameters
    ----------
    profile
        Ground from the mast to at least the farther of the distances, or 15 km.
    antenna_m
        Antenna height above the ground at the mast, m.
    distance_km
        Distances of the receivers, km, > 0.

    References
    ----------
    ITU-R P.1546-6, Annex 5, section 3.1.2 (average from 0.2 d to d below 15 km) and section 3.2
    (average from 3 to 15 km, the effective height).
    """
    end = np.minimum(distance_km, FAR_KM)
    start = np.where(np.asarray(distance_km) < FAR_KM, 0.2 * end, NEAR_KM)
    top = profile.elevation_m[0] + antenna_m
    return np.asarray(top - mean_elevation_m(profile, start, end))


def transmitter_clearance_deg(profile: Profile, antenna_m: float) -> float:
    """Return the transmitting antenna's terrain clearance angle, degrees above the horizontal.

    References
    ----------
    ITU-R P.1546-6, Annex 5, section 4.3 a): over up to 15 km, not beyond the receiver; the
    Earth's curvature is not counted.
    """
    distance, elevation = profile.distance_km, profile.elevation_m
    ahead = (distance > 0.0) & (distance <= _TRANSMITTER_REACH_KM)
    rise = elevation[ahead] - (elevation[0] + antenna_m)
    return float(np.degrees(np.arctan(rise / (1000.0 * distance[ahead])).max()))


def receiver_clearance_deg(profile: Profile, antenna_m: float) -> float:
    """Return the receiving antenna's terrain clearance angle, degrees above the horizontal.

    References
    ----------
    ITU-R P.1546-6, Annex 5, section 11: towards the transmitter over up to 16 km, not beyond it;
    the Earth's curvature is not counted.
    """
    distance = profile.distance_km[-1] - profile.distance_km
    elevation = profile.elevation_m
    ahead = (distance > 0.0) & (distance <= _RECEIVER_REACH_KM)
    rise = elevation[ahead] - (elevation[-1] + antenna_m)
    return float(np.degrees(np.arctan(rise / (1000.0 * distance[ahead])).max()))
