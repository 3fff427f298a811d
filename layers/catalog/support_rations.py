"""Ration points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import FACT_FIELDS, NOT_DRAWN, POINTS, TOGETHER, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    return fact_rows(tables, "rations", facts_of(tables, "rations"))


LAYER = Layer(
    id="rations",
    title=Text("Points de rations", "Ration points"),
    about=Text(
        "Les points où les contingents prennent leurs rations.",
        "The points where contingents collect their rations.",
    ),
    group="support",
    rows=rows,
    marks=topic_marks("support", "rations"),
    fields=FACT_FIELDS,
    shapes=(),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
    ),
    roles=frozenset({"planner"}),
)
