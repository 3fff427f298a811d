"""Map tiles (XYZ, EPSG:3857): the map of a sheet without its margin, drawn by squares and cut into tiles.

Several tiles are drawn together, as a square, so that a name is written once in it and never cut at a tile's
edge. Around the square a strip is drawn and cut away: a symbol on the edge is whole in both squares, and its
name belongs to the one that holds its point. What is not drawn on is transparent.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pypdfium2 as pdfium

from geodata.text import Text
from layers.export.sheet.map.mapping import map_items
from layers.export.sheet.map.projection import ZOOM_0, Frame, Projection
from layers.export.sheet.request.data import prepare
from layers.export.sheet.scene.scene import POINT, Box, Scene, Window
from layers.export.sheet.writers.pdf import Page, draw_pdf

if TYPE_CHECKING:
    from PIL.Image import Image

    from layers.artifact.reader import Build
    from layers.export.sheet.request.query import SheetRequest

WEB_MERCATOR: Final = Projection("EPSG:3857", Text("Mercator du Web", "Web Mercator"))
TILE: Final = 256  # pixels
SIDE: Final = 4  # tiles of a square's side
BLEED: Final = 64  # pixels drawn around a square: the widest symbol and the strip that it is moved in
PIXEL: Final = POINT / 2  # mm of paper drawn for one pixel: pages are then whole numbers of points
UNIT: Final = PIXEL / 0.19  # sheets take 0.19 mm for a pixel: type and symbols are the screen's size
HALF: Final = ZOOM_0 * TILE / 2  # metres from the grid's centre to its edges


@dataclass(frozen=True, slots=True)
class Square:
    """Tiles that are drawn together: zoom, column and row of the first, how many a side, and pixel ratio."""

    zoom: int
    column: int
    row: int
    side: int = SIDE
    ratio: int = 1

    @property
    def frame(self) -> Frame:
        """The ground of the square and of the strip around it."""
        metres = 2 * HALF / 2**self.zoom  # of one tile
        middle = self.side / 2
        centre = (self.column + middle) * metres - HALF, HALF - (self.row + middle) * metres
        width = (self.side * TILE + 2 * BLEED) * PIXEL
        scale = metres / TILE * 1000 / PIXEL
        return Frame(Box(0, 0, width, width), WEB_MERCATOR, scale, centre, float(self.zoom))


def draw_square(request: SheetRequest, build: Build, square: Square) -> bytes:
    """Return a square's tiles: a ZIP of files ``COLUMN-ROW.png``, without those that show nothing."""
    frame = square.frame
    box, strip = frame.box, BLEED * PIXEL
    edges = (
        Box(0, 0, box.width, strip),
        Box(0, box.height - strip, box.width, strip),
        Box(0, 0, strip, box.height),
        Box(box.width - strip, 0, strip, box.height),
    )
    _, items = map_items(prepare(request, build), frame, UNIT, edges)
    scene = Scene(box.width, box.height)
    scene.add(Window(box, items))
    return _cut(_picture(scene, square.ratio), square)


def _picture(scene: Scene, ratio: int) -> Image:
    """Render a scene over nothing, a pixel of the screen being ``ratio`` pixels."""
    document = pdfium.PdfDocument(draw_pdf([Page(scene, "")]))
    try:
        drawn = {"rev_byteorder": True, "draw_annots": False, "maybe_alpha": True}
        scale = POINT / PIXEL * ratio
        bitmap = document[0].render(scale=scale, fill_color=(255, 255, 255, 0), **drawn)
        image: Image = bitmap.to_pil().convert("RGBA")
        return image
    finally:
        document.close()


def _cut(image: Image, square: Square) -> bytes:
    file = io.BytesIO()
    size, strip = TILE * square.ratio, BLEED * square.ratio
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as tiles:
        for column in range(square.side):
            for row in range(square.side):
                left, top = strip + column * size, strip + row * size
                tile = image.crop((left, top, left + size, top + size))
                if tile.getbbox():  # of what is not transparent
                    name = f"{square.column + column}-{square.row + row}.png"
                    tiles.writestr(zipfile.ZipInfo(name), _png(tile))
    return file.getvalue()


def _png(image: Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=6)
    return file.getvalue()
