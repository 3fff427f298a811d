"""A brief as slides: a first one with its title, then one a page, with what the speaker says in its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from layers.export.sheet.brief.pages import draw
from layers.export.sheet.request.marking import producer_of, status_of, validity_of
from layers.export.sheet.request.words import word
from layers.export.sheet.scene.scene import Box, Scene
from layers.export.sheet.writers.pptx import MAP, SIGNS, Opening, Slide, write_pptx
from layers.words import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.export.sheet.brief.pages import Told
    from layers.export.sheet.publish.recipe import Recipe


DPI: Final = 200  # as fine as a wide screen; at twice it a deck of thirty would take too long


def write_slides(recipe: Recipe, told: Sequence[Told], public_url: str) -> bytes:
    """Write the deck; equal pages give equal bytes."""
    slides = [_slide(page, public_url) for page in told]
    head, lang = recipe.head, recipe.lang
    lines = (
        recipe.subtitle,
        status_of(head),
        word("made", lang, date=day(head.made, lang)),
        *([validity] if (validity := validity_of(head)) else []),
        word("profile", lang, profile=word(head.profile, lang)),
        producer_of(head),
        word("disclaimer", lang),
    )
    return write_pptx(slides, recipe.title, Opening(recipe.title, lines))


def _slide(page: Told, public_url: str) -> Slide:
    scene = Scene(MAP.width, MAP.height)
    box = Box(0.2, 0.2, MAP.width - 0.4, MAP.height - 0.4)
    sheet, plate = draw(page, scene, box, SIGNS, public_url)
    return Slide(sheet, plate.scale, page.message, page.notes, DPI)
