"""The sheet's view as one HTML file that opens with no network, for one audience."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layers.export.html_page import PageHead, html_page
from layers.export.sheet.map.plan import extent_of
from layers.export.sheet.margin.logo import logo_data
from layers.export.sheet.request.marking import logo_for, marking_of
from layers.export.sheet.request.words import word
from layers.words import day

if TYPE_CHECKING:
    from layers.export.sheet.map.projection import Bounds
    from layers.export.sheet.margin.compose import Sheet


def write_html(sheet: Sheet) -> bytes:
    """Write the folium page: map, switches, popups, legend, and the sheet's number, dates and audience."""
    imprint, lang = sheet.imprint, sheet.data.lang
    written = " · ".join(
        (
            word("number", lang, number=imprint.number, version=imprint.version),
            word("made", lang, date=day(imprint.made, lang)),
            word("profile", lang, profile=word(imprint.profile, lang)),
            *([imprint.validity] if imprint.validity else []),
            imprint.producer,
        )
    )
    head = PageHead(
        title=sheet.titles.title,
        subtitle=sheet.titles.subtitle,
        status=imprint.status,
        imprint=written,
        marking=marking_of(sheet.request),
        frame=_frame(sheet),
        link=imprint.link,
        logo=logo_data(logo_for(sheet.request)),
    )
    return _steady(html_page(sheet.data, head)).encode()


def _frame(sheet: Sheet) -> Bounds:
    """What to show: a place that is framed whole, else the ground that the sheet shows (degrees)."""
    request = sheet.request
    framed = extent_of(request.focus, sheet.data) if request.focus and not request.scale else None
    return framed or sheet.drawing.frame.bounds


def _steady(page: str) -> str:
    """Replace folium's random identifiers by numbers, so that equal views give equal bytes."""
    numbers: dict[str, str] = {}
    return re.sub(r"_[0-9a-f]{32}\b", lambda m: numbers.setdefault(m[0], f"_{len(numbers)}"), page)
