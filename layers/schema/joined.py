"""The joined columns as fields of layers, and as columns of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.places.joins.columns import COLUMNS
from geodata.places.joins.table import join_steps, join_table
from geodata.text import LANGS
from layers.artifact.joined import STEPS, said
from layers.schema.layer import Field

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables

_TEXTS: Final = frozenset(column.code for column in COLUMNS if column.kind == "text")


def joined_fields() -> tuple[Field, ...]:
    """Return the fields of the joined columns, for a layer whose rows :func:`with_joined` has filled.

    An artifact declares those of which some feature says something.
    """
    return tuple(
        Field(
            column.code,
            column.label,
            "text" if column.kind == "text" else "number",
            column.unit,
            theme=column.theme,
            about=column.about,
            measure="" if column.kind == "text" else column.kind,
        )
        for column in COLUMNS
    )


def with_joined(tables: Tables, rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Add what is known of the places that rows stand for: the joined columns, and their steps.

    Parameters
    ----------
    tables
        The data folder.
    rows
        Rows whose ``id`` is a sector, a site, a region or a cercle.
    """
    known, steps = join_table(tables), join_steps(tables)
    joined = rows.copy()
    for column in COLUMNS:
        cells = rows["id"].map(known[column.code])
        if column.code in _TEXTS:
            for lang in LANGS:
                joined[f"{column.code}_{lang}"] = [said(cell, lang) for cell in cells]
        else:
            joined[column.code] = cells.astype(known[column.code].dtype)
    joined[STEPS] = [steps.get(each, {}) for each in rows["id"]]
    return joined
