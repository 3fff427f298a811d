"""The sheet's view as one HTML file that opens with no network, for one audience."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layers.export.html_page import html_page
from layers.export.sheet.request.words import word
from layers.words import day

if TYPE_CHECKING:
    from layers.export.sheet.margin.compose import Sheet
    from layers.export.sheet.request.shelf import Shelf


def write_html(sheet: Sheet, shelf: Shelf) -> bytes:
    """Write the folium page: map, switches, popups, legend, and the sheet's number, dates and audience."""
    view, imprint, lang = sheet.request.view, sheet.imprint, sheet.request.view.lang
    written = " · ".join(
        (
            sheet.titles.title,
            word("number", lang, number=imprint.number, version=imprint.version),
            word("made", lang, date=day(imprint.made, lang)),
            word("profile", lang, profile=word(imprint.profile, lang)),
        )
    )
    page = html_page(
        view,
        shelf.index,
        shelf.static,
        lambda entry: shelf.artifact(entry, view, sheet.request.profile),
        written,
    )
    return _steady(page).encode()


def _steady(page: str) -> str:
    """Replace folium's random identifiers by numbers, so that equal views give equal bytes."""
    numbers: dict[str, str] = {}
    return re.sub(r"_[0-9a-f]{32}\b", lambda m: numbers.setdefault(m[0], f"_{len(numbers)}"), page)
