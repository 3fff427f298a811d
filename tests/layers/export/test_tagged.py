"""A PDF's structure: what a screen reader reads, in which order, and that nothing is left without a place."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

from layers.export.sheet.brief.publish import publish_brief

if TYPE_CHECKING:
    from layers.artifact.reader import Build
    from tests.layers.export.conftest import Maker

MARK = re.compile(rb"/(\w+) <</MCID (\d+)>> BDC|/Artifact BMC|\bEMC\b")


def elements(reader: pypdf.PdfReader) -> list[Any]:
    """The elements of a document, in their order."""
    tree: Any = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    return [kid.get_object() for kid in tree["/K"][0].get_object()["/K"]]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_sheet_is_read_title_first_then_its_map_in_words(make: Maker, lang: str) -> None:
    made = make(f"lang={lang}&layers=sectors,sites,works")
    reader = pypdf.PdfReader(io.BytesIO(made.content))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == lang
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata
    assert reader.metadata.title == made.metadata["title"]
    assert made.metadata["title"] in root["/Metadata"].get_object().get_data().decode()
    found = elements(reader)
    roles = [each["/S"] for each in found]
    assert roles[:2] == ["/H1", "/Figure"]
    assert roles.count("/H1") == len(reader.pages), "a title a page"
    assert roles.count("/H2") >= 3, "legend, caveats, sources"
    figure = found[1]
    assert made.metadata["title"] in figure["/Alt"]
    assert all(layer["title"] in figure["/Alt"] for layer in made.metadata["layers"])
    links = [each for each in found if each["/S"] == "/Link"]
    assert len(links) == 2
    assert all(each["/Alt"].startswith("https://atlas.example/?") for each in links)


def test_every_mark_has_its_element_and_the_rest_is_an_artifact(make: Maker) -> None:
    reader = pypdf.PdfReader(
        io.BytesIO(make("lang=en&layers=sectors,sites,works&orientation=portrait").content)
    )
    tree: Any = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    numbers = tree["/ParentTree"].get_object()["/Nums"]
    parents = {int(numbers[n]): numbers[n + 1].get_object() for n in range(0, len(numbers), 2)}
    for page in reader.pages:
        assert page["/Tabs"] == "/S"
        content = page.get_contents().get_data()  # type: ignore[union-attr]
        depth, marks = 0, []
        for found in MARK.finditer(content):
            depth += -1 if found[0] == b"EMC" else 1
            assert 0 <= depth <= 1, "no mark within another"
            if found[2]:
                marks.append((int(found[2]), found[1].decode()))
        assert depth == 0
        assert [number for number, _ in marks] == list(range(len(marks)))
        of_page = parents[int(page["/StructParents"])]
        assert len(of_page) == len(marks)
        for number, role in marks:
            element = of_page[number].get_object()
            assert element["/S"] == f"/{role}"
            assert number in element["/K"]
        outside = re.sub(rb"(?s)(?:BDC|BMC).*?EMC", b"", content)
        assert not re.search(rb"\bT[jJ]\b|\bf\*?\b\s|\bS\b\s", outside), "nothing is drawn outside"


def test_a_handout_says_each_of_its_maps(build: Build) -> None:
    brief = (
        'lang = "en"\nmade = "2026-01-31"\ntitle = "T"\n'
        '[[part]]\ntitle = "One"\nview = "layers=sites"\n'
        '[[part]]\ntitle = "Two"\nview = "layers=sites&date=2020-08-31&compare=2018-03-31"\n'
    )
    content = publish_brief(brief, build, "pdf", "en", "https://atlas.example", handout="2").content
    found = elements(pypdf.PdfReader(io.BytesIO(content)))
    first = [(each["/S"], each.get("/Alt", "")) for each in found if each["/S"] in ("/H1", "/Figure")]
    assert [role for role, _ in first[:4]] == ["/H1", "/Figure", "/H1", "/Figure"]
    assert "One" in first[1][1]
    assert "31 March 2018" in first[3][1], "both days of a comparison are one figure"
