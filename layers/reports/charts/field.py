"""A small chart of field strength against distance, as SVG, with the thresholds it meets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from layers.schema.colours import INK, MUTED, TOPIC
from layers.words import fixed, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.radio.arrays import Floats
    from geodata.text import Lang

WIDTH, HEIGHT = 360, 176
LEFT, RIGHT, TOP, BOTTOM = 30.0, 354.0, 18.0, 154.0
FIELDS_DBUVM: Final = (30.0, 110.0)
LINE: Final = "#D9E0E6"
_STEPS_KM: Final = (10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve of the chart.

    Attributes
    ----------
    name
        Its words.
    field_dbuvm
        Field at the chart's distances, dB(µV/m).
    reach_km
        Where it falls under the threshold, km.
    """

    name: str
    field_dbuvm: Floats
    reach_km: float


@dataclass(frozen=True, slots=True)
class Level:
    """One threshold, dB(µV/m), and its words; the chosen one is drawn in ink."""

    name: str
    field_dbuvm: float
    is_chosen: bool


def field_chart(distance_km: Floats, curves: Sequence[Curve], levels: Sequence[Level], lang: Lang) -> str:
    """Draw curves over thresholds, and return an SVG document.

    Parameters
    ----------
    distance_km
        Distances of the curves' points, km, increasing.
    curves
        The widest first: one or two.
    levels
        Thresholds, of which one is chosen.
    lang
        Language of the numbers.
    """
    frame = _Frame(_longest_km(max(curve.reach_km for curve in curves)))
    chosen = next(level.field_dbuvm for level in levels if level.is_chosen)
    parts = [*_axes(frame, lang), *(part for level in levels for part in _level(frame, level))]
    for rank, curve in enumerate(curves):
        parts += [_line(frame, distance_km, curve, rank), *_reach(frame, curve, chosen, rank, lang)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" font-family="Noto Sans, system-ui, sans-serif" font-size="11">'
        f"{''.join(parts)}</svg>"
    )


def _longest_km(reach_km: float) -> float:
    """The distance axis: half as far again as the widest contour, in whole steps."""
    step = next(s for s in (*_STEPS_KM, np.inf) if reach_km * 1.6 <= 6 * s)
    return float(max(3.0, np.ceil(reach_km * 1.6 / step)) * step) if np.isfinite(step) else 3000.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the axes lie: kilometres and dB(µV/m) to pixels."""

    longest_km: float

    def x(self, km: Floats | float) -> Floats:
        return np.asarray(LEFT + (RIGHT - LEFT) * np.asarray(km) / self.longest_km)

    def y(self, field_dbuvm: Floats | float) -> Floats:
        low, high = FIELDS_DBUVM
        share = (np.clip(field_dbuvm, low, high) - low) / (high - low)
        return np.asarray(BOTTOM - (BOTTOM - TOP) * share)


def _text(at: tuple[float, float], words: str, fill: str, anchor: str = "start", extra: str = "") -> str:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" fill="{fill}" text-anchor="{anchor}"{extra}>{escaped}</text>'
    )


def _axes(frame: _Frame, lang: Lang) -> list[str]:
    parts = [
        f'<path d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}" fill="none" stroke="{MUTED}"/>',
        _text((0, 10), "dBµV/m", MUTED),
    ]
    fields = range(40, int(FIELDS_DBUVM[1]), 20)
    parts += [_text((LEFT - 5, float(frame.y(float(f))) + 4), str(f), MUTED, "end") for f in fields]
    step = next(s for s in _STEPS_KM if frame.longest_km / s <= 6)
    for km in range(0, int(frame.longest_km) + 1, step):
        x = float(frame.x(float(km)))
        is_last = km + step > frame.longest_km
        words = f"{number(km, lang)} km" if is_last else number(km, lang)
        parts.append(f'<path d="M{x:.1f} {BOTTOM}v4" stroke="{MUTED}"/>')
        parts.append(_text((min(x, RIGHT), BOTTOM + 16), words, MUTED, "end" if is_last else "middle"))
    return parts


def _level(frame: _Frame, level: Level) -> list[str]:
    y = float(frame.y(level.field_dbuvm))
    color = INK if level.is_chosen else MUTED
    stroke = INK if level.is_chosen else LINE
    weight = ' font-weight="600"' if level.is_chosen else ""
    return [
        f'<path d="M{LEFT} {y:.1f}H{RIGHT}" stroke="{stroke}" stroke-width="1"/>',
        _text((RIGHT, y - 3), f"{level.field_dbuvm:g} {level.name}", color, "end", weight),
    ]


def _line(frame: _Frame, distance_km: Floats, curve: Curve, rank: int) -> str:
    near = (distance_km <= frame.longest_km) & (curve.field_dbuvm >= FIELDS_DBUVM[0])
    near &= curve.field_dbuvm <= FIELDS_DBUVM[1]
    points = zip(frame.x(distance_km[near]), frame.y(curve.field_dbuvm[near]), strict=True)
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dash = ' stroke-dasharray="7 4"' if rank else ""
    return f'<path d="M{path}" fill="none" stroke="{TOPIC["radio"]}" stroke-width="2"{dash}/>' if path else ""


def _reach(frame: _Frame, curve: Curve, chosen_dbuvm: float, rank: int, lang: Lang) -> list[str]:
    """A dot where the curve meets the threshold; its words above at the right, or below at the left."""
    x, y = float(frame.x(curve.reach_km)), float(frame.y(chosen_dbuvm))
    km = f"{fixed(curve.reach_km, 1, lang)} km"
    parts = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{TOPIC["radio"]}"/>']
    if rank == 0:
        return [*parts, _text((x + 6, y - 18), curve.name, INK), _text((x + 6, y - 5), km, INK)]
    return [*parts, _text((x - 6, y + 15), curve.name, INK, "end"), _text((x - 6, y + 28), km, INK, "end")]
