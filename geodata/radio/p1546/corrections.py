"""Corrections of ITU-R P.1546-6, Annex 5: one function per section, elementwise on arrays."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.radio.normal import normal_deviate

if TYPE_CHECKING:
    from geodata.radio.arrays import Floats, FloatsLike

FREE_SPACE_AT_1KM_DBUVM: Final = 106.9
RURAL_CLUTTER_M: Final = 10.0
_CLEAR_NU: Final = -0.7806
_MEDIAN_PERCENT: Final = 50.0
_STREET_HALF_WIDTH_M: Final = 27.0
_SHORT_INNER_KM: Final = 0.04
_EFFECTIVE_EARTH_KM: Final = 4.0 / 3.0 * 6370.0
_REFRACTIVITY_N: Final = 325.0


class Environment(StrEnum):
    """Surroundings of the receiving antenna, as P.1546-6 section 9 tells them apart."""

    RURAL = "rural"
    SUBURBAN = "suburban"
    URBAN = "urban"
    DENSE_URBAN = "dense_urban"


def knife_edge_loss_db(nu: FloatsLike) -> Floats:
    """Return the diffraction loss J(ν) over one knife edge, in dB.

    Parameters
    ----------
    nu
        Dimensionless obstruction parameter; at or below -0.7806 the loss is 0.

    References
    ----------
    ITU-R P.1546-6, Annex 5, section 4.3, J(ν).
    """
    shifted = np.asarray(nu, dtype=np.float64) - 0.1
    loss = 6.9 + 20.0 * np.log10(np.sqrt(shifted**2 + 1.0) + shifted)
    return np.where(shifted > _CLEAR_NU - 0.1, loss, 0.0)


def maximum_field_dbuvm(distance_km: FloatsLike) -> Floats:
    """Return the free-space field for 1 kW ERP, the ceiling over land.

    Parameters
    ----------
    distance_km
        Distance (slope distance for the last limit), km, > 0.

    References
    ----------
    ITU-R P.1546-6, Annex 5, section 2, equation (1).
    """
    return np.asarray(FREE_SPACE_AT_1KM_DBUVM - 20.0 * np.log10(distance_km))


def effective_clutter_m(clutter_m: FloatsLike, h1_m: FloatsLike, distance_km: FloatsLike) -> Floats:
    """Return R2', the clutter height as the arriving ray meets it, at least 1 m.

    Parameters
    ----------
    clutter_m
        Representative height R2 of the ground cover around the receiver, m.
    h1_m
        Transmitting antenna height h1, m.
    distance_km
        Path length, km, at least 1.

    References
    ----------
    ITU-R P.1546-6, Annex 5, section 9, equation (27).
    """
    metres = 1000.0 * np.asarray(distance_km, dtype=np.float64)
    height = np.asarray(h1_m, dtype=np.float64)
    lowered = (metres * np.asarray(clutter_m) - 15.0 * height) / (metres - 15.0)
    return np.asarray(np.maximum(lowered, 1.0), dtype=np.float64)


def _clutter_nu(frequency_mhz: FloatsLike, depth_m: FloatsLike) -> Floats:
    """Return ν of a ray that dives ``depth_m`` below (negative: above) the clutter top."""
    depth = np.asarray(depth_m, dtype=np.float64)
    angle_deg = np.degrees(np.arctan(np.abs(depth) / _STREET_HALF_WIDTH_M))
    size = 0.0108 * np.sqrt(frequency_mhz) * np.sqrt(np.abs(depth) * angle_deg)
    return np.asarray(np.copysign(size, depth))


def receiver_height_db(
    frequency_mhz: FloatsLike,
    height_m: FloatsLike,
    clutter_m: FloatsLike,
    environment: Environment,
) -> Floats:
    """Return the correction for the receiving antenna's height and surroundings, in dB.

    Parameters
    ----------
    frequency_mhz
        Frequency, MHz.
    height_m
        Receiving antenna height h2 above ground, m.
    clutter_m
        R2' of equation (27), m; not used in open country, where the reference is 10 m.
    environment
        Surroundings of the receiver.

    References
    ----------
    ITU-R P.1546-6, Annex 5, section 9, equations (28) and (29).
    """
    slope = 3.2 + 6.2 * np.log10(frequency_mhz)
    height = np.asarray(height_m, dtype=np.float64)
    if environment is Environment.RURAL:
        return np.asarray(slope * np.log10(height / RURAL_CLUTTER_M))
    below = 6.03 - knife_edge_loss_db(_clutter_nu(frequency_mhz, clutter_m - height))
    above = slope * np.log10(height / clutter_m)
    low_clutter = slope * np.log10(np.maximum(RURAL_CLUTTER_M / np.asarray(clutter_m), 1.0))
    return np.where(height < clutter_m, below, above) - low_clutter


def transmitter_clutter_db(frequency_mhz: FloatsLike, antenna_m: FloatsLike, clutter_m: FloatsLike) -> Floats:
    """Return the correction, 0 or negative, for clutter around the transmitting antenna, in dB.

    Parameters
    ----------
    frequency_mhz
        Frequency, MHz.
    antenna_m
        Antenna height ha above ground, m.
    clutter_m
        Clutter height R1 around the mast, m.

    References
    ----------
    ITU-R P.1546-6, Annex 5, section 10, equation (30).
    """
    return -knife_edge_loss_db(_clutter_nu(frequency_mhz, np.asarray(clutter_m) - antenna_m))


def terrain_clearance_db(frequency_mhz: FloatsLike, angle_deg: FloatsLike) -> Floats:
    """Return the correction for the receiver's terrain clearance angle, in dB.

    Parameters
    ----------
    frequency_mhz
        Frequency, MHz.
    angle_deg
        Elevation of the line from the receiving antenna that clears the ground towards the
        transmitter over at most 16 km, degrees; taken as between 0.55 and 40.

    References
    ----------
    ITU-R P.1546-6, Annex 5, section 11, equations (31) and (32).
    """
    root = np.sqrt(frequency_mhz)
    nu = 0.065 * np.clip(angle_deg, 0.55, 40.0) * root
    return knife_edge_loss_db(0.036 * root) - knife_edge_loss_db(nu)


def location_deviation_db(frequency_mhz: FloatsLike, square_m: float = 500.0) -> Floats:
    """Return the standard deviation of the field over a small square, in dB.

    Parameters
    ----------
    frequency_mhz
        Frequency, MHz.
    square_m
        Side of the square, 50 to 1000 m.

    References
    ----------
    ITU-R P.1546-6, Annex 5, section 12, equation (34).
    """
    return np.asarray((0.52 + 2.4e-5 * np.asarray(frequency_mhz)) * square_m**0.28)


def location_variability_db(frequency_mhz: FloatsLike, location_percent: FloatsLike) -> Floats:
    """Return what to add to the median to be exceeded at a share of locations, in dB.

    Parameters
    ----------
    frequency_mhz
        Frequency, MHz.
    location_percent
        Share of locations, 1 to 99 %; 50 adds nothing.

    References
    ----------
    ITU-R P.1546-6, Annex 5, section 12, equation (33).
    """
    deviate = normal_deviate(np.asarray(location_percent) / 100.0)
    return np.where(
        np.asarray(location_percent) == _MEDIAN_PERCENT,
        0.0,
        deviate * location_deviation_db(frequency_mhz),
    )


def troposcatter_dbuvm(
    distance_km: FloatsLike,
    frequency_mhz: FloatsLike,
    time_percent: FloatsLike,
    horizon_angles_deg: FloatsLike,
) -> Floats:
    """Return the field by tropospheric scattering for 1 kW ERP, in dB(µV/m).

    Parameters
    ----------
    distance_km
        Path length, km.
    frequency_mhz
        Frequency, MHz.
    time_percent
        Share of time, 1 to 50 %.
    horizon_angles_deg
        Sum of both terminals' terrain clearance angles above the horizontal, degrees.

    References
    ----------
    ITU-R P.1546-6, Annex 5, section 13, equations (35) and (36).
    """
    distance = np.asarray(distance_km, dtype=np.float64)
    scatter_deg = np.maximum(np.degrees(distance / _EFFECTIVE_EARTH_KM) + np.asarray(horizon_angles_deg), 0.0)
    log_f = np.log10(frequency_mhz)
    frequency_loss = 5.0 * log_f - 2.5 * (log_f - 3.3) ** 2
    rarity = np.maximum(-np.log10(0.02 * np.asarray(time_percent, dtype=np.float64)), 0.0)
    return np.asarray(
        24.4
        - 20.0 * np.log10(distance)
        - 10.0 * scatter_deg
        - frequency_loss
        + 0.15 * _REFRACTIVITY_N
        + 10.1 * rarity**0.7
    )


def slope_distance_km(distance_km: FloatsLike, height_difference_m: FloatsLike) -> Floats:
    """Return the antenna-to-antenna distance, km.

    Parameters
    ----------
    distance_km
        Horizontal distance, km.
    height_difference_m
        Difference of the antennas' heights: above sea level when the ground is known,
        above ground otherwise, m.

    References
    ----------
    ITU-R P.1546-6, Annex 5, section 14, equations (37a) and (37b).
    """
    return np.hypot(distance_km, np.asarray(height_difference_m) / 1000.0)


def short_path_dbuvm(
    distance_km: FloatsLike, height_difference_m: FloatsLike, field_at_1km_dbuvm: FloatsLike
) -> Floats:
    """Return the field for 1 kW ERP nearer than 1 km, in dB(µV/m).

    Free space up to 40 m, then linear in the logarithm of the slope distance up to 1 km.

    Parameters
    ----------
    distance_km
        Horizontal distance, km, > 0 and < 1.
    height_difference_m
        See :func:`slope_distance_km`.
    field_at_1km_dbuvm
        Field at 1 km with all its corrections, dB(µV/m).

    References
    ----------
    ITU-R P.1546-6, Annex 5, section 15, equation (38).
    """
    slope = slope_distance_km(distance_km, height_difference_m)
    inner = slope_distance_km(_SHORT_INNER_KM, height_difference_m)
    outer = slope_distance_km(1.0, height_difference_m)
    share = np.log(slope / inner) / np.log(outer / inner)
    near = maximum_field_dbuvm(inner)
    between = near + (field_at_1km_dbuvm - near) * share
    close = np.asarray(distance_km) <= _SHORT_INNER_KM
    return np.where(close, maximum_field_dbuvm(slope), between)
