"""A book of sheets from a small recipe: cover, overview, a sheet a place, annex; the same bytes each time."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson

from geodata.errors import InputError
from layers.export.sheet.margin.compose import Sheet, compose
from layers.export.sheet.margin.marking import mark
from layers.export.sheet.pages.annex import annex_paragraphs
from layers.export.sheet.pages.cover import contents, cover
from layers.export.sheet.pages.textpage import text_pages
from layers.export.sheet.publish.publish import notes_pages
from layers.export.sheet.request.data import prepare
from layers.export.sheet.request.marking import marking_of, status_of
from layers.export.sheet.request.slug import slugify
from layers.export.sheet.request.words import word
from layers.export.sheet.writers.pdf import About, Page, write_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.artifact.reader import Build
    from layers.export.sheet.publish.recipe import Recipe
    from layers.export.sheet.scene.scene import Scene


def make_atlas(
    recipe: Recipe,
    build: Build,
    form: str,
    public_url: str,
    report: Callable[[int, int, str], None] = lambda _done, _total, _name: None,
) -> tuple[bytes, dict[str, Any]]:
    """Draw the book and its manifest.

    Parameters
    ----------
    recipe
        What is asked.
    build
        The build.
    form
        ``pdf`` or ``pptx``.
    public_url
        Address of the explorer in links.
    report
        Called before each step with: steps done, steps in all, name of the step.
    """
    if form not in {"pdf", "pptx"}:
        raise InputError(
            f"Format « {form} » : un atlas est en pdf ou pptx.", f"Format “{form}”: an atlas is pdf or pptx."
        )
    parts: list[tuple[str, list[Sheet]]] = []
    data = prepare(recipe.head, build)
    done = 0
    for part in recipe.parts:
        sheets = []
        for request in part.requests:
            report(done, recipe.count + 1, request.focus or part.title)
            data = data.also(request)
            sheets.append(compose(data, public_url, pages=form == "pdf" and not recipe.has_annex))
            done += 1
        parts.append((part.title, sheets))
    report(done, recipe.count + 1, form.upper())
    write = _pdf if form == "pdf" else _pptx
    content = write(recipe, build, parts)
    report(done + 1, recipe.count + 1, recipe.title)
    return content, _manifest(recipe, build, parts, content, form)


def _pdf(recipe: Recipe, build: Build, parts: list[tuple[str, list[Sheet]]]) -> bytes:
    head, lang = recipe.head, recipe.lang
    data = prepare(head, build)
    paper = head.paper, head.orientation
    body: list[Page] = []
    listed: list[tuple[str, str, int, int]] = []
    for title, sheets in parts:
        listed.append((title, "", len(body), 0))
        for n, sheet in enumerate(sheets):
            listed.append((sheet.titles.title, sheet.imprint.number, len(body), 1))
            body.append(
                Page(sheet.scene, title if n == 0 else sheet.titles.title, int(n > 0), (sheet.drawing.frame,))
            )
            if sheet.left or not recipe.has_annex:
                body += [replace(page, bookmark="") for page in notes_pages(sheet)]
    front = [Page(cover(recipe.title, recipe.subtitle, recipe.count, data), recipe.title)]
    pages = contents(listed, paper, lang, before=2)
    pages = contents(listed, paper, lang, before=1 + len(pages))
    front += [Page(scene, word("contents", lang) if n == 0 else "") for n, scene in enumerate(pages)]
    if recipe.has_annex:
        drawn = [sheet for _, sheets in parts for sheet in sheets]
        text = annex_paragraphs(drawn, data)
        annex = text_pages(word("annex", lang), text, *paper, lang, word("disclaimer", lang))
        body += [Page(scene, word("annex", lang) if n == 0 else "") for n, scene in enumerate(annex)]
    about = About(recipe.title, recipe.subtitle, "MINUSMA, Mali, atlas", lang, head.made)
    for page in (*front[1:], *body):
        if not page.frames:  # a sheet and the cover have theirs
            mark(page.scene, marking_of(head))
    return write_pdf([*front, *body], about)


def _pptx(recipe: Recipe, _build: Build, parts: list[tuple[str, list[Sheet]]]) -> bytes:
    from layers.export.sheet.writers.pptx import slide_of, write_pptx  # noqa: PLC0415 - only for slides

    return write_pptx([slide_of(s) for _, sheets in parts for s in sheets], recipe.title)


def scene_digest(scene: Scene) -> str:
    """SHA-256 of what a sheet draws, whatever file it is written to."""
    options = orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_SERIALIZE_DATACLASS
    return hashlib.sha256(orjson.dumps(scene, option=options, default=_contiguous)).hexdigest()


def _contiguous(value: Any) -> Any:  # noqa: ANN401 - arrays the writer refuses as they lie
    return value.tolist()


def _manifest(
    recipe: Recipe, build: Build, parts: list[tuple[str, list[Sheet]]], content: bytes, form: str
) -> dict[str, Any]:
    """What the book holds: a hash for each sheet, each layer's data and the whole."""
    sheets = [
        {
            "part": title,
            "number": sheet.imprint.number,
            "title": sheet.titles.title,
            "scale": sheet.drawing.frame.scale,
            "query": sheet.request.to_query(),
            "sha256": scene_digest(sheet.scene),
        }
        for title, drawn in parts
        for sheet in drawn
    ]
    shown = sorted({layer for _, drawn in parts for sheet in drawn for layer in sheet.request.view.layers})
    data = {layer: build.path(layer, recipe.lang).name.split(".")[-2] for layer in shown}
    return {
        "title": recipe.title,
        "slug": slugify(recipe.title),
        "format": form,
        "lang": recipe.lang,
        "made": recipe.head.made,
        "profile": recipe.head.profile,
        "clearance": status_of(recipe.head),
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "build": build.digest,
        "data": data,
        "sheets": sheets,
    }
