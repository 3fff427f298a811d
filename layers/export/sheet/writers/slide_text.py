"""Text and small pictures on a slide."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Mm, Pt

from layers.export.sheet.scene.scene import Scene
from layers.export.sheet.writers.pdf import Page
from layers.export.sheet.writers.png import picture
from layers.schema import colours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.export.sheet.scene.scene import Box, Item

INK: Any = RGBColor.from_string(colours.INK[1:])  # type: ignore[no-untyped-call]
MUTED: Any = RGBColor.from_string(colours.MUTED[1:])  # type: ignore[no-untyped-call]
#: A paragraph: its words, size (points), whether it is bold, its colour; None for the theme's.
Said = tuple[str, float, bool, Any]


def add_text(slide: Any, box: Box, paragraphs: Sequence[Said]) -> None:  # noqa: ANN401 - the library is untyped
    """Set paragraphs in a box of their own."""
    shape = slide.shapes.add_textbox(Mm(box.x), Mm(box.y), Mm(box.width), Mm(box.height))
    write(shape.text_frame, paragraphs)


def write(frame: Any, paragraphs: Sequence[Said], align: Any = PP_ALIGN.LEFT) -> None:  # noqa: ANN401
    """Fill a frame with paragraphs."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if len(paragraphs) == 1 else MSO_ANCHOR.TOP
    for n, (text, size, bold, color) in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold = Pt(size), bold
        if color is not None:
            run.font.color.rgb = color
        paragraph.alignment = align


def add_picture(slide: Any, items: Sequence[Item], box: Box, size: tuple[float, float], dpi: int) -> Any:  # noqa: ANN401
    """Draw items of a size (mm) as a picture in a box, and return its shape."""
    scene, file = Scene(*size), io.BytesIO()
    scene.add(*items)
    picture(Page(scene), dpi).save(file, "PNG", dpi=(dpi, dpi), compress_level=6)
    file.seek(0)
    return slide.shapes.add_picture(file, Mm(box.x), Mm(box.y), Mm(box.width), Mm(box.height))


def describe(shape: Any, name: str, text: str) -> None:  # noqa: ANN401
    """Name a shape, and say in words what it shows; nothing for an ornament."""
    shape.name = name
    shape._element.xpath(".//p:cNvPr")[0].set("descr", text)  # noqa: SLF001 - the library has no setter
