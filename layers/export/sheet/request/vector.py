"""A small SVG read as plain shapes: paths, rectangles, circles, lines, polygons, in flat colours."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, cast

from geodata.errors import InputError
from layers.export.sheet.scene.scene import Ink, Outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from layers.export.sheet.scene.scene import Command

SVG: Final = "{http://www.w3.org/2000/svg}"
DRAWN: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
SKIPPED: Final = frozenset({"title", "desc", "metadata", "defs"})
MOST_SHAPES: Final = 2000
DEEPEST: Final = 30
#: Attributes that would change how a shape looks, and are not followed.
UNKNOWN: Final = ("clip-path", "mask", "filter", "class")
NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
#: a, b, c, d, e, f of a plane's affine map, as SVG orders them.
Matrix = tuple[float, float, float, float, float, float]
SAME: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Look:
    """What an element hands down to its children."""

    fill: str = "#000000"
    stroke: str = ""
    width: float = 1.0
    fill_opacity: float = 1.0
    stroke_opacity: float = 1.0
    opacity: float = 1.0
    matrix: Matrix = SAME

    @property
    def ink(self) -> Ink:
        enlarged = math.sqrt(abs(self.matrix[0] * self.matrix[3] - self.matrix[1] * self.matrix[2]))
        shares = self.fill_opacity * self.opacity, self.stroke_opacity * self.opacity
        return Ink(self.fill, shares[0], self.stroke, shares[1], self.width * enlarged)


def read_vector(content: bytes) -> tuple[float, float, tuple[Outline, ...]]:
    """Return width, height and shapes of an SVG, in its own units from its top left corner.

    Raises
    ------
    InputError
        If it is no SVG, or holds anything but plain shapes in flat colours.
    """
    root = _parse(content)
    box = [float(n) for n in NUMBER.findall(root.get("viewBox", ""))]
    if len(box) != 4:
        box = [0.0, 0.0, *(_length(root.get(side, "")) for side in ("width", "height"))]
    left, top, width, height = box
    if not (0 < width < 1e6 and 0 < height < 1e6 and 0.05 <= width / height <= 20):
        raise _refusal("taille inconnue ou démesurée", "unknown or excessive size")
    try:
        shapes = tuple(_shapes(root, _Look(matrix=(1.0, 0.0, 0.0, 1.0, -left, -top)), 0))
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError, AssertionError) as error:
        raise _refusal("forme illisible", "unreadable shape") from error
    if not 0 < len(shapes) <= MOST_SHAPES:
        raise _refusal(f"de 1 à {MOST_SHAPES} formes attendues", f"expected 1 to {MOST_SHAPES} shapes")
    return width, height, shapes


def _refusal(fr: str, en: str) -> InputError:
    return InputError(
        f"Logo SVG : {fr}. Attendu : des formes simples en couleurs unies, textes convertis en tracés.",
        f"SVG logo: {en}. Expected: plain shapes in flat colours, texts turned into paths.",
    )


def _parse(content: bytes) -> _Element:
    from lxml import etree  # noqa: PLC0415 - for logos only

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refusal("fichier illisible", "unreadable file") from error
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in content:
        raise _refusal("entités refusées", "entities are refused")
    if root.tag != f"{SVG}svg":
        raise _refusal("ce fichier n’en est pas un", "this file is none")
    return root


def _length(text: str) -> float:
    found = NUMBER.match(text.strip())
    return float(found[0]) if found else 0.0


def _shapes(element: _Element, look: _Look, depth: int) -> Iterator[Outline]:
    """The shapes of an element and its children, from the lowest to the uppermost."""
    if not isinstance(element.tag, str) or not element.tag.startswith(SVG):
        return  # notes of drawing programs
    name = element.tag.removeprefix(SVG)
    if name in SKIPPED or depth > DEEPEST:
        return
    if name not in {"svg", "g", *DRAWN}:
        raise _refusal(f"<{name[:20]}> refusé", f"<{name[:20]}> is refused")
    given = _attributes(element)
    if given.get("display") == "none" or given.get("visibility") == "hidden":
        return
    look = _handed_down(given, look)
    if name in DRAWN:
        commands = _commands(element, look.matrix)
        if commands and (look.fill or look.stroke):
            yield Outline(commands, look.ink)
        return
    for child in element:
        yield from _shapes(child, look, depth + 1)


def _attributes(element: _Element) -> dict[str, str]:
    """Attributes and declarations of ``style`` together."""
    given = {str(key): str(value).strip() for key, value in element.attrib.items()}
    for name in given:
        if name.lower().startswith("on") or name.endswith("href"):
            raise _refusal(f"« {name[:20]} » refusé", f"“{name[:20]}” is refused")
    for declared in given.pop("style", "").split(";"):
        key, _, value = declared.partition(":")
        given[key.strip()] = value.strip()
    for name in UNKNOWN:
        if given.get(name, "none") != "none":
            raise _refusal(f"« {name} » refusé", f"“{name}” is refused")
    return given


def _handed_down(given: Mapping[str, str], look: _Look) -> _Look:
    share = {
        key.replace("-", "_"): min(1.0, max(0.0, float(given[key])))
        for key in ("fill-opacity", "stroke-opacity")
        if key in given
    }
    return replace(
        look,
        fill=_colour(given["fill"], look.fill) if "fill" in given else look.fill,
        stroke=_colour(given["stroke"], look.stroke) if "stroke" in given else look.stroke,
        width=_length(given["stroke-width"]) if "stroke-width" in given else look.width,
        opacity=look.opacity * min(1.0, max(0.0, float(given.get("opacity", "1")))),
        matrix=_times(look.matrix, _matrix(given.get("transform", ""))),
        **share,
    )


def _colour(value: str, inherited: str) -> str:
    from PIL import ImageColor  # noqa: PLC0415

    if value in {"none", "transparent"}:
        return ""
    if value == "inherit":
        return inherited
    if value == "currentColor":
        return "#000000"
    try:
        red, green, blue = ImageColor.getrgb(value)[:3]
    except ValueError as error:
        raise _refusal(f"couleur « {value[:20]} » refusée", f"colour “{value[:20]}” is refused") from error
    return f"#{red:02X}{green:02X}{blue:02X}"


def _matrix(text: str) -> Matrix:
    whole = SAME
    for name, inside in re.findall(r"(\w+)\s*\(([^)]*)\)", text):
        n = [float(each) for each in NUMBER.findall(inside)]
        whole = _times(whole, _step(name, n))
    return whole


def _step(name: str, n: list[float]) -> Matrix:
    if name == "matrix" and len(n) == 6:
        return cast("Matrix", tuple(n))
    if name == "translate":
        return 1.0, 0.0, 0.0, 1.0, n[0], n[1] if len(n) > 1 else 0.0
    if name == "scale":
        return n[0], 0.0, 0.0, n[1] if len(n) > 1 else n[0], 0.0, 0.0
    if name == "rotate":
        cos, sin = math.cos(math.radians(n[0])), math.sin(math.radians(n[0]))
        x, y = n[1:3] if len(n) == 3 else (0.0, 0.0)
        return _times(
            _times((1.0, 0.0, 0.0, 1.0, x, y), (cos, sin, -sin, cos, 0.0, 0.0)), (1.0, 0.0, 0.0, 1.0, -x, -y)
        )
    raise _refusal(f"transformation « {name[:20]} » refusée", f"transform “{name[:20]}” is refused")


def _times(first: Matrix, second: Matrix) -> Matrix:
    """The map that does ``second``, then ``first``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def _commands(element: _Element, matrix: Matrix) -> tuple[Command, ...]:
    """The path of one shape, as fontTools reads it."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen  # noqa: PLC0415
    from fontTools.pens.transformPen import TransformPen  # noqa: PLC0415
    from fontTools.svgLib.path import parse_path  # noqa: PLC0415
    from fontTools.svgLib.path.shapes import PathBuilder  # noqa: PLC0415

    element.attrib.pop("transform", None)  # followed here, in all its forms
    builder = PathBuilder()
    builder.add_path_from_element(element)
    pen = DecomposingRecordingPen({})
    for path in builder.paths:
        parse_path(path, TransformPen(pen, matrix))
    return tuple(_written(pen.value))


def _written(recorded: list[tuple[str, tuple[tuple[float, float], ...]]]) -> Iterator[Command]:
    at = (0.0, 0.0)
    for name, points in recorded:
        if name == "moveTo":
            yield ("M", *points[0])
        elif name == "lineTo":
            yield ("L", *points[0])
        elif name == "curveTo":
            yield ("C", *points[0], *points[1], *points[2])
        elif name == "qCurveTo":
            (x, y), (qx, qy), (ex, ey) = at, points[0], points[-1]
            first, second = (
                (x + 2 / 3 * (qx - x), y + 2 / 3 * (qy - y)),
                (ex + 2 / 3 * (qx - ex), ey + 2 / 3 * (qy - ey)),
            )
            yield ("C", *first, *second, ex, ey)
        elif name == "closePath":
            yield ("Z",)
        if points:
            at = points[-1]
