"""Panels over a quiet corner of the map: facts of a place, key figures, strength by date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.places.nation import NATION
from layers.export.sheet.margin.blocks import Column
from layers.export.sheet.margin.chart import strength_chart
from layers.export.sheet.request.words import word
from layers.export.sheet.scene.fonts import wrap
from layers.export.sheet.scene.scene import POINT, Box, Ink, Outline, Words, rectangle
from layers.schema.colours import BORDER, LINE, MUTED
from layers.words import typeset

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.artifact.dossiers import Dossier, DossierFact
    from layers.export.sheet.map.projection import Frame
    from layers.export.sheet.request.data import SheetData
    from layers.export.sheet.scene.scene import Item

WIDTH: Final = 70.0
PAD: Final = 2.4
TALLEST: Final = 0.44  # of the map's height
CHIEF: Final = 2  # numbers of a theme in a scorecard


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel drawn: the box it covers and what stands in it."""

    box: Box
    items: tuple[Item, ...]


def make_panels(
    data: SheetData, frame: Frame, unit: float, kept: shapely.Geometry | None = None
) -> list[Panel]:
    """Make the panels asked for, each in the emptiest corner left, off what is kept clear (mm) if one is."""
    points = _points(data, frame) if data.request.panels else np.zeros((0, 2))
    corners = [(False, False), (True, False), (False, True), (True, True)]
    panels = []
    for column in _columns(data, frame.box, unit):
        places = {corner: _corner_box(frame.box, _size(column, unit), corner) for corner in corners}
        best = min(
            corners, key=lambda corner: (_covered(kept, places[corner]), _inside(points, places[corner]))
        )
        corners.remove(best)
        box = places[best]
        panels.append(Panel(box, (_paper(box), *moved(column.items, box.x + PAD, box.y + PAD))))
    return panels


def panel_sizes(data: SheetData, box: Box, unit: float) -> list[tuple[float, float]]:
    """Width and height (mm) of each panel that a map in a box would have."""
    return [_size(column, unit) for column in _columns(data, box, unit)]


def _columns(data: SheetData, box: Box, unit: float) -> list[Column]:
    """What stands in each panel that has anything to say."""
    makers = {"facts": _facts, "figures": _figures, "strength": _strength}
    columns = []
    for name in data.request.panels:
        column = Column(0.0, 0.0, WIDTH * unit - 2 * PAD, unit, data.lang)
        makers[name](column, data, box.height * TALLEST)
        if column.items:
            columns.append(column)
    return columns


def _size(column: Column, unit: float) -> tuple[float, float]:
    return WIDTH * unit, column.y + 2 * PAD


def _covered(kept: shapely.Geometry | None, box: Box) -> float:
    """How much of what is kept clear a box covers (mm²)."""
    if kept is None:
        return 0.0
    covered = shapely.intersection(kept, shapely.box(box.x, box.y, box.right, box.bottom))
    return float(shapely.area(covered))


def _corner_box(area: Box, size: tuple[float, float], corner: tuple[bool, bool]) -> Box:
    """The box of a size that leans on a corner (right, low) of the map."""
    x = area.right - size[0] if corner[0] else area.x
    y = area.bottom - size[1] if corner[1] else area.y
    return Box(x, y, *size)


def _inside(points: NDArray[np.float64], box: Box) -> int:
    across = (points[:, 0] > box.x - 4) & (points[:, 0] < box.right + 4)
    return int((across & (points[:, 1] > box.y - 4) & (points[:, 1] < box.bottom + 4)).sum())


def _paper(box: Box) -> Item:
    return rectangle(box, Ink(fill="#FFFFFF", stroke=BORDER, width=0.2))


def moved(items: list[Item], dx: float, dy: float) -> list[Item]:
    """Move what was drawn from the origin to its place (mm)."""
    from layers.export.sheet.scene.shift import shift  # noqa: PLC0415 - panels are rare

    return [shift(item, dx, dy) for item in items]


def _points(data: SheetData, frame: Frame) -> NDArray[np.float64]:
    """The symbols of the layers shown, on the paper (mm)."""
    points = []
    for layer in data.view.drawn:
        kept = (f["geometry"] for f in data.artifact(layer).features if f["geometry"])
        points += [g["coordinates"] for g in kept if g["type"] == "Point"]
    return frame.to_paper(np.array(points, dtype=float)) if points else np.zeros((0, 2))


def _facts(column: Column, data: SheetData, room: float) -> None:
    """What the documents say of the place framed or selected; an area begins with its scorecard."""
    place = data.view.selection or data.request.focus
    dossier = data.dossier(place) if place else None
    if dossier is None:
        return
    column.text(word("facts", data.lang, place=dossier["name"]), 7, "semibold")
    facts = [f for topic in dossier["topics"] for f in topic["facts"]]
    if dossier["position"] is None and dossier["scorecard"]:
        _scorecard(column, dossier, data)
    if facts and column.y < room / 2:
        _table(column, facts, room)
    elif not facts and not dossier["scorecard"]:
        column.text(word("no_facts", data.lang), 6, color=MUTED)


def _scorecard(column: Column, dossier: Dossier, data: SheetData) -> None:
    """The chief numbers of each theme, as the dossier gives them."""
    column.gap(0.6)
    for theme in dossier["scorecard"]:
        own = [score for score in theme["scores"] if not score["with_others"]]
        chief = [score["headline"] for score in own if score["headline"]][:CHIEF]
        if chief:
            _row(column, theme["title"], " · ".join(chief), "", share=0.4)
    column.text(word("scorecard_note", data.lang), 5.4, color=MUTED)


def _figures(column: Column, data: SheetData, room: float) -> None:
    """The Mission's own figures, national: the latest of each measure, figures first."""
    dossier = data.dossier(NATION)
    if dossier is None:
        return
    column.text(word("figures", data.lang), 7, "semibold")
    latest: dict[str, DossierFact] = {}
    for topic in dossier["topics"]:
        for fact in topic["facts"]:
            if topic["id"] in {"strength", "police", "staffing"} and fact["number"] is not None:
                known = latest.get(fact["measure"])
                if known is None or fact["period_end"] >= known["period_end"]:
                    latest[fact["measure"]] = fact
    _table(column, list(latest.values()), room * 0.75)


def _strength(column: Column, data: SheetData, room: float) -> None:
    dossier = data.dossier(NATION, every_date=True)
    if dossier:
        strength_chart(column, dossier, min(room, 48 * column.unit), data.view.date)


def _table(column: Column, facts: list[DossierFact], room: float) -> None:
    """Set facts as rows until there is no more room; figures come before mere presences."""
    ordered = sorted(facts, key=lambda fact: fact["number"] is None)
    disputed = any(fact["disputed"] for fact in ordered)
    column.gap(0.6)
    for count, fact in enumerate(ordered):
        trial = column.like()
        _row(trial, fact["measure"], fact["value"], _under(fact))
        if column.y + trial.y > room - 5 * column.unit:
            column.gap(0.4)
            column.text(word("facts_more", column.lang, count=len(ordered) - count), 5.4, "italic", MUTED)
            break
        value = fact["value"] + (" ≠" if fact["disputed"] else "")
        _row(column, fact["measure"], value, _under(fact))
    if disputed:
        column.text(word("disputed", column.lang), 5.4, color=MUTED)


def _under(fact: DossierFact) -> str:
    return " · ".join(part for part in (fact["state"], fact["date"], fact["chip"]) if part)


def _row(column: Column, measure: str, value: str, under: str, share: float = 0.64) -> None:
    """One row: the measure at the left, the figure at the right, date and source below, a fine line.

    ``share`` is what the measure has of the width.
    """
    unit = column.unit
    room = column.width * share
    size, step = 5.9 * unit, 5.9 * unit * POINT * 1.24
    left = wrap(typeset(measure, column.lang), room, size)
    right = wrap(typeset(value, column.lang), column.width - room - 2, size, "semibold")
    top = column.y + 0.5 * unit
    for n, line in enumerate(left):
        column.items.append(Words(column.x, top + (n + 0.8) * step, line, size))
    for n, line in enumerate(right):
        place = column.x + column.width, top + (n + 0.8) * step
        column.items.append(Words(*place, line, size, "semibold", align="right"))
    column.y = top + max(len(left), len(right)) * step
    if under:
        column.text(under, 4.9, color=MUTED, lead=1.2)
    column.y += 0.5 * unit
    ends = (("M", column.x, column.y), ("L", column.x + column.width, column.y))
    column.items.append(Outline(ends, Ink(stroke=LINE, width=0.13)))
