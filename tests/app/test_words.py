"""Whatever a reader can see exists in French and English."""

from __future__ import annotations

import json
import re
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from app.words.brief import BRIEF_SCRIPT_WORDS
from app.words.draw import DRAW_WORDS
from app.words.export import EXPORT_SCRIPT_WORDS
from app.words.page import SCRIPT_WORDS, WORDS, word
from geodata.text import LANGS, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    "measure_minutes",
    "measured_centre",
    "plan_total_km",
    "plan_minutes",
}  # words that both languages share


@pytest.mark.parametrize("key", list(WORDS))
def test_every_word_has_two_languages_with_the_same_fields(key: str) -> None:
    text = WORDS[key]
    assert key in SAME or text.fr != text.en
    assert re.findall(r"{(\w+)}", text.fr) == re.findall(r"{(\w+)}", text.en)


def test_no_word_of_a_panel_is_another_s() -> None:
    parts = [
        getattr(import_module(f"app.words.{name}"), f"{name.upper()}_WORDS")
        for name in (
            "about",
            "dossier",
            "downloads",
            "figures",
            "offline",
            "search",
            "table",
            "time",
            "tools",
        )
    ]
    keys = [key for part in parts for key in part]
    assert sorted(keys) == sorted(set(keys))


def test_french_spaces_are_set() -> None:
    assert "\u202f:" in word("spellings", "fr", names="x")
    assert "\u202f" not in word("spellings", "en", names="x")


def test_half_a_text_is_refused() -> None:
    with pytest.raises(ValueError, match="both languages"):
        Text("seulement", " ")


def scripts(root: Path) -> Iterator[tuple[str, str]]:
    """Place and text of every script's source, comments left out."""
    for folder in (root / "app" / "web", root / "layers" / "web"):
        for path in folder.rglob("*.ts"):
            source = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
            yield f"{path.parent.name}/{path.name}", re.sub(r"(?<![:\w])//[^\n]*", "", source)


def test_the_scripts_only_use_words_that_the_page_gives(root: Path) -> None:
    used: set[str] = set()
    of_brief: set[str] = set()  # its panel brings its words
    of_drawing: set[str] = set()  # fetched with its script
    of_dialog: set[str] = set()  # the dialog of sheets brings its own
    kinds = {"brief": of_brief, "draw": of_drawing, "sheet": of_dialog}
    for name, script in scripts(root):
        found = kinds.get(name.split("/")[0], used)
        found |= set(re.findall(r'\b(?:word|say)\(\s*"(\w+)"', script))
    assert len(used) > 40
    assert used <= set(SCRIPT_WORDS)
    assert of_brief <= set(BRIEF_SCRIPT_WORDS)
    assert len(of_drawing) > 20
    assert of_drawing <= set(DRAW_WORDS)
    assert of_dialog == set(EXPORT_SCRIPT_WORDS)


#: Strings of two words or more that no reader sees: fonts, events of the map, kinds, messages to the worker.
UNSEEN = re.compile(
    r"Noto Sans|no map yet|^kept page$|^site town layer|^(mouse|move|zoom)[a-z]*( [a-z]+)+$|[-#.\[\]{}:()=/]"
    r"|^ ?px"
)


def test_no_words_are_typed_in_the_scripts(root: Path) -> None:
    """Anything with a space and two letters in a string of the scripts would be an untranslated word."""
    for name, script in scripts(root):
        for found in re.findall(r'"([^"\n]*)"', script):
            if re.search(r"[A-Za-zÀ-ÿ]{2,} [A-Za-zÀ-ÿ]{2,}", found):
                assert UNSEEN.search(found), (name, found)


def test_every_title_of_the_data_package_is_bilingual(root: Path) -> None:
    package = json.loads((root / "data" / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        assert resource["title"], resource["name"]
        assert resource["title_en"], resource["name"]
        for column in resource.get("schema", {}).get("fields", []):
            assert column["title"], (resource["name"], column["name"])
            assert column["title_en"], (resource["name"], column["name"])
    assert len(LANGS) == 2
