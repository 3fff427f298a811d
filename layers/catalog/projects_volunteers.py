"""Projects of the volunteers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import FACT_FIELDS, NOT_DRAWN, POINTS, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    return fact_rows(tables, "volunteers", facts_of(tables, "volunteers"))


LAYER = Layer(
    id="volunteers",
    title=Text("Volontaires", "Volunteers"),
    about=Text(
        "Projets des Volontaires des Nations Unies avec la jeunesse.",
        "United Nations Volunteers’ projects with young people.",
    ),
    group="projects",
    rows=rows,
    marks=topic_marks("projects", "volunteer"),
    fields=FACT_FIELDS,
    shapes=(),
    documents=("002",),
    data_date="2020-07",
    caveats=(
        POINTS,
        NOT_DRAWN,
    ),
)
