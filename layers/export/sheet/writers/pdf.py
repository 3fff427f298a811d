"""A scene as vector PDF: fonts embedded, bookmarks, document data, and the ground under each map."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, Canvas

from layers.export.sheet.map.projection import esri_wkt
from layers.export.sheet.scene.fonts import FILES, face, placed
from layers.export.sheet.scene.scene import (
    POINT,
    Disc,
    Group,
    Image,
    Ink,
    Lines,
    Link,
    Outline,
    Window,
    Words,
)
from layers.export.sheet.writers.tagged import Marks, add_structure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.export.sheet.map.projection import Frame
    from layers.export.sheet.scene.scene import Box, Item, Scene

PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Page:
    """One page: what is drawn, its bookmark (level 0 or 1), the maps on it, and figures with their words."""

    scene: Scene
    bookmark: str = ""
    level: int = 0
    frames: tuple[Frame, ...] = ()
    figures: tuple[tuple[Box, str], ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """The document's own data; ``made`` is an ISO date, written as midnight UTC."""

    title: str
    subject: str
    keywords: str
    lang: str
    made: str


@cache
def _register_fonts() -> dict[str, str]:
    names: dict[str, str] = {}
    for font in FILES:
        name = f"Atlas-{font}"
        pdfmetrics.registerFont(TTFont(name, str(face(font).path)))
        names[font] = name
    return names


def write_pdf(pages: Sequence[Page], about: About) -> bytes:
    """Write pages as one PDF; equal pages give equal bytes."""
    marks = [Marks(page.figures) for page in pages]
    return _finish(draw_pdf(pages, marks), pages, about, marks)


def draw_pdf(pages: Sequence[Page], marks: Sequence[Marks] = ()) -> bytes:
    """Write only what is drawn: all that a picture needs; with marks, what they need for a structure."""
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=1, invariant=1, initialFontName="Helvetica")
    for number, page in enumerate(pages):
        width, height = page.scene.width * PER_MM, page.scene.height * PER_MM
        canvas.setPageSize((width, height))
        canvas.translate(0, height)
        canvas.scale(PER_MM, PER_MM)
        canvas.setLineJoin(1)
        if marks:
            marks[number].draw(canvas, page.scene.items, _draw)
        else:
            _draw(canvas, page.scene.items)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw(canvas: Any, items: Sequence[Item]) -> None:  # noqa: ANN401 - the library is untyped
    for item in items:
        match item:
            case Lines():
                _lines(canvas, item)
            case Outline():
                _path(canvas, item.commands, item.ink)
            case Disc():
                _prepare(canvas, item.ink)
                canvas.circle(item.x, -item.y, item.radius, **_modes(item.ink))
            case Words():
                _words(canvas, item)
            case Image(box=box):
                picture = ImageReader(io.BytesIO(item.png))
                canvas.drawImage(picture, box.x, -box.bottom, box.width, box.height, mask="auto")
            case Link(box=box):
                canvas.linkURL(item.address, (box.x, -box.bottom, box.right, -box.y), relative=1)
            case Group():
                _draw(canvas, item.items)
            case Window():
                canvas.saveState()
                box = item.box
                path = canvas.beginPath()
                path.rect(box.x, -box.bottom, box.width, box.height)
                canvas.clipPath(path, stroke=0, fill=0)
                _draw(canvas, item.items)
                canvas.restoreState()


@cache
def _color(value: str) -> Any:  # noqa: ANN401
    return HexColor(value)


def _prepare(canvas: Any, ink: Ink) -> None:  # noqa: ANN401
    if ink.fill:
        canvas.setFillColor(_color(ink.fill))
        canvas.setFillAlpha(ink.fill_opacity)
    if ink.stroke:
        canvas.setStrokeColor(_color(ink.stroke))
        canvas.setStrokeAlpha(ink.stroke_opacity)
        canvas.setLineWidth(ink.width)
        canvas.setDash(*([list(ink.dash)] if ink.dash else [[]]))


def _modes(ink: Ink) -> dict[str, int]:
    return {"fill": int(bool(ink.fill)), "stroke": int(bool(ink.stroke))}


def _lines(canvas: Any, item: Lines) -> None:  # noqa: ANN401
    _prepare(canvas, item.ink)
    path = canvas.beginPath()
    for part in item.parts:
        first, *others = part.tolist()
        path.moveTo(first[0], -first[1])
        for x, y in others:
            path.lineTo(x, -y)
        if item.closed:
            path.close()
    canvas.drawPath(path, fillMode=FILL_EVEN_ODD, **_modes(item.ink))


def _path(canvas: Any, commands: Sequence[Any], ink: Ink) -> None:  # noqa: ANN401
    _prepare(canvas, ink)
    path = canvas.beginPath()
    for name, *numbers in commands:
        if name == "M":
            path.moveTo(numbers[0], -numbers[1])
        elif name == "L":
            path.lineTo(numbers[0], -numbers[1])
        elif name == "C":
            path.curveTo(*(n if i % 2 == 0 else -n for i, n in enumerate(numbers)))
        else:
            path.close()
    canvas.drawPath(path, fillMode=1, **_modes(ink))


def _words(canvas: Any, item: Words) -> None:  # noqa: ANN401
    shape = face(item.font)
    text = shape.known(item.text)
    size = item.size * POINT
    width = shape.width(text, item.size, item.spacing)
    start = -{"left": 0.0, "middle": width / 2, "right": width}[item.align]
    canvas.saveState()
    canvas.translate(item.x, -item.y)
    if item.angle:
        canvas.rotate(item.angle)
    if item.halo:
        _halo(canvas, item, text, start)
    canvas.setFillColor(_color(item.color))
    canvas.setFillAlpha(1)
    canvas.setFont(_register_fonts()[item.font], size)
    canvas.drawString(start, 0, text, charSpace=item.spacing)
    canvas.restoreState()


def _halo(canvas: Any, item: Words, text: str, start: float) -> None:  # noqa: ANN401
    """Draw the white rim as outlines, so that the text itself is written once."""
    shape = face(item.font)
    scale = item.size * POINT / shape.units
    commands: list[Any] = []
    for character in text:
        commands += placed(shape.outline(character), start, 0, scale, upwards=True)
        start += shape.advance(character) * item.size * POINT + item.spacing
    ink = Ink(fill="#FFFFFF", stroke="#FFFFFF", stroke_opacity=0.9, fill_opacity=0.9, width=2 * item.halo)
    _path(canvas, commands, ink)


def _finish(drawn: bytes, pages: Sequence[Page], about: About, marks: Sequence[Marks]) -> bytes:
    """Add bookmarks, language, dates, the maps' ground and the structure."""
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(drawn)), import_outline=False)
    moment = f"D:{re.sub('-', '', about.made)}000000Z"
    writer.metadata = {
        "/Title": about.title,
        "/Author": "Mission Atlas",
        "/Subject": about.subject,
        "/Keywords": about.keywords,
        "/Creator": "Mission Atlas",
        "/Producer": "Mission Atlas",
        "/CreationDate": moment,
        "/ModDate": moment,
    }
    writer.root_object[NameObject("/Lang")] = TextStringObject(about.lang)
    shown = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    writer.root_object[NameObject("/ViewerPreferences")] = shown
    parent = None
    for number, page in enumerate(pages):
        if page.bookmark:
            item = writer.add_outline_item(
                title=page.bookmark, page_number=number, parent=parent if page.level else None
            )
            parent = parent if page.level else item
        if page.frames:
            views = [_viewport(frame, page.scene.height) for frame in page.frames]
            writer.pages[number][NameObject("/VP")] = ArrayObject(views)
    add_structure(writer, marks, about.title, about.lang)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _numbers(values: Sequence[float]) -> ArrayObject:
    return ArrayObject([FloatObject(round(v, 6)) for v in values])


def _viewport(frame: Frame, height: float) -> DictionaryObject:
    """Describe where a map lies on the earth (ISO 32000-2, 12.10, geospatial features)."""
    import numpy as np  # noqa: PLC0415 - needed here only

    box = frame.box
    corners = np.array([[box.x, box.bottom], [box.x, box.y], [box.right, box.y], [box.right, box.bottom]])
    lonlat = frame.to_ground(corners)
    ground = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/PROJCS"),
            NameObject("/WKT"): TextStringObject(esri_wkt(frame.projection)),
        }
    )
    if frame.projection.zone:
        ground[NameObject("/EPSG")] = NumberObject(32600 + frame.projection.zone)
    unit_square = (0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 0.0)
    measure = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Measure"),
            NameObject("/Subtype"): NameObject("/GEO"),
            NameObject("/Bounds"): _numbers(unit_square),
            NameObject("/LPTS"): _numbers(unit_square),
            NameObject("/GPTS"): _numbers([n for lon, lat in lonlat.tolist() for n in (lat, lon)]),
            NameObject("/GCS"): ground,
        }
    )
    edges = (box.x, height - box.bottom, box.right, height - box.y)
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Viewport"),
            NameObject("/BBox"): _numbers([n * PER_MM for n in edges]),
            NameObject("/Name"): TextStringObject("map"),
            NameObject("/Measure"): measure,
        }
    )
