"""Security-sector reform."""

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
    return fact_rows(tables, "ssr", facts_of(tables, "ssr"))


LAYER = Layer(
    id="ssr",
    title=Text("Réforme du secteur de la sécurité", "Security-sector reform"),
    about=Text(
        "Bâtiments, formations et consultations de la réforme du secteur de la sécurité.",
        "Buildings, training and consultations of security-sector reform.",
    ),
    group="projects",
    rows=rows,
    marks=topic_marks("projects", "security-sector"),
    fields=FACT_FIELDS,
    shapes=(),
    documents=("002", "004"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        NOT_DRAWN,
    ),
)
