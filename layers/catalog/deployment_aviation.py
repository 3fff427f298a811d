"""Aircraft and drones."""

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
    return fact_rows(tables, "aviation", facts_of(tables, "aviation"))


LAYER = Layer(
    id="aviation",
    title=Text("Aviation et drones", "Aviation and drones"),
    about=Text(
        "Drones et sécurité aérienne, là où un lieu est donné.",
        "Drones and aviation safety, where a place is given.",
    ),
    group="deployment",
    rows=rows,
    marks=topic_marks("deployment", "drone"),
    fields=FACT_FIELDS,
    shapes=(),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Les drones prévus à Kidal et à Tombouctou n’ont pas été déployés.",
            "The drones planned at Kidal and Timbuktu were not deployed.",
        ),
    ),
)
