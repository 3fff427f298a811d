"""A scene as SVG in millimetres: text stays text, and the letters used travel inside the file."""

from __future__ import annotations

import base64
import io
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from fontTools import subset
from fontTools.ttLib import TTFont

from layers.export.sheet.scene.fonts import face
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

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layers.export.sheet.scene.scene import Command, Font, Item, Scene

STYLES: dict[Font, str] = {
    "regular": 'font-weight="400"',
    "semibold": 'font-weight="600"',
    "italic": 'font-weight="400" font-style="italic"',
}
ANCHORS = {"left": "start", "middle": "middle", "right": "end"}


def write_svg(scene: Scene, title: str, lang: str) -> bytes:
    """Write a scene; equal scenes give equal bytes."""
    size = f'width="{scene.width:g}mm" height="{scene.height:g}mm"'
    parts = [
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
            f'viewBox="0 0 {scene.width:g} {scene.height:g}" xml:lang="{lang}" '
            'font-family="Noto Sans, sans-serif" stroke-linejoin="round">'
        ),
        f"<title>{escape(title)}</title>",
        f"<style>{_faces(scene.items)}</style>",
        f'<rect width="{scene.width:g}" height="{scene.height:g}" fill="#FFFFFF"/>',
        *_draw(scene.items, iter(range(10_000))),
        "</svg>\n",
    ]
    return "\n".join(parts).encode()


def picture_uri(items: Sequence[Item], width: float, height: float) -> str:
    """A small drawing (mm) as a ``data:`` address, for a legend; letters take the reader's own typeface."""
    drawn = "".join(_draw(items, iter(range(100))))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width * 4:g}" height="{height * 4:g}" '
        f'viewBox="0 0 {width:g} {height:g}" font-family="Noto Sans, sans-serif">{drawn}</svg>'
    )
    return "data:image/svg+xml," + quote(svg, safe="")


def _draw(items: Sequence[Item], numbers: Iterator[int]) -> Iterator[str]:
    for item in items:
        match item:
            case Lines():
                yield f'<path d="{_d_lines(item)}" fill-rule="evenodd"{_ink(item.ink)}/>'
            case Outline():
                yield f'<path d="{_d(item.commands)}"{_ink(item.ink)}/>'
            case Disc():
                place = f'cx="{item.x:.2f}" cy="{item.y:.2f}" r="{item.radius:.2f}"'
                yield f"<circle {place}{_ink(item.ink)}/>"
            case Words():
                yield _words(item)
            case Image(box=box):
                rect = f'x="{box.x:.2f}" y="{box.y:.2f}" width="{box.width:.2f}" height="{box.height:.2f}"'
                data = base64.b64encode(item.png).decode()
                yield f'<image {rect} href="data:image/png;base64,{data}"/>'
            case Link(box=box):
                rect = f'x="{box.x:.2f}" y="{box.y:.2f}" width="{box.width:.2f}" height="{box.height:.2f}"'
                yield f'<a href={quoteattr(item.address)}><rect {rect} fill="#FFFFFF" fill-opacity="0"/></a>'
            case Group():
                yield from _draw(item.items, numbers)
            case Window():
                name, box = f"w{next(numbers)}", item.box
                rect = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"'
                yield f'<clipPath id="{name}"><rect {rect}/></clipPath><g clip-path="url(#{name})">'
                yield from _draw(item.items, numbers)
                yield "</g>"


def _ink(ink: Ink) -> str:
    attributes = f' fill="{ink.fill or "none"}"'
    if ink.fill and ink.fill_opacity < 1:
        attributes += f' fill-opacity="{ink.fill_opacity:.3g}"'
    if ink.stroke:
        attributes += f' stroke="{ink.stroke}" stroke-width="{ink.width:.3g}"'
        if ink.stroke_opacity < 1:
            attributes += f' stroke-opacity="{ink.stroke_opacity:.3g}"'
        if ink.dash:
            attributes += f' stroke-dasharray="{" ".join(f"{d:.3g}" for d in ink.dash)}"'
    return attributes


def _d_lines(item: Lines) -> str:
    end = "Z" if item.closed else ""
    return "".join("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in part.tolist()) + end for part in item.parts)


def _d(commands: Sequence[Command]) -> str:
    return "".join(name + " ".join(f"{n:.3f}" for n in numbers) for name, *numbers in commands)


def _words(item: Words) -> str:
    place = f'x="{item.x:.2f}" y="{item.y:.2f}" font-size="{item.size * POINT:.3g}" {STYLES[item.font]}'
    place += f' fill="{item.color}"'
    if item.align != "left":
        place += f' text-anchor="{ANCHORS[item.align]}"'
    if item.spacing:
        place += f' letter-spacing="{item.spacing:.3g}"'
    if item.angle:
        place += f' transform="rotate({-item.angle:.1f} {item.x:.2f} {item.y:.2f})"'
    if item.halo:
        rim = f'stroke="#FFFFFF" stroke-opacity="0.9" stroke-width="{2 * item.halo:.3g}"'
        place += f' paint-order="stroke" {rim}'
    return f"<text {place}>{escape(item.text)}</text>"


def _characters(items: Sequence[Item]) -> dict[Font, set[str]]:
    used: dict[Font, set[str]] = defaultdict(set)
    for item in items:
        if isinstance(item, Words):
            used[item.font] |= set(item.text)
        elif isinstance(item, Window):
            for font, characters in _characters(item.items).items():
                used[font] |= characters
    return used


def _faces(items: Sequence[Item]) -> str:
    """Font faces holding the characters used, and no others."""
    rules = []
    for font, characters in sorted(_characters(items).items()):
        weight = 600 if font == "semibold" else 400
        style = "italic" if font == "italic" else "normal"
        data = base64.b64encode(_letters(font, "".join(sorted(characters)))).decode()
        source = quoteattr(f"data:font/woff2;base64,{data}")
        rules.append(
            f"@font-face{{font-family:Noto Sans;font-weight:{weight};font-style:{style};"
            f"src:url({source}) format('woff2')}}"
        )
    return "".join(rules)


def _letters(font: Font, characters: str) -> bytes:
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.name_IDs = [1, 2, 13]
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    out = io.BytesIO()
    with TTFont(face(font).path, recalcTimestamp=False) as file:
        cutter.subset(file)
        file.flavor = "woff2"
        file.save(out, reorderTables=True)
    return out.getvalue()
