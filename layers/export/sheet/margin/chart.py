"""Strength by date, drawn from the dossier of the nation: each figure a mark with its source.

As of a day, figures of later days are empty grey marks without a number, superseded ones are pale, and
a dotted line stands at the day.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.facts.holding import state
from layers.artifact.asof import as_of_words
from layers.export.sheet.request.words import word
from layers.export.sheet.scene.scene import Disc, Ink, Lines, Words
from layers.schema.colours import ACCENT, INK, LINE, MUTED, PAST
from layers.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.facts.holding import State
    from layers.artifact.dossiers import Dossier
    from layers.export.sheet.margin.blocks import Column
    from layers.export.sheet.scene.scene import Align

PALE: Final = "#A9CBE5"
LEAST: Final = 500  # people: smaller series do not show beside the whole force
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One figure: its date, people, whether deployed, and the days on which it holds (ISO 8601)."""

    when: dt.date
    people: float
    is_deployed: bool
    since: str
    until: str

    def on(self, day: str) -> State:
        """What the figure is on a day; it holds where no day is asked."""
        return state(self.since, self.until, day) if day else "holds"


@dataclass(frozen=True, slots=True)
class _Plane:
    """From dates and people to the paper (mm)."""

    left: float
    right: float
    top: float
    bottom: float
    marks: tuple[Mark, ...]

    def x(self, when: dt.date) -> float:
        dates = [mark.when.toordinal() for mark in self.marks]
        span = max(1, max(dates) - min(dates))
        return self.left + (when.toordinal() - min(dates)) / span * (self.right - self.left)

    def at(self, mark: Mark) -> Spot:
        most = max(each.people for each in self.marks)
        return self.x(mark.when), self.bottom - mark.people / most * (self.bottom - self.top)


def series(dossier: Dossier) -> dict[str, list[Mark]]:
    """Figures by measure that are given for at least two dates, in their order."""
    found: dict[str, set[Mark]] = {}
    for topic in dossier["topics"]:
        for fact in topic["facts"] if topic["id"] == "strength" else ():
            if fact["number"] is None or fact["number"] < LEAST or not fact["period_end"]:
                continue
            when = _date(fact["period_start"] or fact["period_end"])
            mark = Mark(when, fact["number"], fact["sign"] == "actual", fact["since"], fact["until"])
            found.setdefault(fact["measure"], set()).add(mark)
    return {name: sorted(marks) for name, marks in found.items() if len({m.when for m in marks}) > 1}


def _date(iso: str) -> dt.date:
    parts = [int(part) for part in iso.split("-")]
    return dt.date(*([*parts, 1, 1])[:3])


def strength_chart(column: Column, dossier: Dossier, height: float, day: str = "") -> None:
    """Draw each measure as dots joined by a line, every dot with its figure, as of a day or of every date.

    Nothing is drawn without data, or where the day knows no figure yet.
    """
    drawn = series(dossier)
    marks = tuple(itertools.chain(*drawn.values()))
    if all(mark.on(day) == "later" for mark in marks):
        return
    unit, lang = column.unit, column.lang
    column.text(word("strength", lang), 7, "semibold")
    plane = _Plane(
        column.x + 6 * unit,
        column.x + column.width - 12 * unit,
        column.y + 4 * unit,
        column.y + height - (12 if day else 9) * unit,
        marks,
    )
    _draw_axis(column, plane, day)
    for name, points in sorted(drawn.items(), key=lambda each: -each[1][-1].people):
        _draw_series(column, name, points, plane, day)
    column.y = plane.bottom + 4 * unit
    column.text(word("strength_note", lang), 5, color=MUTED)
    if day:
        column.text(word("strength_as_of", lang, date=as_of_words(day, lang)), 5, color=MUTED)


def _draw_axis(column: Column, plane: _Plane, day: str) -> None:
    """The foot of the chart, its years, and the day."""
    unit, bottom = column.unit, plane.bottom
    foot = np.array([(column.x, bottom), (column.x + column.width, bottom)])
    column.items.append(Lines((foot,), Ink(stroke=LINE, width=0.15)))
    first, last = (end(mark.when for mark in plane.marks) for end in (min, max))
    for year in range(first.year, last.year + 1):
        x = plane.x(dt.date(year, 1, 1))
        if x >= column.x:
            label = Words(x, bottom + 2.6 * unit, str(year), 5.4 * unit, color=MUTED, align="middle")
            column.items.append(label)
    if day and first <= (when := _date(day)) <= last:
        ink = Ink(stroke=ACCENT, width=0.25 * unit, dash=(0.4 * unit, 0.8 * unit))
        x = plane.x(when)
        column.items.append(Lines((np.array([(x, plane.top - 2 * unit), (x, bottom)]),), ink))


def _draw_series(column: Column, name: str, marks: Sequence[Mark], plane: _Plane, day: str) -> None:
    """One measure: a line, a dot for each figure (hollow when only authorised), its name in the middle."""
    unit = column.unit
    spots = [plane.at(mark) for mark in marks]
    known = [spot for spot, mark in zip(spots, marks, strict=True) if mark.on(day) != "later"]
    if len(known) > 1:
        column.items.append(Lines((np.array(known),), Ink(stroke=ACCENT, width=0.3 * unit)))
    for spot, mark in zip(spots, marks, strict=True):
        validity = mark.on(day)
        color = {"holds": ACCENT, "past": PALE, "later": PAST}[validity]
        fill = color if mark.is_deployed and validity != "later" else "#FFFFFF"
        column.items.append(Disc(*spot, 0.85 * unit, Ink(fill, stroke=color, width=0.3 * unit)))
        if validity != "later":
            _name_figure(column, mark, spot, [other for other in known if other is not spot], validity)
    if known:
        x, y = (known[0][0] + known[-1][0]) / 2, (known[0][1] + known[-1][1]) / 2
        column.items.append(Words(x, y - 2.4 * unit, name, 5.8 * unit, color=MUTED, align="middle"))


def _name_figure(column: Column, mark: Mark, spot: Spot, others: Sequence[Spot], validity: State) -> None:
    """The number over its dot, or beside it where another dot stands near."""
    unit, (x, y) = column.unit, spot
    twins = [other for other in others if abs(other[0] - x) < 4 * unit]
    place = (x, y - 1.7 * unit)
    if twins:
        place = (x + 1.7 * unit, y + (1.9 if twins[0][1] < y else -0.4) * unit)
    align: Align = "left" if twins else "middle"
    color = MUTED if validity == "past" else INK
    figure = number(mark.people, column.lang)
    column.items.append(Words(*place, figure, 5.6 * unit, "semibold", color=color, align=align))
