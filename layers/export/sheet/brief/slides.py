"""A brief as slides: a first one with its title, then one a page, with what the speaker says in its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from layers.export.sheet.brief.pages import draw
from layers.export.sheet.request.marking import producer_of, status_of, validity_of
from layers.export.sheet.request.words import word
from layers.export.sheet.writers.deck import open_deck
from layers.export.sheet.writers.pptx import SIGNS, Opening, Slide, map_scene, write_pptx
from layers.words import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.export.sheet.brief.pages import Told
    from layers.export.sheet.publish.recipe import Recipe
    from layers.export.sheet.writers.deck import Deck


DPI: Final = 200  # as fine as a wide screen; at twice it a deck of thirty would take too long


def write_slides(recipe: Recipe, told: Sequence[Told], public_url: str, template: bytes = b"") -> bytes:
    """Write the deck, into a template if one is given; equal pages give equal bytes."""
    deck = open_deck(recipe.head.slide, template)
    slides = [_slide(page, public_url, deck) for page in told]
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


def _slide(page: Told, public_url: str, deck: Deck) -> Slide:
    scene, box = map_scene(deck)
    sheet, plate = draw(page, scene, box, SIGNS, public_url)
    return Slide(sheet, plate.scale, deck, page.message, page.notes, DPI)
