"""Community violence reduction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import DISPUTED, FACT_FIELDS, NOT_DRAWN, TOGETHER, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    return fact_rows(tables, "cvr", facts_of(tables, "cvr"))


LAYER = Layer(
    id="cvr",
    title=Text("Réduction de la violence", "Community violence reduction"),
    about=Text(
        "Projets de réduction de la violence communautaire : nombre, bénéficiaires, régions.",
        "Community violence reduction projects: number, beneficiaries, regions.",
    ),
    group="projects",
    rows=rows,
    marks=topic_marks("projects", "community"),
    fields=FACT_FIELDS,
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
    ),
)
