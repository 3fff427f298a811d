"""Field strength over land by ITU-R P.1546-6: the procedure of Annex 6, for arrays.

With known ground (clearance angles) or without (nominal heights): the first reproduces the
validation set of ITU-R Study Group 3, the second the distance tables of planning authorities.
Sea and mixed paths are out of scope.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.radio import checks
from geodata.radio.p1546.corrections import (
    Environment,
    effective_clutter_m,
    location_variability_db,
    maximum_field_dbuvm,
    receiver_height_db,
    short_path_dbuvm,
    slope_distance_km,
    terrain_clearance_db,
    transmitter_clutter_db,
    troposcatter_dbuvm,
)
from geodata.radio.p1546.curves import curve_field_dbuvm
from geodata.text import Text

if TYPE_CHECKING:
    from geodata.radio.arrays import Floats, FloatsLike
    from geodata.radio.p1546.tables import Tables

FREQUENCY_RANGE_MHZ: Final = (30.0, 4000.0)
DISTANCE_RANGE_KM: Final = (0.001, 1000.0)
TIME_RANGE_PERCENT: Final = (1.0, 50.0)
LOCATION_RANGE_PERCENT: Final = (1.0, 99.0)
H1_RANGE_M: Final = (-3000.0, 3000.0)
ANTENNA_RANGE_M: Final = (1.0, 3000.0)
CLUTTER_RANGE_M: Final = (0.0, 200.0)
ANGLE_RANGE_DEG: Final = (-90.0, 90.0)
_HEIGHT_DIFFERENCE_RANGE_M: Final = (-12000.0, 12000.0)

_EFFECTIVE = Text("hauteur équivalente de l'antenne d'émission h1", "transmitting height h1")
_ANGLE = Text("angle de dégagement du terrain", "terrain clearance angle")
_DIFFERENCE = Text("différence de hauteur des antennes", "difference of antenna heights")


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What a ground profile adds to a path (see :mod:`geodata.radio.p1546.heights`).

    Attributes
    ----------
    transmitter_clearance_deg
        Terrain clearance angle at the transmitting antenna, degrees.
    receiver_clearance_deg
        Terrain clearance angle at the receiving antenna, degrees.
    height_difference_m
        Transmitting minus receiving antenna, both above sea level, m.
    """

    transmitter_clearance_deg: FloatsLike
    receiver_clearance_deg: FloatsLike
    height_difference_m: FloatsLike

    def __post_init__(self) -> None:
        checks.check_range(_ANGLE, self.transmitter_clearance_deg, *ANGLE_RANGE_DEG, "°")
        checks.check_range(_ANGLE, self.receiver_clearance_deg, *ANGLE_RANGE_DEG, "°")
        checks.check_range(_DIFFERENCE, self.height_difference_m, *_HEIGHT_DIFFERENCE_RANGE_M, "m")


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """One path or many: numbers and arrays that broadcast against each other.

    Attributes
    ----------
    distance_km
        Horizontal distance, up to 1000 km.
    h1_m
        Transmitting antenna height of section 3, up to 3000 m; may be negative.
    frequency_mhz
        30 to 4000 MHz.
    time_percent
        Share of time the field is exceeded, 1 to 50 %.
    location_percent
        Share of locations the field is exceeded, 1 to 99 %.
    antenna_m
        Transmitting antenna above ground, m; by default ``h1_m``, at least 1.
    antenna_clutter_m
        Clutter height R1 at the mast, m.
    receiver_m
        Receiving antenna above ground, 1 to 3000 m; planning standards use 10.
    receiver_clutter_m
        Clutter height R2 at the receiver, m: 10 suburban, 15 urban, 20 dense urban.
    environment
        Surroundings of the receiver.
    ground
        Angles and heights from a profile; None computes without terrain.
    """

    distance_km: FloatsLike
    h1_m: FloatsLike
    frequency_mhz: FloatsLike
    time_percent: FloatsLike = 50.0
    location_percent: FloatsLike = 50.0
    antenna_m: FloatsLike | None = None
    antenna_clutter_m: FloatsLike = 0.0
    receiver_m: FloatsLike = 10.0
    receiver_clutter_m: FloatsLike = 10.0
    environment: Environment = Environment.RURAL
    ground: Ground | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """Intermediate values in the order of Annex 6, each for 1 kW ERP.

    Attributes
    ----------
    curve_dbuvm
        Interpolated field of the curves (steps 1 to 11).
    clearance_db
        Terrain clearance correction (12); 0 without terrain.
    scatter_dbuvm
        Tropospheric scatter (13); -inf without terrain.
    receiver_db
        Receiving height and clutter correction (14).
    transmitter_clutter_db
        Correction for clutter at the mast (15).
    slope_db
        Slope-path correction (16).
    field_dbuvm
        Result (17 to 19).
    """

    curve_dbuvm: Floats
    clearance_db: Floats
    scatter_dbuvm: Floats
    receiver_db: Floats
    transmitter_clutter_db: Floats
    slope_db: Floats
    field_dbuvm: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Checked:
    """The numbers of a path as arrays, known to lie in the Recommendation's ranges."""

    distance: Floats
    h1: Floats
    frequency: Floats
    time: Floats
    location: Floats
    antenna: Floats
    antenna_clutter: Floats
    receiver: Floats
    receiver_clutter: Floats
    difference: Floats

    @classmethod
    def of(cls, path: Path) -> _Checked:
        check = checks.check_range
        h1 = check(_EFFECTIVE, path.h1_m, *H1_RANGE_M, "m")
        above = np.maximum(h1, 1.0) if path.antenna_m is None else path.antenna_m
        antenna = check(checks.ANTENNA_HEIGHT, above, *ANTENNA_RANGE_M, "m")
        receiver = check(checks.RECEIVER_HEIGHT, path.receiver_m, *ANTENNA_RANGE_M, "m")
        known = path.ground is not None
        return cls(
            check(checks.DISTANCE, path.distance_km, *DISTANCE_RANGE_KM, "km"),
            h1,
            check(checks.FREQUENCY, path.frequency_mhz, *FREQUENCY_RANGE_MHZ, "MHz"),
            check(checks.TIME, path.time_percent, *TIME_RANGE_PERCENT, "%"),
            check(checks.LOCATION, path.location_percent, *LOCATION_RANGE_PERCENT, "%"),
            antenna,
            check(checks.CLUTTER_HEIGHT, path.antenna_clutter_m, *CLUTTER_RANGE_M, "m"),
            receiver,
            check(checks.CLUTTER_HEIGHT, path.receiver_clutter_m, *CLUTTER_RANGE_M, "m"),
            np.asarray(path.ground.height_difference_m)
            if known and path.ground is not None
            else antenna - receiver,
        )


def steps(tables: Tables, path: Path) -> Steps:
    """Compute the field for 1 kW ERP and keep every intermediate value.

    Parameters
    ----------
    tables
        ITU's tabulated values (:func:`geodata.radio.p1546.tables.load_tables`).
    path
        What to compute.

    Raises
    ------
    InputError
        If a number lies outside the Recommendation's range: the message names both.

    References
    ----------
    ITU-R P.1546-6, Annex 6, steps 1 to 19, for land paths.
    """
    at = _Checked.of(path)
    far = np.maximum(at.distance, 1.0)
    ground = path.ground
    curve = curve_field_dbuvm(tables, far, at.h1, at.frequency, at.time)
    clearance, scatter = np.zeros(()), np.full((), -np.inf)
    if ground is not None:
        clearance = terrain_clearance_db(at.frequency, ground.receiver_clearance_deg)
        angles = np.asarray(ground.transmitter_clearance_deg) + ground.receiver_clearance_deg
        scatter = troposcatter_dbuvm(far, at.frequency, at.time, angles)
    clutter = effective_clutter_m(at.receiver_clutter, at.h1, far)
    receiver = receiver_height_db(at.frequency, at.receiver, clutter, path.environment)
    masthead = transmitter_clutter_db(at.frequency, at.antenna, at.antenna_clutter)
    slope = 20.0 * np.log10(far / slope_distance_km(far, at.difference))
    field = np.maximum(curve + clearance, scatter) + receiver + masthead + slope
    return Steps(curve, clearance, scatter, receiver, masthead, slope, _finish(at, np.asarray(field)))


def _finish(at: _Checked, field: Floats) -> Floats:
    """Apply the short path, the share of locations and the ceiling: steps 17 to 19."""
    short = at.distance < 1.0
    if short.any():
        field = np.where(short, short_path_dbuvm(at.distance, at.difference, field), field)
    field = field + location_variability_db(at.frequency, at.location)
    ceiling = maximum_field_dbuvm(slope_distance_km(at.distance, at.difference))
    return np.minimum(field, ceiling)


def field_strength_dbuvm(tables: Tables, path: Path, erp_kw: FloatsLike = 1.0) -> Floats:
    """Return the field strength, in dB(µV/m).

    Parameters
    ----------
    tables
        ITU's tabulated values.
    path
        Distances, heights, frequency and the rest, broadcast against each other.
    erp_kw
        Effective radiated power relative to a half-wave dipole, kW.

    Raises
    ------
    InputError
        If a number lies outside the Recommendation's range.

    References
    ----------
    ITU-R P.1546-6, Annexes 5 and 6.

    Examples
    --------
    >>> tables = load_tables()  # doctest: +SKIP
    >>> field_strength_dbuvm(tables, Path(10.0, 75.0, 100.0))  # doctest: +SKIP
    array(68.25...)
    """
    power = checks.check_range(checks.ERP, erp_kw, 1e-6, 1e4, "kW")
    return np.asarray(steps(tables, path).field_dbuvm + 10.0 * np.log10(power))


def basic_loss_db(field_dbuvm: FloatsLike, frequency_mhz: FloatsLike) -> Floats:
    """Return the basic transmission loss that matches a field for 1 kW ERP, in dB.

    Parameters
    ----------
    field_dbuvm
        Field for 1 kW ERP, dB(µV/m).
    frequency_mhz
        Frequency, MHz.

    References
    ----------
    ITU-R P.1546-6, Annex 5, section 17, equation (40).
    """
    return np.asarray(139.3 - np.asarray(field_dbuvm) + 20.0 * np.log10(frequency_mhz))
