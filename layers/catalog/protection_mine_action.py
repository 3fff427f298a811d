"""Mine action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import DISPUTED, FACT_FIELDS, NOT_DRAWN, POINTS, TOGETHER, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    return fact_rows(tables, "mine-action", facts_of(tables, "mine-action"))


LAYER = Layer(
    id="mine-action",
    title=Text("Lutte antimines", "Mine action"),
    about=Text(
        "Équipes de neutralisation et aide aux victimes d’engins explosifs.",
        "Disposal teams and help to survivors of explosive devices.",
    ),
    group="protection",
    rows=rows,
    marks=topic_marks("protection", "danger"),
    fields=FACT_FIELDS,
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
    ),
)
