"""HTML is a template: texts are escaped, names must be given, both languages are whole, pages stay small."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from jinja2 import TemplateRuntimeError, TemplateSyntaxError, UndefinedError

from app.page.templating import TEMPLATES, render, templates
from app.panels.legend import Legend, LegendBlock, LegendLine
from geodata.text import LANGS
from layers.templating import JoinedLines, make_environment

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from geodata.text import Lang

HOSTILE = """"><script>alert('1')</script>"""
VIEWS = (
    "",
    "layers=none",
    "embed=1&date=2019-06-30",
    "sel=gao&table=sites",
    "layers=coverage&coverage.erp_kw=2",
)


class Elements(HTMLParser):
    """Reads texts outside scripts, and the attributes that a reader may meet."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[dict[str, str | None]] = []
        self.read: list[str] = []
        self.is_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_script = tag == "script"
        if self.is_script:
            self.scripts.append(dict(attrs))
        self.read += [value or "" for name, value in attrs if not name.startswith("data-")]

    def handle_data(self, data: str) -> None:
        if not self.is_script:
            self.read.append(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - named by the parser
        self.is_script = False


def elements(page: str) -> Elements:
    found = Elements()
    found.feed(page)
    found.close()
    return found


@pytest.mark.parametrize("field", ["sel", "layers", "table", "date", "base", "order", "coverage.model"])
def test_a_hostile_value_of_the_address_starts_no_script(client: FlaskClient, field: str) -> None:
    usual = elements(client.get("/?lang=en").get_data(as_text=True))
    answer = client.get("/", query_string={"lang": "en", field: HOSTILE})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "<script>alert" not in page
    assert [script.get("src") or script["id"] for script in elements(page).scripts] == [
        script.get("src") or script["id"] for script in usual.scripts
    ]


@pytest.mark.parametrize("path", ["/nowhere", "/api/collections/sites/items"])
def test_a_hostile_address_starts_no_script(client: FlaskClient, path: str) -> None:
    asked = {"f": "html", "lang": "en", "name": HOSTILE}
    for url in (f"{path}/{HOSTILE}", path):
        page = client.get(url, query_string=asked, headers={"Accept": "text/html"}).get_data(as_text=True)
        assert page.startswith("<!DOCTYPE html>")
        assert elements(page).scripts == []


@pytest.mark.parametrize("lang", LANGS)
def test_texts_of_the_build_are_escaped(lang: Lang) -> None:
    line = LegendLine(key=HOSTILE, label=HOSTILE, swatch=HOSTILE)
    block = LegendBlock(HOSTILE, HOSTILE, HOSTILE, True, True, HOSTILE, (line,))
    page = render("legend.html", lang, legend=Legend((block,), (line,)))
    assert elements(page).scripts == []
    # title, emblem and caption of the layer; picture and label of its line, and of the shared sign
    assert elements(page).read.count(HOSTILE) == 7


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("view", VIEWS)
def test_no_word_is_left_unfilled(client: FlaskClient, view: str, lang: Lang) -> None:
    page = client.get(f"/?{view}&lang={lang}").get_data(as_text=True)
    read = elements(page).read
    assert len(read) > 500
    assert not [text for text in read if re.search(r"[{}]", text)]


def test_each_language_has_its_own_words() -> None:
    pages = {lang: render("search.html", lang) for lang in LANGS}
    assert "Rechercher" in pages["fr"]
    assert "Search" in pages["en"]
    assert "Rechercher" not in pages["en"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_name_that_nobody_gave_is_refused(lang: Lang) -> None:
    with pytest.raises(UndefinedError, match="legend"):
        render("legend.html", lang)


def test_a_word_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="no_such_word"):
        templates("fr").from_string('{{ word("no_such_word") }}').render()


def test_a_page_without_its_parts_is_refused() -> None:
    with pytest.raises(TemplateRuntimeError, match="title"):
        render("plain.html", "fr", css_url="/static/atlas.css")


def test_line_breaks_between_elements_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<p>\n  {{ first }}\n  <b>b c</b> {{ last }}\n"
        '  {% if first %}\n  <i\n    id="i">i</i>\n  {% endif %}\n</p>\n'
    )
    page = make_environment("en", tmp_path).get_template("page.html")
    assert page.render(first="a", last="d") == '<p>a<b>b c</b> d<i\n    id="i">i</i></p>'


def test_an_error_names_its_line() -> None:
    source = "<p>\n  <b>b</b>\n  {% wrong %}\n</p>"
    with pytest.raises(TemplateSyntaxError) as raised:
        templates("en").from_string(source)
    assert raised.value.lineno == 3
    assert JoinedLines(templates("en")).preprocess("<p>\n</p>", None) == "<p>{#\n#}</p>"


def test_the_frame_has_no_white_space_between_its_elements(client: FlaskClient) -> None:
    page = client.get("/?lang=en").get_data(as_text=True)
    frame = page[page.index("<body>") : page.index('<script type="application/json"')]
    assert not re.search(r">\s*\n\s*<", frame)


def test_every_template_is_read_in_both_languages() -> None:
    names = sorted(path.name for path in TEMPLATES.iterdir() if path.suffix in {".html", ".svg", ".xml"})
    for lang in LANGS:
        assert sorted(templates(lang).list_templates()) == names
        for name in names:
            templates(lang).get_template(name)
