"""The formats that the download menus offer: of a layer, of everything, of what lies inside a shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.export.gis.registry import FORMATS, format_of

if TYPE_CHECKING:
    from geodata.text import Lang

#: Formats offered for what lies inside a shape, beside the list as CSV.
INSIDE = ("geojson", "gpkg", "kmz", "kml", "xlsx")


def inside_formats(lang: Lang) -> dict[str, str]:
    """Titles of the formats for what lies inside a shape, by identifier."""
    return {name: format_of(name).title.get(lang) for name in INSIDE}


def menu_formats(lang: Lang) -> list[dict[str, str | bool]]:
    """What the script needs of each format, in the order of the menus."""
    return [
        {
            "ending": form.ending,
            "title": form.title.get(lang),
            "about": form.about.get(lang),
            "whole": form.whole,
            "styled": form.styled,
            "live": form.live,
        }
        for form in FORMATS
    ]
