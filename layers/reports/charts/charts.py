"""Small SVG charts: marks in time, and rows of planned against actual, each mark labelled where it stands.

A filled mark is something that was there, a hollow one something planned or authorised, a grey one
the document's own reference value. An amber line joins two figures that contradict each other.
What is drawn of a figure is a group that says when the figure holds (``data-since``, ``data-until``; of a
line, its later end), and a chart in time says where its years lie (``data-plane``), so that
``app/web/time/dated.ts`` can show it as of a day without a drawing of its own.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Final

from geodata.facts.states import HOLLOW
from layers.reports.charts.labels import Labels
from layers.schema.colours import INK, MUTED, TOPIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.facts.states import Sign

WIDTH: Final = 340
HEIGHT: Final = 188
LEFT, RIGHT, TOP, BOTTOM = 14.0, 326.0, 30.0, 164.0
ROW: Final = 46
ROW_LEFT, ROW_RIGHT = 60.0, 250.0
RADIUS: Final = 4.5
CUT: Final = 0.6  # the share of the highest figure below which an axis is never cut
NEAR: Final = 26.0  # from a mark to another that it may cover
AMBER: Final = "#9A5B00"
LINE: Final = "#D9E0E6"
REFERENCE: Final = "#8A98A5"
ACCENT: Final = TOPIC["mission"]


@dataclass(frozen=True, slots=True)
class Dot:
    """One figure as a chart draws it.

    Attributes
    ----------
    key
        Identifier of the fact.
    start, end
        Period it speaks of, in years with fractions; equal for a day.
    value
        The figure.
    sign
        How it is shown: ``actual``, ``planned``, ``dropped``, ``closed``, ``event`` or ``baseline``.
    label, caption
        The figure in words, and what stands under it: name, document.
    since, until
        First and last day on which it holds (ISO 8601, the latter empty where open).
    """

    key: str
    start: float
    end: float
    value: float
    sign: Sign
    label: str
    caption: str = ""
    since: str = ""
    until: str = ""

    @property
    def middle(self) -> float:
        """Middle of the period."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class TimeChart:
    """Marks in time.

    Heights begin at zero; only where marks would cover each other is the axis cut, and says so.

    Attributes
    ----------
    dots
        Every mark.
    lines
        Keys of marks joined by a thin line.
    pairs
        Keys of marks that contradict each other.
    ceiling
        A figure drawn across the whole chart.
    ticks
        Dates named under the chart: year with fraction, words.
    cut
        What a cut axis says of itself.
    """

    dots: Sequence[Dot]
    lines: Sequence[Sequence[str]] = ()
    pairs: Sequence[tuple[str, str]] = ()
    ceiling: Dot | None = None
    ticks: Sequence[tuple[float, str]] = ()
    cut: str = ""


@dataclass
class _Plane:
    """From years and figures to the chart's units."""

    chart: TimeChart
    first: float = field(init=False)
    last: float = field(init=False)
    low: float = field(init=False)
    high: float = field(init=False)
    is_cut: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        dates = [d for dot in self.chart.dots for d in (dot.start, dot.end)]
        dates += [date for date, _ in self.chart.ticks]
        self.first, self.last = min(dates), max(dates)
        values = [dot.value for dot in self.chart.dots]
        values += [self.chart.ceiling.value] if self.chart.ceiling else []
        self.low, self.high = min(0.0, *values), max(0.0, *values)
        if self.low == self.high:
            self.high = 1.0
        if min(values) > CUT * self.high and self._covers():
            self.low, self.is_cut = min(values) - 0.3 * (self.high - min(values)), True

    def _covers(self) -> bool:
        """Whether two marks of different figures would stand on each other."""
        return any(
            first.value != second.value
            and abs(self.x(first.middle) - self.x(second.middle)) < NEAR
            and abs(self.y(first.value) - self.y(second.value)) < 2 * RADIUS
            for first, second in itertools.combinations(self.chart.dots, 2)
        )

    def x(self, year: float) -> float:
        span = self.last - self.first
        return LEFT + (year - self.first) / span * (RIGHT - LEFT) if span else (LEFT + RIGHT) / 2

    def y(self, value: float) -> float:
        return BOTTOM - (value - self.low) / (self.high - self.low) * (BOTTOM - TOP)

    def at(self, dot: Dot) -> tuple[float, float]:
        return self.x(dot.middle), self.y(dot.value)


def time_chart(chart: TimeChart) -> str:
    """Draw marks in time, as the inside of a page: one ``<svg>`` element."""
    plane = _Plane(chart)
    dots = {dot.key: dot for dot in chart.dots}
    where = {key: plane.at(dot) for key, dot in dots.items()}
    labels = Labels(4, WIDTH - 4, 2, BOTTOM - 2)
    labels.block(where.values())
    if plane.is_cut:
        labels.block_line([(LEFT, BOTTOM - 8), (LEFT + 5.4 * len(chart.cut), BOTTOM - 8)])
    parts = [*_axis(plane), *_ceiling(plane, labels)]
    steps = [(pair, LINE, 1.6) for line in chart.lines for pair in itertools.pairwise(line)]
    for (first, second), color, width in [*steps, *((pair, AMBER, 1.4) for pair in chart.pairs)]:
        parts.append(_dated(_path([where[first], where[second]], color, width), dots[first], dots[second]))
        labels.block_line([where[first], where[second]])
    for dot in (dot for dot in chart.dots if dot.end - dot.start > 0.05):
        y = plane.y(dot.value)
        parts.append(_dated(_span(plane, dot), dot))
        labels.block_line([(plane.x(dot.start), y), (plane.x(dot.end), y)])
    parts += [_dated(_dot(*where[dot.key], dot.sign), dot) for dot in chart.dots]
    disputed = {key for pair in chart.pairs for key in pair}
    for dot in chart.dots:
        color = AMBER if dot.key in disputed else INK
        parts.append(_dated(labels.write(*where[dot.key], dot.label, dot.caption, color), dot))
    across = f"{plane.first:.3f} {plane.last:.3f} {LEFT:g} {RIGHT:g} {TOP - 22:g} {BOTTOM:g}"
    return _svg(parts, HEIGHT, f' data-plane="{across}"' if plane.last > plane.first else "")


def rows_chart(
    rows: Sequence[tuple[str, Sequence[Dot]]],
    pairs: Sequence[tuple[str, str]] = (),
    *,
    has_units: bool = False,
) -> str:
    """Draw one row per comparison, each to its own scale from zero, as one ``<svg>`` element.

    Parameters
    ----------
    rows
        Name and marks of each row.
    pairs
        Keys of marks that contradict each other.
    has_units
        Whether labels carry units: too long to stand beside their marks, they go under the row.
    """
    clash = {frozenset(pair) for pair in pairs}
    height = ROW + (14 if has_units else 0)
    parts = []
    for rank, (name, dots) in enumerate(rows):
        parts += _row(rank * height, name, sorted(dots, key=lambda d: d.value), clash, is_long=has_units)
    return _svg(parts, len(rows) * height)


def _row(
    top: float, name: str, dots: Sequence[Dot], clash: set[frozenset[str]], *, is_long: bool
) -> list[str]:
    """One row: its name, its marks from the smallest, joined, and the labels of the two ends."""
    y = top + 30.0
    most = dots[-1].value or 1
    where = [ROW_LEFT + dot.value / most * (ROW_RIGHT - ROW_LEFT) for dot in dots]
    parts = [_text(0, top + 13, name, MUTED, 12), _path([(ROW_LEFT, y), (ROW_RIGHT, y)], LINE, 1)]
    for i in range(len(dots) - 1):
        color = AMBER if frozenset((dots[i].key, dots[i + 1].key)) in clash else MUTED
        step = _path([(where[i], y), (where[i + 1], y)], color, 1.6)
        parts.append(_dated(step, dots[i], dots[i + 1]))
    parts += [_dated(_dot(x, y, dot.sign), dot) for x, dot in zip(where, dots, strict=True)]
    if is_long:
        glyphs = ["○" if dot.sign in HOLLOW else "●" for dot in dots]
        low = f"{glyphs[0]}\N{NO-BREAK SPACE}{dots[0].label}"
        high = f"{glyphs[-1]}\N{NO-BREAK SPACE}{dots[-1].label}"
        ends = [(0, low, "start", dots[0]), (WIDTH, high, "end", dots[-1])]
        parts += [_dated(_text(x, y + 19, text, INK, 12, 600, how), dot) for x, text, how, dot in ends]
        return parts
    parts.append(_dated(_text(where[-1] + 9, y + 4, dots[-1].label, INK, 12, 600), dots[-1]))
    if len(dots) > 1:
        parts.append(_dated(_text(where[0] - 9, y + 4, dots[0].label, INK, 12, 600, "end"), dots[0]))
    return parts


def _dated(drawn: str, *dots: Dot) -> str:
    """What is drawn of some figures, and when they hold: from the later since; several have no end."""
    since = max(dot.since for dot in dots)
    until = dots[0].until if len(dots) == 1 else ""
    end = f' data-until="{until}"' if until else ""
    return f'<g data-since="{since}"{end}>{drawn}</g>' if since else drawn


def _svg(parts: Iterable[str], height: float, more: str = "") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" aria-hidden="true"{more}>'
        f"{''.join(parts)}</svg>"
    )


def _axis(plane: _Plane) -> list[str]:
    foot = BOTTOM if plane.is_cut else plane.y(0.0)
    parts = [_path([(LEFT, foot), (RIGHT, foot)], LINE, 1)]
    if plane.is_cut:  # the sign of a cut axis, and its words
        zigzag = f"M{LEFT - 8:g} {TOP:g}V{BOTTOM - 16:g}l-4 3l8 4l-4 3V{BOTTOM:g}"
        parts.append(f'<path d="{zigzag}" fill="none" stroke="{REFERENCE}" data-cut="1"/>')
        parts.append(_text(LEFT, BOTTOM - 5, plane.chart.cut, MUTED, 10))
    for year, words in plane.chart.ticks:
        x = plane.x(year)
        anchor = "start" if x < LEFT + 16 else "end" if x > RIGHT - 16 else "middle"
        parts.append(_path([(x, BOTTOM), (x, BOTTOM + 3)], REFERENCE, 1))
        parts.append(_text(x, BOTTOM + 19, words, MUTED, 11, 400, anchor))
    return parts


def _ceiling(plane: _Plane, labels: Labels) -> list[str]:
    ceiling = plane.chart.ceiling
    if ceiling is None:
        return []
    y = plane.y(ceiling.value)
    words = " ".join(part for part in (ceiling.label, ceiling.caption) if part)
    labels.block_line([(LEFT, y), (RIGHT, y)])
    across = f'<path d="M{LEFT:g} {y:.1f}H{RIGHT:g}" stroke="{REFERENCE}" stroke-dasharray="3 3"/>'
    return [
        _dated(across, ceiling),
        _dated(_dot(RIGHT, y, ceiling.sign), ceiling),
        _dated(_text(LEFT, y - 6, words, MUTED, 11), ceiling),
    ]


def _span(plane: _Plane, dot: Dot) -> str:
    y = plane.y(dot.value)
    color = REFERENCE if dot.sign == "baseline" else ACCENT
    return (
        f'<path d="M{plane.x(dot.start):.1f} {y:.1f}H{plane.x(dot.end):.1f}" stroke="{color}" '
        f'stroke-opacity="0.35" stroke-width="2"/>'
    )


def _dot(x: float, y: float, sign: Sign) -> str:
    color = REFERENCE if sign == "baseline" else ACCENT
    fill = "#FFFFFF" if sign in HOLLOW else color
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}" fill="{fill}" stroke="{color}" stroke-width="1.6"/>'
    )


def _path(points: Sequence[tuple[float, float]], color: str, width: float) -> str:
    steps = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path d="M{steps}" fill="none" stroke="{color}" stroke-width="{width:g}"/>'


def _text(  # noqa: PLR0913 - the attributes of one text
    x: float, y: float, words: str, color: str, size: int, weight: int = 400, anchor: str = "start"
) -> str:
    more = f' font-weight="{weight}"' if weight != 400 else ""
    more += f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{color}"{more}>{escape(words)}</text>'
