"""Pages of text: notes that found no room in a margin, an atlas's cover and annex."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from layers.export.sheet.margin.blocks import Column, legend_part
from layers.export.sheet.margin.lines import LegendBlock
from layers.export.sheet.request.paper import SIZES
from layers.export.sheet.scene.scene import Ink, Outline, Scene, Words
from layers.schema.colours import INK, MUTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.text import Lang
    from layers.export.sheet.request.paper import Orientation, PaperName
    from layers.export.sheet.scene.scene import Font

EDGE: Final = 14.0
GUTTER: Final = 8.0
#: Size in points, font and colour, and the room above (mm), of each kind of paragraph.
KINDS: Final[dict[str, tuple[float, Font, str, float]]] = {
    "head": (9.5, "semibold", INK, 3.2),
    "strong": (7.4, "semibold", INK, 2.2),
    "body": (7.0, "regular", "#2C3A47", 0.8),
    "small": (6.0, "regular", MUTED, 0.4),
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph and its kind."""

    text: str
    kind: str = "body"


def text_pages(  # noqa: PLR0913 - a page's paper, words and columns
    title: str,
    paragraphs: Sequence[Paragraph | LegendBlock],
    paper: PaperName,
    orientation: Orientation,
    lang: Lang,
    foot: str = "",
) -> list[Scene]:
    """Set paragraphs, and signs with their words, in columns over as many pages as they need."""
    short, long = SIZES[paper]
    width, height = (long, short) if orientation == "landscape" else (short, long)
    count = 3 if orientation == "landscape" else 2
    column_width = (width - 2 * EDGE - (count - 1) * GUTTER) / count
    scenes: list[Scene] = []
    columns: list[Column] = []
    for n, paragraph in enumerate(paragraphs):
        is_title = isinstance(paragraph, Paragraph) and paragraph.kind in {"head", "strong"}
        after = paragraphs[n + 1 : n + 2] if is_title else []
        need = _height([paragraph, *after], column_width, lang)
        if not columns or columns[0].y + need > height - EDGE - 6:
            columns = columns[1:]
            if not columns:
                scenes.append(_empty(title, width, height, lang, foot, len(scenes)))
                top = EDGE + (16 if len(scenes) == 1 else 8)
                columns = [
                    Column(EDGE + k * (column_width + GUTTER), top, column_width, 1.0, lang)
                    for k in range(count)
                ]
        _set(columns[0], paragraph)
        scenes[-1].add(*columns[0].items)
        columns[0].items.clear()
    return scenes


def _empty(title: str, width: float, height: float, lang: Lang, foot: str, number: int) -> Scene:  # noqa: PLR0913
    scene = Scene(width, height)
    head = Column(EDGE, EDGE - 4, width - 2 * EDGE, 1.0, lang)
    head.text(title, 14 if number == 0 else 9, "semibold", role="H1" if number == 0 else "")
    head.rule()
    scene.add(*head.items)
    if foot:
        line = (("M", EDGE, height - EDGE), ("L", width - EDGE, height - EDGE))
        scene.add(Outline(line, Ink(stroke="#C9D2DA", width=0.15)))
        scene.add(Words(EDGE, height - EDGE + 4, foot, 6, color=MUTED))
    return scene


def _set(column: Column, paragraph: Paragraph | LegendBlock) -> None:
    if isinstance(paragraph, LegendBlock):
        legend_part(column, paragraph)
        return
    size, font, color, above = KINDS[paragraph.kind]
    column.gap(above)
    column.text(paragraph.text, size, font, color, lead=1.32, role="H2" if paragraph.kind == "head" else "")


def _height(paragraphs: Sequence[Paragraph | LegendBlock], width: float, lang: Lang) -> float:
    trial = Column(0.0, 0.0, width, 1.0, lang)
    for paragraph in paragraphs:
        _set(trial, paragraph)
    return trial.y
