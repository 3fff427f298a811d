"""Trust fund and Peacebuilding Fund."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import AREAS, FACT_FIELDS, NOT_DRAWN, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    return fact_rows(tables, "funds", facts_of(tables, "trust-fund", "pbf"))


LAYER = Layer(
    id="funds",
    title=Text("Fonds fiduciaire et de consolidation", "Trust fund and Peacebuilding Fund"),
    about=Text(
        "Actions du fonds fiduciaire et du Fonds pour la consolidation de la paix qui ont un lieu.",
        "Trust fund and Peacebuilding Fund actions that have a place.",
    ),
    group="projects",
    rows=rows,
    marks=topic_marks("projects", "fund"),
    fields=FACT_FIELDS,
    shapes=("regions",),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        AREAS,
        NOT_DRAWN,
        Text(
            "Le Fonds pour la consolidation de la paix n’est décrit que par des totaux nationaux.",
            "The Peacebuilding Fund is described by national totals only.",
        ),
    ),
)
