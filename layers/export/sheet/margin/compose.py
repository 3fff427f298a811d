"""A sheet put together: the map and its margin as one scene, with what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from layers.export.sheet.map.mapping import draw_map
from layers.export.sheet.map.plate import draw_plate
from layers.export.sheet.margin.blocks import (
    Column,
    Imprint,
    imprint_block,
    legend_block,
    legend_rest,
    notes,
    scale_block,
    title_block,
)
from layers.export.sheet.margin.framing import framed
from layers.export.sheet.margin.legend import legend_of
from layers.export.sheet.margin.logo import logo_block
from layers.export.sheet.margin.marking import mark
from layers.export.sheet.margin.titles import Titles, titles
from layers.export.sheet.request.marking import logo_for, marking_of, producer_of, status_of, validity_of
from layers.export.sheet.request.paper import layout
from layers.export.sheet.request.words import word
from layers.export.sheet.scene.scene import Scene
from layers.view.drawn_words import READERS
from layers.view.drawn_words import named as name_of
from layers.view.links import view_link
from layers.words import SEMICOLON, typeset

if TYPE_CHECKING:
    from layers.export.sheet.map.mapping import MapDrawing
    from layers.export.sheet.margin.lines import LegendBlock
    from layers.export.sheet.request.data import SheetData
    from layers.export.sheet.request.paper import Layout
    from layers.export.sheet.request.query import SheetRequest

SOURCES_SIZE: Final = 5.0  # points: the smallest in which sources are set
LEAST_LEGEND: Final = 16.0  # mm for which a legend is continued elsewhere
LEGEND_FRAME: Final = 8.0  # mm of the legend's title and of the rule and gaps below it
LEAST_CAVEATS: Final = 14.0  # mm kept for caveats when the legend is long


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet ready to be written.

    ``whole`` tells whether the margin had room for every caveat, ``left`` is what it had none for of the
    legend.
    """

    data: SheetData
    scene: Scene
    drawing: MapDrawing
    layout: Layout
    titles: Titles
    imprint: Imprint
    whole: bool = True
    left: tuple[LegendBlock, ...] = ()

    @property
    def request(self) -> SheetRequest:
        """What was asked."""
        return self.data.request


def compose(data: SheetData, public_url: str, *, pages: bool = False) -> Sheet:
    """Draw one sheet.

    Parameters
    ----------
    data
        What is asked, and what of the build it may draw.
    public_url
        Address of the explorer, for the link and the code.
    pages
        Whether pages follow for what the margin has no room for: the margin then says so.
    """
    request = data.request
    page = layout(request.paper, request.orientation)
    scene = Scene(page.width, page.height)
    drawing, captions = _draw(scene, data, page)
    named = titles(data, [artifact for artifact, drawn in drawing.layers if drawn.seen])
    named = replace(named, subtitle=" / ".join(captions)) if captions else named
    sheet = Sheet(
        data, scene, drawing, page, named, imprint_of(data, named, drawing.grid.caption, public_url)
    )
    fill = _landscape if request.orientation == "landscape" else _portrait
    whole, left = fill(sheet, "_page" if pages else "")
    mark(scene, marking_of(request))
    return replace(sheet, whole=whole, left=tuple(left))


def _draw(scene: Scene, data: SheetData, page: Layout) -> tuple[MapDrawing, tuple[str, ...]]:
    """The map; two frames with their captions where two days or cases are compared."""
    if data.view.compare or data.view.other:
        plate = draw_plate(scene, data, page.map, page.unit)
        return plate.drawing, plate.captions
    frame, panels = framed(data, page.map, page.unit)
    drawing = draw_map(scene, data, frame, page.unit, tuple(panel.box for panel in panels))
    scene.add(*(item for panel in panels for item in panel.items))
    return drawing, ()


def imprint_of(data: SheetData, named: Titles, grid: str, public_url: str) -> Imprint:
    """Return what a sheet says of itself."""
    request = data.request
    return Imprint(
        request.map_number,
        request.version,
        request.made,
        named.dates,
        request.profile,
        view_link(public_url, request.view.to_query()),
        request.paper,
        grid,
        status_of(request),
        producer_of(request),
        validity_of(request),
    )


def sources_of(sheet: Sheet) -> list[str]:
    """The documents and shapes of exactly the layers in sight, basemap included, each once.

    Shapes of one origin are listed together: ``Regions, region limits (geoBoundaries), CC BY 4.0``.
    """
    drawn = [a for a, seen in sheet.drawing.layers if seen.seen] + sheet.drawing.base_artifacts
    origins: dict[str, dict[str, None]] = {}
    for artifact in drawn:
        for source in artifact.meta["sources"]:
            name, bracket, origin = source["title"].partition(" (")
            if not source["licence"]:
                name, bracket, origin = source["title"], "", ""
            licence = f", {source['licence']}" if source["licence"] else ""
            key = f"{bracket}{origin}{licence}" if bracket else f"{licence}\0{name}"
            origins.setdefault(key, {})[name] = None
    return [", ".join(names) + key.split("\0")[0] for key, names in origins.items()]


def caveats_of(sheet: Sheet) -> list[str]:
    """The caveats of the layers in sight, each once; what is modelled says its model first."""
    drawn = [a for a, seen in sheet.drawing.layers if seen.seen]
    drawn.sort(key=lambda artifact: "caption" not in artifact.meta)
    found = list(dict.fromkeys(c for artifact in drawn for c in artifact.meta["caveats"]))
    if sheet.drawing.is_spread:
        found.append(word("fanned", sheet.request.view.lang) + ".")
    return found


def captions_of(sheet: Sheet) -> list[str]:
    """What each modelled layer in sight assumes: its model, its settings, its result."""
    metas = [artifact.meta for artifact, seen in sheet.drawing.layers if seen.seen]
    return [meta["caption"] for meta in metas if meta.get("caption")]


def map_words(sheet: Sheet) -> str:
    """What the map shows, in words."""
    titles, lang = sheet.titles, sheet.request.view.lang
    said = word("map_of", lang, title=titles.title, subtitle=titles.subtitle)
    shown = f"{said} {', '.join(a.meta['title'] for a, d in sheet.drawing.layers if d.seen)}".strip()
    things = [drawn.shape for drawn in sheet.drawing.reader]
    if not things:
        return shown
    named = [
        f"{name_of(each.thing, lang)} ({each.written})" if each.written else name_of(each.thing, lang)
        for each in things
    ]
    return typeset(f"{shown}. {READERS.get(lang)}: {', '.join(named)}", lang)


def cited(sheet: Sheet) -> str:
    """The sources on one line, in the punctuation of the sheet's language."""
    lang = sheet.request.view.lang
    return typeset(SEMICOLON.get(lang).join(sources_of(sheet)), lang)


def _notes(column: Column, sheet: Sheet, bottom: float, where: str) -> bool:
    """Set caveats, then sources, down to ``bottom``; the sources are never cut."""
    lang = column.lang
    reserved = _sources_height(column, sheet) + 1.0 * column.unit
    room = bottom - column.y - reserved
    cut = word(f"cut{where}", lang)
    whole = notes(column, word("caveats", lang), caveats_of(sheet), room, cut=cut)
    column.gap(1.0)
    notes(column, word("sources", lang), [cited(sheet)], bottom - column.y, SOURCES_SIZE)
    return whole


def _sources_height(column: Column, sheet: Sheet) -> float:
    trial = column.like()
    notes(trial, word("sources", column.lang), [cited(sheet)], 0.0, SOURCES_SIZE)
    return trial.y


def _least_caveats(column: Column, sheet: Sheet) -> float:
    """What a long legend leaves to the caveats (mm): all of what a modelled layer assumes."""
    trial = column.like()
    notes(trial, word("caveats", column.lang), [*captions_of(sheet), word("cut", column.lang)], 0.0)
    return max(LEAST_CAVEATS * column.unit, trial.y + LEGEND_FRAME * column.unit)


def _measure(block: Any, column: Column, *arguments: Any) -> float:  # noqa: ANN401 - a block and what it takes
    trial = column.like()
    block(trial, *arguments)
    return trial.y


def _landscape(sheet: Sheet, where: str) -> tuple[bool, list[LegendBlock]]:
    margin, unit, lang = sheet.layout.margin, sheet.layout.unit, sheet.request.view.lang
    drawing, imprint = sheet.drawing, sheet.imprint
    column = Column(margin.x, margin.y - 0.8 * unit, margin.width, unit, lang)
    foot = _measure(imprint_block, column, imprint)
    scale = _measure(scale_block, column, drawing.frame, drawing.land, imprint)
    logo_block(column, logo_for(sheet.request))
    title_block(column, sheet.titles.title, sheet.titles.subtitle)
    column.rule()
    bottom = margin.bottom - foot - scale - 4.5 * unit
    room = bottom - column.y - _sources_height(column, sheet) - _least_caveats(column, sheet)
    left = legend_block(column, legend_of(drawing, lang), room)
    legend_rest(column, left, f"more_legend{where}")
    column.rule()
    whole = _notes(column, sheet, bottom, where)
    low = Column(margin.x, margin.bottom - foot - scale - 2.4 * unit, margin.width, unit, lang)
    scale_block(low, drawing.frame, drawing.land, imprint)
    low.y = margin.bottom - foot - 2.2 * unit
    low.rule()
    low.y = margin.bottom - foot
    imprint_block(low, imprint)
    sheet.scene.add(*column.items, *low.items)
    return whole, left


def _portrait(sheet: Sheet, where: str) -> tuple[bool, list[LegendBlock]]:
    margin, unit, lang = sheet.layout.margin, sheet.layout.unit, sheet.request.view.lang
    drawing, imprint = sheet.drawing, sheet.imprint
    gap = 4.0 * unit
    width = (margin.width - 2 * gap) / 3
    first, second, third = (
        Column(margin.x + n * (width + gap), margin.y - 0.8 * unit, width, unit, lang) for n in range(3)
    )
    scale = _measure(scale_block, first, drawing.frame, drawing.land, imprint)
    foot = _measure(imprint_block, third, imprint)
    logo_block(first, logo_for(sheet.request))
    title_block(first, sheet.titles.title, sheet.titles.subtitle)
    left = legend_block(second, legend_of(drawing, lang), margin.height)
    last = second
    first.gap(4.0)
    room = margin.bottom - scale - first.y - 6 * unit
    if left and room > LEAST_LEGEND * unit:  # under the title, where there is room
        left, last = legend_block(first, left, room, "legend_on"), first
    legend_rest(last, left, f"more_legend{where}")
    first.y = margin.bottom - scale
    scale_block(first, drawing.frame, drawing.land, imprint)
    whole = _notes(third, sheet, margin.bottom - foot - 2 * unit, where)
    third.y = margin.bottom - foot - 2.0 * unit
    third.rule()
    third.y = margin.bottom - foot
    imprint_block(third, imprint)
    sheet.scene.add(*first.items, *second.items, *third.items)
    return whole, left
