"""The recipe of a book of sheets or of a brief: a small file in TOML, checked against the build."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl

from geodata.errors import InputError, MissingResourceError
from geodata.text import LANGS
from layers.artifact.colour import own_features
from layers.export.sheet.request.data import prepare
from layers.export.sheet.request.query import SHEET_FIELDS, SheetRequest, make_request
from layers.export.sheet.request.words import word
from layers.view.brief import LONGEST
from layers.view.state import from_query

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.text import Lang
    from layers.artifact.reader import Build
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
PART_KEYS: Final = frozenset({"title", "each", "places", "view", "message", "notes", *SHEET_FIELDS})


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter: its title and its sheets, in order; of a page of a brief what it says."""

    title: str
    requests: tuple[SheetRequest, ...]
    headline: str = ""
    message: str = ""
    notes: str = ""


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
    return make_recipe(parse(path.read_bytes(), path.name), build)


def parse(content: bytes, name: str) -> dict[str, Any]:
    """Parse a file of TOML.

    Raises
    ------
    InputError
        If it is none.
    """
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(
            f"{name} : ce fichier n’est pas un TOML lisible ({error}).",
            f"{name}: this file is no readable TOML ({error}).",
        ) from error


def make_recipe(given: dict[str, Any], build: Build) -> Recipe:
    """Check a recipe already parsed; see :func:`read_recipe`."""
    _check_keys(given, KEYS, "recipe")
    lang = given.get("lang", "fr")
    if lang not in LANGS:
        raise InputError(f"lang = « {lang} » : attendu fr ou en.", f"lang = “{lang}”: expected fr or en.")
    common = {key: given[key] for key in SHEET_FIELDS if key in given and key not in {"title", "subtitle"}}
    head = _request("", common, build, lang)
    parts = tuple(_part(part, common, build, lang, n) for n, part in enumerate(_parts(given)))
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


def _parts(given: dict[str, Any]) -> list[dict[str, Any]]:
    parts = given.get("part", [])
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise InputError(
            "part : chaque partie s’écrit sous [[part]].", "part: each part is written below [[part]]."
        )
    return parts


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
    view = str(given.get("view", ""))
    asked = {key: value for key, value in parse_qsl(view) if key in SHEET_FIELDS}
    fields = common | asked | {key: given[key] for key in SHEET_FIELDS if key in given and key != "title"}
    request = _request(view, fields, build, lang)
    places = _places(given, build, request, where)
    fallback = word(str(given.get("each", "overview")), lang)
    title = _text(given, "title", lang) or fallback
    said = {key: _said(given, key, lang, where) for key in ("message", "notes")}
    if not places:
        headline = " ".join(_text(given, "title", lang).split())
        return Part(title, (replace(request, title=title),), headline, **said)
    requests = []
    for place in places:
        if place not in build.rules.places:
            raise InputError(f"{where} : lieu inconnu « {place} ».", f"{where}: no such place “{place}”.")
        requests.append(replace(request, focus=place))
    return Part(title, tuple(requests), **said)


def _said(given: dict[str, Any], key: str, lang: Lang, where: str) -> str:
    """A message, on one line, or notes, whose lines are kept."""
    text = _text(given, key, lang)
    if key == "notes":
        text = "\n".join(line.rstrip() for line in text.splitlines()).strip()
    else:
        text = " ".join(text.split())
    most = LONGEST[key]
    if len(text) > most or not text.replace("\n", "").replace("\t", "").isprintable():
        raise InputError(
            f"{where} : {key}, au plus {most} caractères lisibles.",
            f"{where}: {key}, at most {most} readable characters.",
        )
    return text


def _places(given: dict[str, Any], build: Build, request: SheetRequest, where: str) -> list[str]:
    if "places" in given:
        if not isinstance(given["places"], list):
            raise InputError(
                f'{where} : places est une liste, comme ["gao"].',
                f'{where}: places is a list, such as ["gao"].',
            )
        return [str(place) for place in given["places"]]
    each = given.get("each")
    if each is None:
        return []
    if str(each) not in EACH:
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
        numbered.append(replace(part, requests=tuple(requests)))
    return tuple(numbered)
