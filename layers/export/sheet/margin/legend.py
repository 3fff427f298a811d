"""The legend of a sheet: the signs that are in sight, layer by layer, then those of the basemap."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from layers.artifact.colour import titled
from layers.export.sheet.map.ground import OUTLINES
from layers.export.sheet.map.halos import INKS
from layers.export.sheet.map.symbols import DASH_MM, WIDTH_MM
from layers.export.sheet.margin.lines import LegendBlock, LegendLine
from layers.export.sheet.margin.reader import reader_lines
from layers.export.sheet.request.words import word
from layers.icons import icon_path
from layers.schema.colours import MUTED
from layers.schema.signs import STANDINGS, emblem, neutral
from layers.view.drawn_words import READERS

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.artifact.halos import Halo
    from layers.export.sheet.map.mapping import MapDrawing
    from layers.schema.marks import LegendEntry

#: Signs that several layers share: how a fact stands.
STATUS: Final = tuple(
    f"{kind}{key}" for kind in ("", "towns-", "area-", "group-", "zone-") for key in STANDINGS
)
#: Signs of the basemap that need no words.
PLAIN: Final = frozenset({"neighbour", "other-land", "land"})


def legend_of(drawing: MapDrawing, lang: Lang) -> list[LegendBlock]:
    """Return the legend's blocks: layers, signs they share, basemap; each sign is explained once."""
    seen = [
        (a.meta, [m for m in a.meta["marks"] if d.seen[m["key"]] or m.get("scale")])
        for a, d in drawing.layers
    ]
    shared = _shared([m for _, marks in seen for m in marks if m["key"] in STATUS])
    blocks: list[LegendBlock] = []
    topics: list[LegendLine] = []
    common: dict[str, LegendEntry] = {}
    for meta, marks in seen:
        own = [m for m in marks if (m["key"], m["label"]) not in shared]
        status = [m for m in marks if (m["key"], m["label"]) in shared]
        lines = tuple(LegendLine(mark["label"], mark) for mark in _distinct(own))
        if lines:
            short = len(lines) > 3 and all(len(line.label) < 20 for line in lines)
            short = short and "coloured" not in meta  # classes read from the greatest down
            blocks.append(LegendBlock(titled(meta), lines, narrow=short))
        if status:
            topics.append(LegendLine(meta["title"], emblem(status)))
            common |= {m["key"]: m for m in status}
    if topics:
        blocks.append(LegendBlock(word("topics", lang), tuple(topics), narrow=len(topics) > 4))
        shown = [common[key] for key in STATUS if key in common]
        blocks.append(LegendBlock(word("signs", lang), _signs(shown, lang)))
    if rings := tuple(_ring(kind, lang) for kind in INKS if kind in drawing.halos):
        blocks.append(LegendBlock(word("halos", lang), rings))
    if drawing.reader:
        blocks.append(
            LegendBlock(READERS.get(lang), reader_lines([drawn.shape for drawn in drawing.reader], lang))
        )
    base = _base_lines(drawing, lang)
    return [*blocks, LegendBlock(word("basemap", lang), base, narrow=True)] if base else blocks


def _ring(kind: Halo, lang: Lang) -> LegendLine:
    """A kind of ring around what changed between two days, as a line of its colour and dash."""
    ink = INKS[kind]
    line: LegendEntry = {
        "key": kind,
        "label": word(f"halo_{kind}", lang),
        "shape": "line",
        "color": ink.stroke,
        "stroke": ink.stroke,
        "fill": 0,
        "width": ink.width / WIDTH_MM,
        "dash": " ".join(f"{part / DASH_MM:.3g}" for part in ink.dash),
        "radius": 0,
        "label_style": "",
        "min_zoom": 0,
    }
    return LegendLine(line["label"], line)


def _shared(marks: list[LegendEntry]) -> set[tuple[str, str]]:
    """The standings that say the same in every layer, if at least two layers are drawn with them."""
    labels: dict[str, list[str]] = {}
    for mark in marks:
        labels.setdefault(mark["key"], []).append(mark["label"])
    usual = {key: Counter(texts).most_common(1)[0][0] for key, texts in labels.items()}
    if max((len(texts) for texts in labels.values()), default=0) < 2:
        return set()
    return set(usual.items())


def _signs(marks: list[LegendEntry], lang: Lang) -> tuple[LegendLine, ...]:
    """The signs that layers share; that of several towns once: full and hollow are said already."""
    towns = [mark for mark in marks if mark.get("together")]
    if len(towns) > 1:
        marks = [mark for mark in marks if mark not in towns[1:]]
        marks[marks.index(towns[0])] = towns[0] | {"label": word("with_others", lang)}
    return tuple(LegendLine(mark["label"], neutral(mark)) for mark in marks)


def _grey(mark: LegendEntry) -> LegendEntry:
    return mark | {"color": MUTED, "stroke": MUTED}


def _distinct(marks: list[LegendEntry]) -> list[LegendEntry]:
    """One mark for each label, without hue where the label stands for several hues."""
    by_label: dict[str, list[LegendEntry]] = {}
    for mark in marks:
        by_label.setdefault(mark["label"], []).append(mark)
    return [same[0] if len({m["color"] for m in same}) == 1 else _grey(same[0]) for same in by_label.values()]


def _base_lines(drawing: MapDrawing, lang: Lang) -> tuple[LegendLine, ...]:
    found = []
    for artifact, drawn in zip(drawing.base_artifacts, drawing.base, strict=True):
        for mark in artifact.meta["marks"]:
            town = mark["key"].startswith("town-")
            if drawn.seen[mark["key"]] and mark["key"] not in PLAIN and not town:
                label = artifact.meta["title"] if mark["key"] == "all" else mark["label"]
                if mark["key"] == "commune":
                    label = word("commune", lang)
                line: LegendEntry = mark | {"shape": "line"}
                found.append(LegendLine(label, line if mark["key"] in OUTLINES else mark))
    if drawing.towns:
        marks = [m for a in drawing.base_artifacts for m in a.meta["marks"] if m["key"] == "town-1"]
        found += [LegendLine(word("town", lang), mark) for mark in marks[:1]]
    if drawing.airports:
        found.append(LegendLine(word("airport", lang), icon=icon_path("airport")))
    order = ("border", "region-limit", "all", "commune")
    rank = {key: n for n, key in enumerate(order)}
    kept: dict[str, LegendLine] = {}
    for each in found:  # lakes are of two files, with the same sign
        kept.setdefault(each.label, each)
    return tuple(
        sorted(kept.values(), key=lambda line: rank.get(line.mark["key"] if line.mark else "", len(order)))
    )
