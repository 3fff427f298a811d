"""Co-channel interference between stations, and the contours it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from geodata.radio import checks
from geodata.radio.contours import GEOD
from geodata.radio.radial import AZIMUTHS_DEG
from geodata.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geodata.radio.arrays import Floats
    from geodata.radio.radial import RadialField

STEADY_TIME_PERCENT: Final = 50.0
TROPOSPHERIC_TIME_PERCENT: Final = 1.0
SAME_CHANNEL_MHZ: Final = 0.001
_SCAN: Final = 10
_HALVINGS: Final = 4
_RATIO = Text("rapport de protection", "protection ratio")


@dataclass(frozen=True, slots=True)
class Protection:
    """Radio-frequency protection ratios on the same channel, dB.

    Attributes
    ----------
    steady_db
        Against a field present half of the time.
    tropospheric_db
        Against a field present 1 % of the time.
    """

    steady_db: float
    tropospheric_db: float

    def __post_init__(self) -> None:
        checks.check_range(_RATIO, (self.steady_db, self.tropospheric_db), -20.0, 80.0, "dB")


# ITU-R BS.412-9, section 2, maximum deviation ±75 kHz, carriers on the same frequency.
STEREO: Final = Protection(45.0, 37.0)
MONO: Final = Protection(36.0, 28.0)


@dataclass(frozen=True, slots=True, eq=False)
class Interferer:
    """A station heard where another one is wanted.

    Attributes
    ----------
    longitude_deg, latitude_deg
        WGS 84, degrees.
    steady, tropospheric
        Its field exceeded for 50 % and for 1 % of the time.
    """

    longitude_deg: float
    latitude_deg: float
    steady: RadialField
    tropospheric: RadialField


def nuisance_dbuvm(steady_dbuvm: Floats, tropospheric_dbuvm: Floats, protection: Protection) -> Floats:
    """Return the nuisance field of one station, dB(µV/m).

    The larger of the steady and the tropospheric nuisance: each is the interfering field plus
    its protection ratio. No discrimination by the receiving antenna is counted.

    References
    ----------
    ITU-R BS.412-9, section 2 (protection ratios for steady and tropospheric interference).
    """
    return np.maximum(steady_dbuvm + protection.steady_db, tropospheric_dbuvm + protection.tropospheric_db)


def usable_dbuvm(minimum_dbuvm: float, nuisances_dbuvm: Floats) -> Floats:
    """Return the usable field strength by the power sum, dB(µV/m).

    Parameters
    ----------
    minimum_dbuvm
        Field needed without interference, dB(µV/m).
    nuisances_dbuvm
        Nuisance fields, one row per interfering station; -inf counts for nothing.

    References
    ----------
    ITU-R BS.638 (usable field strength) and EBU/CEPT practice: powers of all nuisance fields and
    of the minimum field are added.

    Examples
    --------
    >>> float(usable_dbuvm(54.0, np.array([[54.0]]))[0].round(2))
    57.01
    """
    powers = 10.0 ** (np.asarray(nuisances_dbuvm) / 10.0)
    return np.asarray(10.0 * np.log10(10.0 ** (minimum_dbuvm / 10.0) + powers.sum(axis=0)))


def reduced_reach_km(
    centre: tuple[float, float],
    wanted: RadialField,
    others: Sequence[Interferer],
    minimum_dbuvm: float,
    protection: Protection,
) -> Floats:
    """Return how far a station is received amid others on its channel, km, per degree.

    Parameters
    ----------
    centre
        Longitude and latitude of the wanted station, degrees.
    wanted
        Its field.
    others
        The stations on the same frequency.
    minimum_dbuvm
        Field needed without interference.
    protection
        Protection ratios.

    Returns
    -------
    Floats
        360 distances, never longer than without interference: up to the first point where the
        field is under the usable field.
    """
    clear_km = wanted.reach_km(minimum_dbuvm)
    if not others:
        return clear_km

    def margin_db(radius_km: Floats) -> Floats:
        points = _points(centre, radius_km)
        nuisances = np.stack([_nuisance_at(other, *points, protection) for other in others])
        needed = usable_dbuvm(minimum_dbuvm, nuisances)
        return np.asarray(wanted.at(radius_km, AZIMUTHS_DEG) - needed)

    scanned = np.stack([margin_db(clear_km * part / _SCAN) for part in range(1, _SCAN + 1)])
    lost = scanned < 0.0
    first = np.where(lost.any(axis=0), lost.argmax(axis=0), _SCAN)
    rays = np.arange(len(clear_km))
    start = _Bound(clear_km * first / _SCAN, np.where(first > 0, scanned[first - 1, rays], np.inf))
    last = np.minimum(first, _SCAN - 1)
    end = _Bound(clear_km * (last + 1) / _SCAN, scanned[last, rays])
    reach = _crossing_km(margin_db, start, end)
    return np.where(first == _SCAN, clear_km, reach)


class _Bound(NamedTuple):
    """Distances, and the margin of the field over the usable field there."""

    radius_km: Floats
    margin_db: Floats


def _crossing_km(margin_db: Callable[[Floats], Floats], start: _Bound, end: _Bound) -> Floats:
    """Return where the margin vanishes between a good and a lost distance, per ray."""
    for _ in range(_HALVINGS):
        middle_km = (start.radius_km + end.radius_km) / 2.0
        middle = _Bound(middle_km, margin_db(middle_km))
        good = middle.margin_db >= 0.0
        start = _Bound(*(np.where(good, new, old) for new, old in zip(middle, start, strict=True)))
        end = _Bound(*(np.where(good, old, new) for new, old in zip(middle, end, strict=True)))
    drop = start.margin_db - end.margin_db
    share = np.where(np.isfinite(drop), start.margin_db / np.where(drop > 0.0, drop, 1.0), 0.0)
    span_km = end.radius_km - start.radius_km
    return np.asarray(start.radius_km + span_km * np.clip(share, 0.0, 1.0))


def _points(centre: tuple[float, float], radius_km: Floats) -> tuple[Floats, Floats]:
    start = (np.full(len(radius_km), centre[0]), np.full(len(radius_km), centre[1]))
    longitude, latitude, _ = GEOD.fwd(*start, AZIMUTHS_DEG, radius_km * 1000.0)
    return np.asarray(longitude), np.asarray(latitude)


def _nuisance_at(other: Interferer, longitude: Floats, latitude: Floats, protection: Protection) -> Floats:
    start = (
        np.full(len(longitude), other.longitude_deg),
        np.full(len(longitude), other.latitude_deg),
    )
    azimuth, _, metres = GEOD.inv(*start, longitude, latitude)
    where = np.asarray(metres) / 1000.0, np.asarray(azimuth)
    return nuisance_dbuvm(other.steady.at(*where), other.tropospheric.at(*where), protection)
