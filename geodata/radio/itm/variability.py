"""Variability of the Longley-Rice model in time, location and situation, broadcast mode.

Written for arrays from the published algorithm, because ``pyitm`` 0.3 never fills the deviation
for times under 50 % (it stays 0), which the nuisance field of a co-channel station needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.radio.normal import normal_deviate

if TYPE_CHECKING:
    from geodata.radio.arrays import Floats


class Climate(IntEnum):
    """Radio climates of the Longley-Rice model, with NTIA's numbers."""

    EQUATORIAL = 1
    CONTINENTAL_SUBTROPICAL = 2
    MARITIME_SUBTROPICAL = 3
    DESERT = 4
    CONTINENTAL_TEMPERATE = 5
    MARITIME_TEMPERATE_LAND = 6
    MARITIME_TEMPERATE_SEA = 7


@dataclass(frozen=True, slots=True)
class _Curve:
    """A curve against effective distance: two ordinates in dB, three abscissas in km."""

    c1: float
    c2: float
    x1: float
    x2: float
    x3: float

    def at(self, distance_m: Floats) -> Floats:
        """Evaluate; Hufford (1995), section 5, the function that shapes V(0.5) and sigma."""
        hump = self.c1 + self.c2 / (1.0 + ((distance_m / 1e3 - self.x2) / self.x3) ** 2)
        rise = (distance_m / 1e3 / self.x1) ** 2
        return np.asarray(hump * rise / (1.0 + rise))


@dataclass(frozen=True, slots=True)
class _Constants:
    """One climate: median shift, deviations for rare (minus) and usual (plus) times."""

    median: _Curve
    minus: _Curve
    plus: _Curve
    tail: float
    knee: float
    minus_frequency: tuple[float, float, float] = (1.0, 0.0, 0.0)
    plus_frequency: tuple[float, float, float] = (1.0, 0.0, 0.0)


# Constants of the model: Hufford, Longley and Kissick (1982), tables of appendix A.
_CLIMATES: Final = {
    Climate.EQUATORIAL: _Constants(
        _Curve(-9.67, 12.7, 144.9, 190.3, 133.8),
        _Curve(2.13, 159.5, 762.2, 123.6, 94.5),
        _Curve(2.11, 102.3, 636.9, 134.8, 95.6),
        1.224,
        1.282,
    ),
    Climate.CONTINENTAL_SUBTROPICAL: _Constants(
        _Curve(-0.62, 9.19, 228.9, 205.2, 143.6),
        _Curve(2.66, 7.67, 100.4, 172.5, 136.4),
        _Curve(6.87, 15.53, 138.7, 143.7, 98.6),
        0.801,
        2.161,
        plus_frequency=(0.93, 0.31, 2.00),
    ),
    Climate.MARITIME_SUBTROPICAL: _Constants(
        _Curve(1.26, 15.5, 262.6, 185.2, 99.8),
        _Curve(6.11, 6.65, 138.2, 242.2, 178.6),
        _Curve(10.08, 9.60, 165.3, 225.7, 129.7),
        1.380,
        1.282,
    ),
    Climate.DESERT: _Constants(
        _Curve(-9.21, 9.05, 84.1, 101.1, 98.6),
        _Curve(1.98, 13.11, 139.1, 132.7, 193.5),
        _Curve(3.68, 159.3, 464.4, 93.1, 94.2),
        1.000,
        20.0,
        plus_frequency=(0.93, 0.19, 1.79),
    ),
    Climate.CONTINENTAL_TEMPERATE: _Constants(
        _Curve(-0.62, 9.19, 228.9, 205.2, 143.6),
        _Curve(2.68, 7.16, 93.7, 186.8, 133.5),
        _Curve(4.75, 8.12, 93.2, 135.9, 113.4),
        1.224,
        1.282,
        minus_frequency=(0.92, 0.25, 1.77),
        plus_frequency=(0.93, 0.31, 2.00),
    ),
    Climate.MARITIME_TEMPERATE_LAND: _Constants(
        _Curve(-0.39, 2.86, 141.7, 315.9, 167.4),
        _Curve(6.86, 10.38, 187.8, 169.6, 108.9),
        _Curve(8.58, 13.97, 216.0, 152.0, 122.7),
        1.518,
        1.282,
    ),
    Climate.MARITIME_TEMPERATE_SEA: _Constants(
        _Curve(3.15, 857.9, 2222.0, 164.8, 116.3),
        _Curve(8.51, 169.8, 609.8, 119.9, 106.6),
        _Curve(8.43, 8.19, 136.2, 188.5, 122.9),
        1.518,
        1.282,
    ),
}


@dataclass(frozen=True, slots=True)
class Terminals:
    """What the variability needs of a link besides its length.

    Attributes
    ----------
    effective_heights_m
        Effective antenna heights of both ends, m.
    wave_number
        Frequency in MHz divided by 47.7, rad/m.
    delta_h_m
        Terrain irregularity Δh, m.
    """

    effective_heights_m: tuple[float, float]
    wave_number: float
    delta_h_m: float


def _effective_distance_m(distance_m: Floats, ends: Terminals) -> Floats:
    """Return the distance as the climate curves count it: 130 km at the smooth horizon."""
    transmitter, receiver = ends.effective_heights_m
    horizon = float(np.sqrt(18e6 * transmitter) + np.sqrt(18e6 * receiver))
    horizon += float(np.cbrt(575.7e12 / ends.wave_number))
    return np.where(distance_m < horizon, 130e3 * distance_m / horizon, 130e3 + distance_m - horizon)


def _frequency_factor(shape: tuple[float, float, float], wave_number: float) -> float:
    base, extra, width = shape
    return float(base + extra / ((width * np.log(0.133 * wave_number)) ** 2 + 1.0))


def _time_deviation_db(
    deviate: float, climate: _Constants, effective_m: Floats, wave_number: float
) -> Floats:
    """Return the standard deviation in time on the side of the median asked for, dB."""
    if deviate < 0.0:
        factor = _frequency_factor(climate.minus_frequency, wave_number)
        return np.asarray(climate.minus.at(effective_m) * factor)
    plus = climate.plus.at(effective_m) * _frequency_factor(climate.plus_frequency, wave_number)
    if deviate <= climate.knee:
        return plus
    tail = plus * climate.tail
    return tail + (plus - tail) * climate.knee / deviate


def attenuation_not_exceeded_db(
    reference_db: Floats,
    distance_m: Floats,
    ends: Terminals,
    climate: Climate,
    shares: tuple[float, float, float],
) -> Floats:
    """Return the attenuation relative to free space, not exceeded at the shares asked for.

    Parameters
    ----------
    reference_db
        Reference attenuation at each distance, dB.
    distance_m
        Distances, m.
    ends
        Heights, frequency and terrain.
    climate
        Radio climate.
    shares
        Time, location and situation, as fractions (0.01 to 0.99).

    References
    ----------
    Hufford, "The ITS Irregular Terrain Model, version 1.2.2, the Algorithm", NTIA 1995,
    section 5, for the broadcast mode of variability (MDVAR = 3).
    """
    time, location, situation = (float(normal_deviate(share)) for share in shares)
    constants = _CLIMATES[climate]
    effective = _effective_distance_m(distance_m, ends)
    sigma_time = _time_deviation_db(time, constants, effective, ends.wave_number)
    rough = (1.0 - 0.8 * np.exp(-distance_m / 50e3)) * ends.delta_h_m * ends.wave_number
    sigma_location = 10.0 * rough / (rough + 13.0)
    spread = (
        (5.0 + 3.0 * np.exp(-effective / 100e3)) ** 2
        + (sigma_time * time) ** 2 / (7.8 + situation**2)
        + (sigma_location * location) ** 2 / (24.0 + situation**2)
    )
    attenuation = (
        reference_db
        - constants.median.at(effective)
        - sigma_time * time
        - sigma_location * location
        - np.sqrt(spread) * situation
    )
    negative = attenuation * (29.0 - attenuation) / (29.0 - 10.0 * attenuation)
    return np.where(attenuation < 0.0, negative, attenuation)
