"""The deck that slides are put in: empty, 16:9 or 4:3, or a reader's own with its layouts and theme."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.util import Mm

from geodata.errors import InputError
from layers.export.sheet.scene.scene import Box

if TYPE_CHECKING:
    from layers.export.sheet.request.query import Ratio

SIZES: Final[dict[str, tuple[float, float]]] = {"16:9": (338.667, 190.5), "4:3": (254.0, 190.5)}  # mm
EDGE, FOOT = 8.0, 17.5  # mm: at the sides; for status, sources and disclaimer
TOP: Final = 25.0  # mm above the map, where the deck has no title of its own
SIDE: Final = 0.263, 89.0  # of the width, and the most (mm) that the legend takes
BODIES: Final = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT}
EMU: Final = 36_000  # in a millimetre
LARGEST: Final = 50_000_000  # bytes of a template


@dataclass(frozen=True, slots=True)
class Deck:
    """Width and height of a slide, and where its map and legend stand (mm); the template, if there is one."""

    width: float
    height: float
    top: float = TOP
    template: bytes = b""

    @property
    def side(self) -> Box:
        """The room of the legend."""
        wide = min(SIDE[1], SIDE[0] * self.width)
        return Box(self.width - EDGE + 0.333 - wide, self.top, wide, self.map.height)

    @property
    def map(self) -> Box:
        """The room of the map."""
        wide = min(SIDE[1], SIDE[0] * self.width)
        return Box(EDGE, self.top, self.width - 2 * EDGE - wide - 5.667, self.height - self.top - FOOT)


def open_deck(ratio: Ratio, template: bytes = b"") -> Deck:
    """Return the deck that is asked for; a template's own size counts, not the ratio.

    Raises
    ------
    InputError
        If the template cannot be read, or is too large.
    """
    if not template:
        return Deck(*SIZES[ratio])
    file = presentation(Deck(0, 0, template=template))
    title = layout_of(file).placeholders
    bottoms = [p.top + p.height for p in title if p.placeholder_format.type in _TITLES]
    low = max(bottoms, default=0) / EMU
    wide, high = file.slide_width / EMU, file.slide_height / EMU
    return Deck(wide, high, min(max(TOP, low + 9.5), high * 0.35), template)


_TITLES: Final = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}


def presentation(deck: Deck) -> Any:  # noqa: ANN401 - the library is untyped
    """Return the presentation to fill: of a template without its own slides.

    Raises
    ------
    InputError
        If the template cannot be read.
    """
    if not deck.template:
        made = Presentation()
        made.slide_width, made.slide_height = Mm(deck.width), Mm(deck.height)
        return made
    refusal = InputError(
        "Ce modèle n’est pas une présentation PowerPoint (.pptx) lisible.",
        "This template is no readable PowerPoint presentation (.pptx).",
    )
    if len(deck.template) > LARGEST:
        raise refusal
    try:
        made = Presentation(io.BytesIO(deck.template))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise refusal from error
    listed = made.slides._sldIdLst  # noqa: SLF001 - the library removes no slide
    for entry in list(listed):
        made.part.drop_rel(entry.rId)
        listed.remove(entry)
    return made


def layout_of(made: Any) -> Any:  # noqa: ANN401
    """Return the layout with a title and the fewest bodies; of a deck of our own that with a title alone."""

    def cost(layout: Any) -> tuple[int, int]:  # noqa: ANN401
        kinds = [place.placeholder_format.type for place in layout.placeholders]
        return int(PP_PLACEHOLDER.TITLE not in kinds), sum(kind in BODIES for kind in kinds)

    return min(made.slide_layouts, key=cost)
