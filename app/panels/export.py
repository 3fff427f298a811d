"""The choices of the export dialog (``templates/export.html``); ``web/page/export.ts`` runs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.words.export import EXPORT_SCRIPT_WORDS, export_word
from geodata.audience.rules import AUDIENCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.audience.rules import Audience
    from layers.view.state import ViewState

#: Resolution of the preview, dots per inch.
PREVIEW_DPI: Final = 72

#: Values of each field of a sheet's address that is chosen from a list, each with the key of its words.
CHOICES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "format": (("pdf", "pdf"), ("png", "png"), ("svg", "svg"), ("pptx", "pptx"), ("html", "html")),
    "paper": (("a4", "a4"), ("a3", "a3")),
    "orientation": (("landscape", "landscape"), ("portrait", "portrait")),
    "focus": (("", "focus_view"), ("selection", "focus_place")),
    "grid": (("auto", "auto"), ("graticule", "graticule"), ("mgrs", "mgrs"), ("none", "none")),
    "profile": tuple((each, each) for each in AUDIENCES),
}
#: What may stand in the margin.
PANELS: Final = ("facts", "figures", "strength")


@dataclass(frozen=True, slots=True)
class ExportDialog:
    """What the dialog offers; ``url`` is the plain address of the sheet of the view."""

    url: str
    script_words: Mapping[str, str]
    choices: Mapping[str, tuple[tuple[str, str], ...]]
    panels: tuple[str, ...] = PANELS
    preview_dpi: int = PREVIEW_DPI


def export_dialog(view: ViewState, audience: Audience = "internal") -> ExportDialog:
    """Return the dialog of one view; sheets are offered for no narrower audience than the reader's own."""
    offered = AUDIENCES[: AUDIENCES.index(audience) + 1]
    choices = {**CHOICES, "profile": tuple((each, each) for each in offered)}
    words = {key: export_word(key, view.lang) for key in EXPORT_SCRIPT_WORDS}
    return ExportDialog(url=f"sheet.pdf?{view.to_query()}", script_words=words, choices=choices)
