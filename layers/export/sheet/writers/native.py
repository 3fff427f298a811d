"""What is drawn as shapes of PowerPoint itself: freeforms, ovals and texts, in groups that have names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Mm, Pt

from layers.export.sheet.scene.fonts import face
from layers.export.sheet.scene.scene import (
    POINT,
    Box,
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

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from layers.export.sheet.scene.scene import Command, Item

    Points = NDArray[np.float64]

EMU: Final = 36_000  # in a millimetre
FINE: Final = 0.12  # mm by which an outline may be simplified
STEPS: Final = 6  # chords of a curve
ASCENT: Final = 1.07  # of the type's size, from a line's top to its baseline
ALIGNED: Final = {"left": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}


def add_items(shapes: Any, items: Sequence[Item], x: float, y: float, box: Box | None = None) -> None:  # noqa: ANN401 - the library is untyped
    """Add items to a slide or a group, moved by ``x, y`` mm; ``box`` cuts off what lies outside it."""
    for item in items:
        match item:
            case Group():
                _group(shapes, item, x, y, box)
            case Window():
                add_items(shapes, item.items, x, y, item.box)
            case Lines():
                _freeform(shapes, list(_clipped(item, box)), item.ink, (x, y), is_closed=item.closed)
            case Outline() if _is_inside(_start(item.commands), box):
                rings = list(_flat(item.commands))
                is_closed = bool(item.ink.fill) or item.commands[-1][0] == "Z"
                _freeform(shapes, rings, item.ink, (x, y), is_closed=is_closed)
            case Disc() if _is_inside((item.x, item.y), box):
                _disc(shapes, item, x, y)
            case Words() if _is_inside((item.x, item.y), box):
                _words(shapes, item, x, y)
            case Image() | Link() | _:
                pass


def number_shapes(slide: Any) -> None:  # noqa: ANN401
    """Give every shape of a slide a number of its own: the library would search for one at each."""
    for number, each in enumerate(slide._element.iter(qn("p:cNvPr")), start=2):  # noqa: SLF001
        each.set("id", str(number))


def _group(shapes: Any, group: Group, x: float, y: float, box: Box | None) -> None:  # noqa: ANN401
    made = open_group(shapes, group.name)
    add_items(made.shapes, group.items, x, y, box)
    close_group(made)


def open_group(shapes: Any, name: str) -> Any:  # noqa: ANN401
    """Begin a group of any number of shapes; :func:`close_group` ends it."""
    made = shapes.add_group_shape()
    made.name = name
    made.shapes.turbo_add_enabled = True  # numbered at the end, all at once
    made.shapes._recalculate_extents = lambda: None  # noqa: SLF001 - else each shape measures all before it
    return made


def close_group(made: Any) -> None:  # noqa: ANN401
    """Measure a group, or take it away where it is empty."""
    element = made._element  # noqa: SLF001 - the library removes nothing
    if not len(made.shapes):
        element.getparent().remove(element)
        return
    left, top, width, height = element._child_extents  # noqa: SLF001 - measured once instead
    element.x = element.chOff.x = left
    element.y = element.chOff.y = top
    element.cx = element.chExt.cx = width
    element.cy = element.chExt.cy = height


def _start(commands: Sequence[Command]) -> tuple[float, float]:
    numbers = [float(n) for n in commands[0][1:]]
    return numbers[0], numbers[1]


def _is_inside(at: Sequence[float], box: Box | None) -> bool:
    return box is None or (box.x <= at[0] <= box.right and box.y <= at[1] <= box.bottom)


def _clipped(item: Lines, box: Box | None) -> Iterator[Points]:
    """The parts of lines or rings inside a box, with no more points than are seen."""
    for part in item.parts:
        if len(part) < (3 if item.closed else 2):
            continue
        shape: Any = shapely.Polygon(part) if item.closed else shapely.LineString(part)
        if box is not None and not shapely.box(box.x, box.y, box.right, box.bottom).contains(shape):
            shape = shapely.clip_by_rect(shape, box.x, box.y, box.right, box.bottom)
        for each in shapely.get_parts(shapely.simplify(shape, FINE)):
            if each.geom_type == "Polygon" and not each.is_empty:
                yield from (np.array(ring.coords) for ring in (each.exterior, *each.interiors))
            elif each.geom_type == "LineString" and not each.is_empty:
                yield np.array(each.coords)


def _flat(commands: Sequence[Command]) -> Iterator[Points]:
    """A path with its curves as chords, a line at a time."""
    line: list[tuple[float, float]] = []
    for name, *n in commands:
        if name == "M" and len(line) > 1:
            yield np.array(line)
        if name == "M":
            line = [(n[0], n[1])]
        elif name == "L":
            line.append((n[0], n[1]))
        elif name == "C":
            (x, y), t = line[-1], np.linspace(0, 1, STEPS + 1)[1:]
            xs = (1 - t) ** 3 * x + 3 * (1 - t) ** 2 * t * n[0] + 3 * (1 - t) * t**2 * n[2] + t**3 * n[4]
            ys = (1 - t) ** 3 * y + 3 * (1 - t) ** 2 * t * n[1] + 3 * (1 - t) * t**2 * n[3] + t**3 * n[5]
            line += zip(xs.tolist(), ys.tolist(), strict=True)
    if len(line) > 1:
        yield np.array(line)


def _freeform(
    shapes: Any,  # noqa: ANN401
    parts: Sequence[Points],
    ink: Ink,
    at: tuple[float, float],
    *,
    is_closed: bool,
) -> None:
    if not parts:
        return
    moved = [np.rint((part + np.array(at)) * EMU).astype(int).tolist() for part in parts]
    (x, y), *_ = moved[0]
    builder = shapes.build_freeform(x, y, scale=1.0)
    for n, part in enumerate(moved):
        if n:
            builder.move_to(*part[0])
        builder.add_line_segments(part[1:], close=is_closed)
    _ink(builder.convert_to_shape(), ink, is_closed=is_closed)


def _disc(shapes: Any, disc: Disc, x: float, y: float) -> None:  # noqa: ANN401
    side = Mm(2 * disc.radius)
    left, top = Mm(disc.x + x - disc.radius), Mm(disc.y + y - disc.radius)
    _ink(shapes.add_shape(MSO_SHAPE.OVAL, left, top, side, side), disc.ink, is_closed=True)


def _ink(shape: Any, ink: Ink, *, is_closed: bool) -> None:  # noqa: ANN401
    style = shape._element.find(qn("p:style"))  # noqa: SLF001 - a theme's own lines and shadows
    if style is not None:
        shape._element.remove(style)  # noqa: SLF001
    if ink.fill and is_closed:
        shape.fill.solid()
        _colour(shape.fill, ink.fill, ink.fill_opacity)
    else:
        shape.fill.background()
    if not ink.stroke:
        shape.line.fill.background()
        return
    shape.line.width = Emu(round(ink.width * EMU))
    shape.line.fill.solid()
    _colour(shape.line.fill, ink.stroke, ink.stroke_opacity)
    if ink.dash:
        dash = shape.line._get_or_add_ln().get_or_add_prstDash()  # noqa: SLF001 - the library's own names are few
        dash.set("val", "dash" if ink.dash[0] > ink.width * 2 else "sysDot")


def _colour(fill: Any, colour: str, opacity: float) -> None:  # noqa: ANN401
    fill.fore_color.rgb = RGBColor.from_string(colour[1:])  # type: ignore[no-untyped-call]
    if opacity < 1:
        tint = fill._xPr.find(qn("a:solidFill"))[0]  # noqa: SLF001 - the library has no opacity
        alpha = tint.makeelement(qn("a:alpha"), {"val": str(round(opacity * 100_000))})
        tint.append(alpha)


def _words(shapes: Any, words: Words, x: float, y: float) -> None:  # noqa: ANN401
    """One line of text as a box of its own, its baseline where it was drawn."""
    size = words.size * POINT
    wide = face(words.font).width(words.text, words.size, words.spacing) + 2.0
    start = {"left": 0.0, "middle": wide / 2, "right": wide}[words.align]
    left, top = words.x + x - start, words.y + y - ASCENT * size
    shape = shapes.add_textbox(Mm(left), Mm(top), Mm(wide), Mm(size * 1.36))
    shape.name = words.text
    shape.rotation = -words.angle
    frame = shape.text_frame
    frame.word_wrap = False
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    paragraph = frame.paragraphs[0]
    paragraph.alignment = ALIGNED[words.align]
    run = paragraph.add_run()
    run.text = words.text
    run.font.size = Pt(round(words.size * 2) / 2)
    run.font.bold, run.font.italic = words.font == "semibold", words.font == "italic"
    run.font.color.rgb = RGBColor.from_string(words.color[1:])  # type: ignore[no-untyped-call]
    if words.spacing:
        run._r.get_or_add_rPr().set("spc", str(round(words.spacing / POINT * 100)))  # noqa: SLF001
