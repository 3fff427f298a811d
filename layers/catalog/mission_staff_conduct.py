"""Conduct and discipline: offices and teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import DISPUTED, FACT_FIELDS, NOT_DRAWN, POINTS, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    return fact_rows(tables, "conduct", facts_of(tables, "conduct"))


LAYER = Layer(
    id="conduct",
    title=Text("Conduite et discipline", "Conduct and discipline"),
    about=Text(
        "Bureaux et équipes qui reçoivent les signalements, d’après le livret de 2020.",
        "Offices and teams that receive reports, from the 2020 booklet.",
    ),
    group="mission",
    rows=rows,
    marks=topic_marks("mission", "conduct"),
    fields=FACT_FIELDS,
    shapes=(),
    documents=("002",),
    data_date="2020-07",
    caveats=(
        POINTS,
        NOT_DRAWN,
        DISPUTED,
    ),
)
