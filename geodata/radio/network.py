"""Contours of several stations together, with or without the interference between them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.radio.contours import Contour
from geodata.radio.interference import (
    SAME_CHANNEL_MHZ,
    STEADY_TIME_PERCENT,
    TROPOSPHERIC_TIME_PERCENT,
    Interferer,
    Protection,
    reduced_reach_km,
)
from geodata.radio.prediction import radial_field
from geodata.radio.terrain import read_radials

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.radio.prediction import Settings
    from geodata.radio.radial import RadialField
    from geodata.radio.transmitter import Transmitter


def station_contours(
    stations: Sequence[Transmitter],
    settings: Settings,
    protection: Protection | None = None,
) -> tuple[Contour, ...]:
    """Return one contour per station, in the same order.

    Parameters
    ----------
    stations
        All stations on the air: each one's neighbours on its channel count as interferers.
    settings
        Model, threshold and the rest.
    protection
        Protection ratios (``interference.STEREO`` or ``MONO``); None leaves interference out.

    Raises
    ------
    InputError, MissingResourceError
        See :func:`geodata.radio.prediction.radial_field` and ``terrain.read_radials``.

    Notes
    -----
    P.1546 uses the elevation model of the setting ``ATLAS_DEM`` when there is one. Interfering
    fields are medians over locations and situations, whatever the wanted contour's confidence.
    """
    fields = [station_field(station, settings) for station in stations]
    if protection is None:
        reaches = [item.reach_km(settings.threshold_dbuvm) for item in fields]
    else:
        heard = _interferers(stations, settings)
        reaches = [
            reduced_reach_km(
                (station.longitude_deg, station.latitude_deg),
                wanted,
                [heard[other.id] for other in neighbours(station, stations)],
                settings.threshold_dbuvm,
                protection,
            )
            for station, wanted in zip(stations, fields, strict=True)
        ]
    return tuple(Contour(*pair) for pair in zip(stations, reaches, strict=True))


def neighbours(station: Transmitter, stations: Sequence[Transmitter]) -> tuple[Transmitter, ...]:
    """Return the other stations on the same frequency."""
    return tuple(
        other
        for other in stations
        if other.id != station.id and abs(other.frequency_mhz - station.frequency_mhz) < SAME_CHANNEL_MHZ
    )


def station_field(station: Transmitter, settings: Settings) -> RadialField:
    """Return the field of one station, over the ground of ``ATLAS_DEM`` where P.1546 has one."""
    ground = None
    if settings.model == "p1546":
        ground = read_radials(station.longitude_deg, station.latitude_deg)
    return radial_field(station, settings, ground=ground)


def _interferers(stations: Sequence[Transmitter], settings: Settings) -> dict[str, Interferer]:
    median = replace(settings, location_percent=50.0, situation_percent=50.0)
    steady = replace(median, time_percent=STEADY_TIME_PERCENT)
    rare = replace(median, time_percent=TROPOSPHERIC_TIME_PERCENT)
    return {
        station.id: Interferer(
            station.longitude_deg,
            station.latitude_deg,
            station_field(station, steady),
            station_field(station, rare),
        )
        for station in stations
        if neighbours(station, stations)
    }
