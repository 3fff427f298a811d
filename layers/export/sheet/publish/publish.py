"""From a request to a file: the one door by which the command line, the server and the atlas enter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from geodata.errors import InputError
from layers.export.sheet.margin.compose import caveats_of, compose, map_words, sources_of
from layers.export.sheet.margin.marking import mark
from layers.export.sheet.request.data import prepare
from layers.export.sheet.request.marking import marking_of
from layers.export.sheet.request.words import word

if TYPE_CHECKING:
    from layers.artifact.reader import Build
    from layers.export.sheet.margin.compose import Sheet
    from layers.export.sheet.margin.lines import LegendBlock
    from layers.export.sheet.request.query import SheetRequest
    from layers.export.sheet.scene.scene import Scene
    from layers.export.sheet.writers.pdf import Page

Format = Literal["pdf", "png", "svg", "pptx", "html"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
#: What has one page, however much stands on it.
PICTURES: Final = ("png", "svg")
PUBLIC_URL: Final = "http://127.0.0.1:8050"


@dataclass(frozen=True, slots=True)
class Publication:
    """A file and what is known of it: its name, its bytes, its machine-readable description."""

    name: str
    content: bytes
    metadata: dict[str, Any]


def check_format(name: str) -> Format:
    """Return a known format.

    Raises
    ------
    InputError
        If there is none of that name.
    """
    for known in FORMATS:
        if name == known:
            return known
    listed = ", ".join(FORMATS)
    raise InputError(
        f"Format « {name[:20]} » : attendu {listed}.", f"Format “{name[:20]}”: expected one of {listed}."
    )


def publish(
    request: SheetRequest, build: Build, form: Format, public_url: str = PUBLIC_URL, template: bytes = b""
) -> Publication:
    """Make one sheet as one file; a slide is put into a template, if one is given."""
    from layers.export.sheet.publish.metadata import describe  # noqa: PLC0415 - each format loads only its libraries

    data = prepare(request, build)
    sheet = compose(data, public_url, pages=form == "pdf")
    if form in PICTURES and sheet.left:
        sheet = compose(data, public_url, pages=True)
    content = _write(sheet, form, template)
    name = request.file_name(form, sheet.titles.title)
    return Publication(name, content, describe(sheet, name, content))


def _write(sheet: Sheet, form: Format, template: bytes) -> bytes:
    scene = _below(sheet) if form in PICTURES and sheet.left else sheet.scene
    if form == "svg":
        from layers.export.sheet.writers.svg import write_svg  # noqa: PLC0415

        return write_svg(scene, sheet.titles.title, sheet.request.view.lang)
    if form == "pptx":
        from layers.export.sheet.writers.pptx import slide_of, write_pptx  # noqa: PLC0415

        return write_pptx([slide_of(sheet, template)])
    if form == "html":
        from layers.export.sheet.writers.html import write_html  # noqa: PLC0415

        return write_html(sheet)
    from layers.export.sheet.writers.pdf import Page, write_pdf  # noqa: PLC0415

    page = Page(scene, sheet.titles.title, frames=(sheet.drawing.frame,))
    if form == "png":
        from layers.export.sheet.writers.png import write_png  # noqa: PLC0415

        return write_png(page, sheet.request.dpi)
    page = replace(page, figures=((sheet.drawing.frame.box, map_words(sheet)),))
    return write_pdf([page, *notes_pages(sheet)], about(sheet))


def _below(sheet: Sheet) -> Scene:
    """The sheet as one picture with the pages that continue its legend below it."""
    from layers.export.sheet.scene.scene import Scene  # noqa: PLC0415
    from layers.export.sheet.scene.shift import shift  # noqa: PLC0415

    scenes = [sheet.scene, *(page.scene for page in notes_pages(sheet))]
    whole = Scene(sheet.scene.width, sheet.scene.height * len(scenes))
    for n, scene in enumerate(scenes):
        whole.add(*(shift(item, 0, n * sheet.scene.height) for item in scene.items))
    return whole


def notes_pages(sheet: Sheet) -> list[Page]:
    """The pages that follow a sheet whose margin had no room for every sign and caveat; usually none."""
    if sheet.whole and not sheet.left:
        return []
    from layers.export.sheet.pages.textpage import Paragraph, text_pages  # noqa: PLC0415
    from layers.export.sheet.writers.pdf import Page  # noqa: PLC0415

    lang, request, imprint = sheet.request.view.lang, sheet.request, sheet.imprint
    paragraphs: list[Paragraph | LegendBlock] = []
    if sheet.left:
        paragraphs += [Paragraph(word("legend_on", lang), "head"), *sheet.left]
    paragraphs += [Paragraph(word("caveats", lang), "head"), *map(Paragraph, caveats_of(sheet))]
    paragraphs += [Paragraph(word("sources", lang), "head"), *map(Paragraph, sources_of(sheet))]
    foot = word("number", lang, number=imprint.number, version=imprint.version)
    foot = f"{foot} · {imprint.status} · {word('profile', lang, profile=word(imprint.profile, lang))}"
    scenes = text_pages(sheet.titles.title, paragraphs, request.paper, request.orientation, lang, foot)
    for scene in scenes:
        mark(scene, marking_of(request))
    return [Page(scene, word("notes", lang) if n == 0 else "", 1) for n, scene in enumerate(scenes)]


def about(sheet: Sheet) -> Any:  # noqa: ANN401 - the PDF module is loaded when needed only
    """The document data of a sheet."""
    from layers.export.sheet.writers.pdf import About  # noqa: PLC0415

    lang, imprint = sheet.request.view.lang, sheet.imprint
    named = word("number", lang, number=imprint.number, version=imprint.version)
    subject = f"{sheet.titles.subtitle} {named}. {imprint.status}."
    return About(sheet.titles.title, subject.strip(), "MINUSMA, Mali", lang, imprint.made)
