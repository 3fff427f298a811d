"""Add to the served fonts the signs that the interface uses and their Latin subset lacks.

``python -m tools.fonts FOLDER``: the folder holds the font files of ``@fontsource/noto-sans-math``
(``noto-sans-math-latin-400-normal.woff2``). The fonts of ``layers/web/fonts`` are then written again in
place; signs that they have are left as they are.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

ROOT: Final = Path(__file__).resolve().parent.parent
FONTS: Final = ROOT / "layers" / "web" / "fonts"
MATH: Final = "noto-sans-math-latin-400-normal.woff2"
#: Comparisons, arrows, states of a result, the irregularity of terrain, a sum, and the narrow space of French.
SIGNS: Final = "≠≤≥≈→←↑↓↕○●◐✓ΔΣ\u202f"


def add_signs(font: TTFont, source: TTFont) -> list[str]:
    """Copy the glyphs that a font lacks from another of the same units per em; return the signs added."""
    known, there = font.getBestCmap(), source.getBestCmap()
    missing = [sign for sign in SIGNS if ord(sign) not in known]
    glyphs = source.getGlyphSet()
    for sign in missing:
        origin, name = there[ord(sign)], f"uni{ord(sign):04X}"
        outline = DecomposingRecordingPen(glyphs)
        glyphs[origin].draw(outline)
        pen = TTGlyphPen(None)
        outline.replay(pen)
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"].glyphs[name] = pen.glyph()
        font["glyf"].glyphOrder = font.getGlyphOrder()
        font["hmtx"][name] = source["hmtx"][origin]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(sign)] = name
    return missing


def widen(font: TTFont) -> bool:
    """Give the narrow space of French the width of the font's own thin space; whether that changed it.

    The font of signs has it a third as wide: the parts of a number then touch each other.
    """
    known = font.getBestCmap()
    width = font["hmtx"][known[ord("\u2009")]]
    is_other = font["hmtx"][known[ord("\u202f")]] != width
    font["hmtx"][known[ord("\u202f")]] = width
    return is_other


def main(folder: str) -> None:
    """Write the fonts again."""
    source = TTFont(Path(folder) / MATH)
    for path in sorted(FONTS.glob("*.woff2")):
        font = TTFont(path)
        if font["head"].unitsPerEm != source["head"].unitsPerEm:
            raise ValueError(f"{path.name} and {MATH} count in different units")
        added = add_signs(font, source)
        if widen(font) or added:
            font.save(path)
        sys.stdout.write(f"{path.name}: {' '.join(added) or 'nothing to add'}\n")


if __name__ == "__main__":
    main(sys.argv[1])
