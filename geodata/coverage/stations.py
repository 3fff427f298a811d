"""The Mission's radio transmitters, as the radio package takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.radio.transmitter import Transmitter
from geodata.text import Text

if TYPE_CHECKING:
    from geodata.tables import Tables


def read_stations(tables: Tables) -> tuple[Transmitter, ...]:
    """Return the stations of the table ``transmitters``, in its order.

    Position (that of the town) and frequency are documented; power, height and polarisation are
    not, and stay at the defaults of :class:`geodata.radio.transmitter.Assumed`.
    """
    places = tables["places"].set_index("id")
    stations = []
    for row in tables["transmitters"].itertuples():
        place = places.loc[row.place]
        name = Text(place["name_fr"], place["name_en"])
        stations.append(
            Transmitter(row.place, name, float(place["lon"]), float(place["lat"]), float(row.frequency_mhz))
        )
    return tuple(stations)
