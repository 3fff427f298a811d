"""The joined columns as fields of layers, and as columns of their rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from geodata.places.joins.columns import COLUMNS
from geodata.places.joins.table import join_steps, join_table
from geodata.tables import reading
from geodata.text import LANGS
from layers.artifact.joined import STEPS, said
from layers.schema.headlines import HEADLINES, OTHERS, WITH_OTHERS
from layers.schema.layer import Field

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

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
            headline=OTHERS if column.code in WITH_OTHERS else HEADLINES.get(column.code),
            with_others=column.code in WITH_OTHERS,
        )
        for column in COLUMNS
    )


@reading
def joined_of(tables: Tables, *places: str) -> tuple[pd.DataFrame, list[dict[str, Any]]]:
    """The joined columns of some places, a row each, and how each place's change over time."""
    steps = join_steps(tables)
    return join_table(tables).reindex(list(places)), [steps.get(place, {}) for place in places]


def with_joined(tables: Tables, rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Add what is known of the places that rows stand for: the joined columns, and their steps.

    Parameters
    ----------
    tables
        The data folder.
    rows
        Rows whose ``id`` is a sector, a site, a region or a cercle.
    """
    ids = list(rows["id"])
    known, steps = joined_of(tables, *ids)
    cells = known.set_index(rows.index)
    for code in sorted(_TEXTS.intersection(cells.columns)):
        values = cells.pop(code)
        for lang in LANGS:
            cells[f"{code}_{lang}"] = values.map(partial(said, lang=lang), na_action="ignore")
    cells[STEPS] = steps
    joined: gpd.GeoDataFrame = rows.join(cells)
    return joined
