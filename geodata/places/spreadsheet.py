"""A user's own table: read whatever its separator, and joined to the places that a column names."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pandas as pd

from geodata.errors import InputError
from geodata.places.gazetteer import DESCRIBED, Gazetteer
from geodata.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.places.gazetteer import Match
    from geodata.tables import Tables

_NOTHING = Text("aucun lieu de ce nom ni d’un nom proche", "no place of this or a close name")


def read_spreadsheet(path: Path) -> pd.DataFrame:
    """Read a user's CSV, whatever its separator, all cells as text.

    Raises
    ------
    InputError
        If the file is missing or cannot be read as a table.
    """
    try:
        text = path.read_text("utf-8-sig")
        mark = csv.Sniffer().sniff(text.splitlines()[0], delimiters=",;\t|").delimiter
    except csv.Error:
        mark = ","
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise InputError(
            f"Le fichier « {path} » ne se lit pas comme un CSV en UTF-8 : {error}.",
            f"The file “{path}” cannot be read as UTF-8 CSV: {error}.",
        ) from error
    return pd.read_csv(path, dtype=str, keep_default_na=False, sep=mark, encoding="utf-8-sig")


def join_by_name(
    frame: pd.DataFrame, column: str, tables: Tables, kind: str = ""
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Join a user's rows to the places that one of their columns names.

    Parameters
    ----------
    frame
        The user's rows; all are kept, in their order.
    column
        The column that holds the names.
    tables
        The data folder.
    kind
        Kind of place to prefer where a name announces none.

    Returns
    -------
    tuple of DataFrame
        The rows with the columns ``place_id, place_name_fr, place_name_en, place_kind, lon, lat,
        cercle, region, sector`` added (empty where nothing matched), and a report with one row
        per different name: ``name, rows, place_id, how, score, why_fr, why_en``.

    Raises
    ------
    InputError
        If the rows have no such column.
    """
    if column not in frame.columns:
        columns = ", ".join(map(str, frame.columns))
        raise InputError(
            f"Aucune colonne « {column} » dans le fichier ; colonnes présentes : {columns}.",
            f"No column “{column}” in the file; columns present: {columns}.",
        )
    gazetteer = Gazetteer(tables)
    names = frame[column].fillna("").astype(str)
    matches = {name: gazetteer.match(name, kind) for name in names.unique()}
    keys = names.map({name: match.place if match else "" for name, match in matches.items()})
    places = gazetteer.places.reindex(keys)[list(DESCRIBED)]
    texts = [c for c in DESCRIBED if c not in {"lon", "lat"}]
    places = places.fillna(dict.fromkeys(texts, "")).reset_index(names="place_id")
    joined = pd.concat([frame.reset_index(drop=True), places], axis="columns")
    return joined, _report(matches, names)


def _report(matches: dict[str, Match | None], names: pd.Series[str]) -> pd.DataFrame:
    counts = names.value_counts()
    rows = [
        {
            "name": name,
            "rows": int(counts[name]),
            "place_id": match.place if match else "",
            "how": match.how if match else "",
            "score": round(match.score, 2) if match else 0.0,
            "why_fr": (match.why if match else _NOTHING).fr,
            "why_en": (match.why if match else _NOTHING).en,
        }
        for name, match in matches.items()
    ]
    return pd.DataFrame(rows, columns=["name", "rows", "place_id", "how", "score", "why_fr", "why_en"])
