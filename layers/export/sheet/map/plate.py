"""A map by itself in a box, with scale and arrow: one frame, or two for a comparison of days or places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from layers.artifact.asof import as_of_words
from layers.export.sheet.map.furniture import north_arrow, scale_bar
from layers.export.sheet.map.halos import draw_halos
from layers.export.sheet.map.mapping import draw_map
from layers.export.sheet.margin.framing import framed
from layers.export.sheet.request.words import paper_number
from layers.export.sheet.scene.fonts import face
from layers.export.sheet.scene.scene import Box, Ink, Words, rectangle
from layers.schema.colours import BORDER
from layers.view.brief import kind_of
from layers.view.comparing import split_other
from layers.words import number, typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geodata.text import Lang
    from layers.artifact.model import Artifact
    from layers.export.sheet.map.ground import Drawn
    from layers.export.sheet.map.mapping import MapDrawing
    from layers.export.sheet.map.projection import Frame
    from layers.export.sheet.request.data import SheetData
    from layers.export.sheet.scene.scene import Scene
    from layers.schema.parameters import Parameter

GAP: Final = 3.0  # mm between two frames
BAR: Final = 66.0, 9.0  # mm: the box of scale and arrow; narrower in a narrow frame
CAPTION: Final = 8.0  # points


@dataclass(frozen=True, slots=True)
class Plate:
    """What was drawn: the whole for legend and sources, each frame, and their captions and scales."""

    drawing: MapDrawing
    frames: tuple[Frame, ...]
    captions: tuple[str, ...]
    scale: str


def frames_of(data: SheetData) -> list[tuple[SheetData, str]]:
    """Return what each frame shows, with its caption; one without a caption where nothing is compared."""
    request, view = data.request, data.view
    if kind_of(view) != "comparison":
        return [(data, "")]
    if view.other:
        return _cases(data)
    if view.compare:
        days = sorted((view.compare, view.date))
        views = [replace(view, date=day, compare="") for day in days]
        return [(data.also(replace(request, view=each)), as_of_words(each.date, data.lang)) for each in views]
    places = view.selection, view.beside
    named = [(place, data.place(place)) for place in places]
    return [
        (data.also(replace(request, focus=place)), entry["names"][data.lang] if entry else "")
        for place, entry in named
    ]


def _cases(data: SheetData) -> list[tuple[SheetData, str]]:
    """The view's own case of a computed layer, and the other one, each on its own day."""
    request, view = data.request, data.view
    layer, theirs = split_other(view.other)
    cases = {**view.arguments}, {**view.arguments, layer: theirs}
    days = view.date, view.compare or view.date
    parameters = data.build.rules.parameters[layer]
    texts = [
        {p.name: case.get(layer, {}).get(p.name, p.write(p.default)) for p in parameters} for case in cases
    ]
    told = [p for p in parameters if texts[0][p.name] != texts[1][p.name]]
    found = []
    for case, day, text in zip(cases, days, texts, strict=True):
        words = [_in_words(p, text[p.name], data.lang) for p in told]
        caption = " · ".join([*([as_of_words(day, data.lang)] if day else []), *words])
        shown = replace(view, arguments=case, date=day, compare="", other="", how="")
        found.append((data.also(replace(request, view=shown)), caption))
    return found


def _in_words(parameter: Parameter, text: str, lang: Lang) -> str:
    """An argument as a caption says it: a number with its unit, the words of a choice."""
    if parameter.kind == "number":
        return f"{number(float(text), lang)}\N{NO-BREAK SPACE}{parameter.unit}"
    words = dict(parameter.choices).get(text, parameter.label)
    return words.get(lang)


def draw_plate(scene: Scene, data: SheetData, box: Box, unit: float) -> Plate:
    """Draw the map of a view in a box; ``unit`` enlarges signs and names."""
    shown = frames_of(data)
    width = (box.width - GAP * (len(shown) - 1)) / len(shown)
    drawings = [
        _frame(scene, each, caption, Box(box.x + n * (width + GAP), box.y, width, box.height), unit)
        for n, (each, caption) in enumerate(shown)
    ]
    if data.view.how == "halos":
        rings = [draw_halos(scene, data, drawing, unit) for drawing in drawings]
        drawings[0] = replace(drawings[0], halos=frozenset().union(*rings))
    scales = dict.fromkeys(f"1:{paper_number(d.frame.scale, data.lang)}" for d in drawings)
    return Plate(
        _together(drawings),
        tuple(d.frame for d in drawings),
        tuple(caption for _, caption in shown if caption),
        ", ".join(scales),
    )


def _frame(scene: Scene, data: SheetData, caption: str, box: Box, unit: float) -> MapDrawing:
    frame, panels = framed(data, box, unit)
    shrunk = min(unit, box.width / 100)
    low = Box(box.x + 2.5, box.bottom - BAR[1] * shrunk - 2.5, BAR[0] * shrunk, BAR[1] * shrunk)
    covered = [low, *(panel.box for panel in panels)]
    head: list[Words] = []
    if caption:
        text = typeset(caption, data.lang)
        wide = face("semibold").width(text, CAPTION * unit) + 4
        covered.append(Box(box.x, box.y, min(wide, box.width), 5.4 * unit))
        head = [Words(box.x + 2, box.y + 3.9 * unit, text, CAPTION * unit, "semibold")]
    drawing = draw_map(scene, data, frame, unit, tuple(covered))
    scene.add(*(item for panel in panels for item in panel.items))
    scene.add(rectangle(low, Ink(fill="#FFFFFF", fill_opacity=0.9)))
    at = low.x + 3 * shrunk, low.y + 0.9 * shrunk
    scene.add(*scale_bar(*at, 42 * shrunk, frame.scale, data.lang, shrunk))
    scene.add(*north_arrow(low.right - 4.5 * shrunk, low.y - 0.9, 10 * shrunk, frame, data.lang))
    if caption:
        scene.add(rectangle(covered[-1], Ink(fill="#FFFFFF", stroke=BORDER, width=0.2)), *head)
    return drawing


def _together(drawings: Sequence[MapDrawing]) -> MapDrawing:
    """What legend and sources must say of several frames: a layer once, with all that is seen of it."""
    first, *others = drawings
    if not others:
        return first
    return replace(
        first,
        layers=_joined([drawing.layers for drawing in drawings]),
        base=[d for _, d in _joined([_pairs(drawing) for drawing in drawings])],
        base_artifacts=[a for a, _ in _joined([_pairs(drawing) for drawing in drawings])],
        airports=_most(drawings, lambda drawing: drawing.airports),
        towns=_most(drawings, lambda drawing: drawing.towns),
        reader=list({drawn.shape.thing: drawn for drawing in drawings for drawn in drawing.reader}.values()),
        is_spread=any(drawing.is_spread for drawing in drawings),
    )


def _pairs(drawing: MapDrawing) -> list[tuple[Artifact, Drawn]]:
    return list(zip(drawing.base_artifacts, drawing.base, strict=True))


def _most(drawings: Sequence[MapDrawing], count: Callable[[MapDrawing], int]) -> int:
    return max(map(count, drawings))


def _joined(parts: Sequence[list[tuple[Artifact, Drawn]]]) -> list[tuple[Artifact, Drawn]]:
    found: dict[str, tuple[Artifact, Drawn]] = {}
    for artifact, drawn in (pair for part in parts for pair in part):
        if artifact.id not in found:
            found[artifact.id] = artifact, drawn
            continue
        known, before = found[artifact.id]
        marks = {mark["key"]: mark for mark in [*known.meta["marks"], *artifact.meta["marks"]]}
        meta = known.meta | {"marks": list(marks.values())}
        if meta.get("caption", "") != (told := artifact.meta.get("caption", "")):  # cases of a computed layer
            caveats = dict.fromkeys([*meta["caveats"], *artifact.meta["caveats"]])
            meta |= {"caption": f"{meta['caption']} {told}", "caveats": list(caveats)}
        found[artifact.id] = replace(known, meta=meta), replace(before, seen=before.seen + drawn.seen)
    return list(found.values())
