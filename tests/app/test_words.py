"""Whatever a reader can see exists in French and English."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from app.words.page import SCRIPT_WORDS, WORDS, word
from geodata.text import LANGS, Text

if TYPE_CHECKING:
    from pathlib import Path

SAME = {
    "changes_points",
    "mgrs",
    "dms",
    "pcode",
    "basemap_atlas",
    "sources",
    "licence",
    "figures_conflicts",
    "figures_verdict",
}  # words that both languages share


@pytest.mark.parametrize("key", list(WORDS))
def test_every_word_has_two_languages_with_the_same_fields(key: str) -> None:
    text = WORDS[key]
    assert key in SAME or text.fr != text.en
    assert re.findall(r"{(\w+)}", text.fr) == re.findall(r"{(\w+)}", text.en)


def test_french_spaces_are_set() -> None:
    assert "\u202f:" in word("spellings", "fr", names="x")
    assert "\u202f" not in word("spellings", "en", names="x")


def test_half_a_text_is_refused() -> None:
    with pytest.raises(ValueError, match="both languages"):
        Text("seulement", " ")


def test_the_scripts_only_use_words_that_the_page_gives(root: Path) -> None:
    used: set[str] = set()
    for path in (root / "app" / "assets").glob("*.js"):
        script = path.read_text("utf-8")
        used |= set(re.findall(r"atlas\.words\(\)\.(\w+)", script))
        used |= {key for key in re.findall(r'atlas\.say\("(\w*)"\)', script) if key}
    assert used <= set(SCRIPT_WORDS)


def test_no_words_are_typed_in_the_scripts(root: Path) -> None:
    """Anything with a space and two letters in a string of the scripts would be an untranslated word."""
    allowed = re.compile(r"use strict|Noto Sans|^[a-z]+( [a-z]+)* (moveend|resize)|[-#.\[\]{}:()=/]|^ ?px")
    for path in [*(root / "app" / "assets").glob("*.js"), *(root / "layers" / "web").glob("*.js")]:
        script = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text("utf-8"), flags=re.DOTALL)
        for found in re.findall(r'"([^"\n]*)"', script):
            if re.search(r"[A-Za-zÀ-ÿ]{2,} [A-Za-zÀ-ÿ]{2,}", found):
                assert allowed.search(found), (path.name, found)


def test_every_title_of_the_data_package_is_bilingual(root: Path) -> None:
    package = json.loads((root / "data" / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        assert resource["title"], resource["name"]
        assert resource["title_en"], resource["name"]
        for column in resource.get("schema", {}).get("fields", []):
            assert column["title"], (resource["name"], column["name"])
            assert column["title_en"], (resource["name"], column["name"])
    assert len(LANGS) == 2
