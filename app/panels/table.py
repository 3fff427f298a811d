"""The table twin of a layer: a sheet below the map that ``web/tables/table.ts`` fills from its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from app.html.native import Input
from app.words.page import WORDS, word
from app.words.table import TABLE_SCRIPT_WORDS
from layers.export.table import NAME, STATUS
from layers.words import typeset

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.view.state import ViewState


def table_sheet(view: ViewState) -> html.Section:
    """Return the sheet, closed: title, filter, downloads and the place of the table."""
    lang = view.lang
    said = {
        f"data-word-{name}": typeset(WORDS[key].get(lang), lang) for name, key in TABLE_SCRIPT_WORDS.items()
    }
    grip = html.Div(
        id="table-grip",
        className="table-grip",
        role="separator",
        tabIndex="0",
        title=word("table_resize", lang),
        **{
            "aria-label": word("table_resize", lang),
            "aria-orientation": "horizontal",
            "aria-valuemin": "20",
            "aria-valuemax": "85",
            "aria-valuenow": "45",
        },
    )
    scroll = html.Div(id="table-scroll", className="table-scroll", tabIndex="0", role="group")
    return html.Section(
        [grip, _head(lang), scroll],
        id="table-sheet",
        className="table-sheet",
        hidden=True,
        **{
            "aria-label": word("table_region", lang),
            "data-word-name": NAME.get(lang),
            "data-word-status": STATUS.get(lang),
            **said,
        },
    )


def _head(lang: Lang) -> html.Header:
    field = Input(
        "search",
        id="table-filter",
        className="table-filter",
        placeholder=word("table_filter", lang),
        autocomplete="off",
        **{"aria-label": word("table_filter", lang)},
    )
    close = html.Button(
        "×",
        type="button",
        className="icon-button table-close",
        title=word("table_close", lang),
        **{"aria-label": word("table_close", lang), "data-action": "closeTable"},
    )
    return html.Header(
        [
            html.H2(id="table-title", tabIndex="-1"),
            html.Output(id="table-count", className="table-count figure"),
            field,
            _download("csv", "CSV", lang),
            _download("xlsx", "XLSX", lang),
            close,
        ]
    )


def _download(form: str, name: str, lang: Lang) -> html.A:
    return html.A(
        name,
        id=f"table-{form}",
        className="table-download",
        title=word(f"table_{form}", lang),
        **{"aria-label": word(f"table_{form}", lang)},
    )


def table_button(entry: dict[str, Any], lang: Lang) -> html.Button:
    """Return the button of a layer's row that opens its table."""
    said = word("table_of", lang, title=entry["title"][lang])
    return html.Button(
        type="button",
        className="row-table",
        title=said,
        **{"aria-label": said, "data-action": "table", "data-layer": entry["id"]},
    )
