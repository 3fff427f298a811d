"""The line-of-sight region of the Longley-Rice model: two rays fitted to a smooth curve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from geodata.radio.arrays import Floats

_QUARTER_WAVE: Final = 1.57


@dataclass(frozen=True, slots=True)
class Line:
    """Attenuation that grows as ``start + slope * d + bend * ln d`` (d in m), dB."""

    start: float
    slope: float
    bend: float = 0.0

    def at(self, distance_m: Floats) -> Floats:
        """Return the attenuation at distances in m, dB."""
        return self.start + self.slope * distance_m + self.bend * np.log(distance_m)


@dataclass(frozen=True, slots=True)
class TwoRay:
    """Direct and ground-reflected ray, blended with the diffraction line on rough ground."""

    wave_number: float
    heights_m: tuple[float, float]
    impedance: complex
    delta_h_m: float
    diffraction: Line
    share: float

    def at(self, distance_m: float) -> float:
        """Return the attenuation at one distance, dB (Hufford 1995, section 4)."""
        transmitter, receiver = self.heights_m
        delta = (1.0 - 0.8 * np.exp(-distance_m / 50e3)) * self.delta_h_m
        roughness = 0.78 * delta * np.exp(-((delta / 16.0) ** 0.25))
        grazing = (transmitter + receiver) / np.hypot(distance_m, transmitter + receiver)
        reflection = (grazing - self.impedance) / (grazing + self.impedance)
        reflection *= np.exp(-min(10.0, self.wave_number * roughness * grazing))
        power = abs(reflection) ** 2
        if power < max(0.25, grazing):
            reflection *= np.sqrt(grazing / power)
        phase = 2.0 * self.wave_number * transmitter * receiver / distance_m
        if phase > _QUARTER_WAVE:
            phase = 3.14 - 2.4649 / phase
        rays = -4.343 * np.log(abs(np.exp(-1j * phase) + reflection) ** 2)
        along = float(self.diffraction.at(np.array(distance_m)))
        return float(along + (rays - along) * self.share)


def line_of_sight(rays: TwoRay, horizons_m: float, smooth_horizons_m: float) -> Line:
    """Fit the line-of-sight region through two two-ray values and the diffraction line.

    References
    ----------
    Hufford, "The ITS Irregular Terrain Model, version 1.2.2, the Algorithm", NTIA 1995,
    section 4, line-of-sight range: ``Ael + K1 d + K2 ln d``, neither slope below zero.
    """
    start, slope = rays.diffraction.start, rays.diffraction.slope
    end_m, end_db = smooth_horizons_m, start + smooth_horizons_m * slope
    near_m = 1.908 * rays.wave_number * rays.heights_m[0] * rays.heights_m[1]
    if start >= 0.0:
        near_m = min(near_m, 0.5 * horizons_m)
        middle_m = near_m + 0.25 * (horizons_m - near_m)
    else:
        middle_m = max(-start / slope, 0.25 * horizons_m)
    middle_db = rays.at(middle_m)
    bent = None
    if near_m < middle_m:
        points = ((near_m, rays.at(near_m)), (middle_m, middle_db), (end_m, end_db))
        bent = _bent_slopes(points, slope, certain=start >= 0.0)
    straight = max(end_db - middle_db, 0.0) / (end_m - middle_m) or slope
    k1, k2 = bent if bent is not None else (straight, 0.0)
    return Line(end_db - k1 * end_m - k2 * float(np.log(end_m)), k1, k2)


def _bent_slopes(
    points: tuple[tuple[float, float], ...], fallback: float, *, certain: bool
) -> tuple[float, float] | None:
    """Return K1 and K2 of a curve through three points, or None when it would not bend."""
    (d0, a0), (d1, a1), (d2, a2) = points
    log1, log2 = float(np.log(d1 / d0)), float(np.log(d2 / d0))
    bend = (d2 - d0) * (a1 - a0) - (d1 - d0) * (a2 - a0)
    k2 = max(0.0, bend / ((d2 - d0) * log1 - (d1 - d0) * log2))
    if not (certain or k2 > 0.0):
        return None
    k1 = (a2 - a0 - k2 * log2) / (d2 - d0)
    if k1 >= 0.0:
        return k1, k2
    k2 = max(a2 - a0, 0.0) / log2
    return (0.0, k2) if k2 > 0.0 else (fallback, 0.0)
