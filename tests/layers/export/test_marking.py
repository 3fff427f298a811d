"""Marking and clearance: what a sheet says of itself, presets of a deployment, logos that are safe."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from typing import TYPE_CHECKING

import pypdf
import pytest
from PIL import Image
from pptx import Presentation

from geodata.errors import AtlasError, InputError
from layers.export.sheet.brief.publish import publish_brief
from layers.export.sheet.publish.publish import FORMATS, check_format, publish
from layers.export.sheet.request.logo import LARGEST, logo_address, logo_of, read_logo
from layers.export.sheet.request.presets import deployed
from layers.export.sheet.request.query import read_request

if TYPE_CHECKING:
    from pathlib import Path

    from layers.artifact.reader import Build
    from layers.export.sheet.publish.publish import Publication

SVG = b"""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">
<g transform="translate(10 10) scale(2)"><circle r="4" fill="#1E7B4B"/></g>
<path style="fill:none;stroke:navy;stroke-width:2" d="M22 2h16v16h-16z"/></svg>"""
PRESETS = """
[force]
title = { fr = "État-major", en = "Headquarters" }
marking = { fr = "EXERCICE", en = "EXERCISE" }
marking_colour = "#1E7B4B"
producer = "GIS cell"
status = "Cleared by the chief on 1 March 2020"
validity = "until 31 March 2020"
logo = "crest.svg"
"""
QUERY = "lang=en&layers=sectors&made=2026-01-31&dpi=60"


@pytest.fixture
def preset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "markings.toml"
    path.write_text(PRESETS, "utf-8")
    (tmp_path / "crest.svg").write_bytes(SVG)
    monkeypatch.setenv("ATLAS_MARKINGS", str(path))
    return path


def made(build: Build, query: str, form: str) -> Publication:
    return publish(read_request(query, build.rules), build, check_format(form), "https://atlas.example")


def words_of(content: bytes, form: str) -> str:
    """What a reader of a file can read in it."""
    if form == "pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if form == "pptx":
        slides = Presentation(io.BytesIO(content)).slides
        return "\n".join(s.text_frame.text for each in slides for s in each.shapes if s.has_text_frame)
    return content.decode()


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "png"])
@pytest.mark.usefixtures("preset")
def test_a_preset_says_what_the_sheet_does_not(build: Build, form: str) -> None:
    file = made(build, f"{QUERY}&preset=force&producer=J2", form)
    said = words_of(file.content, form)
    for words in ("EXERCISE", "Cleared by the chief", "until 31 March 2020"):
        assert words.casefold() in said.casefold()
    assert "draft, not cleared" not in said.casefold()
    assert file.metadata["has_logo"]
    assert file.metadata["producer"].startswith("J2")
    assert "preset=force" in file.metadata["query"]
    assert "image/svg" not in file.metadata["query"]


@pytest.mark.parametrize("form", FORMATS)
def test_an_internal_sheet_cannot_be_mistaken(build: Build, form: str) -> None:
    """Whatever else is written on it, and in whatever colour: its bar says that it is internal."""
    file = made(build, f"{QUERY}&profile=internal&marking=EXERCISE", form)
    if form == "png":
        picture = Image.open(io.BytesIO(file.content)).convert("RGB")
        wide, high = picture.size
        for y in (2, high - 3):
            assert picture.getpixel((3, y)) == picture.getpixel((wide - 4, y)) == (179, 38, 30)
        return
    said = words_of(file.content, form)
    assert said.count("INTERNAL DISTRIBUTION · EXERCISE") == 2
    assert file.metadata["marking"] == "INTERNAL DISTRIBUTION · EXERCISE"


@pytest.mark.usefixtures("preset")
def test_a_brief_has_the_preset_of_its_head(build: Build) -> None:
    brief = 'title = "Trial"\nlang = "fr"\npreset = "force"\n[[part]]\nview = "layers=sites"\n'
    for form in ("pdf", "html", "pptx"):
        file = publish_brief(brief, build, form, "fr", "https://atlas.example")
        said = words_of(file.content, form)
        assert said.count("EXERCICE") >= 2
        assert "until 31 March 2020" in said


def test_a_logo_is_written_anew_and_drawn_in_its_colours(build: Build) -> None:
    logo = read_logo(SVG)
    assert (logo.width, logo.height) == (40.0, 20.0)
    first, second = logo.shapes
    xs = [n for command in first.commands for n in command[1::2]]
    assert (min(xs), max(xs)) == pytest.approx((2.0, 18.0))
    assert (first.ink.fill, first.ink.stroke) == ("#1E7B4B", "")
    assert (second.ink.fill, second.ink.stroke, second.ink.width) == ("", "#000080", 2.0)
    query = f"{QUERY}&logo={logo_address(SVG).replace('+', '%2B')}"
    drawn = made(build, query, "svg").content.decode()
    assert "#1E7B4B" in drawn
    plain = made(build, QUERY, "svg").content.decode()
    assert "#1E7B4B" not in plain, "no logo unless one is given"
    deck = Presentation(io.BytesIO(made(build, query, "pptx").content))
    assert [shape.name for shape in deck.slides[0].shapes].count("logo") == 1


def test_a_png_keeps_its_pixels_and_nothing_else() -> None:
    file = io.BytesIO()
    picture = Image.new("RGBA", (30, 10), (200, 10, 10, 128))
    picture.save(file, "PNG")
    logo = read_logo(file.getvalue())
    again = Image.open(io.BytesIO(logo.png))
    assert (again.size, again.getpixel((3, 3))) == ((30, 10), (200, 10, 10, 128))
    assert read_logo(file.getvalue() + b"<script>x</script>").png == logo.png


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect width="9" height="9" onclick="alert(1)"/>',
        '<image href="https://example.org/x.png" width="9" height="9"/>',
        '<use href="https://example.org/x.svg#a"/>',
        '<a href="javascript:alert(1)"><rect width="9" height="9"/></a>',
        "<style>rect { fill: url(https://example.org/x) }</style>",
        '<rect width="9" height="9" fill="url(#g)"/>',
        '<rect width="9" height="9" style="fill:url(https://example.org/x)"/>',
        "<foreignObject/>",
        "<text>UN</text>",
        '<rect width="9" height="9" filter="url(#f)"/>',
        '<path d="M0 0 L nonsense"/>',
        "",
    ],
)
def test_a_logo_with_anything_but_plain_shapes_is_refused(inside: str) -> None:
    content = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()
    with pytest.raises(InputError) as refused:
        read_logo(content)
    assert "plain shapes" in refused.value.text.en
    assert refused.value.text.fr


@pytest.mark.parametrize(
    "content",
    [
        b"GIF89a",
        b"\x89PNG\r\n\x1a\nbroken",
        b"x" * (LARGEST + 1),
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9000 1"><rect width="9" height="9"/></svg>',
    ],
)
def test_what_is_no_logo_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        read_logo(content)
    with pytest.raises(InputError):
        logo_of(f"data:image/png;base64,{b64encode(content).decode()}")


@pytest.mark.parametrize(
    "address", ["https://example.org/logo.png", "data:text/html;base64,AAAA", "crest.svg"]
)
def test_a_logo_is_data_and_no_address(build: Build, address: str) -> None:
    with pytest.raises(InputError, match="data:image"):
        read_request(f"{QUERY}&logo={address}", build.rules)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[force", "unreadable TOML"),
        ("[Force]\nmarking = 'x'", "lower-case"),
        ("[force]\nmarkings = 'x'", "unknown key"),
        ("[force]\nmarking_colour = 'red'", "#RRGGBB"),
        (f"[force]\nmarking = '{'x' * 71}'", "at most 70"),
        ("[force]\nmarking = { fr = 'x' }", "fr = …, en = …"),
        ("[force]\nlogo = 'nowhere.svg'", "no such logo"),
    ],
)
def test_a_bad_preset_is_refused_plainly(preset: Path, text: str, words: str) -> None:
    preset.write_text(text + " ", "utf-8")
    with pytest.raises(AtlasError, match=re.escape(words)):
        deployed()


def test_a_preset_that_is_not_there_is_refused(build: Build) -> None:
    with pytest.raises(InputError, match="no such preset"):
        read_request(f"{QUERY}&preset=force", build.rules)
