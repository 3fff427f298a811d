"""The bundled typeface: widths for setting text, outlines for halos."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path
from fontTools.ttLib import TTFont

from layers.export.sheet.scene.scene import POINT

if TYPE_CHECKING:
    from layers.export.sheet.scene.scene import Command, Font

FOLDER = Path(__file__).resolve().parents[2] / "fonts"
FILES: dict[Font, str] = {
    "regular": "NotoSans-Regular.ttf",
    "semibold": "NotoSans-SemiBold.ttf",
    "italic": "NotoSans-Italic.ttf",
}


class _Recorder(BasePen):  # type: ignore[misc]
    """Collects a glyph or an icon as commands; quadratic curves come out cubic."""

    def __init__(self, glyphs: object = None) -> None:
        super().__init__(glyphs)
        self.commands: list[Command] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - named by the library
        self.commands.append(("M", *pt))

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.commands.append(("L", *pt))

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.commands.append(("C", *(number for point in points for number in point)))

    def _closePath(self) -> None:  # noqa: N802
        self.commands.append(("Z",))

    def _endPath(self) -> None:  # noqa: N802
        return


class Face:
    """One weight of the typeface."""

    def __init__(self, font: Font) -> None:
        self.path = FOLDER / FILES[font]
        self._file = TTFont(BytesIO(self.path.read_bytes()), lazy=True)  # a file would stay open
        self.units = int(self._file["head"].unitsPerEm)
        self._names: dict[int, str] = self._file.getBestCmap()
        self._advances = self._file["hmtx"].metrics
        self._glyphs = self._file.getGlyphSet()
        self._outlines: dict[str, tuple[Command, ...]] = {}

    def known(self, text: str) -> str:
        """Return the text with the characters the face lacks replaced by a question mark."""
        return "".join(c if ord(c) in self._names else "?" for c in text)

    def advance(self, character: str) -> float:
        """Width of one character in ems."""
        name = self._names.get(ord(character), ".notdef")
        return float(self._advances[name][0]) / self.units

    def width(self, text: str, size: float, spacing: float = 0.0) -> float:
        """Width of a line in mm, at a size in points."""
        return sum(map(self.advance, text)) * size * POINT + spacing * max(0, len(text) - 1)

    def outline(self, character: str) -> tuple[Command, ...]:
        """One character's outline in font units, y upwards."""
        if character not in self._outlines:
            pen = _Recorder(self._glyphs)
            self._glyphs[self._names.get(ord(character), ".notdef")].draw(pen)
            self._outlines[character] = tuple(pen.commands)
        return self._outlines[character]


@cache
def face(font: Font) -> Face:
    """Return one weight, read once."""
    return Face(font)


@cache
def icon_outline(path: str) -> tuple[Command, ...]:
    """Read SVG path data as commands, in the drawing's own units."""
    pen = _Recorder()
    parse_path(path, pen)
    return tuple(pen.commands)


def placed(
    commands: tuple[Command, ...], x: float, y: float, scale: float, *, upwards: bool = False
) -> tuple[Command, ...]:
    """Scale commands and move their origin to ``x, y`` (mm); font outlines count y upwards."""
    flip = -scale if upwards else scale
    moved: list[Command] = []
    for name, *numbers in commands:
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        moved.append((name, *(n for px, py in pairs for n in (x + px * scale, y + py * flip))))
    return tuple(moved)


def wrap(text: str, width: float, size: float, font: Font = "regular") -> list[str]:
    """Break a text into lines no wider than ``width`` mm; only plain spaces break."""
    measure = face(font)
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and measure.width(longer, size) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines
