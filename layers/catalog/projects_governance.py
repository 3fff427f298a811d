"""Peace agreement, civil society and local administration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.text import Text
from layers.catalog.topics import AREAS, DISPUTED, FACT_FIELDS, NOT_DRAWN, POINTS, TOGETHER, topic_marks
from layers.schema.layer import Layer
from layers.schema.rows import fact_rows, facts_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.tables import Tables


def rows(tables: Tables) -> gpd.GeoDataFrame:
    """One row a place, or group of places, and status."""
    return fact_rows(tables, "governance", facts_of(tables, "governance", "political", "civil-affairs"))


LAYER = Layer(
    id="governance",
    title=Text("Accord de paix et administration", "Peace agreement and administration"),
    about=Text(
        "Suivi de l’Accord, société civile et retour de l’administration, là où un lieu est donné.",
        "Follow-up of the Agreement, civil society and return of the administration, where a place is given.",
    ),
    group="projects",
    rows=rows,
    marks=topic_marks("projects", "town-hall"),
    fields=FACT_FIELDS,
    shapes=("regions",),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        AREAS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
    ),
)
