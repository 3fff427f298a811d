"""The pages of a brief: what each asks for, says, and draws in a box of a size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from geodata.errors import InputError
from layers.export.sheet.map.plate import draw_plate
from layers.export.sheet.margin.compose import Sheet, imprint_of
from layers.export.sheet.margin.titles import titles
from layers.export.sheet.request.data import prepare
from layers.export.sheet.request.paper import layout
from layers.view.brief import MOST_PAGES, Brief, BriefPage, kind_of
from layers.words import typeset

if TYPE_CHECKING:
    from layers.artifact.reader import Build
    from layers.export.sheet.map.plate import Plate
    from layers.export.sheet.publish.recipe import Part, Recipe
    from layers.export.sheet.request.data import SheetData
    from layers.export.sheet.request.query import SheetRequest
    from layers.export.sheet.scene.scene import Box, Scene

#: What stands over the map of a page that shows more than the map.
PANELS: Final = {"figures": ("figures", "strength"), "dossier": ("facts",)}


#: Fields of a sheet that the head of a brief says for all its pages.
HEAD: Final = ("profile", "preset", "marking", "marking_colour", "producer", "status", "validity", "logo")


@dataclass(frozen=True, slots=True)
class Told:
    """One page of a brief: what it may draw, its message and what the speaker says."""

    data: SheetData
    message: str
    notes: str


def pages_of(recipe: Recipe, build: Build) -> list[Told]:
    """Return the pages of a brief.

    Raises
    ------
    InputError
        If there are more than a brief may have.
    """
    _check_count(recipe)
    lang = recipe.lang
    return [
        Told(prepare(_request(request, part), build), typeset(part.message, lang), typeset(part.notes, lang))
        for part in recipe.parts
        for request in part.requests
    ]


def brief_of(recipe: Recipe) -> Brief:
    """Return a recipe as the brief that a reader edits: each sheet is a page, its frame in its view.

    Raises
    ------
    InputError
        If there are more sheets than a brief may have.
    """
    _check_count(recipe)
    head = recipe.head
    more = {"subtitle": recipe.subtitle}
    more |= {name: getattr(head, name) for name in HEAD}
    pages = tuple(
        BriefPage(_query(request, head), part.headline, part.message, part.notes)
        for part in recipe.parts
        for request in part.requests
    )
    return Brief(recipe.title, pages, {name: value for name, value in more.items() if value})


def _query(request: SheetRequest, head: SheetRequest) -> str:
    """The query of a page: its view, and of its sheet what the brief's head does not say already."""
    known = replace(head, view=request.view).to_query().split("&")
    view = request.view.to_query().split("&")
    own = replace(request, title="", number=head.number).to_query().split("&")
    return "&".join(
        pair for pair in own if not pair.startswith("lang=") and (pair in view or pair not in known)
    )


def _check_count(recipe: Recipe) -> None:
    if recipe.count > MOST_PAGES:
        raise InputError(
            f"{recipe.count} pages : un dossier de présentation en compte au plus {MOST_PAGES}.",
            f"{recipe.count} pages: a brief has at most {MOST_PAGES}.",
        )


def _request(request: SheetRequest, part: Part) -> SheetRequest:
    """What a page asks for: its own headline, and beside the map what its view shows beside it."""
    view = request.view
    kind = kind_of(view)
    panels = request.panels or PANELS.get(kind, ())
    focus = request.focus
    if kind == "dossier" and not focus and not view.camera:
        focus = view.selection
    return replace(request, title=part.headline, panels=panels, focus=focus)


def draw(told: Told, scene: Scene, box: Box, unit: float, public_url: str) -> tuple[Sheet, Plate]:
    """Draw a page's map in a box of a scene; return the sheet that it then is, and the map."""
    request = told.data.request
    plate = draw_plate(scene, told.data, box, unit)
    named = titles(told.data, [artifact for artifact, drawn in plate.drawing.layers if drawn.seen])
    if plate.captions:
        named = replace(named, subtitle=" / ".join(plate.captions))
    imprint = imprint_of(told.data, named, plate.drawing.grid.caption, public_url)
    paper = layout(request.paper, request.orientation)
    return Sheet(told.data, scene, plate.drawing, paper, named, imprint), plate
