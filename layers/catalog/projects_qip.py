"""Quick-impact projects."""

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
    return fact_rows(tables, "qip", facts_of(tables, "qip"))


LAYER = Layer(
    id="qip",
    title=Text("Projets à effet rapide", "Quick-impact projects"),
    about=Text(
        "Ce que les documents situent des projets à effet rapide et de leur coordination.",
        "What the documents locate of quick-impact projects and their coordination.",
    ),
    group="projects",
    rows=rows,
    marks=topic_marks("projects", "quick-impact"),
    fields=FACT_FIELDS,
    shapes=(),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        NOT_DRAWN,
        Text(
            "Les documents ne donnent pas le lieu des projets, sauf « le nord » et « le centre ».",
            "The documents do not say where the projects are, beyond “the north” and “the centre”.",
        ),
    ),
)
