"""The choices of the export dialog (``templates/export.html``); ``web/sheet`` runs it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.words.export import EXPORT_SCRIPT_WORDS, export_word
from geodata.audience.rules import AUDIENCES
from layers.export.sheet.request.paper import RESOLUTION, SIZES
from layers.export.sheet.request.presets import deployed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.audience.rules import Audience
    from layers.view.state import ViewState

#: Resolution of the preview, dots per inch.
PREVIEW_DPI: Final = 72

#: Colours of a marking on offer, by the keys of their words; the first is the usual one.
COLOURS: Final = (
    ("", "colour_usual"),
    ("#B3261E", "red"),
    ("#E8730C", "orange"),
    ("#1E7B4B", "green"),
    ("#0B6FB8", "blue"),
    ("#1B2733", "black"),
)
#: Values of each field of a sheet's address that is chosen from a list, each with the key of its words.
CHOICES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "format": (("pdf", "pdf"), ("png", "png"), ("svg", "svg"), ("pptx", "pptx"), ("html", "html")),
    "paper": tuple((each, each) for each in SIZES),
    "orientation": (("landscape", "landscape"), ("portrait", "portrait")),
    "focus": (("", "focus_view"), ("selection", "focus_place")),
    "grid": (("auto", "auto"), ("graticule", "graticule"), ("mgrs", "mgrs"), ("none", "none")),
    "profile": tuple((each, each) for each in AUDIENCES),
    "marking_colour": COLOURS,
    "slide": (("16:9", "wide"), ("4:3", "standard")),
    "shapes": (("picture", "as_picture"), ("native", "as_shapes")),
}
#: Lines on marking and clearance: the field, what it says where nothing is written.
LINES: Final = (
    ("marking", "marking_usual"),
    ("producer", "producer_usual"),
    ("status", "status_usual"),
    ("validity", "validity_usual"),
    ("version", "version_usual"),
)
#: What may stand in the margin.
PANELS: Final = ("facts", "figures", "strength")


@dataclass(frozen=True, slots=True)
class PresetChoice:
    """A preset of the deployment: its name, its title, and as JSON what it says by field."""

    name: str
    title: str
    said: str


@dataclass(frozen=True, slots=True)
class ExportDialog:
    """What the dialog offers; ``url`` is the plain address of the sheet of the view.

    ``large`` are the papers whose pictures have few dots to the inch by themselves.
    """

    url: str
    script_words: Mapping[str, str]
    choices: Mapping[str, tuple[tuple[str, str], ...]]
    presets: tuple[PresetChoice, ...] = ()
    lines: tuple[tuple[str, str], ...] = LINES
    panels: tuple[str, ...] = PANELS
    preview_dpi: int = PREVIEW_DPI
    large: tuple[str, ...] = tuple(RESOLUTION)


def export_dialog(view: ViewState, audience: Audience = "internal") -> ExportDialog:
    """Return the dialog of one view; sheets are offered for no narrower audience than the reader's own."""
    offered = AUDIENCES[: AUDIENCES.index(audience) + 1]
    choices = {**CHOICES, "profile": tuple((each, each) for each in offered)}
    words = {key: export_word(key, view.lang) for key in EXPORT_SCRIPT_WORDS}
    presets = tuple(
        PresetChoice(
            each.name,
            each.title.get(view.lang),
            json.dumps({key: text.get(view.lang) for key, text in each.texts.items()}, ensure_ascii=False),
        )
        for each in deployed().values()
    )
    return ExportDialog(
        url=f"sheet.pdf?{view.to_query()}", script_words=words, choices=choices, presets=presets
    )
