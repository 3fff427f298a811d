"""Electoral support."""

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
    return fact_rows(tables, "elections", facts_of(tables, "elections"))


LAYER = Layer(
    id="elections",
    title=Text("Élections", "Elections"),
    about=Text(
        "Ateliers, escortes et campagnes de l’appui électoral, prévus et réalisés.",
        "Workshops, escorts and campaigns of electoral support, planned and delivered.",
    ),
    group="projects",
    rows=rows,
    marks=topic_marks("projects", "vote"),
    fields=FACT_FIELDS,
    shapes=("regions",),
    documents=("002", "003"),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        AREAS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
    ),
)
