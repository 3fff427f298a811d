"""Field strengths that FM sound broadcasting needs, by ITU-R BS.412."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from geodata.text import Text


class Service(StrEnum):
    """How the programme is received."""

    STEREO = "stereo"
    MONO = "mono"


class Zone(StrEnum):
    """Man-made noise around the receiver, in the words of BS.412."""

    RURAL = "rural"
    URBAN = "urban"
    LARGE_CITY = "large_city"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One minimum usable median field strength.

    Attributes
    ----------
    service, zone
        What it is for.
    field_dbuvm
        Median field 10 m above ground, dB(µV/m).
    label
        Name for a legend.
    """

    service: Service
    zone: Zone
    field_dbuvm: float
    label: Text

    @property
    def id(self) -> str:
        """Return a short stable name, such as ``stereo_rural``."""
        return f"{self.service}_{self.zone}"


_SERVICES: Final = {
    Service.STEREO: Text("stéréo", "stereo"),
    Service.MONO: Text("mono", "mono"),
}
_ZONES: Final = {
    Zone.RURAL: Text("campagne", "rural"),
    Zone.URBAN: Text("ville", "urban"),
    Zone.LARGE_CITY: Text("grande ville", "large city"),
}
# ITU-R BS.412-9, section 1, table 1: minimum usable field with man-made noise.
_FIELDS: Final = {
    Service.STEREO: (54.0, 66.0, 74.0),
    Service.MONO: (48.0, 60.0, 70.0),
}


def _threshold(service: Service, zone: Zone, field: float) -> Threshold:
    words = Text("{service}, {zone} ({field:g} dBµV/m)", "{service}, {zone} ({field:g} dBµV/m)")
    kind, place = _SERVICES[service], _ZONES[zone]
    label = Text(
        words.fr.format(service=kind.fr, zone=place.fr, field=field),
        words.en.format(service=kind.en, zone=place.en, field=field),
    )
    return Threshold(service, zone, field, label)


THRESHOLDS: Final = tuple(
    _threshold(service, zone, field)
    for service, fields in _FIELDS.items()
    for zone, field in zip(Zone, fields, strict=True)
)


def threshold(service: Service, zone: Zone) -> Threshold:
    """Return the threshold of a service in a zone.

    Examples
    --------
    >>> threshold(Service.STEREO, Zone.RURAL).field_dbuvm
    54.0
    """
    return next(item for item in THRESHOLDS if (item.service, item.zone) == (service, zone))


def threshold_label(field_dbuvm: float) -> Text:
    """Return the legend's name of a field strength, with BS.412's words when it has some.

    Examples
    --------
    >>> threshold_label(66).en
    'stereo, urban (66 dBµV/m)'
    >>> threshold_label(57.5).fr
    'seuil de 57.5 dBµV/m'
    """
    for item in THRESHOLDS:
        if item.field_dbuvm == field_dbuvm:
            return item.label
    return Text(f"seuil de {field_dbuvm:g} dBµV/m", f"threshold of {field_dbuvm:g} dBµV/m")
