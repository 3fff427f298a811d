"""A brief as one page of HTML that opens with no network and runs no script: a screen for each page."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from layers.export.html_page import TEMPLATES, font_faces
from layers.export.sheet.brief.pages import draw
from layers.export.sheet.margin.compose import caveats_of, cited
from layers.export.sheet.margin.legend import legend_of
from layers.export.sheet.margin.logo import logo_data
from layers.export.sheet.margin.reader import sign_uri
from layers.export.sheet.request.marking import logo_for, marking_of, producer_of, status_of, validity_of
from layers.export.sheet.request.words import word
from layers.export.sheet.scene.scene import Box, Scene
from layers.export.sheet.writers.svg import write_svg
from layers.templating import make_environment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.export.sheet.brief.pages import Told
    from layers.export.sheet.margin.lines import LegendBlock
    from layers.export.sheet.publish.recipe import Recipe

WIDTH, HEIGHT = 240.0, 150.0  # mm: the map of a screen
SIGNS: Final = 1.2


@dataclass(frozen=True, slots=True)
class Screen:
    """One page of the brief, as the template shows it."""

    title: str
    subtitle: str
    message: str
    notes: Sequence[str]
    picture: str
    legend: Sequence[LegendBlock]
    caveats: Sequence[str]
    sources: str
    link: str


def write_hypertext(recipe: Recipe, told: Sequence[Told], public_url: str) -> bytes:
    """Write the page; equal pages give equal bytes."""
    head = recipe.head
    screens = [_screen(page, public_url) for page in told]
    template = make_environment(recipe.lang, TEMPLATES, word=word).get_template("brief.html")
    page = template.render(
        title=recipe.title,
        subtitle=recipe.subtitle,
        fonts=font_faces(),
        marking=marking_of(head),
        status=status_of(head),
        producer=producer_of(head),
        validity=validity_of(head),
        logo=logo_data(logo_for(head)),
        made=head.made,
        profile=word(head.profile, recipe.lang),
        screens=screens,
        sign_uri=sign_uri,
    )
    return page.encode()


def _screen(page: Told, public_url: str) -> Screen:
    scene = Scene(WIDTH, HEIGHT)
    box = Box(0.2, 0.2, WIDTH - 0.4, HEIGHT - 0.4)
    sheet, plate = draw(page, scene, box, SIGNS, public_url)
    lang = page.data.lang
    picture = b64encode(write_svg(scene, sheet.titles.title, lang)).decode()
    return Screen(
        title=sheet.titles.title,
        subtitle=sheet.titles.subtitle,
        message=page.message,
        notes=page.notes.split("\n") if page.notes else (),
        picture=f"data:image/svg+xml;base64,{picture}",
        legend=legend_of(plate.drawing, lang),
        caveats=caveats_of(sheet),
        sources=cited(sheet),
        link=sheet.imprint.link,
    )
