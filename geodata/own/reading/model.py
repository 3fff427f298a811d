"""What reading a file gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geodata.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from geodata.text import Text


@dataclass(frozen=True)
class Reading:
    """One table of a reader, as it was read.

    Attributes
    ----------
    name
        Name of the file, without folders.
    form
        Format: ``csv``, ``xlsx``, ``geojson``…
    frame
        The rows. Columns of a text or workbook hold text only, empty where nothing is said; a vector
        file gives a GeoDataFrame in EPSG:4326 (column ``geometry``). Headings are distinct.
    lines
        Line or row of the file on which each row stands, from 1; a vector file counts its features.
    tags
        HXL tag of each column that has one.
    notes
        What was noticed and mended, in words.
    sheets, sheet
        Names of the tables that the file holds, and which was read.
    """

    name: str
    form: str
    frame: pd.DataFrame
    lines: tuple[int, ...] = ()
    tags: dict[str, str] = field(default_factory=dict)
    notes: tuple[Text, ...] = ()
    sheets: tuple[str, ...] = ()
    sheet: str = ""


def unreadable(name: str, fr: str, en: str) -> InputError:
    """Return the refusal of a file that cannot be read, with the reason as the end of a sentence."""
    return InputError(f"« {name} » ne se lit pas : {fr}.", f"“{name}” cannot be read: {en}.")
