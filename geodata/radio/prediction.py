"""One question to either propagation model: the field of a transmitter along its radials."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.radio import checks
from geodata.radio.itm import area as itm
from geodata.radio.p1546 import field as p1546
from geodata.radio.p1546.corrections import Environment
from geodata.radio.p1546.tables import load_tables
from geodata.radio.radial import DISTANCES_KM, RadialField
from geodata.text import Text

if TYPE_CHECKING:
    from geodata.radio.arrays import Floats
    from geodata.radio.p1546.tables import Tables
    from geodata.radio.terrain import RadialGround
    from geodata.radio.transmitter import Transmitter

THRESHOLD_RANGE_DBUVM: Final = (0.0, 120.0)
_THRESHOLD: Final = Text("seuil", "threshold")


class Model(StrEnum):
    """Propagation model."""

    ITM = "itm"
    P1546 = "p1546"

    @property
    def label(self) -> Text:
        """Return the name for a caption."""
        return _MODELS[self]


_MODELS: Final = {
    Model.ITM: Text(
        "Longley-Rice (ITM), mode zone, sol dégagé", "Longley-Rice (ITM), area mode, open ground"
    ),
    Model.P1546: Text("UIT-R P.1546-6, trajets terrestres", "ITU-R P.1546-6, land paths"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a contour depends on besides the transmitter.

    Attributes
    ----------
    model
        Propagation model.
    threshold_dbuvm
        Least field that counts as covered, dB(µV/m) 10 m above ground.
    time_percent
        Share of time: 1 to 99 % for ITM, 1 to 50 % for P.1546.
    location_percent
        Share of locations, 1 to 99 %.
    situation_percent
        ITM only: 50 is the median (upper bound over open ground), 90 is cautious.
    receiver_m
        Receiving antenna above ground, 1 to 3000 m.
    environment, receiver_clutter_m
        P.1546 only: surroundings of the receiver and their height, m.
    surroundings
        ITM only: ground and air.
    """

    model: Model = Model.ITM
    threshold_dbuvm: float = 54.0
    time_percent: float = 50.0
    location_percent: float = 50.0
    situation_percent: float = 50.0
    receiver_m: float = 10.0
    environment: Environment = Environment.RURAL
    receiver_clutter_m: float = 10.0
    surroundings: itm.Surroundings = field(default_factory=itm.Surroundings)

    def __post_init__(self) -> None:
        check = checks.check_range
        check(_THRESHOLD, self.threshold_dbuvm, *THRESHOLD_RANGE_DBUVM, "dBµV/m")
        ours = self.model is Model.ITM
        times = itm.SHARE_RANGE_PERCENT if ours else p1546.TIME_RANGE_PERCENT
        heights = itm.HEIGHT_RANGE_M if ours else p1546.ANTENNA_RANGE_M
        check(checks.TIME, self.time_percent, *times, "%")
        check(checks.LOCATION, self.location_percent, *itm.SHARE_RANGE_PERCENT, "%")
        check(checks.SITUATION, self.situation_percent, *itm.SHARE_RANGE_PERCENT, "%")
        check(checks.RECEIVER_HEIGHT, self.receiver_m, *heights, "m")
        check(checks.CLUTTER_HEIGHT, self.receiver_clutter_m, *p1546.CLUTTER_RANGE_M, "m")


def radial_field(
    transmitter: Transmitter,
    settings: Settings,
    *,
    tables: Tables | None = None,
    ground: RadialGround | None = None,
) -> RadialField:
    """Return the field of a transmitter along its radials.

    Parameters
    ----------
    transmitter
        Frequency, power, height.
    settings
        Model and its arguments.
    tables
        For P.1546; by default those of the setting ``ATLAS_P1546_TABLES``.
    ground
        For P.1546: heights around the mast; None computes without terrain. ITM in area mode
        knows Δh only and ignores it.

    Raises
    ------
    InputError, MissingResourceError
        For values outside the model's range, or without ITU's tables.

    Notes
    -----
    The field for 1 kW is computed once per station and kept, so that a change of power costs
    nothing. ITM is valid from 1 km; nearer, its attenuation beyond free space at 1 km is kept.
    """
    gain_db = 10.0 * float(np.log10(transmitter.erp_kw))
    if settings.model is Model.ITM:
        link = itm.Link(
            transmitter.frequency_mhz,
            transmitter.antenna_m,
            settings.receiver_m,
            transmitter.polarisation,
            settings.surroundings,
        )
        shares = itm.Percentages(settings.time_percent, settings.location_percent, settings.situation_percent)
        return RadialField.of(_itm_1kw_dbuvm(link, shares) + gain_db)
    curve = _p1546_1kw_dbuvm(
        tables or load_tables(),
        _Receiver.of(settings),
        transmitter.frequency_mhz,
        transmitter.antenna_m,
        ground,
    )
    return RadialField.of(curve + gain_db)


@lru_cache(maxsize=512)
def _itm_1kw_dbuvm(link: itm.Link, shares: itm.Percentages) -> Floats:
    valid_km = np.maximum(DISTANCES_KM, itm.DISTANCE_RANGE_KM[0])
    field_dbuvm = itm.field_strength_dbuvm(valid_km, link, shares)
    return field_dbuvm + 20.0 * np.log10(valid_km / DISTANCES_KM)


@dataclass(frozen=True, slots=True)
class _Receiver:
    """The arguments of P.1546 that come from the settings: a key to keep results by."""

    time_percent: float
    location_percent: float
    height_m: float
    environment: Environment
    clutter_m: float

    @classmethod
    def of(cls, settings: Settings) -> _Receiver:
        return cls(
            settings.time_percent,
            settings.location_percent,
            settings.receiver_m,
            settings.environment,
            settings.receiver_clutter_m,
        )


@lru_cache(maxsize=48)
def _p1546_1kw_dbuvm(
    tables: Tables,
    receiver: _Receiver,
    frequency_mhz: float,
    antenna_m: float,
    ground: RadialGround | None,
) -> Floats:
    path = p1546.Path(
        distance_km=DISTANCES_KM,
        h1_m=antenna_m if ground is None else ground.h1_m(antenna_m),
        frequency_mhz=frequency_mhz,
        time_percent=receiver.time_percent,
        location_percent=receiver.location_percent,
        antenna_m=antenna_m,
        receiver_m=receiver.height_m,
        receiver_clutter_m=receiver.clutter_m,
        environment=receiver.environment,
    )
    return p1546.field_strength_dbuvm(tables, path)
