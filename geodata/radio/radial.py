"""Field strength along the radials of a transmitter: one curve for all, or one per degree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from geodata.radio.arrays import Floats, FloatsLike

RADIALS: Final = 360
AZIMUTHS_DEG: Final = np.arange(RADIALS, dtype=np.float64)
DISTANCES_KM: Final = np.geomspace(0.1, 1000.0, 481)


@dataclass(frozen=True, slots=True, eq=False)
class RadialField:
    """Field strength against distance, from 0.1 to 1000 km.

    Attributes
    ----------
    field_dbuvm
        dB(µV/m) at ``DISTANCES_KM``; shape (1, 481) when every direction is alike, else
        (360, 481), one row per degree clockwise from north.
    """

    field_dbuvm: Floats

    @classmethod
    def of(cls, field_dbuvm: Floats) -> RadialField:
        """Build from one curve or from 360."""
        return cls(np.atleast_2d(field_dbuvm))

    def raised(self, gain_db: float) -> RadialField:
        """Return the field of a transmitter ``gain_db`` stronger."""
        return RadialField(self.field_dbuvm + gain_db)

    def at(self, distance_km: FloatsLike, azimuth_deg: FloatsLike) -> Floats:
        """Return the field at points, linear in the logarithm of the distance.

        Parameters
        ----------
        distance_km
            Distances, km; nearer than 0.1 km counts as 0.1, beyond 1000 km the field is -inf.
        azimuth_deg
            Directions from the transmitter, degrees clockwise from north, any turn.
        """
        distance = np.maximum(np.asarray(distance_km, dtype=np.float64), DISTANCES_KM[0])
        steps = len(DISTANCES_KM) - 1
        place = np.log(distance / DISTANCES_KM[0]) / np.log(DISTANCES_KM[-1] / DISTANCES_KM[0])
        place = place * steps
        low = np.minimum(place.astype(np.intp), steps - 1)
        row = np.zeros_like(low)
        if len(self.field_dbuvm) > 1:
            row = np.rint(np.asarray(azimuth_deg)).astype(np.intp) % RADIALS
        near, far = self.field_dbuvm[row, low], self.field_dbuvm[row, low + 1]
        field = near + (far - near) * (place - low)
        return np.where(distance > DISTANCES_KM[-1], -np.inf, field)

    def reach_km(self, threshold_dbuvm: float) -> Floats:
        """Return how far the field stays at or above a threshold without a break, km.

        Parameters
        ----------
        threshold_dbuvm
            dB(µV/m).

        Returns
        -------
        Floats
            360 distances, one per degree; 0 where the field is below even at 0.1 km.
        """
        below = self.field_dbuvm < threshold_dbuvm
        first = np.where(below.any(axis=1), below.argmax(axis=1), len(DISTANCES_KM))
        upper = np.clip(first, 1, len(DISTANCES_KM) - 1)
        rows = np.arange(len(self.field_dbuvm))
        near, far = self.field_dbuvm[rows, upper - 1], self.field_dbuvm[rows, upper]
        drop = np.where(near > far, near - far, 1.0)
        share = np.clip((near - threshold_dbuvm) / drop, 0.0, 1.0)
        log_low, log_high = np.log(DISTANCES_KM[upper - 1]), np.log(DISTANCES_KM[upper])
        reach = np.exp(log_low + (log_high - log_low) * share)
        reach = np.where(first == len(DISTANCES_KM), DISTANCES_KM[-1], reach)
        return np.broadcast_to(np.where(first == 0, 0.0, reach), (RADIALS,)).copy()
