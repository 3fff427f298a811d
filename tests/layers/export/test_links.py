"""Links lead to the view: live in a PDF, an SVG and a deck, and none is there that nobody can open."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pytest
from pptx import Presentation

from layers.export.sheet.brief.publish import publish_brief
from layers.export.sheet.publish.publish import check_format, publish
from layers.export.sheet.request.query import read_request
from layers.view.links import is_reachable

if TYPE_CHECKING:
    from layers.artifact.reader import Build

URL = "https://atlas.example"
QUERY = "lang=en&layers=sectors,sites&date=2020-08-31"
VIEW = f"{URL}/?lang=en&layers=sectors,sites&date=2020-08-31"


def made(build: Build, form: str, url: str = URL) -> bytes:
    request = read_request(f"{QUERY}&made=2026-01-31", build.rules)
    return publish(request, build, check_format(form), url).content


def links_of(page: pypdf.PageObject) -> list[tuple[str, list[float]]]:
    """The addresses that a page opens, and where (points from its lower left corner)."""
    notes = [note.get_object() for note in page.get("/Annots", [])]
    return [
        (note["/A"]["/URI"], [float(n) for n in note["/Rect"]])
        for note in notes
        if note["/Subtype"] == "/Link"
    ]


def test_code_and_address_of_a_pdf_open_the_view(build: Build) -> None:
    page = pypdf.PdfReader(io.BytesIO(made(build, "pdf"))).pages[0]
    found = links_of(page)
    assert [address for address, _ in found] == [VIEW, VIEW]
    (left, low, right, high), line = (rect for _, rect in found)
    assert 50 < right - left == pytest.approx(high - low), "the code is square"
    assert line[3] - line[1] < 20 < line[2] - line[0], "the address is a line"
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    for rect in ((left, low, right, high), line):
        assert width * 0.7 < rect[0] < rect[2] < width
        assert 0 < rect[1] < rect[3] < height / 2, "in the imprint, at the foot of the margin"


def test_an_svg_and_a_deck_open_it_too(build: Build) -> None:
    assert made(build, "svg").decode().count(f'<a href="{VIEW.replace("&", "&amp;")}">') == 2
    slide = Presentation(io.BytesIO(made(build, "pptx"))).slides[0]
    [picture] = [shape for shape in slide.shapes if shape.name == "map"]
    assert picture.click_action.hyperlink.address == VIEW


def test_what_is_made_locally_opens_nothing(build: Build) -> None:
    for url in ("http://127.0.0.1:8050", "http://localhost:8050", "http://[::1]:8050", "http://0.0.0.0:8050"):
        assert not is_reachable(url)
    page = pypdf.PdfReader(io.BytesIO(made(build, "pdf", "http://127.0.0.1:8050"))).pages[0]
    assert links_of(page) == []
    assert "Made locally" in page.extract_text()
    assert "<a " not in made(build, "svg", "http://127.0.0.1:8050").decode()


def test_a_handout_opens_the_view_of_each_page(build: Build) -> None:
    brief = f'lang = "en"\nmade = "2026-01-31"\n[[part]]\nview = "{QUERY}"\n[[part]]\nview = "layers=sites"\n'
    content = publish_brief(brief, build, "pdf", "en", URL, handout="2").content
    [first, *_] = pypdf.PdfReader(io.BytesIO(content)).pages
    assert [address for address, _ in links_of(first)] == [VIEW, f"{URL}/?lang=en&layers=sites"]
