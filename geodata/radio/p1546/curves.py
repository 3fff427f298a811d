"""Reading the land curves of ITU-R P.1546-6 at any distance, height, frequency and time.

Annex 5, sections 4 to 7, for whole arrays at once. Every interpolation is linear in the logarithm
of distance, height and frequency, and linear in the normal deviate of time, so a value is a
weighted sum of sixteen tabulated ones; small and negative heights are other weights on the two
lowest curves plus a term that depends on frequency.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.radio.normal import normal_deviate
from geodata.radio.p1546.corrections import knife_edge_loss_db, maximum_field_dbuvm
from geodata.radio.p1546.tables import FREQUENCIES_MHZ, HEIGHTS_M, TIMES_PERCENT, Tables

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geodata.radio.arrays import Floats

_LOG_FREQUENCIES: Final = np.log(FREQUENCIES_MHZ)
_LOG_HEIGHTS: Final = np.log(HEIGHTS_M)
_TIME_DEVIATES: Final = -normal_deviate(np.array(TIMES_PERCENT) / 100.0)
_OBSTRUCTION_NU: Final = np.array([1.35, 3.31, 6.00])
_LOWEST_M: Final = HEIGHTS_M[0]
_HIGHEST_M: Final = HEIGHTS_M[-1]
_HORIZON_M: Final = 9000.0
_BLOCK: Final = 32_768


@dataclass(frozen=True, slots=True, eq=False)
class _Bracket:
    """Position of values between two neighbours of a grid: lower index, weight of the upper."""

    low: NDArray[np.intp]
    weight: Floats

    @classmethod
    def of(cls, grid: Floats, values: Floats) -> _Bracket:
        """Bracket ``values``; outside the grid the last two neighbours extrapolate."""
        low = np.clip(np.searchsorted(grid, values, side="right") - 1, 0, len(grid) - 2)
        return cls(low, (values - grid[low]) / (grid[low + 1] - grid[low]))


def negative_height_angle_deg(h1_m: Floats) -> Floats:
    """Return the clearance angle of an antenna below the surrounding ground, degrees.

    Parameters
    ----------
    h1_m
        Transmitting antenna height h1, m, negative or zero.

    References
    ----------
    ITU-R P.1546-6, Annex 5, section 4.3 b): the choice that leaves no jump at
    h1 = 0, and the one of the validation set even where a ground profile is known.
    """
    return np.degrees(np.arctan(-h1_m / _HORIZON_M))


def _obstruction_db(family: NDArray[np.intp], h1_m: Floats) -> Floats:
    """Return Ch1, the correction for an obstructed base, per frequency family: section 4.3."""
    nu = _OBSTRUCTION_NU[family] * negative_height_angle_deg(h1_m)
    return 6.03 - knife_edge_loss_db(nu)


@dataclass(frozen=True, slots=True, eq=False)
class _Heights:
    """Weights on two neighbouring height curves, and what antennas under 10 m add to them."""

    low: NDArray[np.intp]
    lower_weight: Floats
    upper_weight: Floats
    smallness: Floats
    depth_m: Floats

    @classmethod
    def of(cls, h1_m: Floats) -> _Heights:
        """Sort heights into section 4.1 (10 m and more), 4.2 (0 to 10 m) and 4.3 (negative)."""
        bracket = _Bracket.of(_LOG_HEIGHTS, np.log(np.maximum(h1_m, _LOWEST_M)))
        smallness = np.clip(1.0 - h1_m / _LOWEST_M, 0.0, 1.0)
        return cls(
            bracket.low,
            1.0 - bracket.weight + 0.5 * smallness,
            bracket.weight - 0.5 * smallness,
            smallness,
            np.minimum(h1_m, 0.0),
        )

    def extra_db(self, family: NDArray[np.intp]) -> Floats | float:
        """Return the additive term of antennas under 10 m, in dB: sections 4.2 and 4.3."""
        if not self.smallness.any():
            return 0.0
        at_minus_10m = _obstruction_db(family, np.array(-_LOWEST_M))
        below = _obstruction_db(family, self.depth_m)
        return 0.5 * self.smallness * at_minus_10m + np.where(self.depth_m < 0.0, below, 0.0)


def curve_field_dbuvm(
    tables: Tables,
    distance_km: Floats,
    h1_m: Floats,
    frequency_mhz: Floats,
    time_percent: Floats,
) -> Floats:
    """Return the field of the land curves for 1 kW ERP and the reference receiver.

    Parameters
    ----------
    tables
        ITU's tabulated values.
    distance_km
        1 to 1000 km.
    h1_m
        Transmitting antenna height h1, m, up to 3000; may be negative.
    frequency_mhz
        30 to 4000 MHz.
    time_percent
        1 to 50 %.

    Returns
    -------
    Floats
        Field in dB(µV/m), in the broadcast shape of the arguments.

    References
    ----------
    ITU-R P.1546-6, Annex 5, sections 4.1 to 4.3 and 5 to 7.
    """
    inputs = (distance_km, h1_m, frequency_mhz, time_percent)
    shape = np.broadcast_shapes(*(item.shape for item in inputs))
    flat = [item.ravel() if item.size == 1 else np.broadcast_to(item, shape).ravel() for item in inputs]
    size = int(np.prod(shape))
    field = np.empty(size)
    for start in range(0, size, _BLOCK):
        part = slice(start, start + _BLOCK)
        field[part] = _block(tables, *(item if item.size == 1 else item[part] for item in flat))
    return field.reshape(shape)


def _block(
    tables: Tables,
    distance_km: Floats,
    h1_m: Floats,
    frequency_mhz: Floats,
    time_percent: Floats,
) -> Floats:
    """Interpolate one cache-sized block of equal-length (or single) arrays."""
    distance = _Bracket.of(np.log(tables.distance_km), np.log(distance_km))
    frequency = _Bracket.of(_LOG_FREQUENCIES, np.log(frequency_mhz))
    time = _Bracket.of(_TIME_DEVIATES, -normal_deviate(time_percent / 100.0))
    heights = _Heights.of(h1_m)
    ceiling = np.where(h1_m > _HIGHEST_M, maximum_field_dbuvm(distance_km), np.inf)

    def at(family: NDArray[np.intp], moment: NDArray[np.intp]) -> Floats:
        first = (family * len(TIMES_PERCENT) + moment) * len(HEIGHTS_M) + heights.low
        curves = _curve_pair(tables.field_dbuvm, first * len(tables.distance_km), distance, heights)
        return np.minimum(curves + heights.extra_db(family), ceiling)

    def over_time(family: NDArray[np.intp]) -> Floats:
        if (time.weight == 1.0).all():
            return at(family, time.low + 1)
        rare, common = at(family, time.low), at(family, time.low + 1)
        return rare + (common - rare) * time.weight

    low, high = over_time(frequency.low), over_time(frequency.low + 1)
    field = low + (high - low) * frequency.weight
    above = frequency_mhz > FREQUENCIES_MHZ[-1]
    if above.any():
        field = np.where(above, np.minimum(field, maximum_field_dbuvm(distance_km)), field)
    return field


def _curve_pair(field: Floats, first: NDArray[np.intp], distance: _Bracket, heights: _Heights) -> Floats:
    """Weigh the four tabulated neighbours in distance and height."""
    values = field.ravel()
    here = first + distance.low
    step = field.shape[-1]
    near = values[here] * heights.lower_weight + values[here + step] * heights.upper_weight
    far = values[here + 1] * heights.lower_weight + values[here + step + 1] * heights.upper_weight
    return np.asarray(near + (far - near) * distance.weight)
