"""A brief as slides, handout and HTML, opened as readers' programs open them."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pypdf
import pytest
from pptx import Presentation

from geodata.errors import BeyondError, InputError
from layers.export.sheet.brief.pages import brief_of
from layers.export.sheet.brief.publish import publish_brief
from layers.export.sheet.publish.recipe import make_recipe, parse, read_recipe
from layers.view.brief import MOST_PAGES, Brief, BriefPage, write_brief

if TYPE_CHECKING:
    from pathlib import Path

    from layers.artifact.reader import Build

URL = "https://atlas.example"
HEAD = {"lang": "en", "profile": "partner", "made": "2026-01-31", "marking": "FOR OFFICIAL USE"}
PAGES = (
    BriefPage("layers=sectors,sites", "Five sectors", "One message.", "Say this.\nThen that."),
    BriefPage("layers=sites&date=2020-08-31&compare=2018-03-31", "Two days"),
    BriefPage("layers=sectors&sel=region-gao&with=region-kidal"),
)
SMALL = write_brief(Brief("Trial", PAGES[:1], HEAD))
CLEARED = {**HEAD, "status": "Cleared by J2 on 31 January 2026", "producer": "GIS cell"}
THREE = write_brief(Brief("Trial", PAGES, CLEARED))


def test_slides_have_headline_message_notes_and_marking(build: Build) -> None:
    made = publish_brief(THREE, build, "pptx", "fr", URL)
    slides = list(Presentation(io.BytesIO(made.content)).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[:3] == ["Trial", "Five sectors", "Two days"]
    assert titles[3].startswith("Sectors"), "composed from the view"
    said = [shape.text_frame.text for shape in slides[1].shapes if shape.has_text_frame]
    assert "One message." in said
    assert said.count("FOR OFFICIAL USE") == 2
    assert any("Cleared by J2" in text for text in said)
    assert not any("not cleared" in text for text in said)
    notes = slides[1].notes_slide.notes_text_frame.text
    assert notes.startswith("Say this.\nThen that.\n\nFive sectors")
    pictures = [shape for shape in slides[2].shapes if shape.name == "map"]
    assert len(pictures) == 1
    assert "As of 31 March 2018 / As of 31 August 2020" in pictures[0]._element.nvPicPr.cNvPr.get("descr")
    assert made.name == "trial-en.pptx"


@pytest.mark.parametrize(("handout", "sheets", "wide"), [("2", 2, False), ("4", 1, True)])
def test_a_handout_has_so_many_pages_a_sheet(build: Build, handout: str, sheets: int, wide: bool) -> None:  # noqa: FBT001
    made = publish_brief(THREE, build, "pdf", "fr", URL, handout=handout)
    reader = pypdf.PdfReader(io.BytesIO(made.content))
    assert len(reader.pages) == sheets + 1, "sources at the end"
    box = reader.pages[0].mediabox
    assert (box.width > box.height) == wide
    first, last = reader.pages[0].extract_text(), reader.pages[-1].extract_text()
    assert "1. Five sectors" in first
    assert "One message." in first
    assert f"1 / {sheets + 1}" in first
    assert "Sources and caveats" in last
    for page in reader.pages:
        text = page.extract_text()
        assert text.count("FOR OFFICIAL USE") == 2, "at head and foot of each sheet"
        assert "Cleared by J2" in text
        assert "GIS cell" in text


def test_a_page_with_notes_goes_on_where_they_are_long(build: Build) -> None:
    long = BriefPage("layers=sites", "Long", notes="\n".join(f"Line {n}." for n in range(90)))
    text = write_brief(Brief("Trial", (long,), HEAD))
    reader = pypdf.PdfReader(
        io.BytesIO(publish_brief(text, build, "pdf", "en", URL, handout="notes").content)
    )
    said = [page.extract_text() for page in reader.pages]
    assert len(said) == 4
    found = [int(n) for text in said for n in re.findall(r"Line (\d+)\.", text)]
    assert found == list(range(90))


def test_one_page_of_html_needs_no_network_and_no_script(build: Build) -> None:
    text = write_brief(Brief("A <b> title", PAGES[:1], HEAD))
    page = publish_brief(text, build, "html", "en", URL).content.decode()
    assert "<script" not in page
    assert "A &lt;b&gt; title" in page
    assert set(re.findall(r'(?:src|href)="(\w+):', page)) == {"data"}
    for said in ("Five sectors", "One message.", "Then that.", "FOR OFFICIAL USE", '<html lang="en">'):
        assert said in page


def test_what_is_made_locally_has_no_link_that_nobody_can_open(build: Build) -> None:
    for url, says in (("http://127.0.0.1:8050", "Made locally"), (URL, f"Exact view: {URL}/?")):
        deck = Presentation(io.BytesIO(publish_brief(SMALL, build, "pptx", "en", url).content))
        notes = deck.slides[1].notes_slide.notes_text_frame.text
        assert says in notes
        assert "127.0.0.1" not in notes


@pytest.mark.parametrize("form", ["pptx", "pdf"])
def test_the_same_brief_gives_the_same_bytes(build: Build, form: str) -> None:
    first, second = (publish_brief(SMALL, build, form, "en", URL) for _ in range(2))
    assert first == second


def test_an_internal_brief_is_marked_even_where_nothing_is_written(build: Build) -> None:
    text = write_brief(Brief("Trial", PAGES[:1], {"lang": "fr", "profile": "internal"}))
    made = publish_brief(text, build, "pdf", "fr", URL)
    pages = pypdf.PdfReader(io.BytesIO(made.content)).pages
    assert all("DIFFUSION INTERNE" in page.extract_text() for page in pages)
    assert made.metadata["marking"] == "DIFFUSION INTERNE"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('title = "Trial"', "0 sheets"),
        (write_brief(Brief("", PAGES[:1] * (MOST_PAGES + 1))), f"at most {MOST_PAGES}"),
        (write_brief(Brief("", (BriefPage("layers=atlantis"),))), "no such layer"),
        (write_brief(Brief("", (BriefPage("sel=atlantis"),))), "unknown value"),
        (write_brief(Brief("", (BriefPage("", notes="x" * 3001),))), "at most 3000"),
        (write_brief(Brief("", (BriefPage(""),), {"marking_colour": "red"})), "#RRGGBB"),
        ("title = [", "no readable TOML"),
        ("part = 5", "[[part]]"),
        ("[[part]]\nplaces = 5", "places is a list"),
        ("[[part]]\neach = [5]", "expected one of"),
        ('[[part]]\nmesage = "x"', "unknown key"),
    ],
)
def test_a_bad_brief_is_refused_plainly(build: Build, text: str, words: str) -> None:
    with pytest.raises(InputError) as refused:
        publish_brief(text, build, "pdf", "en", URL)
    assert words in refused.value.text.en
    assert refused.value.text.fr


def test_a_brief_is_for_no_narrower_audience_than_its_reader(build: Build) -> None:
    head = write_brief(Brief("", PAGES[:1], {"profile": "internal"}))
    page = write_brief(Brief("", (BriefPage("layers=sites&profile=internal"),)))
    key = '[[part]]\nview = "layers=sites"\nprofile = "partner"\n'
    for text in (head, page, key):
        with pytest.raises(BeyondError):
            publish_brief(text, build, "pdf", "en", URL, audience="public")
    with pytest.raises(InputError, match="handout"):
        publish_brief(SMALL, build, "pdf", "en", URL, handout="3", audience="partner")


def test_the_recipe_of_an_atlas_is_a_brief_of_its_sheets(build: Build, root: Path) -> None:
    brief = brief_of(read_recipe(root / "docs" / "atlas.toml", build))
    assert len(brief.pages) == 29
    assert brief.title == "Atlas de la MINUSMA"
    assert brief.more["profile"] == "partner"
    assert (
        brief.pages[1].view
        == "layers=sectors,sites,works,police,human-rights&focus=sector-centre&panels=facts"
    )
    assert [page.title for page in brief.pages[:2]] == ["Vue d’ensemble", ""]
    again = brief_of(make_recipe({**parse(write_brief(brief).encode(), "x")}, build))
    assert again == brief
