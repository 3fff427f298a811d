"""Medical facilities and evacuation."""

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
    return fact_rows(tables, "medical", facts_of(tables, "medical", "covid"))


LAYER = Layer(
    id="medical",
    title=Text("Santé et évacuation", "Medical and evacuation"),
    about=Text(
        "Unités médicales, hôpitaux et équipes d’évacuation, prévus et en service.",
        "Clinics, hospitals and evacuation teams, planned and in service.",
    ),
    group="support",
    rows=rows,
    marks=topic_marks("support", "hospital"),
    fields=FACT_FIELDS,
    shapes=("neighbours",),
    documents=("003",),
    data_date="2021-06-30",
    caveats=(
        POINTS,
        TOGETHER,
        NOT_DRAWN,
        DISPUTED,
        Text(
            "Dakar et Le Caire sont hors de la carte. L’hôpital prévu au « Niger », non retenu, "
            "teinte ce pays : la ville n’est pas dite.",
            "Dakar and Cairo are off the map. The hospital planned in “Niger”, not kept, outlines "
            "that country: the town is not given.",
        ),
    ),
    roles=frozenset({"planner"}),
)
