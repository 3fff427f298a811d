"""Ctrl+P is a sheet: title, legend, sources and disclaimer, the map whole, nothing that is pressed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pytest
from playwright.sync_api import expect

from app.words.page import word
from tests.browser.waiting import PINS, at_rest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.waiting import Open

#: What a reader presses: none of it is of use on paper.
PRESSED = (
    *("Copy link", "Copier le lien", "Export a map sheet", "Exporter une carte"),
    *("All dates", "Toutes les dates", "Whole of Mali", "Tout le Mali", "Your table", "Votre tableau"),
)


def printed(page: Page) -> str:
    """What can be read on the pages that the browser prints, in one line."""
    made = page.pdf(prefer_css_page_size=True)
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    assert all(each.mediabox.width > each.mediabox.height for each in pages), "landscape"
    return plain(" ".join(" ".join(each.extract_text() for each in pages).split()))


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


def assert_sheet(text: str, lang: str) -> None:
    """Whether what is printed says what every sheet must, and no button."""
    assert plain(word("disclaimer", lang))[:60] in text  # type: ignore[arg-type]
    assert plain(word("draft", lang)) in text  # type: ignore[arg-type]
    for pressed in PRESSED:
        assert pressed not in text


def test_the_map_is_printed_with_its_legend_and_sources(open_page: Open) -> None:
    page = open_page("/?lang=fr&layers=sectors,sites&date=2020-08-31")
    expect(page.locator(PINS).first).to_be_visible()
    at_rest(page)
    text = printed(page)
    assert_sheet(text, "fr")
    assert "Atlas de la Mission · Secteurs, Sites de la Mission" in text
    assert "Situation au 31 août 2020" in text
    assert "Sources : MINUSMA : fiche d’information" in text
    for said in ("Secteur Nord", "Secteur Sud", "Site, à la couleur de son secteur", "Légende"):
        assert said in text, "the legend"
    for name in ("Ménaka", "Tessalit", "Bamako"):
        assert name in text, "the map, from west to east"
    expect(page.locator(".print-head"), "taken away again").to_have_count(0)
    expect(page.locator(".header")).to_be_visible()


def test_a_dossier_is_printed_below_the_map(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites&sel=gao")
    expect(page.locator("#dossier h2")).to_have_text("Gao")
    text = printed(page)
    assert_sheet(text, "en")
    assert "Sources: " in text
    assert "Site of the uniformed components" in text
    assert "Compare with" not in text


def test_the_page_of_figures_is_printed_alone_with_its_sources(open_page: Open) -> None:
    page = open_page("/?lang=en&layers=sites&sel=figures")
    expect(page.locator(".fig-card").first).to_be_visible()
    text = printed(page)
    assert_sheet(text, "en")
    assert "Mission in figures" in text
    assert "Figures and sources" in text
    assert "Fact sheet 2018" in text
    assert "Back to the map" not in text
    assert "Results framework 315" not in text
    expect(page.locator(".fig-card > details[open]"), "closed again").to_have_count(0)


@pytest.mark.parametrize("layer", ["sites", "airports"])
def test_a_table_is_printed_whole(open_page: Open, layer: str) -> None:
    """A wide one as records, so that no column is cut; a narrow one as rows."""
    page = open_page(f"/?lang=en&layers={layer}&table={layer}")
    rows = page.locator("#table-sheet tbody tr")
    expect(rows.first).to_be_visible()
    cells = rows.last.locator("td > div").all_text_contents()
    text = printed(page)
    assert_sheet(text, "en")
    for cell in filter(None, cells):
        assert plain(" ".join(cell.split())) in text
    assert "XLSX" not in text
    expect(page.locator(".is-records")).to_have_count(0)


EXPORT = "/export.html?lang=en&layers=sectors,sites"
SHEET = "/sheet.html?lang=en&layers=sectors,sites&focus=sector-est&marking=FOR+TRAINING"


@pytest.mark.parametrize("address", [EXPORT, SHEET])
def test_the_page_of_html_is_printed_whole(
    open_page: Open, server: str, tmp_path: Path, address: str
) -> None:
    page = open_page("/?layers=none")
    file = tmp_path / "view.html"
    file.write_bytes(page.request.get(f"{server}{address}").body())
    assert page.context.browser
    alone = page.context.browser.new_page(viewport={"width": 1440, "height": 900})
    alone.goto(file.as_uri())
    expect(alone.locator(PINS).first).to_be_visible()
    at_rest(alone)
    text = printed(alone)
    is_sheet = "sheet" in address
    assert "do not imply official endorsement" in text
    assert "by the United Nations." in text, "to its end"
    assert "Sources: MINUSMA" in text
    assert "Sector East" in text
    assert "Ménaka" in text, "the map has its east"
    assert text.count("FOR TRAINING") >= 2 * is_sheet
    assert "Layers" not in text
    alone.close()
