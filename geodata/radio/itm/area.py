"""Longley-Rice / ITM in area mode: bare, uniformly rough ground, no map of the terrain needed.

``pyitm`` 0.3 supplies the horizon geometry and the straight lines of the diffraction and scatter
regions, once per link; all distances are then one numpy expression. Three of its departures from
NTIA's algorithm are mended here and shown by the tests: the phase of the two-ray region at short
wavelengths, the distance where scatter begins, and the deviation for times under 50 %.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pyitm.itm as ntia

from geodata.radio import checks
from geodata.radio.itm.sight import Line, TwoRay, line_of_sight
from geodata.radio.itm.variability import Climate, Terminals, attenuation_not_exceeded_db
from geodata.text import Text

if TYPE_CHECKING:
    from geodata.radio.arrays import Floats, FloatsLike

FREQUENCY_RANGE_MHZ: Final = (20.0, 20_000.0)
DISTANCE_RANGE_KM: Final = (1.0, 2000.0)
HEIGHT_RANGE_M: Final = (0.5, 3000.0)
SHARE_RANGE_PERCENT: Final = (1.0, 99.0)
DELTA_H_RANGE_M: Final = (0.0, 500.0)
REFRACTIVITY_RANGE_N: Final = (250.0, 400.0)
PERMITTIVITY_RANGE: Final = (1.0, 100.0)
CONDUCTIVITY_RANGE_S_M: Final = (1e-5, 10.0)

_DELTA_H = Text("irrégularité du terrain Δh", "terrain irregularity Δh")
_REFRACTIVITY = Text("réfractivité de surface", "surface refractivity")
_PERMITTIVITY = Text("permittivité relative du sol", "relative permittivity of the ground")
_CONDUCTIVITY = Text("conductivité du sol", "conductivity of the ground")

Polarisation = Literal["horizontal", "vertical"]

_TURN: Final = threading.Lock()  # pyitm keeps its state in function attributes


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Ground and air of the area, all assumed.

    Attributes
    ----------
    delta_h_m
        Terrain irregularity Δh (interdecile range of heights), 0 to 500 m: 30 plains, 90 hills
        and average terrain, 200 mountains.
    climate
        Radio climate; the Sahara and its margin are ``DESERT``, the south of Mali
        ``CONTINENTAL_SUBTROPICAL``.
    refractivity_n
        Minimum monthly mean surface refractivity, 250 to 400 N-units (280 desert, 320
        continental subtropical).
    permittivity
        Relative permittivity of the ground (4 dry, 15 average).
    conductivity_s_m
        Conductivity of the ground, S/m (0.001 dry, 0.005 average).
    """

    delta_h_m: float = 90.0
    climate: Climate = Climate.DESERT
    refractivity_n: float = 280.0
    permittivity: float = 4.0
    conductivity_s_m: float = 0.001

    def __post_init__(self) -> None:
        check = checks.check_range
        check(_DELTA_H, self.delta_h_m, *DELTA_H_RANGE_M, "m")
        check(_REFRACTIVITY, self.refractivity_n, *REFRACTIVITY_RANGE_N, "N")
        check(_PERMITTIVITY, self.permittivity, *PERMITTIVITY_RANGE, "")
        check(_CONDUCTIVITY, self.conductivity_s_m, *CONDUCTIVITY_RANGE_S_M, "S/m")


@dataclass(frozen=True, slots=True)
class Link:
    """A transmitting and a receiving antenna, without their distance.

    Attributes
    ----------
    frequency_mhz
        20 to 20 000 MHz.
    antenna_m, receiver_m
        Heights above ground, 0.5 to 3000 m.
    polarisation
        Of both antennas.
    surroundings
        Ground and air.
    """

    frequency_mhz: float
    antenna_m: float
    receiver_m: float = 10.0
    polarisation: Polarisation = "horizontal"
    surroundings: Surroundings = Surroundings()

    def __post_init__(self) -> None:
        check = checks.check_range
        check(checks.FREQUENCY, self.frequency_mhz, *FREQUENCY_RANGE_MHZ, "MHz")
        check(checks.ANTENNA_HEIGHT, self.antenna_m, *HEIGHT_RANGE_M, "m")
        check(checks.RECEIVER_HEIGHT, self.receiver_m, *HEIGHT_RANGE_M, "m")


@dataclass(frozen=True, slots=True)
class Percentages:
    """Shares of time, location and situation for which the field is reached, 1 to 99 %.

    The situation is the confidence that a system like this one does at least as well: 50 is the
    median, an upper bound over open ground; 90 is cautious.
    """

    time: float = 50.0
    location: float = 50.0
    situation: float = 50.0

    def __post_init__(self) -> None:
        check = checks.check_range
        check(checks.TIME, self.time, *SHARE_RANGE_PERCENT, "%")
        check(checks.LOCATION, self.location, *SHARE_RANGE_PERCENT, "%")
        check(checks.SITUATION, self.situation, *SHARE_RANGE_PERCENT, "%")

    def fractions(self) -> tuple[float, float, float]:
        """Return the three shares between 0 and 1."""
        return self.time / 100.0, self.location / 100.0, self.situation / 100.0


MEDIAN: Final = Percentages()


@dataclass(frozen=True, slots=True)
class _Regions:
    """Reference attenuation of a link: three lines and the two distances where they meet."""

    sight: Line
    diffraction: Line
    scatter: Line
    horizon_m: float
    scatter_from_m: float
    ends: Terminals

    def attenuation_db(self, distance_m: Floats) -> Floats:
        beyond = np.where(
            distance_m > self.scatter_from_m,
            self.scatter.at(distance_m),
            self.diffraction.at(distance_m),
        )
        inside = self.sight.at(distance_m)
        return np.maximum(np.where(distance_m < self.horizon_m, inside, beyond), 0.0)


@lru_cache(maxsize=512)
def _regions(link: Link) -> _Regions:
    """Ask pyitm for the geometry and the beyond-horizon lines of a link; add the near region."""
    around = link.surroundings
    prop, lines = ntia.PropType(), ntia.PropaType()
    prop.hg = [link.antenna_m, link.receiver_m]
    prop.dh = around.delta_h_m
    pole = int(link.polarisation == "vertical")
    ground = (around.permittivity, around.conductivity_s_m)
    with _TURN:
        ntia.qlrps(link.frequency_mhz, 0.0, around.refractivity_n, pole, *ground, prop)
        ntia.qlra([0, 0], int(around.climate), 3, prop, ntia.PropvType())
        ntia.lrprop(0.0, prop, lines)
    diffraction = Line(lines.aed, lines.emd)
    earliest = lines.dla + 0.3 * _wave_scale_m(prop) * np.log(47.7 * prop.wn)
    scatter_from = max(lines.dx, float(earliest))
    scatter = Line(lines.aed + (lines.emd - lines.ems) * scatter_from, lines.ems)
    ends = Terminals((prop.he[0], prop.he[1]), prop.wn, around.delta_h_m)
    return _Regions(
        line_of_sight(_two_ray(prop, lines), lines.dla, lines.dlsa),
        diffraction,
        scatter,
        lines.dlsa,
        scatter_from,
        ends,
    )


def _wave_scale_m(prop: ntia.PropType) -> float:
    """Return Xae, the length that scales diffraction around the Earth, m."""
    return float((prop.wn * prop.gme**2) ** (-1.0 / 3.0))


def _two_ray(prop: ntia.PropType, lines: ntia.PropaType) -> TwoRay:
    rough = prop.wn * prop.dh / max(10e3, lines.dlsa)
    return TwoRay(
        prop.wn,
        (prop.he[0], prop.he[1]),
        complex(prop.zgndreal, prop.zgndimag),
        prop.dh,
        Line(lines.aed, lines.emd),
        0.021 / (0.021 + rough),
    )


def excess_loss_db(distance_km: FloatsLike, link: Link, percentages: Percentages = MEDIAN) -> Floats:
    """Return the attenuation relative to free space, dB.

    Parameters
    ----------
    distance_km
        1 to 2000 km.
    link
        Antennas, frequency, ground.
    percentages
        Time, location and situation.

    Raises
    ------
    InputError
        If a distance is outside the model's range.
    """
    distance = checks.check_range(checks.DISTANCE, distance_km, *DISTANCE_RANGE_KM, "km")
    regions = _regions(link)
    reference = regions.attenuation_db(1000.0 * distance)
    climate = link.surroundings.climate
    shares = percentages.fractions()
    return attenuation_not_exceeded_db(reference, 1000.0 * distance, regions.ends, climate, shares)


def basic_loss_db(distance_km: FloatsLike, link: Link, percentages: Percentages = MEDIAN) -> Floats:
    """Return the basic transmission loss between isotropic antennas, dB.

    Parameters
    ----------
    distance_km
        1 to 2000 km.
    link
        Antennas, frequency, ground.
    percentages
        Time, location and situation.

    References
    ----------
    NTIA Report 82-100 (Hufford, Longley, Kissick, 1982), area prediction mode; free space as
    32.45 + 20 log f + 20 log d.

    Examples
    --------
    >>> plain = Surroundings(0.0, Climate.CONTINENTAL_TEMPERATE, 301.0, 15.0, 0.005)
    >>> link = Link(10_000.0, 3.0, 3.0, "vertical", plain)
    >>> round(float(basic_loss_db(10.0, link, Percentages(time=90.0))), 1)
    147.0
    """
    free_space = 32.45 + 20.0 * np.log10(link.frequency_mhz) + 20.0 * np.log10(distance_km)
    return np.asarray(free_space + excess_loss_db(distance_km, link, percentages))


def field_strength_dbuvm(
    distance_km: FloatsLike,
    link: Link,
    percentages: Percentages = MEDIAN,
    erp_kw: FloatsLike = 1.0,
) -> Floats:
    """Return the field strength, dB(µV/m).

    Parameters
    ----------
    distance_km
        1 to 2000 km.
    link
        Antennas, frequency, ground.
    percentages
        Time, location and situation.
    erp_kw
        Effective radiated power relative to a half-wave dipole, kW.

    References
    ----------
    Loss to field: ITU-R P.1546-6, Annex 5, section 17, equation (40).
    """
    power = checks.check_range(checks.ERP, erp_kw, 1e-6, 1e4, "kW")
    loss = basic_loss_db(distance_km, link, percentages)
    return np.asarray(139.3 - loss + 20.0 * np.log10(link.frequency_mhz) + 10.0 * np.log10(power))
