"""Every character that the interface writes has its glyph in the fonts that we serve."""

from __future__ import annotations

import csv
import re
import unicodedata

import pytest
from fontTools.ttLib import TTFont

from app.words.page import WORDS
from layers.words import MAP_WORDS
from tests.conftest import ROOT

FONTS = sorted((ROOT / "layers" / "web" / "fonts").glob("*.woff2"))
#: What a template or a script writes between quotes or tags.
SOURCES = [
    *(ROOT / "app").rglob("*.html"),
    *(ROOT / "app" / "panels").rglob("*.py"),
    *(path for room in ("app/web", "layers/web") for path in (ROOT / room).rglob("*.ts")),
    *(ROOT / "app" / "web" / "styles").glob("*.css"),
    *(ROOT / "layers" / "reports").rglob("*.py"),
    *(ROOT / "layers" / "catalog").rglob("*.py"),
]
#: Letters that only the folding of names knows: it compares them, and writes them nowhere.
FOLDED = set("ŋɔɛɲ")


def written() -> set[str]:
    """The characters of words, templates, scripts and tables."""
    texts = [
        text.get(lang) for words in (WORDS, MAP_WORDS) for text in words.values() for lang in ("fr", "en")
    ]
    texts += [path.read_text("utf-8") for path in SOURCES if not {"dist", "vendor"} & set(path.parts)]
    for path in (ROOT / "data").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            texts += [cell for row in csv.reader(file) for cell in row]
    return {char for text in texts for char in text if not unicodedata.category(char).startswith("C")}


@pytest.mark.parametrize("path", FONTS, ids=lambda path: re.sub(r"noto-sans-|\.woff2", "", path.name))
def test_every_character_has_its_glyph(path):
    glyphs = set(TTFont(path).getBestCmap())
    found = written() - FOLDED
    assert "≠" in found
    assert {char for char in found if ord(char) not in glyphs} == set()


def test_a_sign_has_an_outline_and_a_width():
    for path in FONTS:
        font = TTFont(path)
        name = font.getBestCmap()[ord("≠")]
        assert font["glyf"][name].numberOfContours > 0
        assert font["hmtx"][name][0] > 0


def test_the_narrow_space_of_numbers_is_seen():
    """As wide as on sheets: 143 962 must not read as one word."""
    sheet = TTFont(ROOT / "layers" / "export" / "fonts" / "NotoSans-Regular.ttf")
    wide = sheet["hmtx"][sheet.getBestCmap()[0x202F]][0]
    for path in FONTS:
        font = TTFont(path)
        assert font["hmtx"][font.getBestCmap()[0x202F]][0] == wide > 150, path.name
