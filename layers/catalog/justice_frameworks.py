"""Coordination frameworks of the criminal justice chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import AREAS, FACT_FIELDS, NOT_DRAWN, TOGETHER, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of, is_framework

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    facts = facts_of(tables, "justice")
    return fact_rows(tables, "frameworks", facts[is_framework(facts)])


LAYER = Layer(
    id="frameworks",
    title=Text("Cadres de concertation", "Coordination frameworks"),
    about=Text(
        "Cadres régionaux de concertation de la chaîne pénale.",
        "Regional coordination frameworks of the criminal justice chain.",
    ),
    group="justice",
    rows=rows,
    marks=topic_marks("justice", "framework"),
    fields=FACT_FIELDS,
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        AREAS,
        TOGETHER,
        NOT_DRAWN,
    ),
)
