from __future__ import annotations

import io
import tomllib
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from pptx import Presentation

from geodata.errors import InputError, MissingResourceError
from layers.export.sheet.publish.book import make_atlas
from layers.export.sheet.publish.recipe import make_recipe, read_recipe

if TYPE_CHECKING:
    from pathlib import Path

    from layers.artifact.reader import Build

URL = "https://atlas.example"
SMALL: dict[str, Any] = {
    "title": {"fr": "Essai", "en": "Trial"},
    "lang": "en",
    "made": "2026-01-31",
    "number": "T",
    "part": [
        {"title": {"fr": "Vue", "en": "View"}, "view": "layers=sectors,sites"},
        {"each": "sectors", "view": "layers=sectors,sites"},
        {"places": ["gao"], "view": "layers=sites", "panels": "facts"},
    ],
}


def test_a_book_has_cover_sheets_and_annex_with_bookmarks(build: Build) -> None:
    steps: list[tuple[int, int, str]] = []
    content, manifest = make_atlas(
        make_recipe(SMALL, build), build, "pdf", URL, lambda *step: steps.append(step)
    )
    reader = pypdf.PdfReader(io.BytesIO(content))
    titles = [item.title for item in flatten(reader.outline)]
    for said in ("Trial", "Table of maps", "View", "Sectors", "Annex: sources and contradictions"):
        assert said in titles
    assert len(manifest["sheets"]) == 7
    assert [sheet["number"] for sheet in manifest["sheets"]][:2] == ["T-01", "T-02"]
    assert steps[0][:2] == (0, 8)
    assert steps[-1][:2] == (8, 8)
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "12 362" in text or "12,362" in text, "the contradictions are told"


def flatten(items: Any) -> list[Any]:
    return [one for item in items for one in (flatten(item) if isinstance(item, list) else [item])]


def test_the_same_recipe_gives_the_same_bytes_and_hashes(build: Build) -> None:
    recipe = SMALL | {"part": SMALL["part"][:1]}
    first, second = (make_atlas(make_recipe(recipe, build), build, "pdf", URL) for _ in range(2))
    assert first == second


def test_one_change_changes_one_hash(build: Build) -> None:
    small = SMALL | {"annex": False, "part": SMALL["part"][1:]}
    changed = small | {"part": [SMALL["part"][1], SMALL["part"][2] | {"view": "layers=sites,police"}]}
    before, after = (
        [s["sha256"] for s in make_atlas(make_recipe(r, build), build, "pdf", URL)[1]["sheets"]]
        for r in (small, changed)
    )
    assert before[:-1] == after[:-1]
    assert before[-1] != after[-1]


def test_slides_one_a_sheet(build: Build) -> None:
    content, _ = make_atlas(make_recipe(SMALL | {"part": SMALL["part"][2:]}, build), build, "pptx", URL)
    deck = Presentation(io.BytesIO(content))
    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == ["Gao"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"part": [{"places": ["gao"] * 2000}]}, "2000 sheets"),
        ({"part": []}, "0 sheets"),
        ({"papr": "a4"}, "unknown key"),
        ({"part": [{"eech": "sites"}]}, "unknown key"),
        ({"part": [{"each": "villages"}]}, "expected one of"),
        ({"part": [{"places": ["atlantis"]}]}, "no such place"),
        ({"part": [{"view": "layers=atlantis"}]}, "no such layer"),
        ({"lang": "de"}, "expected fr or en"),
        ({"paper": "10 m"}, "expected one of a4, a3"),
    ],
)
def test_a_bad_recipe_is_refused_plainly(build: Build, change: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError) as refused:
        make_recipe(SMALL | change, build)
    assert message in refused.value.text.en
    assert refused.value.text.fr


def test_an_unreadable_recipe_is_refused(build: Build, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("title = [")
    with pytest.raises(InputError, match="bad"):
        read_recipe(tmp_path / "bad.toml", build)
    with pytest.raises(MissingResourceError):
        read_recipe(tmp_path / "none.toml", build)


def test_an_atlas_is_a_book_or_slides(build: Build) -> None:
    with pytest.raises(InputError, match="pptx"):
        make_atlas(make_recipe(SMALL, build), build, "svg", URL)


def test_the_example_recipe_frames_every_sector_site_and_region(root: Path, build: Build) -> None:
    path = root / "docs" / "atlas.toml"
    recipe = read_recipe(path, build)
    assert tomllib.loads(path.read_text("utf-8"))["annex"]
    counts = {part.title: len(part.requests) for part in recipe.parts}
    assert counts == {"Vue d’ensemble": 1, "Secteurs": 5, "Sites": 12, "Régions": 11}
