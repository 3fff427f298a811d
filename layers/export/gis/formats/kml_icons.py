"""Point symbols as pictures for KMZ: the map's own discs and icons, on nothing."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import pypdfium2 as pdfium

from layers.export.sheet.map.symbols import RADIUS_MM, dot, pin
from layers.export.sheet.scene.scene import Scene
from layers.export.sheet.writers.pdf import Page, draw_pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.schema.marks import LegendEntry
SIDE: Final = 64  # pixels of a picture: twice what is drawn at scale 1, for fine screens
DRAWN: Final = 32  # pixels at which Google Earth draws any icon of scale 1
EDGE: Final = 1.0  # pixels of the map left free around a symbol
_PIXEL: Final = 1 / RADIUS_MM  # paper's unit that makes a pixel of the map one millimetre


def icon_scale(mark: LegendEntry) -> float:
    """The KML scale at which a mark's picture has the size that it has on the map."""
    return round(2 * (float(mark["radius"]) + EDGE) / DRAWN, 3)


def draw_icons(marks: Sequence[LegendEntry]) -> list[bytes]:
    """Draw each mark, a pin or a dot, as a square PNG without a ground."""
    if not marks:
        return []
    document = pdfium.PdfDocument(draw_pdf([Page(_scene(mark)) for mark in marks]))
    try:
        return [_picture(page) for page in document]
    finally:
        document.close()


def _scene(mark: LegendEntry) -> Scene:
    half = mark["radius"] + EDGE
    draw = pin if mark["shape"] == "pin" else dot
    return Scene(2 * half, 2 * half, draw(half, half, mark, _PIXEL))


def _picture(page: Any) -> bytes:  # noqa: ANN401 - the library is untyped
    bitmap = page.render(scale=SIDE / page.get_width(), fill_color=(0, 0, 0, 0), rev_byteorder=True)
    file = io.BytesIO()
    bitmap.to_pil().resize((SIDE, SIDE)).save(file, "PNG", optimize=True)
    return file.getvalue()
