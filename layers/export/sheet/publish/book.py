"""A book of sheets from a small recipe: cover, overview, a sheet a place, annex; the same bytes each time."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import orjson

from geodata.errors import InputError, MissingResourceError
from geodata.text import LANGS
from layers.artifact.colour import own_features
from layers.export.sheet.margin.compose import Sheet, compose
from layers.export.sheet.pages.annex import annex_paragraphs
from layers.export.sheet.pages.cover import contents, cover
from layers.export.sheet.pages.textpage import text_pages
from layers.export.sheet.publish.publish import notes_pages
from layers.export.sheet.request.data import prepare
from layers.export.sheet.request.query import SHEET_FIELDS, SheetRequest, make_request, slugify
from layers.export.sheet.request.words import word
from layers.export.sheet.writers.pdf import About, Page, write_pdf
from layers.view.state import from_query

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.text import Lang
    from layers.artifact.reader import Build
    from layers.export.sheet.scene.scene import Scene
    from layers.schema.layer import Role

MOST_SHEETS: Final = 100
#: What ``each`` may name, with the role of the layers whose features are then framed one by one.
EACH: Final[dict[str, Role]] = {
    "sectors": "sector",
    "sites": "site",
    "regions": "region",
    "cercles": "cercle",
}
KEYS: Final = frozenset({"title", "subtitle", "lang", "annex", "contents", "part", *SHEET_FIELDS})
PART_KEYS: Final = frozenset({"title", "each", "places", "view", *SHEET_FIELDS})


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter: its title and its sheets, in order."""

    title: str
    requests: tuple[SheetRequest, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A whole book as asked for."""

    title: str
    subtitle: str
    lang: Lang
    head: SheetRequest
    parts: tuple[Part, ...]
    has_annex: bool = True

    @property
    def count(self) -> int:
        """Number of sheets."""
        return sum(len(part.requests) for part in self.parts)


def read_recipe(path: Path, build: Build) -> Recipe:
    """Read a recipe.

    Raises
    ------
    InputError
        If a key, a value, a layer or a place is unknown, or the book would be too thick.
    MissingResourceError
        If there is no such file.
    """
    if not path.is_file():
        raise MissingResourceError(f"Recette introuvable : {path}.", f"No such recipe: {path}.")
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path.name} : {error}.", f"{path.name}: {error}.") from error
    return make_recipe(given, build)


def make_recipe(given: dict[str, Any], build: Build) -> Recipe:
    """Check a recipe already parsed; see :func:`read_recipe`."""
    _check_keys(given, KEYS, "recipe")
    lang = given.get("lang", "fr")
    if lang not in LANGS:
        raise InputError(f"lang = « {lang} » : attendu fr ou en.", f"lang = “{lang}”: expected fr or en.")
    common = {key: given[key] for key in SHEET_FIELDS if key in given and key not in {"title", "subtitle"}}
    head = _request("", common, build, lang)
    parts = tuple(_part(part, common, build, lang, n) for n, part in enumerate(given.get("part", [])))
    recipe = Recipe(
        _text(given, "title", lang) or "Atlas",
        _text(given, "subtitle", lang),
        lang,
        head,
        _numbered(parts, head),
        bool(given.get("annex", True)),
    )
    if not 1 <= recipe.count <= MOST_SHEETS:
        raise InputError(
            f"{recipe.count} cartes demandées : un atlas en compte de 1 à {MOST_SHEETS}.",
            f"{recipe.count} sheets asked for: an atlas has 1 to {MOST_SHEETS}.",
        )
    return recipe


def _check_keys(given: dict[str, Any], known: frozenset[str], where: str) -> None:
    unknown = sorted(set(given) - known)
    if unknown:
        raise InputError(f"{where} : clé inconnue « {unknown[0]} ».", f"{where}: unknown key “{unknown[0]}”.")


def _text(given: dict[str, Any], key: str, lang: Lang) -> str:
    """A text given once, or as ``{ fr = "…", en = "…" }``."""
    value = given.get(key, "")
    return str(value.get(lang, "")) if isinstance(value, dict) else str(value)


def _request(view: str, fields: dict[str, Any], build: Build, lang: Lang) -> SheetRequest:
    state, problems = from_query(view, build.rules, lang)
    if problems:
        raise InputError(problems[0].fr, problems[0].en)
    return make_request(state.with_lang(lang), fields, build.rules)


def _part(given: dict[str, Any], common: dict[str, Any], build: Build, lang: Lang, order: int) -> Part:
    where = f"part {order + 1}"
    _check_keys(given, PART_KEYS, where)
    fields = common | {key: given[key] for key in SHEET_FIELDS if key in given and key != "title"}
    request = _request(str(given.get("view", "")), fields, build, lang)
    places = _places(given, build, request, where)
    fallback = word(str(given.get("each", "overview")), lang)
    title = _text(given, "title", lang) or fallback
    if not places:
        return Part(title, (replace(request, title=title),))
    requests = []
    for place in places:
        if place not in build.rules.places:
            raise InputError(f"{where} : lieu inconnu « {place} ».", f"{where}: no such place “{place}”.")
        requests.append(replace(request, focus=place))
    return Part(title, tuple(requests))


def _places(given: dict[str, Any], build: Build, request: SheetRequest, where: str) -> list[str]:
    if "places" in given:
        return [str(place) for place in given["places"]]
    each = given.get("each")
    if each is None:
        return []
    if each not in EACH:
        listed = ", ".join(EACH)
        raise InputError(
            f"{where} : each = « {each} », attendu {listed}.",
            f"{where}: each = “{each}”, expected one of {listed}.",
        )
    drawn = map(prepare(request, build).artifact, build.with_role(EACH[each]))
    return [feature["id"] for artifact in drawn for feature in own_features(artifact)]


def _numbered(parts: tuple[Part, ...], head: SheetRequest) -> tuple[Part, ...]:
    """Give each sheet its number in the book."""
    base, order, numbered = head.number or "MA", 0, []
    for part in parts:
        requests = []
        for request in part.requests:
            order += 1
            requests.append(replace(request, number=f"{base}-{order:02d}"))
        numbered.append(Part(part.title, tuple(requests)))
    return tuple(numbered)


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
    return write_pdf([*front, *body], about)


def _pptx(recipe: Recipe, _build: Build, parts: list[tuple[str, list[Sheet]]]) -> bytes:
    from layers.export.sheet.writers.pptx import write_pptx  # noqa: PLC0415 - only for slides

    return write_pptx([s for _, sheets in parts for s in sheets], recipe.title)


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
        "clearance": word("clearance", recipe.lang),
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "build": build.digest,
        "data": data,
        "sheets": sheets,
    }
