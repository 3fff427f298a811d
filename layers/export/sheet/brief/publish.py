"""From a recipe to the file of a brief: the one door by which the command line and the server enter."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from geodata.audience.rules import AUDIENCES
from geodata.errors import BeyondError, InputError
from layers.export.sheet.brief.pages import pages_of
from layers.export.sheet.publish.publish import Publication
from layers.export.sheet.publish.recipe import make_recipe, parse
from layers.export.sheet.request.marking import marking_of, status_of
from layers.export.sheet.request.slug import slugify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.text import Lang
    from layers.artifact.reader import Build
    from layers.export.sheet.brief.pages import Told
    from layers.export.sheet.publish.recipe import Recipe

FORMATS: Final = ("pptx", "pdf", "html")
HANDOUTS: Final = ("1", "2", "4", "notes")
FILE: Final = "brief.toml"
BEYOND: Final = (
    "La diffusion d’une page dépasse la vôtre : connectez-vous, ou choisissez-en une plus large.",
    "The distribution of a page is beyond yours: sign in, or choose a wider one.",
)


def publish_brief(
    text: str,
    build: Build,
    form: str,
    lang: Lang,
    public_url: str,
    **more: Any,  # noqa: ANN401 - texts, and the bytes of a template
) -> Publication:
    """Make the file of a brief from its own file (:mod:`layers.view.brief`).

    Parameters
    ----------
    text
        The TOML.
    build, public_url
        As for a sheet.
    form
        ``pptx``, ``pdf`` or ``html``.
    lang
        Language, where the file names none.
    more
        ``handout``: pages a sheet of a PDF, ``1``, ``2``, ``4``, or ``notes``; ``audience``: the reader's;
        ``template``: the deck (bytes) that slides are put into.

    Raises
    ------
    InputError
        If anything of the file cannot be used.
    BeyondError
        If a page is for a narrower audience than the reader's.
    """
    handout = more.get("handout", "1")
    _check(form, FORMATS, "format")
    _check(handout, HANDOUTS, "handout")
    recipe = make_recipe({"lang": lang, **parse(text.encode(), FILE)}, build.with_own(text))
    _check_audience(recipe, more.get("audience", AUDIENCES[-1]))
    told = pages_of(recipe, build.with_own(text))
    content = _write(recipe, told, form, public_url, handout, more.get("template", b""))
    name = f"{slugify(recipe.title)}-{recipe.lang}.{form}"
    return Publication(name, content, _description(recipe, told, content))


def _check(value: str, known: Sequence[str], name: str) -> None:
    if value not in known:
        listed = ", ".join(known)
        raise InputError(
            f"{name} = « {value[:20]} » : attendu {listed}.",
            f"{name} = “{value[:20]}”: expected one of {listed}.",
        )


def _check_audience(recipe: Recipe, audience: str) -> None:
    requests = [recipe.head, *(request for part in recipe.parts for request in part.requests)]
    if any(AUDIENCES.index(r.profile) > AUDIENCES.index(audience) for r in requests):
        raise BeyondError(*BEYOND)


def _write(  # noqa: PLR0913 - what every form of a brief may need
    recipe: Recipe, told: Sequence[Told], form: str, public_url: str, handout: str, template: bytes
) -> bytes:
    if form == "pptx":
        from layers.export.sheet.brief.slides import write_slides  # noqa: PLC0415 - each loads only its libraries

        return write_slides(recipe, told, public_url, template)
    if form == "html":
        from layers.export.sheet.brief.hypertext import write_hypertext  # noqa: PLC0415

        return write_hypertext(recipe, told, public_url)
    from layers.export.sheet.brief.handout import write_handout  # noqa: PLC0415

    return write_handout(recipe, told, public_url, handout)


def _description(recipe: Recipe, told: Sequence[Told], content: bytes) -> dict[str, Any]:
    marking = marking_of(recipe.head)
    return {
        "title": recipe.title,
        "lang": recipe.lang,
        "made": recipe.head.made,
        "profile": recipe.head.profile,
        "marking": marking.text if marking else "",
        "clearance": status_of(recipe.head),
        "pages": [page.data.request.to_query() for page in told],
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
    }
