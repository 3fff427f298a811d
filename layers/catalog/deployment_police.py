"""Police of the Mission: where, and what share."""

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
    return fact_rows(tables, "police", facts_of(tables, "police"))


LAYER = Layer(
    id="police",
    title=Text("Police", "Police"),
    about=Text(
        "Lieux de déploiement de la police de la Mission, parts données et activités.",
        "Where the Mission’s police is deployed, the shares given, and activities.",
    ),
    group="deployment",
    rows=rows,
    marks=topic_marks("deployment", "police"),
    fields=FACT_FIELDS,
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "La part hors de Bamako vaut pour plusieurs villes ensemble.",
            "The share outside Bamako is for several towns together.",
        ),
    ),
)
