"""The words of the table twin of a layer, which ``web/tables/table.ts`` fills (``templates/table.html``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.words.page import word
from app.words.table import TABLE_SCRIPT_WORDS
from layers.export.table import NAME, STATUS

if TYPE_CHECKING:
    from geodata.text import Lang


def table_words(lang: Lang) -> dict[str, str]:
    """The words that the script reads from the sheet, by the name that it knows them by."""
    columns = {"name": NAME.get(lang), "status": STATUS.get(lang)}
    return columns | {name: word(key, lang) for name, key in TABLE_SCRIPT_WORDS.items()}
