"""A page as a picture, of any resolution: the PDF's own drawing, rendered by PDFium."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from layers.export.sheet.writers.pdf import draw_pdf

if TYPE_CHECKING:
    from PIL.Image import Image

    from layers.export.sheet.writers.pdf import Page


def picture(page: Page, dpi: int) -> Image:
    """Render one page at a number of dots per inch."""
    document = pdfium.PdfDocument(draw_pdf([page]))
    try:
        sheet = document[0]
        bitmap = sheet.render(scale=dpi / 72, rev_byteorder=True, draw_annots=False)
        image: Image = bitmap.to_pil().convert("RGB")
        return image
    finally:
        document.close()


def write_png(page: Page, dpi: int) -> bytes:
    """Write one page as PNG, its resolution written in the file."""
    file = io.BytesIO()
    picture(page, dpi).save(file, "PNG", dpi=(dpi, dpi), compress_level=4)
    return file.getvalue()
