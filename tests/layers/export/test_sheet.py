from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pypdf
import pytest
from pptx import Presentation

from geodata.errors import InputError
from layers.export.sheet.map.plan import plan_frame
from layers.export.sheet.request.data import prepare
from layers.export.sheet.request.query import SHEET_FIELDS, read_request, slugify
from layers.export.sheet.request.words import word
from layers.export.sheet.scene.scene import Box

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.text import Lang
    from layers.artifact.reader import Build
    from layers.export.sheet.map.projection import Bounds
    from tests.layers.export.conftest import Maker

VIEW = "layers=sectors,sites"
SVG = "{http://www.w3.org/2000/svg}"


def plain(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", "", text).casefold()


def words_of(content: bytes) -> str:
    return plain(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_pdf_says_all_that_a_map_must_say(make: Maker, build: Build, lang: Lang) -> None:
    made = make(f"lang={lang}&{VIEW}")
    text = words_of(made.content)
    for key in ("disclaimer", "clearance", "legend", "sources", "caveats", "producer"):
        assert plain(word(key, lang)) in text, key
    meta = prepare(read_request(f"lang={lang}", build.rules), build).artifact("sites").meta
    assert plain(made.metadata["title"]) in text
    assert plain(meta["sources"][0]["title"]) in text
    assert plain(meta["caveats"][0]) in text
    assert plain("1:9 000 000") in text
    assert plain(made.metadata["projection"]["name"]) in text
    assert plain("Natural Earth") in text
    assert plain(made.metadata["number"]) in text
    assert plain("Bamako") in text
    other = "en" if lang == "fr" else "fr"
    assert plain(word("disclaimer", other)) not in text  # type: ignore[arg-type]


def test_each_word_of_the_map_is_written_once(make: Maker) -> None:
    """Halos are drawn, not written: what is copied from the PDF is not doubled."""
    assert words_of(make(f"lang=en&{VIEW}").content).count("goundam") == 1


def test_the_pdf_embeds_its_fonts_and_lies_on_the_earth(make: Maker) -> None:
    reader = pypdf.PdfReader(io.BytesIO(make(f"lang=fr&{VIEW}").content))
    page = reader.pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    drawn = [font for font in fonts if "Noto" in font["/BaseFont"]]
    assert drawn
    assert all("/FontFile2" in font["/FontDescriptor"] for font in drawn)
    measure = page["/VP"][0]["/Measure"]
    assert measure["/Subtype"] == "/GEO"
    assert "Lambert_Conformal_Conic" in measure["/GCS"]["/WKT"]
    assert len(measure["/GPTS"]) == 8
    assert reader.root_object["/Lang"] == "fr"
    assert reader.metadata
    assert reader.metadata.title == "Secteurs et sites de la Mission"


def test_only_what_is_drawn_is_in_the_legend(make: Maker) -> None:
    text = words_of(make(f"lang=en&{VIEW}&focus=gao").content)
    assert "sectoreast" in text
    assert "sectorsouth" not in text


def test_caveats_without_room_follow_on_a_page_of_notes(make: Maker) -> None:
    made = make("lang=en&layers=sectors,sites,works,police,strength,courts,prisons,medical,human-rights")
    assert not made.metadata["all_notes_printed"]
    text = words_of(made.content)
    for layer in made.metadata["layers"]:
        for caveat in layer["caveats"]:
            assert plain(caveat) in text
        for source in layer["sources"]:
            assert plain(source["title"].split(" (")[0]) in text


MANY = "layers=sectors,courts,prisons,transmitters,qip,mine-action,works,utilities,coverage"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_legend_without_room_goes_on_overleaf_with_its_signs(make: Maker, lang: Lang) -> None:
    made = make(f"lang={lang}&{MANY}")
    assert not made.metadata["whole_legend_printed"]
    pages = [plain(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(made.content)).pages]
    base = plain(word("basemap", lang))
    assert base not in pages[0]
    assert re.search(plain(word("more_legend_page", lang, count=0)).replace("0", r"\d+"), pages[0])
    assert plain(word("cut_page", lang)) in pages[0]
    assert plain(word("legend_on", lang)) in pages[1]
    assert base in pages[1]
    drawing = plain(make(f"lang={lang}&{MANY}", "svg").content.decode())
    assert plain(word("legend_on", lang)) in drawing, "below the sheet, on the same picture"
    assert base in drawing


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_in_portrait_a_long_legend_goes_on_under_the_title(make: Maker, lang: Lang) -> None:
    made = make(f"lang={lang}&layers=sectors,sites,prisons,transmitters&orientation=portrait")
    assert made.metadata["whole_legend_printed"]
    first = plain(pypdf.PdfReader(io.BytesIO(made.content)).pages[0].extract_text())
    assert plain(word("legend_on", lang)) in first
    assert plain(word("basemap", lang)) in first


@pytest.mark.parametrize(
    ("query", "title"),
    [
        (
            "lang=en&layers=sectors,sites,courts,prisons,judicial-pole&focus=sector-est",
            "Sector East: justice",
        ),
        ("lang=fr&layers=sectors,sites,courts&focus=gao", "Gao : tribunaux"),
        ("lang=fr&layers=sectors,sites&focus=gao", "Gao"),
        ("lang=en&layers=sectors,police,strength,courts,prisons", "Deployment and justice"),
        ("lang=en&layers=sites,human-rights,incidents,medical,works", "Protection and rights, support"),
        ("lang=fr&layers=police,courts,incidents,medical,ddr", "Vue d’ensemble de la Mission"),
        ("lang=en&layers=sectors,zones,sites,sites-closed", "Sectors, zones, mission sites and sites closed"),
    ],
)
def test_a_title_says_what_is_shown(make: Maker, query: str, title: str) -> None:
    assert plain(make(query, "svg").metadata["title"]) == plain(title)


@pytest.mark.parametrize("form", ["pdf", "pptx"])
def test_what_a_modelled_layer_assumes_is_on_the_sheet(make: Maker, form: str) -> None:
    made = make(f"lang=en&{MANY}", form)
    if form == "pdf":
        said = plain(pypdf.PdfReader(io.BytesIO(made.content)).pages[0].extract_text())
    else:
        shapes = Presentation(io.BytesIO(made.content)).slides[0].shapes
        said = plain(" ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame))
        assert "sources:minusma:factsheet" in said
    assert "longley-rice(itm)" in said
    assert "erp1kw" in said


def test_the_legend_has_the_border_where_it_is_in_sight(make: Maker) -> None:
    """Mali is in sight on either sheet, its border on one of them."""
    for focus, has_it in (("gao", False), ("region-mopti", True)):
        made = make(f"lang=en&layers=sites&focus={focus}")
        said = plain(pypdf.PdfReader(io.BytesIO(made.content)).pages[0].extract_text())
        assert "basemap" in said
        assert ("border" in said.partition("basemap")[2].partition("sources")[0]) == has_it, focus


#: Writes the sheet of a view in each format into a folder, by the command.
WRITES = """
import sys
from layers.__main__ import main
view, folder, *forms = sys.argv[1:]
for form in forms:
    out = ["--format", form, "--out", f"{folder}/sheet.{form}", "--made", "2026-01-31", "--dpi", "60"]
    if status := main(["sheet", view, *out]):
        sys.exit(status)
"""


def test_the_same_question_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    """Two processes, two seeds, one day."""
    forms = ("pdf", "png", "svg", "pptx", "html")
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        command = [sys.executable, "-c", WRITES, f"lang=en&{VIEW}", str(tmp_path / seed), *forms]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(command, cwd=root, check=True, env=environment, capture_output=True)
    for form in forms:
        made = {(tmp_path / seed / f"sheet.{form}").read_bytes() for seed in ("1", "2")}
        assert len(made) == 1, form
        described = json.loads((tmp_path / "1" / f"sheet.{form}.json").read_text())
        assert described["sha256"] == hashlib.sha256(made.pop()).hexdigest()


def test_the_creation_date_can_come_from_the_environment(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert read_request("lang=en", build.rules).made == "2023-11-14"


def test_the_slide_has_real_text_and_a_described_picture(make: Maker) -> None:
    made = make(f"lang=fr&{VIEW}", "pptx")
    deck = Presentation(io.BytesIO(made.content))
    slide = deck.slides[0]
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.001)
    assert slide.shapes.title.text_frame.text == "Secteurs et sites de la Mission"
    text = plain(" ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame))
    for said in (
        "Secteur Nord",
        "Légende",
        word("clearance", "fr"),
        word("disclaimer", "fr"),
        "Natural Earth",
    ):
        assert plain(said) in text
    notes = slide.notes_slide.notes_text_frame.text
    assert "https://atlas.example/?lang=fr" in notes
    picture = next(s for s in slide.shapes if s.name == "map")
    assert picture.image.dpi == (300, 300)
    described = picture._element.nvPicPr.cNvPr.get("descr")
    assert "Secteurs" in described
    assert all(s._element.nvPicPr.cNvPr.get("descr") for s in slide.shapes if s.shape_type == 13)


def test_the_svg_is_in_millimetres_with_text_and_letters_inside(make: Maker) -> None:
    root = ET.fromstring(make(f"lang=fr&{VIEW}", "svg").content)  # noqa: S314 - our own file
    assert (root.get("width"), root.get("height")) == ("297mm", "210mm")
    texts = ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]
    assert {"Gao", "SECTEUR EST"} <= set(texts)
    assert "data:font/woff2" in "".join(node.text or "" for node in root.iter(f"{SVG}style"))
    fetched = [node for node in root.iter() if node.tag != f"{SVG}a"]  # a link is followed by readers only
    assert not [v for node in fetched for v in node.attrib.values() if v.startswith("http")]


def test_the_page_needs_no_network(make: Maker) -> None:
    page = make(f"lang=en&{VIEW}", "html").content.decode()
    assert not re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(?:https?:)?//', page)
    assert "Draft, not cleared" in page
    assert "Distribution: public" in page


def test_the_description_names_the_layers_and_their_data(make: Maker) -> None:
    said = make(f"lang=en&{VIEW}").metadata
    assert [layer["id"] for layer in said["layers"]] == ["sectors", "sites"]
    assert said["layers"][1]["features"] == 12
    assert said["datum"] == "WGS 84"
    assert said["link"] == f"https://atlas.example/?lang=en&{VIEW}"
    assert json.dumps(said)


def test_the_file_is_named_by_convention(make: Maker) -> None:
    name = make(f"lang=fr&{VIEW}&number=MA-7&version=2.1").name
    assert name == "MA-7-v2.1-secteurs-et-sites-de-la-mission-a4-fr.pdf"
    assert slugify("…") == "sheet"


@pytest.mark.parametrize(
    ("query", "french", "english"),
    [
        ("layers=atlantis", "couche inconnue", "no such layer"),
        ("scale=5", "échelle attendue", "expected a scale"),
        ("scale=1e99", "échelle attendue", "expected a scale"),
        ("paper=10m", "attendu a4, a3", "expected one of a4, a3"),
        ("orientation=round", "attendu landscape", "expected one of landscape"),
        ("profile=secret", "attendu public", "expected one of public"),
        ("focus=atlantis", "lieu inconnu", "no such place"),
        ("panels=facts,gossip", "gossip", "gossip"),
        ("dpi=20000", "entier de", "whole number"),
        ("paper=a3&dpi=600", "millions de points", "million dots"),
        ("made=yesterday", "date attendue", "expected a date"),
        ("number=../../etc", "lettres", "letters"),
        ("title=" + "x" * 500, "caractères", "characters"),
        ("grid=hex", "attendu auto", "expected one of auto"),
    ],
)
def test_what_cannot_be_drawn_is_refused_plainly(build: Build, query: str, french: str, english: str) -> None:
    with pytest.raises(InputError) as refused:
        read_request(query, build.rules)
    assert french in refused.value.text.fr
    assert english in refused.value.text.en


def test_a_view_of_half_a_continent_is_drawn_at_the_smallest_scale_of_a_sheet(make: Maker) -> None:
    for at in ("16,-4,4", "21.1,-2.5,5", "80,170,4", "-84,-179,4"):
        west, _, east, _ = make(f"lang=en&layers=sites&at={at}").metadata["bounds"]
        assert 0 < east - west <= 40


@pytest.mark.parametrize("place", ["zone-sud", "sector-ouest", "region-kayes", "cercle-gao", "mali"])
def test_a_place_that_the_filter_leaves_out_is_framed_all_the_same(build: Build, place: str) -> None:
    def bounds(query: str) -> Bounds:
        request = read_request(f"lang=fr&layers=sites&focus={place}{query}", build.rules)
        return plan_frame(prepare(request, build), Box(0, 0, 200, 150)).bounds

    assert bounds("&filter=inside = 'cercle-menaka'&date=2018-03-31") == bounds("")


def test_half_a_continent_is_refused(make: Maker) -> None:
    with pytest.raises(InputError, match="40"):
        make("lang=en&scale=29000000&paper=a3")


def test_the_request_survives_its_address(build: Build) -> None:
    query = "lang=en&layers=sites&paper=a3&scale=2500000&panels=facts,strength&title=A%20map&made=2026-01-31"
    request = read_request(query, build.rules)
    assert read_request(request.to_query(), build.rules) == request


def test_an_unknown_format_is_refused(make: Maker) -> None:
    with pytest.raises(InputError, match="docx"):
        make("lang=en", "docx")


def test_telephone_numbers_are_for_internal_use(make: Maker) -> None:
    query = "lang=en&layers=call-centres"
    number = "94951663"
    assert number not in plain(make(query, "html").content.decode())
    assert number not in plain(make(f"{query}&profile=partner", "html").content.decode())
    internal = plain(make(f"{query}&profile=internal", "html").content.decode())
    assert "numberofthecallcentre" in internal or re.search(
        r"9495\W?1663|949\W?516\W?63|94,951,663", internal
    )


def test_the_public_gets_rounded_positions(make: Maker) -> None:
    page = make("lang=en&layers=sites", "html").content.decode()
    assert "16.2717" not in page.split('"layers":')[-1]
    assert "16.2717" in make("lang=en&layers=sites&profile=internal", "html").content.decode()
    assert "roundedto0.1°" in words_of(make("lang=en&layers=sites").content)


def test_the_facts_panel_tells_figures_with_their_source(make: Maker) -> None:
    text = words_of(make("lang=en&layers=sites&focus=gao&panels=facts").content)
    assert "whatthedocumentssay" in text
    assert "mikadofm" in text


def test_the_strength_chart_shows_both_figures_of_july_2020(make: Maker) -> None:
    text = words_of(make("lang=en&layers=sites&panels=strength").content)
    assert "12,873" in text
    assert "12,362" in text


def test_every_field_of_a_sheet_is_documented(root: Path) -> None:
    page = (root / "docs" / "sheets.md").read_text("utf-8")
    for name in SHEET_FIELDS:
        assert f"`{name}`" in page


def test_slides_are_an_archive_with_one_date(make: Maker) -> None:
    with zipfile.ZipFile(io.BytesIO(make(f"lang=fr&{VIEW}", "pptx").content)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_sheet_keeps_the_order_of_the_drawing(build: Build) -> None:
    request = read_request("lang=en&layers=sectors,sites,regions&order=regions", build.rules)
    assert [entry["id"] for entry in prepare(request, build).entries] == ["regions", "sectors", "sites"]
