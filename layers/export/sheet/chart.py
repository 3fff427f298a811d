"""Strength by date, drawn from the dossier of the nation: each figure a mark with its source."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from layers.export.sheet.margin import LINE, MUTED
from layers.export.sheet.scene import Disc, Ink, Lines, Words
from layers.export.sheet.words import word
from layers.words import number

if TYPE_CHECKING:
    from layers.export.sheet.margin import Column
    from layers.export.sheet.scene import Align

BLUE: Final = "#0B6FB8"
LEAST: Final = 500  # people: smaller series do not show beside the whole force


def series(dossier: dict[str, Any]) -> dict[str, list[tuple[dt.date, float, bool]]]:
    """Figures by measure that are given for at least two dates: date, people, whether deployed."""
    found: dict[str, list[tuple[dt.date, float, bool]]] = {}
    for topic in dossier["topics"]:
        for fact in topic["facts"] if topic["id"] == "strength" else ():
            if fact["number"] is None or fact["number"] < LEAST or not fact["period_end"]:
                continue
            when = _date(fact["period_start"] or fact["period_end"])
            found.setdefault(fact["measure"], []).append((when, fact["number"], fact["status"] == "actual"))
    return {name: sorted(set(marks)) for name, marks in found.items() if len({m[0] for m in marks}) > 1}


def _date(iso: str) -> dt.date:
    parts = [int(part) for part in iso.split("-")]
    return dt.date(*([*parts, 1, 1])[:3])


def strength_chart(column: Column, dossier: dict[str, Any], height: float) -> None:
    """Draw each measure as dots joined by a line, every dot with its figure; nothing without data."""
    drawn = series(dossier)
    if not drawn:
        return
    unit, lang = column.unit, column.lang
    column.text(word("strength", lang), 7, "semibold")
    top, bottom = column.y + 4 * unit, column.y + height - 9 * unit
    dates = [mark[0].toordinal() for marks in drawn.values() for mark in marks]
    most = max(mark[1] for marks in drawn.values() for mark in marks)
    left, right = column.x + 6 * unit, column.x + column.width - 12 * unit
    span = max(1, max(dates) - min(dates))

    def at(mark: tuple[dt.date, float, bool]) -> tuple[float, float]:
        x = left + (mark[0].toordinal() - min(dates)) / span * (right - left)
        return x, bottom - mark[1] / most * (bottom - top)

    column.items.append(
        Lines(
            (np.array([(column.x, bottom), (column.x + column.width, bottom)]),), Ink(stroke=LINE, width=0.15)
        )
    )
    for name, marks in sorted(drawn.items(), key=lambda each: -each[1][-1][1]):
        _draw_series(column, name, marks, [at(mark) for mark in marks])
    years = range(dt.date.fromordinal(min(dates)).year, dt.date.fromordinal(max(dates)).year + 1)
    for year in years:
        x = left + (dt.date(year, 1, 1).toordinal() - min(dates)) / span * (right - left)
        if x >= column.x:
            column.items.append(
                Words(x, bottom + 2.6 * unit, str(year), 5.4 * unit, color=MUTED, align="middle")
            )
    column.y = bottom + 4 * unit
    column.text(word("strength_note", lang), 5, color=MUTED)


def _draw_series(
    column: Column, name: str, marks: list[tuple[dt.date, float, bool]], spots: list[tuple[float, float]]
) -> None:
    """One measure: a line, a dot for each figure (hollow when only authorised), its name in the middle."""
    unit = column.unit
    column.items.append(Lines((np.array(spots),), Ink(stroke=BLUE, width=0.3 * unit)))
    for n, ((x, y), mark) in enumerate(zip(spots, marks, strict=True)):
        fill = BLUE if mark[2] else "#FFFFFF"
        column.items.append(Disc(x, y, 0.85 * unit, Ink(fill, stroke=BLUE, width=0.3 * unit)))
        twins = [spot for m, spot in enumerate(spots) if m != n and abs(spot[0] - x) < 4 * unit]
        place = (x, y - 1.7 * unit)
        if twins:
            place = (x + 1.7 * unit, y + (1.9 if twins[0][1] < y else -0.4) * unit)
        align: Align = "left" if twins else "middle"
        figure = number(mark[1], column.lang)
        column.items.append(Words(*place, figure, 5.6 * unit, "semibold", align=align))
    x, y = (spots[0][0] + spots[-1][0]) / 2, (spots[0][1] + spots[-1][1]) / 2
    column.items.append(Words(x, y - 2.4 * unit, name, 5.8 * unit, color=MUTED, align="middle"))
