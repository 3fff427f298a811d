"""Download menus: of a layer, of everything, of what lies inside; `downloads.js` fills the first two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from app.words.page import word
from layers.export.gis.registry import FORMATS, format_of

if TYPE_CHECKING:
    from geodata.text import Lang

#: Formats offered for what lies inside a shape, beside the list as CSV.
INSIDE = ("geojson", "gpkg", "kmz", "kml", "xlsx")


def layer_downloads(entry: dict[str, Any], lang: Lang) -> html.Details:
    """Return one layer's menu, closed; it is filled when it is first opened."""
    title = word("download_of", lang, title=entry["title"][lang])
    return _menu(entry["id"], html.Summary(word("download", lang), **{"aria-label": title}))


def all_downloads(lang: Lang) -> html.Details:
    """Return the menu of everything at once, for the foot of the panel."""
    return _menu(
        "",
        html.Summary(word("download_all", lang)),
        html.P(word("download_all_about", lang), className="fine"),
    )


def _menu(layer_id: str, *content: Any) -> html.Details:  # noqa: ANN401 - components
    return html.Details([*content, html.Ul()], className="files", **{"data-files": layer_id})


def inside_downloads(lang: Lang) -> html.Div:
    """Return the buttons below the list of what lies inside."""
    buttons = [
        html.Button(
            format_of(name).title.get(lang), type="button", className="tool-button", **{"data-inside": name}
        )
        for name in INSIDE
    ]
    listed = html.Button(word("inside_csv", lang), type="button", className="tool-button", id="inside-csv")
    return html.Div(
        [html.P(word("download_inside", lang), className="fine"), html.Div([listed, *buttons])],
        id="inside-files",
        className="inside-files",
        hidden=True,
        role="group",
        **{"aria-label": word("download_inside", lang)},
    )


def menu_formats(lang: Lang) -> list[dict[str, str | bool]]:
    """What the script needs of each format, in the order of the menus."""
    return [
        {
            "ending": form.ending,
            "title": form.title.get(lang),
            "about": form.about.get(lang),
            "whole": form.whole,
        }
        for form in FORMATS
    ]
